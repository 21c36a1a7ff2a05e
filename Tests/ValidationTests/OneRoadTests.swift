import Analysis
import Base
import CaseFile
import Findings
import Foundation
import Kinship
import Panel
import Probes
import Testing
@testable import Validation

/// The error rates that a page quotes are those of the road that its case took. The answers are made up.
@Suite struct OneRoadTests {
    enum Kind: CaseIterable {
        /// Questions with keys, in two versions of one suite; a model left half empty; abstentions.
        case keyed
        /// Short texts of which nobody knows what is right, some of them not asked.
        case keyless
        /// Questions asked three times beside open prompts.
        case sampledAndOpen
    }

    private static let models = (0..<9).map { "m\($0)" }

    @Test(arguments: Kind.allCases)
    func `evaluate gives the very ratios that compare gives, to the last bit`(kind: Kind) async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("road-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("case.apograph")
        let store = try CaseStore.create(at: file, title: "Made up")
        try Self.fill(store, kind)
        let compared = try await Analyzer.findings(of: store, .init(sensitivity: false)).pairs

        var labels = PairLabels()
        var rows = "model_a,model_b,related\n"
        for a in Self.models.indices {
            for b in a + 1..<Self.models.count { rows += "m\(a),m\(b),\(b == 1 ? 1 : 0)\n" }
        }
        try labels.add(CSVTable(rows, place: "labels.csv"))
        let (table, _) = try await Evaluation(labels: labels, draws: 0).run(RecordingLoader.load(file))

        #expect(table.pairs.count == compared.count && compared.count >= 28)
        var ratios = 0
        for pair in compared {
            let found = try #require(table.pairs.first { Set([$0.a, $0.b]) == [pair.a, pair.b] })
            #expect(found.closed?.bitPattern == pair.closed?.log10.bitPattern)
            #expect(found.open?.bitPattern == pair.open?.log10.bitPattern)
            #expect(found.fused?.bitPattern == pair.fused?.log10.bitPattern)
            ratios += pair.fused == nil ? 0 : 1
        }
        // No calibration stands behind questions without a key: their pairs are ranked and get no ratio.
        #expect(ratios == (kind == .keyless ? 0 : compared.count))
    }

    @Test func `a claim on questions without a key has no ratio anywhere, and evaluate says why`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("road-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let file = folder.appendingPathComponent("case.apograph")
        let store = try CaseStore.create(at: file, title: "Made up")
        try Self.fill(store, .keyless)
        let claim = try #require(
            try await Analyzer.findings(of: store, .init(suspect: "m1", alleged: "m0", replicates: 20)).claim)
        #expect(claim.pair.fused == nil && claim.growth.isEmpty)
        #expect(!claim.sensitivity.isEmpty && claim.sensitivity.allSatisfy { $0.ratio == nil })
        #expect(claim.sensitivity.contains { $0.share != nil })

        var labels = PairLabels()
        try labels.add(CSVTable("model_a,model_b,related\nm0,m1,1\nm2,m3,0\n", place: "labels.csv"))
        let (table, _) = try await Evaluation(labels: labels, draws: 0).run(RecordingLoader.load(file))
        #expect(table.notes.contains { $0.contains("200 of its 200 questions have no answer key") })
        #expect(table.rows.contains { $0.statistic == "inherited-share" })
    }

    private static func fill(_ store: CaseStore, _ kind: Kind) throws {
        var random = SeededGenerator(seed: 17)
        let words = (0..<300).map { "word\($0)" }
        func add(_ suite: Suite, samples: Int = 1, _ say: (_ model: Int, _ item: Int) -> String?) throws {
            try store.add(suite: suite)
            let reference = SuiteReference(name: suite.name, version: suite.version)
            for (item, probe) in suite.probes.enumerated() {
                for model in models.indices {
                    for sample in 0..<samples {
                        guard let text = say(model, item) else { continue }
                        let key = ResponseKey(
                            model: models[model], suite: reference, probe: probe.id, sample: sample,
                            settings: probe.settings)
                        try store.append([NewResponse(key: key, body: Array(text.utf8))])
                    }
                }
            }
        }
        func closed(_ name: String, _ version: String, _ count: Int, samples: Int = 1, _ truth: (Int) -> String?)
            -> Suite
        {
            Suite(
                name: name, version: version,
                probes: (0..<count).map { item in
                    let expectation: Probes.Expectation = truth(item).map { .truth([$0]) } ?? .unknown
                    return Probe(
                        id: "p\(item)", prompt: "Which?", kind: .closed,
                        answer: AnswerSpec(type: .word, expectation: expectation), samples: samples)
                })
        }
        try store.add(models: models.map { PanelModel(id: $0, provider: Provider.recorded) })
        var before: [String] = []
        func word(_ model: Int, _ item: Int, right: Double) -> String {
            if model == 0 { before = [] }
            let copies = model == 1 && random.uniform() < 0.5
            let text =
                copies && !before.isEmpty
                ? before[0] : random.uniform() < right ? "right\(item)" : "wrong\(item)x\(random.below(15))"
            before.append(text)
            return text
        }
        switch kind {
        case .keyed:
            for version in ["1.0.0", "2.0.0"] {
                try add(closed("made-up/words", version, 120) { "right\($0)" }) { model, item in
                    let text = word(model, item, right: 0.5)
                    if model == 8, item % 2 == 0 { return "" }
                    return model == 5 && item % 3 == 0 ? "I don't know." : text
                }
            }
        case .keyless:
            try add(closed("made-up/texts", "1.0.0", 200) { _ in nil }) { model, item in
                let text = word(model, item, right: 0.2)
                return model == 7 && item >= 90 ? nil : text
            }
        case .sampledAndOpen:
            try add(closed("made-up/words", "1.0.0", 120, samples: 3) { "right\($0)" }, samples: 3) { model, item in
                word(model, item, right: 0.5)
            }
            let open = Suite(
                name: "made-up/open", version: "1.0.0",
                probes: (0..<60).map { Probe(id: "o\($0)", prompt: "Say something.", kind: .open) })
            try add(open) { _, _ in (0..<14).map { _ in words[random.below(words.count)] }.joined(separator: " ") }
        }
    }
}
