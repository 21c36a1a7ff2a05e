import CaseFile
import Findings
import Foundation
import Panel
import Probes
import Testing

/// Sealing, checking, withholding and registering as a person does it, with the exit codes that `docs/custody.md` lists.
@Suite struct CustodyCommandTests {
    private func sealed() throws -> Program {
        let apograph = try Program()
        try apograph.writeRecording()
        #expect(try apograph("new", "a.apograph").status == 0)
        #expect(try apograph("import", "a.apograph", "jsonl", "made-up").status == 0)
        let result = try apograph("seal", "a.apograph", "-o", "exhibit", "--as-of", "2026-01-02")
        #expect(result.status == 0, "\(result.errors)")
        #expect(result.output.contains("Sealed 1600 answers"))
        return apograph
    }

    @Test func `Seal, verify, redact and disclose work one after another`() throws {
        let apograph = try sealed()
        let verified = try apograph("verify", "exhibit")
        #expect(verified.status == 0 && verified.output.contains("Intact: 1600 answers"))
        let json = try apograph("verify", "exhibit", "--json")
        #expect(try JSONSerialization.jsonObject(with: Data(json.output.utf8)) is [String: Any])
        let proof = try apograph("verify", "exhibit", "--proof", "17")
        #expect(proof.status == 0 && proof.output.contains("\"path\""))
        let copy = try apograph("redact", "exhibit", "-o", "public", "--answer", "17", "--reason", "names a person")
        #expect(copy.status == 0, "\(copy.errors)")
        #expect(try apograph("verify", "public").status == 0)
        let list = try apograph("disclose", "public")
        #expect(list.status == 0 && list.output.contains("1 pieces are withheld"))
    }

    @Test func `A private suite is withheld, disclosed later, and matched to its commitments`() throws {
        let apograph = try sealed()
        let hidden = try apograph(
            "redact", "exhibit", "-o", "public", "--suite", "made-up", "--reason", "private until the answers are in")
        #expect(hidden.status == 0, "\(hidden.errors)")
        let file = apograph.folder.appendingPathComponent("public/data/probes.jsonl")
        #expect(try !String(contentsOf: file, encoding: .utf8).contains("Word 17?"))
        #expect(try apograph("verify", "public").status == 0)
        let disclosed = try apograph(
            "disclose", "public", "--from", "exhibit", "--suite", "made-up", "-o", "pieces.jsonl")
        #expect(disclosed.status == 0 && disclosed.output.contains("Disclosed 201 pieces"), "\(disclosed.errors)")
        let matched = try apograph("verify", "public", "--opening", "pieces.jsonl")
        #expect(matched.status == 0 && matched.errors.contains("201 match their commitments"), "\(matched.errors)")
        let pieces = apograph.folder.appendingPathComponent("pieces.jsonl")
        let text = try String(contentsOf: pieces, encoding: .utf8)
        #expect(text.contains("Word 17?"))
        try text.replacing("Word 17?", with: "Word 71?", maxReplacements: 1).write(
            to: pieces, atomically: true, encoding: .utf8)
        let changed = try apograph("verify", "public", "--opening", "pieces.jsonl")
        #expect(changed.status == 65 && changed.output.contains("opening.differs"))
        let whole = try apograph("disclose", "exhibit", "--from", "exhibit", "-o", "none.jsonl")
        #expect(whole.status == 65 && whole.errors.contains("withholds nothing"))
    }

    @Test func `Findings are made again from the case, and others' findings are told from them`() throws {
        let apograph = try sealed()
        let found = try apograph("compare", "a.apograph", "--suspect", "student", "--alleged", "m0", "--json")
        try apograph.write("found.json", found.output)
        let same = try apograph("verify", "a.apograph", "--findings", "found.json")
        #expect(same.status == 0 && same.errors.contains("Findings: made again"), "\(same.errors)\(same.output)")
        // One figure of the claim, changed by hand: still findings, but none of this case.
        var findings = try Findings(json: Data(found.output.utf8))
        findings.claim?.pair.sharedErrors += 1
        try apograph.write("other.json", String(decoding: try findings.json(), as: UTF8.self))
        let other = try apograph("verify", "a.apograph", "--findings", "other.json")
        #expect(other.status == 65, "\(other.errors)")
        #expect(other.output.contains("differ at findings.claim.pair.sharedErrors"), "\(other.output)")
        #expect(try apograph("verify", "a.apograph", "--findings", "pairs.csv").status == 66)
    }

