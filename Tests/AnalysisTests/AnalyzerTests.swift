import Analysis
import Base
import CaseFile
import Findings
import Foundation
import Probes
import Testing

@Suite struct AnalyzerTests {
    @Test func `A student is found and nobody else is accused`() async throws {
        let made = try MadeUpCase.panel(items: 300)
        defer { made.remove() }
        let findings = try await Analyzer.findings(of: made.store, .init(suspect: "student", alleged: "m0"))
        let claim = try #require(findings.claim)
        #expect(claim.verdict.outcome == .support)
        let share = try #require(claim.share)
        #expect(share.low < 0.4 && share.high > 0.4)
        let ratio = try #require(claim.verdict.ratio)
        #expect(ratio.log10 <= findings.validation.capLog10)
        #expect(try #require(ratio.interval).contains(ratio.log10))
        for pair in findings.pairs where ![["m0", "student"], ["clone", "m1"]].contains([pair.a, pair.b]) {
            #expect((pair.fused?.log10 ?? 0) < 1, "\(pair.a) and \(pair.b) are strangers")
        }
    }

    @Test func `Shared errors are rare ones that both made and counter-evidence is what the suspect did not repeat`()
        async throws
    {
        let made = try MadeUpCase.panel(items: 300)
        defer { made.remove() }
        let claim = try #require(
            try await Analyzer.findings(of: made.store, .init(suspect: "student", alleged: "m0", sensitivity: false))
                .claim)
        #expect(!claim.sharedErrors.isEmpty && !claim.counterEvidence.isEmpty)
        for error in claim.sharedErrors {
            #expect(error.sourceSaid == error.suspectSaid)
            #expect(error.truth.map { $0 != error.sourceSaid } == true)
            #expect(error.log10 > 0)
        }
        for error in claim.counterEvidence { #expect(error.sourceSaid != error.suspectSaid) }
    }

    @Test func `A clone raises the identity alarm and no lineage is claimed until a person explains it`() async throws {
        let made = try MadeUpCase.panel(items: 300)
        defer { made.remove() }
        let stopped = try await Analyzer.findings(
            of: made.store, .init(suspect: "clone", alleged: "m1", sensitivity: false))
        #expect(stopped.alarms.contains { $0.kind == .identical && Set($0.models) == ["clone", "m1"] })
        #expect(stopped.claim?.verdict.outcome == .cannotTell)
        #expect(stopped.claim?.verdict.ratio == nil)
        let explained = try await Analyzer.findings(
            of: made.store,
            .init(suspect: "clone", alleged: "m1", overrides: ["clone+m1": "one maker, two names"], sensitivity: false))
        #expect(explained.claim?.verdict.outcome == .support)
        #expect(explained.alarms.contains { $0.overridden == "one maker, two names" })
    }

    @Test func `Too few questions or models are a finding and not a failure`() async throws {
        let short = try MadeUpCase.panel(items: 20)
        defer { short.remove() }
        let few = try await Analyzer.findings(
            of: short.store, .init(suspect: "student", alleged: "m0", sensitivity: false))
        #expect(few.claim?.verdict.outcome == .cannotTell)
        #expect(few.claim?.verdict.reasons == [.tooFewAnswers])
        let three = try MadeUpCase(
            ["a": ["right0"], "b": ["right0"], "c": ["wrong"]], items: 1)
        defer { three.remove() }
        let small = try await Analyzer.findings(of: three.store, .init(suspect: "a", alleged: "b", sensitivity: false))
        #expect(small.claim?.verdict.reasons.contains(.tooFewModels) == true)
    }

    @Test func `The same case gives the same bytes twice`() async throws {
        let made = try MadeUpCase.panel(items: 120)
        defer { made.remove() }
        let question = Analyzer.Question(suspect: "student", alleged: "m0", replicates: 50)
        let first = try await Analyzer.findings(of: made.store, question).json()
        let second = try await Analyzer.findings(of: made.store, question).json()
        #expect(first == second)
    }

    @Test func `A model that is not in the case is named with its nearest names`() async throws {
        let made = try MadeUpCase.panel(items: 20)
        defer { made.remove() }
        await #expect {
            _ = try await Analyzer.findings(of: made.store, .init(suspect: "studnet"))
        } throws: { error in
            guard let problem = error as? Problem else { return false }
            return problem.code == "model.unknown" && problem.remedy.contains("It has: student")
        }
    }

    @Test func `A recording of which over a quarter is empty is left out and named`() async throws {
        var said: [String: [String]] = [:]
        for model in 0..<6 { said["m\(model)"] = (0..<60).map { $0 % (model + 2) == 0 ? "no\($0)" : "right\($0)" } }
        said["torn"] = (0..<60).map { $0 < 40 ? "right\($0)" : "" }
        let made = try MadeUpCase(said, items: 60)
        defer { made.remove() }
        let findings = try await Analyzer.findings(of: made.store)
        #expect(findings.models.filter { $0.excluded != nil }.map(\.id) == ["torn"])
        #expect(!findings.pairs.contains { $0.a == "torn" || $0.b == "torn" })
    }

    @Test func `A panel of pupils that nobody declared is seen by their answers, and exonerates nobody`() async throws {
        /// Made-up models that err on half of 300 questions in twelve ways, each in its own; a pupil takes a share of what the source says.
        func findings(share: Int) async throws -> Findings {
            var random = SeededGenerator(seed: 18)
            func model() -> [String] {
                (0..<300).map { item in
                    random.next() % 2 == 0 ? "right\(item)" : "no\(item) \(random.next() % 12)"
                }
            }
            var said = ["source": model()]
            for name in ["suspect"] + (0..<8).map({ "m\($0)" }) {
                said[name] = zip(model(), said["source"] ?? []).map { own, taught in
                    Int(random.next() % 100) < share ? taught : own
                }
            }
            let made = try MadeUpCase(said, items: 300)
            defer { made.remove() }
            return try await Analyzer.findings(
                of: made.store, .init(suspect: "suspect", alleged: "source", sensitivity: false))
        }
        let pupils = try await findings(share: 40)
        let alarm = try #require(pupils.alarms.first { $0.kind == .siblings })
        #expect(alarm.cause == .siblings(declared: 0, alike: 8, references: 8))
        #expect(pupils.claim?.verdict.outcome == .cannotTell)
        #expect(try await findings(share: 0).alarms.allSatisfy { $0.kind != .siblings })
    }

    @Test func `A panel of siblings is no background`() async throws {
        var said: [String: [String]] = [:]
        for model in 0..<6 { said["m\(model)"] = (0..<60).map { $0 % (model + 2) == 0 ? "no\($0)" : "right\($0)" } }
        let made = try MadeUpCase(said, items: 60, parents: ["m2": ["m0"], "m3": ["m0"], "m4": ["M0"], "m5": []])
        defer { made.remove() }
        let findings = try await Analyzer.findings(
            of: made.store, .init(suspect: "m1", alleged: "m0", sensitivity: false))
        #expect(findings.alarms.contains { $0.kind == .siblings })
        #expect(findings.claim?.verdict.outcome == .cannotTell)
    }
}
