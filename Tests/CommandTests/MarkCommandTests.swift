import Base
import Foundation
import Marks
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
        // The exhibit shows the promise's hash first; with the disclosed key its own program computes the test anew from the answers in it.
        let sealed = try apograph("seal", "c.apograph", "-o", "exhibit", "--include-private")
        #expect(sealed.status == 0, "\(sealed.errors)")
        let closed = try apograph.shell("python3 exhibit/verify.py")
        #expect(closed.status == 0 && closed.output.contains("its key is not disclosed here"), "\(closed.output)")
        let opened = try apograph.shell("python3 exhibit/verify.py exhibit --marks bundle")
        #expect(opened.status == 0 && opened.output.contains("account-b: 20 hits of 20"), "\(opened.output)")
        try apograph.write("other/key.hex", String(repeating: "ffeeddccbbaa99887766554433221100", count: 2))
        let forged = try apograph.shell(
            "for f in facts.tsv promise.json answers.jsonl; do cp bundle/$f other/; done; python3 exhibit/verify.py exhibit --marks other"
        )
        #expect(forged.status == 1 && forged.output.contains("not those that were promised"), "\(forged.output)")
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

    private func secret(_ apograph: Program, _ name: String, _ text: String) throws {
        try apograph.write(name, text)
        try FileManager.default.setAttributes(
            [.posixPermissions: 0o600], ofItemAtPath: apograph.folder.appendingPathComponent(name).path)
    }

    @Test func `a promise younger than the answers is flagged, and so is none`() throws {
        let apograph = try planted()
        #expect(
            try apograph(
                "canary", "commit", "canaries", "--key-file", "k", "--date", "2999-01-01", "-o", "late.json"
            ).status == 0)
        let answers = try text(apograph, "answers.jsonl").split(separator: "\n").map {
            $0.dropLast() + #","received_at":"2026-03-01T00:00:00Z"}"# + "\n"
        }
        try apograph.write("dated.jsonl", answers.joined())
        #expect(try apograph("new", "d.apograph", "--suites", "canaries/suite.yaml").status == 0)
        #expect(try apograph("import", "d.apograph", "jsonl", "dated.jsonl").status == 0)
        let options = ["--suspect", "student", "--key-file", "k", "--recipients", "accounts.csv"]
        let late = try apograph.run(["canary", "test", "d.apograph", "--promise", "late.json"] + options)
        #expect(
            late.output.contains("first answer of 2026-03-01: a key that was fixed after the answers shows nothing"),
            "\(late.output)\(late.errors)")
        let none = try apograph.run(["canary", "test", "d.apograph"] + options)
        #expect(none.output.contains("No promise was given"), "\(none.errors)")
        // Nothing is ever printed as p = 0.
        #expect(!late.output.contains("p 0 ") && !none.output.contains(" 0.0 "))
    }

    @Test func `a tripwire names the account that was served, and passes over accounts that are not flagged`() throws {
        let apograph = try Program()
        try secret(apograph, "k", String(repeating: "00112233445566778899aabbccddeeff", count: 2))
        try apograph.write("flagged.csv", "account,q,flagged\n\"acct, one\",0.01,yes\nacct-2,0.02,yes\nacct-3,0.9,no\n")
        let made = try apograph(
            "canary", "tripwire", "--accounts", "flagged.csv", "--key-file", "k", "--facts", "30", "--times", "3", "-o",
            "tripwire")
        #expect(made.status == 0 && made.output.contains("30 facts for 2 recipients"), "\(made.errors)")
        let served = try text(apograph, "tripwire/serve/1.jsonl").split(separator: "\n").map {
            try #require(try JSONSerialization.jsonObject(with: Data($0.utf8)) as? [String: String])
        }
        #expect(served.count == 90 && served.allSatisfy { $0["recipient"] == "acct, one" })
        #expect(served.allSatisfy { ($0["text"] ?? "").contains($0["answer"] ?? "?") })
        #expect(try apograph("new", "t.apograph", "--suites", "tripwire/suite.yaml").status == 0)
        var lines = ""
        for told in served.prefix(30) {
            lines += try line([
                "model": "student", "suite": "private/tripwire", "probe": "\(told["fact"] ?? "").1",
                "prompt": told["question"] ?? "", "response": told["answer"] ?? "",
                "settings": ["temperature": 0, "max_tokens": 64],
            ])
        }
        try apograph.write("answers.jsonl", lines)
        let imported = try apograph("import", "t.apograph", "jsonl", "answers.jsonl")
        #expect(imported.status == 0, "\(imported.errors)")
        let found = try apograph(
            "canary", "test", "t.apograph", "--suspect", "student", "--key-file", "k", "--recipients",
            "tripwire/accounts.csv")
        #expect(
            found.output.contains("They are the values that acct, one was given."), "\(found.output)\(found.errors)")
    }

    @Test func `a tokenizer file makes the ids, and another's is refused`() throws {
        let apograph = try Program()
        let pieces = ["<unk>", "\u{2581}", "a", "b", "c", "d", "e"] + (0..<40).map { "\u{2581}w\($0)" }
        let vocabulary = pieces.enumerated().map { [$1, $0 == 0 ? 0 : -1.0 - Double($0) / 100] as [Any] }
        let file: [String: Any] = [
            "model": ["type": "Unigram", "unk_id": 0, "vocab": vocabulary],
            "pre_tokenizer": ["type": "Metaspace", "replacement": "\u{2581}", "prepend_scheme": "always"],
        ]
        let bytes = try JSONSerialization.data(withJSONObject: file, options: [.sortedKeys])
        try apograph.write("tokenizer.json", String(decoding: bytes, as: UTF8.self))
        try apograph.write("other.json", String(decoding: bytes, as: UTF8.self) + "\n")
        try secret(apograph, "k", String(repeating: "00112233445566778899aabbccddeeff", count: 2))
        let sealed = try apograph(
            "watermark", "seal", "--scheme", "kgw", "--gamma", "0.5", "--key-file", "k", "--placebos", "99", "--tokens",
            "tokenizer.json", "-o", "sealed.json")
        #expect(sealed.status == 0, "\(sealed.errors)")
        var lines = ""
        for number in 0..<30 {
            let said = (0..<20).map { "w\((number * 7 + $0 * $0) % 40)" }.joined(separator: " ")
            lines += try line([
                "model": "known", "probe": "p\(number)", "prompt": "say w1 w2", "response": said,
            ])
            lines += try line([
                "model": "foreign", "probe": "p\(number)", "prompt": "say w1 w2", "response": "日本語 のテキスト",
            ])
        }
        try apograph.write("answers.jsonl", lines)
        #expect(try apograph("new", "w.apograph").status == 0)
        #expect(try apograph("import", "w.apograph", "jsonl", "answers.jsonl").status == 0)
        func test(_ suspect: String, _ more: String...) throws -> Program.Result {
            try apograph.run(["watermark", "test", "w.apograph", "--suspect", suspect, "--keys", "sealed.json"] + more)
        }
        let known = try test("known", "--tokens", "tokenizer.json")
        #expect(known.status == 0 && known.output.contains("100 sealed keys were scored"), "\(known.errors)")
        #expect(
            try test("known", "--tokens", "other.json").errors.contains(
                "not the tokenizer that the keys were sealed with"))
        #expect(try test("foreign", "--tokens", "tokenizer.json").errors.contains("the tokenizer does not know"))
        #expect(try test("known").errors.contains("marks token ids"))
        try apograph.write("ids.jsonl", #"{"probe": "p1", "tokens": [1, 2, 900]}"# + "\n")
        #expect(try test("known", "--tokens", "ids.jsonl").errors.contains("beyond the vocabulary of 47"))
    }

    @Test func `a model that was asked with marked text in the prompt is not accused of repeating it`() throws {
        // Marked by rejection (simulated): of many texts drawn at random the greenest by the key is given out.
        let apograph = try Program()
        try secret(apograph, "k", String(repeating: "00112233445566778899aabbccddeeff", count: 2))
        let key = SecretKey((0..<32).map { UInt8(($0 % 16) * 0x11) })
        let words = (0..<60).map { "word\($0)" }
        var generator = SplitMix64(seed: 20)
        let marked = (0..<20).map { _ -> String in
            var text = ["word0"]
            while text.count < 30 {
                let green = words.filter {
                    key.number(["mark", text[text.count - 1], $0]) < 1 << 63
                }
                text.append((green.isEmpty ? words : green).randomElement(using: &generator) ?? "word0")
            }
            return text.joined(separator: " ")
        }
        var lines = ""
        for (number, text) in marked.enumerated() {
            let answer = "You wrote: \(text)"
            lines += try line(["model": "echo", "probe": "p\(number)", "prompt": "Repeat: \(text)", "response": answer])
            lines += try line([
                "model": "student", "probe": "p\(number)", "prompt": "Repeat: \(text)",
                "response": marked[(number + 1) % 20],
            ])
        }
        try apograph.write("answers.jsonl", lines)
        #expect(try apograph("new", "w.apograph").status == 0)
        #expect(try apograph("import", "w.apograph", "jsonl", "answers.jsonl").status == 0)
        #expect(
            try apograph(
                "watermark", "seal", "--scheme", "kgw", "--gamma", "0.5", "--key-file", "k", "--placebos", "199", "-o",
                "sealed.json"
            ).status == 0)
        func test(_ suspect: String) throws -> String {
            let run = try apograph(
                "watermark", "test", "w.apograph", "--suspect", suspect, "--keys", "sealed.json", "--opening",
                "sealed.json.opening")
            return run.output + run.errors
        }
        #expect(try !test("echo").contains("was learned or is being repeated"))
        // The premise: the same words in answer to another prompt are found.
        #expect(try test("student").contains("was learned or is being repeated"))
    }

    @Test func `the command that went elsewhere says where`() throws {
        let run = try Program()("suite", "canary", "canary/spring", "--count", "20", "-o", "spring.yaml")
        #expect(run.status == 64 && run.errors.contains("apograph canary make"), "\(run.errors)")
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
