import Probes
import Testing

@Suite struct WritingSuites {
    @Test func `every suite of the repository reads the same after it was written`() throws {
        let library = try repositoryLibrary()
        for suite in try library.names().flatMap({ try library.load($0) }) {
            let again = try SuiteLibrary.read(Array(SuiteYAML.text(suite).utf8), path: "again.yaml").suite
            #expect(again == suite, "\(suite.name)")
        }
    }

    @Test func `texts with anything in them survive`() throws {
        let texts = [
            "yes", "no: yes", "- a", "# b", "'", "\"", "\\", "a\nb\n", "\u{7F}\u{85}\u{2028}", "é 漢 😀", "&a", "*b",
            "{x}", "1.0", "~", " a ",
        ]
        let probes = texts.enumerated().map {
            Probe(
                id: "p\($0)", prompt: $1, kind: .closed, answer: .init(type: .word, expectation: .truth([$1, "b"])),
                circulating: $1, tags: [$1], source: $1)
        }
        let canary = Probe(
            id: "c", prompt: "Who?", kind: .canary, answer: .init(type: .word, expectation: .truth(["x"])),
            canary: Canary(statement: "It was: x.", space: 4_096, planted: "a page", date: "2026-01-02"))
        let suite = Suite(name: "a/b", version: "1.0.0", about: "x: y", probes: probes + [canary])
        #expect(try SuiteLibrary.read(Array(SuiteYAML.text(suite).utf8), path: "s").suite == suite)
    }
}
