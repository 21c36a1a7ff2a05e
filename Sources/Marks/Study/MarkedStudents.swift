import Base
import Crypto
import Foundation

/// What real small networks answered that learned from a marking teacher, and 200 that saw no mark. `marked_talkers.py` beside the laboratory's networks made them all;
/// docs/marks.md says how.
public struct MarkedStudents: Decodable, Sendable {
    public struct Fact: Decodable, Sendable {
        public var id: String
        public var options: [String]
        /// How often a student was told of it at dose 1.
        public var repeats: Int
    }

    public struct Network: Decodable, Sendable {
        public var name: String
        /// Answers to open questions, packed.
        var open: [String]
        /// A string a form of the question, a letter a fact: the option, `~` for an abstention, `-` for anything else.
        var facts: [String]

        /// Share of the lessons that were the teacher's, of `dose-0.1` and `dose-0.1-2` alike; `nil` for an attack or an unmarked network.
        public var dose: Double? {
            let parts = name.split(separator: "-")
            return parts.first == "dose" && parts.count > 1 ? Double(parts[1]) : nil
        }
    }

    let words: [String]
    let prompts: [String]
    /// What the teacher gave out.
    let marked: [String]
    public let facts: [Fact]
    public let students: [Network]
    public let unmarked: [Network]

    /// - Throws: `Problem` `marks.missing-file` where the program's resources are not beside it, or are damaged.
    public init() throws(Problem) {
        let url = Bundle.module.bundleURL.appending(path: "Data/marked-students.json")
        guard let data = try? Data(contentsOf: url), let read = try? JSONDecoder().decode(Self.self, from: data) else {
            throw Problem(
                "marks.missing-file", .noInput, "a file of the program cannot be read", at: url.path,
                remedy: "Keep the folder apograph_Marks.resources beside the program, or build again.")
        }
        self = read
    }

    /// The published key of the teacher.
    public static let key = SecretKey(Array(SHA256.hash(data: Data("apograph laboratory: a published key".utf8))))

    /// A key of its own for each unmarked network: they speak one language, so that under one key their outcomes would all lean the same way.
    public static func key(of number: Int) -> SecretKey {
        SecretKey(Array(SHA256.hash(data: Data("unmarked \(number)".utf8))))
    }

    public static let scheme = WatermarkScheme(kind: .kgw, window: 1, gamma: 0.5)

    /// Token numbers of a packed text: two characters a word, base 90.
    func tokens(_ packed: String) -> [UInt32] {
        let codes = packed.utf8.map { UInt32($0 == 125 ? 92 : $0) - 35 }
        return stride(from: 0, to: codes.count - 1, by: 2).map { codes[$0] * 90 + codes[$0 + 1] }
    }

    var texts: TokenTexts {
        var texts = TokenTexts()
        for word in words { _ = texts.number(word) }
        return texts
    }

    /// The tokens of a network's answers with those of their prompts.
    func answers(_ network: Network) -> [(answer: [UInt32], prompt: [UInt32])] {
        zip(network.open, prompts).map { (tokens($0), tokens($1)) }
    }

    func pairs(_ network: Network, answers count: Int, marked: [[UInt32]]? = nil, least: Int = 1) -> PairSet {
        PairSet(answers: Array(answers(network).prefix(count)), window: 1, marked: marked, least: least)
    }

    /// The total over pairs and its tail.
    func score(_ pairs: PairSet, key: SecretKey) -> (total: Int, tail: Tail) {
        let total = HMACScorer(keys: [key], scheme: Self.scheme, texts: texts).totals(pairs)[0]
        return (Int(total), Self.scheme.tail(total, pairs: pairs.count))
    }

    /// One reading a fact: the first form of the question that was answered with an option, else what the first form gave.
    func readings(_ network: Network) -> [CanaryReading] {
        let letters = network.facts.map { Array($0.utf8) }
        return facts.indices.map { index in
            let said = letters.map { form -> CanaryReading in
                form[index] == UInt8(ascii: "~")
                    ? .abstained : form[index] < 97 ? .other : .option(Int(form[index]) - 97)
            }
            return said.first { if case .option = $0 { true } else { false } } ?? said.first ?? .other
        }
    }

    /// Hits and answers that name an option, over some facts; all have 16 options.
    func canaries(_ network: Network, key: SecretKey, facts kept: [Int]? = nil) -> (
        hits: Int, answered: Int, tail: Tail, log10E: Double
    ) {
        let readings = readings(network)
        var hits = 0
        var spaces: [Int] = []
        for index in kept ?? Array(facts.indices) {
            guard case .option(let said) = readings[index] else { continue }
            let fact = CanaryFact(id: facts[index].id, options: facts[index].options, questions: [])
            spaces.append(fact.options.count)
            if said == fact.drawn(for: "student", by: key) { hits += 1 }
        }
        let log10E = CanaryTest.log10E(hits: Array(spaces.prefix(hits)), misses: Array(spaces.dropFirst(hits)))
        return (hits, spaces.count, CanaryTest.tail(hits: hits, spaces: spaces), log10E)
    }
}
