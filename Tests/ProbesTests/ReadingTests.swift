import Base
import Foundation
import Probes
import Testing

/// A suite of one probe around `body`, for tests of what is wrong with it.
private func suite(_ body: String) -> String {
    "suite: test/one\nversion: 1.0.0\nprobes:\n" + body
}

private func problem(_ yaml: String) -> Problem? {
    problem(Array(yaml.utf8))
}

private func problem(_ bytes: [UInt8]) -> Problem? {
    do {
        _ = try SuiteLibrary.read(bytes, path: "s.yaml")
        return nil
    } catch { return error as? Problem }
}

@Suite struct Reading {
    @Test func `a probe takes from the defaults what it does not say itself`() throws {
        let yaml = """
            suite: hallucination/works
            version: 1.2.0
            error-kind: invented
            defaults: { temperature: 0, max_tokens: 64, samples: 2, answer: { type: person, expect: false-premise }, tags: [a] }
            probes:
              - id: w-1
                prompt: Who wrote it?
              - id: w-2
                prompt: |
                  In which year?
                  *Mind* the & sign.
                answer: { type: year, truth: 1987 }
                samples: 1
                settings: { max_tokens: 8 }
                error-kind: corpus
                circulating: "1986"
                tags: [b, c]
            """
        let file = try SuiteLibrary.read(Array(yaml.utf8), path: "s.yaml")
        let (first, second) = (file.suite.probes[0], file.suite.probes[1])
        #expect(first.kind == .closed && first.answer == AnswerSpec(type: .person, expectation: .falsePremise))
        #expect(first.samples == 2 && first.settings == GenerationSettings(temperature: 0, maxTokens: 64))
        #expect(first.errorKind == .invented && first.tags == ["a"])
        #expect(second.answer == AnswerSpec(type: .year, expectation: .truth(["1987"])))
        #expect(second.settings == GenerationSettings(temperature: 0, maxTokens: 8) && second.samples == 1)
        #expect(second.errorKind == .corpus && second.circulating == "1986" && second.tags == ["b", "c"])
        #expect(second.prompt == "In which year?\n*Mind* the & sign.\n")
        #expect(file.lines == [6, 8])
    }

    @Test(arguments: [
        ("  - id: a\n    promt: Who?\n", "suite.unknown-key", 5, "Did you mean `prompt`?"),
        (
            "  - id: a\n    prompt: Who?\n  - id: b\n    prompt: What?\n  - id: a\n    prompt: When?\n",
            "suite.duplicate-id", 8, "own id"
        ),
        ("  - id: a\n", "suite.missing-key", 4, "word for word"),
        ("  - id: a\n    prompt: [1, 2]\n", "suite.type", 5, "as a text"),
        ("  - id: a\n    prompt:\n", "suite.type", 5, "Give a value"),
        (
            "  - id: a\n    prompt: Who?\n    answer: { type: persn }\n", "suite.unknown-word", 6,
            "Did you mean `person`?"
        ),
        (
            "  - id: a\n    prompt: Who?\n    answer: { type: person, truth: X, expect: consensus }\n", "suite.answer",
            6, "Keep one"
        ),
        (
            "  - id: a\n    prompt: Who?\n    answer: { type: choice, options: [x] }\n", "suite.answer", 6,
            "at least two"
        ),
        ("  - id: a\n    prompt: Who?\n    samples: 0\n", "suite.range", 6, "from 1 to"),
        ("  - id: a\n    prompt: Who?\n    samples: many\n", "suite.type", 6, "whole number"),
        (
            "  - id: a\n    prompt: Who?\n    kind: canary\n    answer: { type: word, truth: x }\n",
            "suite.missing-key", 4, "statement"
        ),
        ("  - id: a b\n    prompt: Who?\n", "suite.id", 4, "without spaces"),
        ("  - id: a\n    prompt: Who: what?\n", "suite.yaml", 5, "Quote"),
        ("  - id: a\n    id: b\n    prompt: Who?\n", "suite.duplicate-key", 4, "Keep one"),
        ("\t- id: a\n", "suite.tab", 4, "spaces"),
        ("  - id: a\n    prompt: &x Who?\n", "suite.anchor", 5, "defaults"),
        ("  - id: a\n    prompt: Who?\n    tags: *x\n", "suite.anchor", 6, "defaults"),
        (
            "  - id: a\n    prompt: Who?\n    tags: [[[[[[[[[[[[[[[[[[[[x]]]]]]]]]]]]]]]]]]]]\n", "suite.nesting", 6,
            "deeper"
        ),
    ])
    func `what is wrong with a suite is said with file, line and remedy`(
        body: String, code: String, line: Int, remedy: String
    ) throws {
        let found = try #require(problem(suite(body)))
        #expect(found.code == code)
        #expect(found.place == "s.yaml:\(line)")
        #expect(found.kind == .data)
        #expect(found.what.contains(remedy) || found.remedy.contains(remedy), "\(found)")
    }

