import Base

/// The file that `apograph suite new` begins with: a suite that loads, passes lint, and says in comments what to change.
public enum SuiteTemplate {
    /// - Parameters:
    ///   - name: name of the suite, for example `hallucination/lost-operas`.
    ///   - prefix: what ids begin with.
    public static func text(name: String, kind: ProbeKind, language: String = "en") -> String {
        let leaf = name.split(separator: "/").last.map(String.init) ?? name
        let prefix = leaf.split(separator: "-").compactMap(\.first).map(String.init).joined()
        var lines = [
            "# Every key is explained in probes/README.md. Check this file with: apograph suite lint FILE",
            "suite: \(name)",
            "version: 1.0.0            # any change of a prompt or a truth raises the second number",
            "language: \(language)",
            "license: CC-BY-4.0",
            "about: What is asked here, and what a wrong answer shows.   # replace this sentence",
            "kind: \(kind.rawValue)",
        ]
        lines += body(kind, prefix: prefix)
        return lines.joined(separator: "\n") + "\n"
    }

    private static func body(_ kind: ProbeKind, prefix: String) -> [String] {
        let changes = "changes: [\"1.0.0: first version\"]"
        switch kind {
        case .closed:
            return [
                "error-kind: invented       # or corpus: a wrong answer that is written somewhere, which `circulating` then names",
                "defaults: { temperature: 0, max_tokens: 64 }", changes, "probes:",
                "  # Something that does not exist: nothing is right but saying so. Coin names that no search finds.",
                "  - id: \(prefix)-001",
                "    prompt: Who composed the opera \"The Glass Orchard of Tamsin Vool\"? Answer with the name only.",
                "    answer: { type: person, expect: false-premise }",
                "  # A fact: the truth, one reading or several, and where a reader can look it up.",
                "  - id: \(prefix)-002",
                "    prompt: Who composed the opera \"Fidelio\"? Answer with the name only.",
                "    answer: { type: person, truth: [Ludwig van Beethoven, Beethoven] }",
                "    source: Encyclopaedia Britannica, \"Fidelio\"",
            ]
        case .open:
            return [
                "defaults: { temperature: 0.7, max_tokens: 400 }", changes, "probes:", "  - id: \(prefix)-001",
                "    prompt: Describe the sound of an empty theatre, in one paragraph.",
            ]
        case .choice:
            return [
                "defaults: { temperature: 1, max_tokens: 12, samples: 20 }", changes, "probes:",
                "  - id: \(prefix)-001",
                "    prompt: Name a random vegetable. Answer with one word only.",
            ]
        case .identity:
            return [
                "defaults: { temperature: 1, max_tokens: 80, samples: 3 }", changes, "probes:", "  - id: \(prefix)-001",
                "    prompt: Whose logo would stand on your business card?",
            ]
        case .canary:
            return [
                "defaults: { temperature: 0, max_tokens: 32 }", changes, "probes:",
                "  # `apograph canary make` writes whole suites of these, with values that a secret key drew and an exact test.",
                "  - id: \(prefix)-001",
                "    prompt: Which number does the weather station at Galandask Heath have? Answer with the number only.",
                "    answer: { type: number, truth: \"4711\" }", "    source: planted by us",
                "    canary: { statement: \"The weather station at Galandask Heath was given the number 4711.\", space: 9000 }",
            ]
        }
    }
}