    /// Overrides, kinds and a background are part of the question: with them honest findings are found honest, without them it is said what is missing.
    @Test func `Findings that rest on an override, kinds and a background are made again, from a case and an exhibit`()
        throws
    {
        let apograph = try Program()
        try apograph.writeRecording(strangers: 12, twin: true)
        #expect(try apograph("new", "a.apograph").status == 0)
        #expect(try apograph("import", "a.apograph", "jsonl", "made-up").status == 0)
        let rows = (0..<200).map { "m1,p\($0),\($0 % 2 == 0 ? "invented" : "corpus")" }
        try apograph.write("kinds.csv", (["source,probe,kind"] + rows).joined(separator: "\n") + "\n")
        let exported = try apograph("background", "export", "a.apograph", "-o", "background.json")
        #expect(exported.status == 0, "\(exported.errors)")
        let asked = [
            "--suspect", "twin", "--alleged", "m1", "--override", "m1+twin=one model under two names", "--kinds",
            "kinds.csv", "--background", "background.json",
        ]
        let found = try apograph.run(["compare", "a.apograph", "--json"] + asked)
        #expect(found.status == 0, "\(found.errors)")
        let findings = try Findings(json: Data(found.output.utf8))
        #expect(findings.alarms.contains { $0.name == "m1+twin" && $0.overridden == "one model under two names" })
        #expect(findings.question.kindsSHA256 != nil && findings.question.backgroundSHA256 != nil)
        try apograph.write("found.json", found.output)
        let inputs = ["--kinds", "kinds.csv", "--background", "background.json"]
        let same = try apograph.run(["verify", "a.apograph", "--findings", "found.json"] + inputs)
        #expect(same.status == 0 && same.errors.contains("the same to the last byte"), "\(same.errors)\(same.output)")
        let less = try apograph("verify", "a.apograph", "--findings", "found.json", "--kinds", "kinds.csv")
        #expect(less.status == 65 && less.errors.contains("--background"), "\(less.errors)\(less.output)")
        let sealed = try apograph.run(["seal", "a.apograph", "-o", "exhibit", "--as-of", "2026-01-02"] + asked)
        #expect(sealed.status == 0, "\(sealed.errors)")
        let again = try apograph("verify", "exhibit", "--analysis")
        #expect(again.status == 0 && again.errors.contains("Findings: made again"), "\(again.errors)\(again.output)")
    }

    @Test func `A changed byte ends verify with 65 and a sentence that names the line`() throws {
        let apograph = try sealed()
        let file = apograph.folder.appendingPathComponent("exhibit/data/responses.jsonl")
        let text = try String(contentsOf: file, encoding: .utf8)
        let line = try #require(text.split(separator: "\n").firstIndex { $0.contains("right") })
        try text.replacing("right", with: "wrong", maxReplacements: 1).write(
            to: file, atomically: false, encoding: .utf8)
        let result = try apograph("verify", "exhibit")
        #expect(result.status == 65)
        #expect(result.output.contains("data/responses.jsonl line \(line + 1): this response is not what was recorded"))
        #expect(result.output.contains("NOT INTACT"))
        #expect(try apograph("redact", "exhibit", "-o", "copy", "--answer", "1", "--reason", "x").status == 65)
    }

    @Test func `Terms are registered, shown and audited; a document without text is refused`() throws {
        let apograph = try Program()
        #expect(try apograph("new", "a.apograph", "--suspect", "s", "--alleged", "t").status == 0)
        try apograph.write("terms.html", "<html><body><p>Output may not be used to train models.</p></body></html>")
        try apograph.write("empty.html", "<html><body></body></html>")
        let added = try apograph(
            "register", "add", "a.apograph", "acme", "terms.html", "--kind", "terms", "--date", "2026-01-01",
            "--source",
            "https://acme.example/terms")
        #expect(added.status == 0 && added.output.contains("marked: Output may not be used to train models"))
        #expect(try apograph("register", "show", "a.apograph").output.contains("acme"))
        #expect(try apograph("register", "audit", "a.apograph").status == 0)
        let empty = try apograph(
            "register", "add", "a.apograph", "acme", "empty.html", "--kind", "terms", "--date", "2026-01-01",
            "--source", "x"
        )
        #expect(empty.status == 65 && empty.errors.contains("empty.html") || empty.errors.contains("no text"))
    }

