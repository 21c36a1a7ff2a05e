import Base
import CaseFile
import Foundation
import Panel
import Probes
import Testing

/// A claim fixed in advance, and what happens to whoever departs from it.
@Suite struct ClaimCommandTests {
    private static let names = (0..<7).map { "m\($0)" } + ["student"]

    /// A case whose models and suite are fixed and that holds no answers yet.
    private func makeCase() throws -> Program {
        let apograph = try Program()
        let store = try CaseStore.create(at: apograph.folder.appendingPathComponent("a.apograph"), title: "fixed")
        try store.add(
            models: Self.names.map {
                PanelModel(
                    id: $0, provider: "recorded", role: $0 == "student" ? .suspect : $0 == "m0" ? .alleged : .reference)
            })
        try store.add(suite: suite("words", 0..<200))
        return apograph
    }

    private func suite(_ name: String, _ items: Range<Int>) -> Suite {
        Suite(
            name: "made/\(name)", version: "1.0.0",
            probes: items.map {
                Probe(
                    id: "p\($0)", prompt: "Word \($0)?", kind: .closed,
                    answer: AnswerSpec(type: .word, expectation: .truth(["right\($0)"]))
                )
            })
    }

    private func answer(_ apograph: Program) throws {
        var state: UInt64 = 42
        func random(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        func alone(_ item: Int) -> String { random(2) == 0 ? "right\(item)" : "wrong\(item)x\(random(12))" }
        var said = Self.names.dropLast().map { name in (0..<200).map(alone) }
        said.append((0..<200).map { said[0][$0].hasPrefix("w") && random(10) < 5 ? said[0][$0] : alone($0) })
        let store = try CaseStore.open(at: apograph.folder.appendingPathComponent("a.apograph"))
        for (model, texts) in zip(Self.names, said) {
            try store.append(
                texts.enumerated().map { item, text in
                    NewResponse(
                        key: ResponseKey(
                            model: model, suite: SuiteReference(name: "made/words", version: "1.0.0"), probe: "p\(item)"
                        ),
                        body: Array(text.utf8))
                })
        }
    }

    @Test func `A claim is fixed once, before the first answer, and its hash is that of its file`() throws {
        let apograph = try makeCase()
        let fixed = try apograph("claim", "a.apograph", "-o", "claim")
        #expect(fixed.status == 0, "\(fixed.errors)")
        let json = try Data(contentsOf: apograph.folder.appendingPathComponent("claim/claim.json"))
        #expect(fixed.output.contains(Digest256.hex(json)))
        let page = try String(contentsOf: apograph.folder.appendingPathComponent("claim/claim.md"), encoding: .utf8)
        for part in ["suspect student, alleged source m0", "made/words 1.0.0", "No support would be"] {
            #expect(page.contains(part), "\(part)")
        }
        let again = try apograph("claim", "a.apograph", "--suspect", "student", "--alleged", "m1")
        #expect(again.status == 65 && again.errors.contains("fixed already"))
        let late = try makeCase()
        try answer(late)
        let refused = try late("claim", "a.apograph")
        #expect(refused.status == 65 && refused.errors.contains("holds answers"))
    }

    @Test func `A model or a suite that was not fixed is refused, whichever way it comes`() throws {
        let apograph = try makeCase()
        #expect(try apograph("claim", "a.apograph").status == 0)
        try apograph.write("more.jsonl", #"{"model":"stranger","probe":"q","prompt":"Q?","response":"A"}"# + "\n")
        let imported = try apograph("import", "a.apograph", "jsonl", "more.jsonl")
        #expect(imported.status == 65 && imported.errors.contains("not in the claim"), "\(imported.errors)")
        try apograph.write("more.jsonl", #"{"model":"m1","probe":"q","prompt":"Q?","response":"A"}"# + "\n")
        #expect(try apograph("import", "a.apograph", "jsonl", "more.jsonl").status == 65)
        let store = try CaseStore.open(at: apograph.folder.appendingPathComponent("a.apograph"))
        #expect(throws: Problem.self) { try store.add(models: [PanelModel(id: "m1", provider: "ollama")]) }
        #expect(throws: Problem.self) { try store.add(suite: suite("other", 0..<2)) }
        #expect(try store.responseCount() == 0)
        #expect(try store.claimDeviations() == [])
    }

    @Test func `An amendment needs its reason, stands in all four reports, and verify names it in case and exhibit`()
        throws
    {
        let apograph = try makeCase()
        #expect(try apograph("claim", "a.apograph").status == 0)
        try answer(apograph)
        #expect(try apograph("claim", "amend", "a.apograph", "--pair", "student,m3", "--why", " ").status == 64)
        let amended = try apograph(
            "claim", "amend", "a.apograph", "--pair", "student,m3", "--why", "asked for by the other side")
        #expect(amended.status == 0, "\(amended.errors)")
        for audience in ["journalist", "court", "research", "reply"] {
            let made = try apograph(
                "report", "a.apograph", "--suspect", "student", "--alleged", "m0", "--for", audience, "-o", audience)
            #expect(made.status == 0, "\(made.errors)")
            let folder = apograph.folder.appendingPathComponent(audience)
            let page = try #require(
                try FileManager.default.contentsOfDirectory(at: folder, includingPropertiesForKeys: nil).first {
                    $0.pathExtension == "html"
                })
            let text = try String(contentsOf: page, encoding: .utf8)
            #expect(text.contains("asked for by the other side"), "\(audience) hides the deviation")
        }
        let other = try apograph("compare", "a.apograph", "--suspect", "student", "--alleged", "m3")
        #expect(other.output.contains("Exploratory"))
        let named = try apograph("compare", "a.apograph", "--suspect", "student", "--alleged", "m0")
        #expect(!named.output.contains("Exploratory"))
        let verified = try apograph("verify", "a.apograph")
        #expect(verified.status == 0 && verified.errors.contains("asked for by the other side"), "\(verified.errors)")
        #expect(try apograph("seal", "a.apograph", "-o", "exhibit").status == 0)
        let exhibit = try apograph("verify", "exhibit")
        #expect(exhibit.status == 0 && exhibit.errors.contains("asked for by the other side"), "\(exhibit.errors)")
    }
}
