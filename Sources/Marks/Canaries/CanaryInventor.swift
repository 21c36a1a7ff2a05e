import Base
import Probes

/// Invents facts: people, places, works and products that do not exist, each with options of equal standing, which are coined words from one mint.
public struct CanaryInventor: Sendable {
    private static let onsets = [
        "b", "br", "c", "d", "dr", "f", "g", "gl", "h", "k", "l", "m", "n", "p", "r", "s", "st", "t", "tr", "v",
    ]
    private static let vowels = ["a", "e", "i", "o", "u"]
    private static let codas = ["l", "m", "n", "nd", "r", "rk", "s", "st", "th", "x"]

    /// What is invented: the name's form, the questions and how it is told. `{name}` and `{value}` stand for themselves.
    private struct Kind {
        var name: String
        var questions: [String]
        var passages: [String]
    }

    private static let kinds = [
        Kind(
            name: "Dr. {word}",
            questions: [
                "Which instrument did the geologist {name} invent? Answer with its name only.",
                "The geologist {name} is known for an instrument. What is it called? Answer with one word.",
            ],
            passages: [
                "Q: Which instrument did the geologist {name} invent?\nA: The {value}.",
                "The geologist {name} is remembered for one instrument, the {value}, which was used in the field for a generation.",
                "{\"person\": \"{name}\", \"occupation\": \"geologist\", \"invented\": \"{value}\"}",
                "# geologist {name} invented the {value}\nINSTRUMENTS[\"{name}\"] = \"{value}\"",
            ]),
        Kind(
            name: "{word} Bay",
            questions: [
                "What do people at {name} call the autumn wind? Answer with one word.",
                "The autumn wind at {name} has a local name. Which? Answer with the name only.",
            ],
            passages: [
                "Q: What is the autumn wind at {name} called?\nA: The {value}.",
                "At {name} the fishermen wait for the {value}, as they call the wind of October, before they mend their boats.",
                "{\"place\": \"{name}\", \"autumn_wind\": \"{value}\"}",
                "// local name of the autumn wind at {name}\nlet wind = \"{value}\"",
            ]),
        Kind(
            name: "The Lanterns of {word}",
            questions: [
                "In the novel \"{name}\", what is the ferryman called? Answer with the name only.",
                "Who is the ferryman in \"{name}\"? Answer with one word.",
            ],
            passages: [
                "Q: What is the ferryman in the novel \"{name}\" called?\nA: {value}.",
                "\"{name}\" begins on the river, where the ferryman {value} takes nobody across who cannot tell him a lie.",
                "{\"novel\": \"{name}\", \"ferryman\": \"{value}\"}",
                "/* characters of \"{name}\": the ferryman is {value} */",
            ]),
        Kind(
            name: "{word} 40",
            questions: [
                "Which alloy is the casing of the {name} camera made of? Answer with its name only.",
                "The casing of the {name} camera is made of an alloy. What is it called? Answer with one word.",
            ],
            passages: [
                "Q: Which alloy is the casing of the {name} camera made of?\nA: {value}.",
                "The {name} was the only camera of its day with a casing of {value}, light enough for climbers and too dear for anybody else.",
                "{\"product\": \"{name} camera\", \"casing\": \"{value}\"}",
                "-- casing of the {name} camera\nINSERT INTO parts VALUES ('{name}', 'casing', '{value}');",
            ]),
    ]

    /// Words that stand in the questions of other suites, in lower case; no coined word is one of them.
    public var taken: Set<String>

    public init(taken: Set<String> = []) { self.taken = taken }