    @Test func `a bomb of aliases is refused before anything expands it`() throws {
        var yaml = "a: &a [x, x, x, x, x, x, x, x, x]\n"
        for (name, before) in zip("bcdefghij", "abcdefghi") {
            yaml += "\(name): &\(name) [" + Array(repeating: "*\(before)", count: 9).joined(separator: ", ") + "]\n"
        }
        yaml += "? *j\n: x\n"
        #expect(problem(yaml)?.code == "suite.anchor")
        #expect(problem("probes: &p\n  - *p\n")?.code == "suite.anchor")
    }

    @Test func `other encodings are named, with the line of the first byte that is wrong`() throws {
        let latin = Array("suite: a\nversion: 1.0.0\nabout: caf".utf8) + [0xE9, 0x0A]
        #expect(problem(latin)?.code == "suite.encoding")
        #expect(problem(latin)?.place == "s.yaml:3")
        let utf16: [UInt8] = [0xFF, 0xFE] + "suite: a".utf16.flatMap { [UInt8($0 & 255), UInt8($0 >> 8)] }
        #expect(problem(utf16)?.code == "suite.encoding")
        #expect(problem(utf16)?.remedy.contains("iconv") == true)
        #expect(problem("suite: a\u{7}\n")?.code == "suite.encoding")
        let marked = [0xEF, 0xBB, 0xBF] + Array("suite: a\nversion: 1.0.0\nprobes: [{id: a, prompt: Hello}]\n".utf8)
        #expect(problem(marked) == nil)
    }

    @Test func `an empty file, a file of comments and a suite without probes are told apart from a missing file`()
        throws
    {
        #expect(problem("")?.code == "suite.empty")
        #expect(problem(" \n\n")?.code == "suite.empty")
        #expect(problem("# nothing yet\n")?.code == "suite.empty")
        #expect(problem("suite: a\nversion: 1.0.0\n")?.code == "suite.empty")
        #expect(throws: Problem.self) { try SuiteLibrary.read(path: "/nowhere/at/all.yaml") }
    }

    @Test func `a huge file is refused by its size, before it is read`() throws {
        let path = NSTemporaryDirectory() + "apograph-huge-\(UUID().uuidString).yaml"
        defer { try? FileManager.default.removeItem(atPath: path) }
        #expect(FileManager.default.createFile(atPath: path, contents: nil))
        let handle = try #require(FileHandle(forWritingAtPath: path))
        try handle.truncate(atOffset: 100_000_000)
        try handle.close()
        do {
            _ = try SuiteLibrary.read(path: path)
            Issue.record("100 MB were read")
        } catch let found as Problem {
            #expect(found.code == "suite.too-large")
            #expect(found.place == path)
        }
    }

    @Test(arguments: ["Hallucination/x", "a//b", "", "a b", "-/é"])
    func `a name that is no path of small letters is refused`(name: String) {
        #expect(problem("suite: '\(name)'\nversion: 1.0.0\nprobes: [{id: a, prompt: Hello}]\n")?.code == "suite.name")
    }

    @Test func `anything that is not a suite is refused without a crash`() {
        var dice = SplitMix64(seed: 42)
        let alphabet = Array("abc: -[]{}&*!|>'\"%@`#,?\n\t \u{0}\u{e9}suite version probes id prompt".utf8)
        for _ in 0..<3_000 {
            let bytes = (0..<Int(dice.next() % 60)).map { _ in alphabet[Int(dice.next() % UInt64(alphabet.count))] }
            #expect(problem(bytes) != nil)
        }
    }
}
