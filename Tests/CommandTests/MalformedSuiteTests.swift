import Foundation
import Testing

/// Suite files that are broken or hostile, given to the program itself.
@Suite struct MalformedSuiteTests {
    struct Bad: Sendable, CustomTestStringConvertible {
        var name: String
        var bytes: [UInt8]
        /// The place that the error names, after the file's name: `:LINE`, or nothing.
        var line: Int?
        var says: String
        var testDescription: String { name }

        init(_ name: String, _ text: String, line: Int?, says: String) {
            self.init(name, bytes: Array(text.utf8), line: line, says: says)
        }

        init(_ name: String, bytes: [UInt8], line: Int?, says: String) {
            (self.name, self.bytes, self.line, self.says) = (name, bytes, line, says)
        }
    }

    static let head = "suite: mine/bad\nversion: 1.0.0\nprobes:\n"
    static let good = head + "  - {id: a, prompt: \"Caf\u{E9}?\"}\n"

    static let cases: [Bad] = [
        Bad("an open bracket", head + "  - {id: a, prompt: Say it.\n", line: 5, says: "not YAML"),
        Bad("an open quote", head + "  - id: a\n    prompt: \"Say it.\n", line: 6, says: "not YAML"),
        Bad("a colon in a text", head + "  - id: a\n    prompt: Say: what: now\n", line: 5, says: "not YAML"),
        Bad("a crooked indentation", head + "  - id: a\n     prompt: x\n", line: 5, says: "not YAML"),
        Bad("a tab for indentation", head + "\t- id: a\n", line: 4, says: "tab"),
        Bad("an anchor that holds itself", "suite: &a [*a]\n", line: 1, says: "anchors"),
        Bad("an alias in a probe", head + "  - &p {id: a, prompt: x}\n  - *p\n", line: 4, says: "anchors"),
        Bad(
            "a bomb of aliases",
            "a: &a [x,x,x,x,x,x,x,x,x]\n"
                + zip("bcdefghi", "abcdefgh").map { "\($0): &\($0) [*\($1),*\($1),*\($1),*\($1),*\($1),*\($1)]\n" }
                .joined(), line: 1, says: "anchors"),
        Bad("a merge key", head + "  - {id: a, <<: {prompt: x}}\n", line: 4, says: "no key `<<`"),
        Bad("brackets in brackets", "suite: " + String(repeating: "[", count: 100_000), line: 1, says: "nesting"),
        Bad(
            "keys in keys", (0..<200).map { String(repeating: " ", count: $0) + "a:\n" }.joined(), line: 50,
            says: "nesting"),
        Bad("dashes in dashes", "probes:\n" + String(repeating: "- ", count: 50_000), line: 2, says: "nesting"),
        Bad("UTF-16", bytes: [0xFF, 0xFE] + Self.utf16(good), line: 1, says: "UTF-16"),
        Bad("UTF-16 without a mark", bytes: Self.utf16(good), line: 1, says: "UTF-16"),
        Bad("Latin-1", bytes: good.unicodeScalars.map { UInt8($0.value) }, line: 4, says: "not UTF-8"),
        Bad("a NUL", bytes: Array(good.utf8) + [0x23, 0x00, 0x0A], line: 5, says: "U+0000"),
        Bad("an escape sequence", good + "about: \u{1B}[2J\n", line: 5, says: "U+001B"),
        Bad("half a character at the end", bytes: Array(good.utf8) + [0x23, 0xC3], line: 5, says: "not UTF-8"),
        Bad("two documents", good + "---\n" + good, line: 5, says: "not YAML"),
        Bad("a key that stands twice", "suite: a\nsuite: b\n", line: 1, says: "twice"),
        Bad("a list at the top", "- a\n- b\n", line: 1, says: "a mapping"),
        Bad("nothing", "", line: nil, says: "empty"),
    ]

    private static func utf16(_ text: String) -> [UInt8] {
        text.utf16.flatMap { [UInt8(truncatingIfNeeded: $0), UInt8(truncatingIfNeeded: $0 >> 8)] }
    }

    @Test(arguments: cases) func `A broken suite is refused with its file, mostly its line, and what to do`(bad: Bad)
        throws
    {
        let apograph = try Program()
        try Data(bad.bytes).write(to: apograph.folder.appendingPathComponent("bad.yaml"))
        let shown = try apograph("suite", "show", "bad.yaml")
        #expect(shown.status == 65, "\(shown.status) \(shown.errors)")
        #expect(shown.errors.contains("bad.yaml" + (bad.line.map { ":\($0)\n" } ?? "")), "\(shown.errors)")
        #expect(shown.errors.contains(bad.says) && shown.errors.contains("do: "), "\(shown.errors)")
        #expect(!shown.errors.contains("\u{1B}") && shown.errors.utf8.count < 2_000)
        // Lint goes on to other files and counts it among its findings; a case is not begun with it.
        let lint = try apograph("suite", "lint", "bad.yaml")
        #expect(lint.status == 65 && (lint.output + lint.errors).contains(bad.says), "\(lint.output) \(lint.errors)")
        #expect(try apograph("new", "c.apograph", "--suites", "bad.yaml").status == 65)
        #expect(!FileManager.default.fileExists(atPath: apograph.folder.appendingPathComponent("c.apograph").path))
    }

    @Test func `A byte order mark is no fault`() throws {
        let apograph = try Program()
        try Data([0xEF, 0xBB, 0xBF] + Array(Self.good.utf8)).write(
            to: apograph.folder.appendingPathComponent("marked.yaml"))
        #expect(try apograph("suite", "show", "marked.yaml").status == 0)
    }

    /// One gigabyte of address space is a fifth of what reading such a file whole and parsing it would take.
    @Test(arguments: ["huge.yaml", "endless.yaml"])
    func `A hundred megabytes, and a file without an end, are refused in little memory`(name: String) throws {
        let apograph = try Program()
        let file = apograph.folder.appendingPathComponent(name)
        if name == "endless.yaml" {
            try FileManager.default.createSymbolicLink(atPath: file.path, withDestinationPath: "/dev/zero")
        } else {
            try Data("suite: mine/huge\nversion: 1.0.0\nprobes:\n".utf8).write(to: file)
            let handle = try FileHandle(forWritingTo: file)
            try handle.truncate(atOffset: 100 << 20)
            try handle.close()
        }
        let result = try apograph.run(["suite", "show", name], addressSpace: 1 << 20)
        #expect(result.status == 65, "\(result.status) \(result.errors)")
        #expect(result.errors.contains(name) && result.errors.contains("8388608"), "\(result.errors)")
    }
}