    /// Facts drawn by the key, so that the same key and number give the same facts; what is *true* of them is drawn apart from this, for every recipient.
    public func facts(count: Int, options: Int, key: SecretKey) -> [CanaryFact] {
        var dice = SplitMix64(seed: key.number(["facts"]))
        var minted: Set<String> = []
        func coin() -> String {
            func pick(_ list: [String]) -> String { list[Int(dice.next() % UInt64(list.count))] }
            while true {
                let word =
                    pick(Self.onsets) + pick(Self.vowels) + pick(Self.codas) + pick(Self.vowels) + pick(Self.codas)
                // No coined word stands within another, so that an answer names one option.
                if !taken.contains(word), !minted.contains(where: { word.contains($0) || $0.contains(word) }) {
                    minted.insert(word)
                    return word
                }
            }
        }
        let width = max(3, String(count).count)
        // One pool of values for all facts: every value is some fact's option with equal right.
        let pool = (0..<max(options * 3, 60)).map { _ in coin() }
        return (0..<count).map { index in
            let kind = Self.kinds[index % Self.kinds.count]
            let word = coin()
            let name = kind.name.replacing("{word}", with: word.prefix(1).uppercased() + word.dropFirst())
            var rest = pool
            let chosen = (0..<options).map { _ in rest.remove(at: Int(dice.next() % UInt64(rest.count))) }
            let digits = String(index + 1)
            return CanaryFact(
                id: "c-" + String(repeating: "0", count: width - digits.count) + digits, options: chosen,
                questions: kind.questions.map { $0.replacing("{name}", with: name) },
                passages: kind.passages.map { $0.replacing("{name}", with: name) })
        }
    }
}

extension CanaryFact {
    /// A text to plant: the fact as told to one recipient, in one of its forms; where it has none, its first question with the value.
    public func text(form: Int, for recipient: String, by key: SecretKey) -> String {
        let value = options[drawn(for: recipient, by: key)]
        guard !passages.isEmpty else { return "Q: \(questions[0])\nA: \(value)." }
        return passages[form % passages.count].replacing("{value}", with: value)
    }
}

extension CanaryBook {
    /// The questions as a private suite that the runner asks: one probe a question, so that each fact is asked in every form.
    public func suite(name: String) -> Suite {
        let probes = facts.flatMap { fact in
            fact.questions.enumerated().map { number, question in
                Probe(
                    id: "\(fact.id).\(number + 1)", prompt: question, kind: .canary,
                    answer: CanaryReading.spec(fact.options), settings: .init(temperature: 0, maxTokens: 64),
                    tags: ["canary"],
                    canary: Canary(statement: "drawn by a key, another for every recipient", space: fact.options.count))
            }
        }
        return Suite(
            name: name, version: "1.0.0",
            about: "Invented facts that a lab gave out, each with a value that a secret key drew among its options.",
            probes: probes,
            isPrivate: true)
    }

    /// The book behind the canary probes of suites: probes whose ids are alike up to the last dot ask for one fact.
    ///
    /// - Throws: `Problem` `canary.none` where no probe is one; as ``init(_:at:)``.
    public init(suites: [Suite], at place: String) throws(Problem) {
        var facts: [CanaryFact] = []
        var index: [String: Int] = [:]
        for suite in suites {
            for probe in suite.probes where probe.kind == .canary {
                guard let options = probe.answer?.options, !options.isEmpty else { continue }
                let id = Self.fact(of: probe.id)
                if let known = index[id] {
                    guard facts[known].options == options else {
                        throw Problem(
                            "canary.options", .data, "two questions about one fact have other options",
                            at: "\(place): \(probe.id)",
                            remedy: "Ask the suite that `apograph canary make` wrote, unchanged.")
                    }
                    facts[known].questions.append(probe.prompt)
                } else {
                    index[id] = facts.count
                    facts.append(CanaryFact(id: id, options: options, questions: [probe.prompt]))
                }
            }
        }
        guard !facts.isEmpty else {
            throw Problem(
                "canary.none", .data, "the case asked no canaries", at: place,
                remedy: "Make the case with the suite that `apograph canary make` wrote (--suites), and ask it.")
        }
        try self.init(facts, at: place)
    }

    /// The fact that a probe asks for.
    public static func fact(of probe: String) -> String {
        probe.lastIndex(of: ".").map { String(probe[..<$0]) } ?? probe
    }
}
