import Base
import Foundation
import Testing

/// A suite that is not to be published, from the promise to the day it is revealed, by the program itself.
@Suite struct PrivateSuiteTests {
    /// Stand in every prompt and every truth of the suite, and nowhere else.
    static let secrets = ["Quaggaford", "zibblewort"]
    static let items = 60

    private func suite(_ isPrivate: Bool) -> String {
        """
        suite: mine/quiet
        version: 1.0.0
        about: Sixty questions that nobody has seen.
        kind: closed
        \(isPrivate ? "private: true\ncontamination: 7f1f3a0e-5a52-4b9e-9c8a-quiet\n" : "")changes: ["1.0.0: first version"]
        defaults: { temperature: 0, max_tokens: 16, answer: { type: word } }
        probes:

        """
            + (0..<Self.items).map {
                "  - { id: q-\($0), prompt: \"What grows on hill \($0) of Quaggaford?\", answer: { truth: zibblewort\($0) } }\n"
            }
            .joined()
    }

    /// Six strangers and a student of the first, recorded elsewhere, with the suite's own prompts.
    private func lines() -> String {
        var state: UInt64 = 7
        func random(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        func said(_ item: Int) -> String { random(2) == 0 ? "zibblewort\(item)" : "fern\(item)x\(random(9))" }
        var all = Dictionary(uniqueKeysWithValues: (0..<6).map { ("m\($0)", (0..<Self.items).map(said)) })
        let teacher = all["m0"] ?? []
        all["student"] = (0..<Self.items).map {
            teacher[$0].hasPrefix("fern") && random(10) < 8 ? teacher[$0] : said($0)
        }
        return all.sorted { $0.key < $1.key }.flatMap { model, texts in
            texts.enumerated().map { item, text in
                #"{"model":"\#(model)","suite":"mine/quiet","probe":"q-\#(item)","prompt":"What grows on hill \#(item) of Quaggaford?","response":"\#(text)","answer":{"type":"word","truth":["zibblewort\#(item)"]},"settings":{"temperature":0,"max_tokens":16}}"#
                    + "\n"
            }
        }.joined()
    }

    /// Files below `folder` in which one of the secrets stands.
    private func leaks(_ folder: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: folder.path).filter { path in
            guard let data = FileManager.default.contents(atPath: folder.appendingPathComponent(path).path) else {
                return false
            }
            let text = String(decoding: data, as: UTF8.self)
            return Self.secrets.contains { text.contains($0) }
        }
    }

    private func prepared() throws -> Program {
        let apograph = try Program()
        try apograph.write("quiet.yaml", suite(true))
        try apograph.write("answers.jsonl", lines())
        let promise = try apograph("suite", "commit", "quiet.yaml", "-o", "salt.json")
        #expect(promise.status == 0 && promise.output.count == 65, "\(promise.errors)")
        let made = try apograph("new", "c.apograph", "--suites", "quiet.yaml")
        #expect(made.status == 0, "\(made.errors)")
        let imported = try apograph("import", "c.apograph", "jsonl", "answers.jsonl")
        #expect(imported.status == 0, "\(imported.errors)")
        return apograph
    }

    @Test func `What is written for others holds no prompt and no truth of a private suite`() throws {
        let apograph = try prepared()
        for audience in ["journalist", "court", "research", "reply"] {
            let report = try apograph(
                "report", "c.apograph", "--suspect", "student", "--alleged", "m0", "--for", audience, "-o",
                "out/\(audience)")
            #expect(report.status == 0, "\(report.errors)")
        }
        #expect(try apograph("export", "c.apograph", "answers", "-o", "out/answers").status == 0)
        let out = apograph.folder.appendingPathComponent("out")
        #expect(try FileManager.default.subpathsOfDirectory(atPath: out.path).count > 10)
        #expect(try leaks(out).isEmpty)
        let page = try String(
            contentsOf: out.appendingPathComponent("journalist/journalist-student-from-m0.html"), encoding: .utf8)
        #expect(page.contains("withheld: the suite is private") && page.contains("fern"))
        for format in ["lm-eval", "inspect", "promptfoo", "openai-batch"] {
            let refused = try apograph("export", "c.apograph", format, "--model", "m", "-o", "out/\(format)")
            #expect(refused.status == 77 && refused.errors.contains("mine/quiet 1.0.0"), "\(refused.errors)")
        }
        #expect(try apograph("export", "c.apograph", "inspect", "--include-private", "-o", "own").status == 0)
        #expect(try leaks(apograph.folder.appendingPathComponent("own")) == ["mine_quiet.jsonl"])
    }

    @Test func `An exhibit with a private suite is sealed on purpose, and its redacted copy still checks`() throws {
        let apograph = try prepared()
        let refused = try apograph("seal", "c.apograph", "-o", "exhibit")
        #expect(refused.status == 77 && refused.errors.contains("--include-private"), "\(refused.errors)")
        let sealed = try apograph("seal", "c.apograph", "-o", "exhibit", "--include-private")
        #expect(sealed.status == 0, "\(sealed.errors)")
        let copy = try apograph("redact", "exhibit", "-o", "public", "--private", "--reason", "promised by hash")
        #expect(copy.status == 0, "\(copy.errors)")
        let checked = try apograph("verify", "public")
        #expect(checked.status == 0, "\(checked.output) \(checked.errors)")
        // Right answers stand there as the models gave them; the questions do not.
        let held = try leaks(apograph.folder.appendingPathComponent("public"))
        #expect(held == ["data/responses.jsonl"] || held.isEmpty, "\(held)")
        let responses = try String(
            contentsOf: apograph.folder.appendingPathComponent("public/data/responses.jsonl"), encoding: .utf8)
        #expect(!responses.contains("Quaggaford"))
    }

    @Test func `The promise holds for the case and for the revealed file, and for no other`() throws {
        let apograph = try prepared()
        let kept = try apograph("suite", "commit", "c.apograph", "--check", "salt.json")
        #expect(kept.status == 0 && kept.output.contains("The promise holds"), "\(kept.errors)")
        try apograph.write("revealed.yaml", suite(false))
        #expect(try apograph("suite", "commit", "revealed.yaml", "--check", "salt.json").status == 0)
        try apograph.write("changed.yaml", suite(false).replacing("hill 7 ", with: "hill 70 "))
        let broken = try apograph("suite", "commit", "changed.yaml", "--check", "salt.json")
        #expect(broken.status == 65 && broken.errors.contains("not the suites that were promised"))
        #expect(try apograph("suite", "commit", "c.apograph", "-o", "late.json").status == 64)
    }
}