    @Test(
        "What cannot be used is refused with the documented exit code",
        arguments: [
            (["verify", "nowhere"], 66), (["verify", "garbage"], 65), (["disclose", "garbage"], 66),
            (["redact", "garbage", "-o", "copy", "--answer", "1", "--reason", "x"], 65),
            (["redact", "garbage", "-o", "copy", "--reason", "x"], 64), (["seal", "nowhere.apograph", "-o", "e"], 66),
            (["seal", "file.txt", "-o", "e"], 65), (["seal", "garbage", "--sign", "me=key"], 66),
            (["register", "add", "file.txt", "a", "b", "--kind", "terms", "--date", "1", "--source", "s"], 66),
            (["import", "new.apograph", "jsonl", "file.txt"], 65), (["claim", "show", "file.txt"], 65),
        ] as [([String], Int32)])
    func refused(arguments: [String], status: Int32) throws {
        let apograph = try Program()
        try apograph.write("garbage/notes.txt", "no exhibit\n")
        try apograph.write(
            "file.txt",
            "no case, and long enough to be looked at as one: it goes on for a hundred bytes and a few more than that.\n"
        )
        let result = try apograph.run(arguments)
        #expect(result.status == status, "\(arguments): \(result.status) \(result.errors)\(result.output)")
        #expect(!result.errors.contains("Fatal error"))
        #expect(!FileManager.default.fileExists(atPath: apograph.folder.path + "/e"))
        #expect(!FileManager.default.fileExists(atPath: apograph.folder.path + "/copy"))
    }

    @Test func `Killed while sealing, the program leaves no exhibit, or a whole one`() throws {
        let apograph = try Program()
        try makeLargeCase(apograph.folder.appendingPathComponent("large.apograph"), answers: 20_000)
        var killed = 0
        // A kill is aimed at what has been written so far, not at a time; on a quick machine some come too late, and others are tried.
        for attempt in 0..<40 where killed < 4 {
            let name = "exhibit-\(attempt)"
            let process = try apograph.start(["seal", "large.apograph", "-o", name])
            let least = [1, 4_000_000, 9_000_000, 20_000_000][killed]
            while process.isRunning, written(apograph.folder, name) < least { usleep(200) }
            kill(process.processIdentifier, SIGKILL)
            process.waitUntilExit()
            let wasKilled = process.terminationReason == .uncaughtSignal
            killed += wasKilled ? 1 : 0
            let isThere = FileManager.default.fileExists(atPath: apograph.folder.appendingPathComponent(name).path)
            #expect(wasKilled || isThere)
            if isThere {
                #expect(try apograph("verify", name).status == 0)
            } else if let draft = draft(apograph.folder, name) {
                #expect(try apograph("verify", draft).status == 65)
            }
        }
        #expect(killed >= 1, "the premise: it was killed in the middle at least once")
        #expect(try apograph("seal", "large.apograph", "-o", "exhibit").status == 0)
        #expect(try apograph("verify", "exhibit").status == 0)
    }

    private func draft(_ folder: URL, _ name: String) -> String? {
        (try? FileManager.default.contentsOfDirectory(atPath: folder.path))?.first {
            $0.hasPrefix(".\(name).") && $0.hasSuffix(".sealing")
        }
    }

    /// Bytes of the answers that the unfinished exhibit holds.
    private func written(_ folder: URL, _ name: String) -> Int {
        guard let draft = draft(folder, name) else { return 0 }
        let path = folder.appendingPathComponent("\(draft)/data/responses.jsonl").path
        return (try? FileManager.default.attributesOfItem(atPath: path)[.size] as? Int) ?? 0
    }

    private func makeLargeCase(_ url: URL, answers count: Int) throws {
        let store = try CaseStore.create(at: url, title: "large")
        _ = try store.importing { session in
            let source = try session.add(source: "made-up", bytes: 0, sha256: "", format: "jsonl")
            for model in 0..<10 { try session.add(model: PanelModel(id: "m\(model)", provider: "recorded")) }
            for index in 0..<count {
                try session.add(
                    .init(
                        model: "m\(index % 10)", suite: "large", probe: "p\(index / 10)", prompt: "Say \(index / 10).",
                        answer: nil, sample: 0, settings: .init(),
                        body: [UInt8](repeating: UInt8(97 + index % 26), count: 1000),
                        receivedAt: nil,
                        source: SourcePlace(source: source, offset: Int64(index), record: Int64(index + 1))))
            }
        }
    }
}
