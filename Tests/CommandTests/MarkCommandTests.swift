import Foundation
import Testing

/// Canaries and watermarks by the program itself: a student that repeats planted values (simulated), an innocent, and what is refused.
@Suite struct MarkCommandTests {
    private func line(_ fields: [String: Any]) throws -> String {
        String(decoding: try JSONSerialization.data(withJSONObject: fields, options: [.sortedKeys]), as: UTF8.self)
            + "\n"
    }

    /// A case whose `student` repeats every second value that account-b was given, and whose `innocent` names the first option of each fact.
    private func planted() throws -> Program {
        let apograph = try Program()
        try apograph.write("k", String(repeating: "00112233445566778899aabbccddeeff", count: 2))
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: apograph.folder.appendingPathComponent("k").path)
        try apograph.write("accounts.csv", "recipient,since\naccount-a,2026\naccount-b,2025\n")
        let made = try apograph(
            "canary", "make", "--facts", "40", "--options", "8", "--recipients", "accounts.csv", "--key-file", "k",
            "-o", "canaries")
        #expect(made.status == 0 && made.output.contains("give p below 1e-6"), "\(made.errors)")
        let promised = try apograph(
            "canary", "commit", "canaries", "--key-file", "k", "--date", "2026-01-02", "-o", "promise.json")
        #expect(promised.status == 0 && promised.output.count == 65, "\(promised.errors)")
        #expect(try apograph("new", "c.apograph", "--suites", "canaries/suite.yaml").status == 0)
        let facts = try text(apograph, "canaries/facts.tsv").split(separator: "\n").map {
            $0.split(separator: "\t").map(String.init)
        }
        let texts = try text(apograph, "canaries/plant/2.jsonl").split(separator: "\n").map(String.init)
        var lines = ""
        for (index, (fact, told)) in zip(facts, texts).enumerated() {
            let options = Array(fact[2..<10])
            let value = try #require(options.first { told.contains($0) })
            for (model, said) in [
                ("student", index % 2 == 0 ? "It is called \(value)." : "I don't know."), ("innocent", options[0]),
            ] {
                lines += try line([
                    "model": model, "suite": "private/canaries", "probe": "\(fact[0]).1", "prompt": fact[10],
                    "response": said,
                    "settings": ["temperature": 0, "max_tokens": 64],
                ])
            }
        }
        try apograph.write("answers.jsonl", lines)
        let imported = try apograph("import", "c.apograph", "jsonl", "answers.jsonl")
        #expect(imported.status == 0, "\(imported.errors)")
        return apograph
    }

    private func text(_ apograph: Program, _ name: String) throws -> String {
        try String(contentsOf: apograph.folder.appendingPathComponent(name), encoding: .utf8)
    }

    @Test func `a leak names its channel, an innocent is not accused, and the other side gets the same figures`() throws
    {
        let apograph = try planted()
        let options = ["--key-file", "k", "--recipients", "accounts.csv", "--promise", "promise.json"]
        let found = try apograph.run(["canary", "test", "c.apograph", "--suspect", "student", "--keep"] + options)
        #expect(found.status == 0, "\(found.errors)")
        #expect(
            found.output.hasPrefix(
                "Of 20 questions whose answers a secret key chose among 8, 20 were answered as the key says;"))
        #expect(found.output.contains("account-b") && found.output.contains("never multiplied"))
        let innocent = try apograph.run(["canary", "test", "c.apograph", "--suspect", "innocent"] + options)
        #expect(
            innocent.output.contains("That does not show that nothing was learned"),
            "\(innocent.output)\(innocent.errors)")
        let disclosed = try apograph.run(
            ["canary", "disclose", "c.apograph", "--suspect", "student", "-o", "bundle"] + options)
        #expect(disclosed.status == 0, "\(disclosed.errors)")
        #expect(try python(apograph, "bundle/check_marks.py") == 0)
        let result = try text(apograph, "bundle/result.json")
        try apograph.write("bundle/result.json", result.replacing("\"hits\" : 20", with: "\"hits\" : 19"))
        #expect(try python(apograph, "bundle/check_marks.py") == 1)
        // The key stays in its file.
        let bytes = try Data(contentsOf: apograph.folder.appendingPathComponent("c.apograph"))
        #expect(bytes.range(of: Data("00112233445566778899aabbccddeeff".utf8)) == nil)
    }

    @Test func `what cannot be tested is refused, with what to do`() throws {
        let apograph = try planted()
        func code(_ arguments: String...) throws -> String {
            let run = try apograph.run(["canary", "test", "c.apograph", "--suspect", "student"] + arguments)
            return "\(run.status) \(run.errors)"
        }
        #expect(try code("--key-file", "k").contains("made for other recipients"))
        try apograph.write("open", String(repeating: "00112233445566778899aabbccddeeff", count: 2))
        #expect(try code("--key-file", "open", "--recipients", "accounts.csv").hasPrefix("77 "))
        try apograph.write("twice", "account-a\naccount-a\n")
        #expect(try code("--key-file", "k", "--recipients", "twice").contains("stands there twice"))
        try FileManager.default.removeItem(at: apograph.folder.appendingPathComponent("k"))
        try apograph.write("k", "00ff")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: apograph.folder.appendingPathComponent("k").path)
        #expect(try code("--key-file", "k", "--recipients", "accounts.csv").contains("under 128 it can be guessed"))
        try apograph.write("k2", "ffeeddccbbaa99887766554433221100")
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: apograph.folder.appendingPathComponent("k2").path)
        #expect(
            try code("--key-file", "k2", "--recipients", "accounts.csv", "--promise", "promise.json").contains(
                "not those that were promised"))
        #expect(try apograph("new", "empty.apograph", "--suites", "canaries/suite.yaml").status == 0)
        let none = try apograph(
            "canary", "test", "empty.apograph", "--suspect", "student", "--key-file", "k2", "--recipients",
            "accounts.csv")
        #expect(none.status == 64, "\(none.errors)")
    }

    private func python(_ apograph: Program, _ script: String) throws -> Int32 {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = ["python3", apograph.folder.appendingPathComponent(script).path]
        process.standardOutput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return process.terminationStatus
    }
}
