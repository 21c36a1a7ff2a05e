import Probes
import Testing

/// What lint says of one suite made of `body`.
private func findings(_ body: String, header: String = "") throws -> [LintFinding] {
    let yaml =
        "suite: test/one\nversion: 1.0.0\nabout: A suite for a test.\nchanges: [\"1.0.0: first\"]\n\(header)probes:\n\(body)"
    return Lint.check([try SuiteLibrary.read(Array(yaml.utf8), path: "s.yaml")])
}

@Suite struct Linting {
    @Test func `the repository's own suites are clean`() throws {
        let found = Lint.check(try repositoryLibrary())
        #expect(found.isEmpty, "\(found.prefix(10).map(\.line).joined(separator: "\n"))")
    }

    @Test(arguments: [
        (
            "Who wrote Emma, the novel by Jane Austen? Answer with the name only.",
            "{ type: person, truth: Jane Austen }", "leaking-answer"
        ),
        (
            "Who is currently the tallest sailor? Answer with the name only.", "{ type: person, expect: consensus }",
            "ambiguous-wording"
        ),
        (
            "Who wrote it and when did he die? Answer with the name only.", "{ type: person, expect: consensus }",
            "double-question"
        ),
        (
            "Who wrote it? Where was he born? Answer with the name only.", "{ type: person, expect: consensus }",
            "double-question"
        ),
        (
            "What is the capital of Peru? Answer with the name of the place only.", "{ type: place, truth: Lima }",
            "missing-source"
        ),
        ("What is the capital of Peru?", "{ type: place, expect: consensus }", "missing-form"),
        ("In which year did it end? Answer with the year only.", "{ type: person, expect: consensus }", "wrong-type"),
        ("How many are there? Answer with the number only.", "{ type: number, truth: plenty }", "wrong-type"),
        ("Is it green? Answer yes or no.", "{ type: yes-no, truth: maybe }", "wrong-type"),
        (
            "Wer hat das Buch geschrieben, und ist das der Titel? Answer with the name only.",
            "{ type: person, expect: consensus }", "language"
        ),
        (
            "Who built the bomb of the play? Answer with the name only.", "{ type: person, expect: consensus }",
            "may-be-refused"
        ),
        ("Who wrote\u{200B} it? Answer with the name only.", "{ type: person, expect: consensus }", "untidy-text"),
        ("Who  wrote it? Answer with the name only.", "{ type: person, expect: consensus }", "untidy-text"),
        (
            "Who wrote it in the cafe\u{301}? Answer with the name only.", "{ type: person, expect: consensus }",
            "untidy-text"
        ),
    ])
    func `a probe with one fault gets one finding, with its line and a remedy`(
        prompt: String, answer: String, rule: String
    ) throws {
        let found = try findings("  - id: a\n    prompt: '\(prompt)'\n    answer: \(answer)\n")
            .filter { rule == "missing-source" || $0.rule != .missingSource }
        #expect(found.map(\.rule.rawValue) == [rule], "\(found.map(\.line))")
        #expect(found.first?.place == "s.yaml:6" && found.first?.remedy.isEmpty == false)
    }

    @Test func `a corpus probe needs its circulating answer, and that answer must be wrong`() throws {
        let probe =
            "  - id: a\n    prompt: Who wrote it? Answer with the name only.\n    answer: { type: person, truth: Ann Lee }\n    source: A book\n"
        #expect(try findings(probe, header: "error-kind: corpus\n").map(\.rule) == [.circulating])
        #expect(
            try findings(probe + "    circulating: Ann Lee\n", header: "error-kind: corpus\n").map(\.rule) == [
                .circulating
            ])
        #expect(try findings(probe + "    circulating: Bo Day\n", header: "error-kind: corpus\n").isEmpty)
    }

    @Test func `a choice between the truth and the wrong answer that circulates leaks nothing`() throws {
        #expect(
            try findings(
                "  - id: a\n    prompt: What is a koala, a bear or a marsupial? Answer with one word only.\n    answer: { type: word, truth: marsupial }\n    circulating: bear\n    source: A book\n"
            ).isEmpty)
    }

    @Test func `one question in two wordings is found, and two questions in one wording are not`() throws {
        func pair(_ a: String, _ b: String) throws -> [LintFinding.Rule] {
            try findings("  - id: a\n    prompt: '\(a)'\n  - id: b\n    prompt: '\(b)'\n").map(\.rule)
        }
        #expect(try pair("Write a poem about a rusty anchor.", "Write a poem about a rusty anchor!") == [.duplicate])
        #expect(
            try pair(
                "Write a short poem about the rusty anchor of Zanthe.", "Write a poem about the rusty anchor of Zanthe."
            ) == [.nearDuplicate])
        #expect(try pair("Write a poem about a rusty anchor.", "Write a poem about a silver kettle.").isEmpty)
    }

    @Test func `samples that cannot show a distribution are found`() throws {
        #expect(
            try findings("  - id: a\n    kind: choice\n    samples: 2\n    prompt: Pick a number.\n").map(\.rule) == [
                .samples
            ])
        #expect(
            try findings("  - id: a\n    samples: 3\n    prompt: Say hello.\n    settings: { temperature: 0 }\n").map(
                \.rule) == [.samples])
    }

    @Test func `a suite that says nothing about itself is found`() throws {
        let yaml = "suite: a\nversion: 1.0.0\nprivate: true\nprobes: [{id: a, prompt: Say hello.}]\n"
        let found = Lint.check([try SuiteLibrary.read(Array(yaml.utf8), path: "s.yaml")])
        #expect(found.map(\.rule) == [.suiteHeader, .suiteHeader, .suiteHeader])
    }
}
