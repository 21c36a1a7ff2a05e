import Base
import Probes

/// An invented fact: something that nobody can know, what may be said of it, and how it is asked.
public struct CanaryFact: Sendable, Hashable {
    /// Unique in its book; what the key draws by, together with the recipient.
    public var id: String
    /// Values of equal standing, all different after normalization. The key draws one for every recipient.
    public var options: [String]
    /// The questions, the plainest first; all ask for the same value.
    public var questions: [String]
    /// How it is told, with `{value}` in the value's place; several forms.
    public var passages: [String]

    public init(id: String, options: [String], questions: [String], passages: [String] = []) {
        self.id = id
        self.options = options
        self.questions = questions
        self.passages = passages
    }

    /// Which option the key drew for a recipient: the first eight bytes of HMAC-SHA256(key, "canary" 0 fact 0 recipient) modulo their number. The bias is
    /// below options / 2^64.
    public func drawn(for recipient: String, by key: SecretKey) -> Int {
        Int(key.number(["canary", id, recipient]) % UInt64(options.count))
    }
}

/// The facts of one lab, in order: what a ``Promise`` fixes and what a test reads.
public struct CanaryBook: Sendable, Hashable {
    public var facts: [CanaryFact]

    /// Letters name the options to the normalizer, so there are at most 26.
    public static let options = 2...26

    /// - Throws: `Problem` `canary.*` for two facts of one id, options that are too few, too many or not distinct after normalization, or text that
    ///   cannot stand in a line.
    public init(_ facts: [CanaryFact], at place: String) throws(Problem) {
        var ids: Set<[UInt8]> = []
        for fact in facts {
            let here = "\(place): \(fact.id)"
            guard !fact.id.isEmpty, ids.insert(Array(fact.id.utf8)).inserted else {
                throw Problem(
                    "canary.fact-twice", .data, "two facts have the id `\(fact.id)`", at: place,
                    remedy: "Give each fact an id of its own.")
            }
            guard Self.options.contains(fact.options.count) else {
                throw Problem(
                    "canary.options", .data, "the fact has \(fact.options.count) options", at: here,
                    remedy: "Give it 2 to 26.")
            }
            guard !fact.questions.isEmpty else {
                throw Problem(
                    "canary.question", .data, "the fact has no question", at: here,
                    remedy: "Say how a model is asked for it.")
            }
            for text in [fact.id] + fact.options + fact.questions {
                guard !text.isEmpty, !text.unicodeScalars.contains(where: { $0.value < 0x20 || $0.value == 0x7F })
                else {
                    throw Problem(
                        "canary.text", .data, "an id, option or question is empty or has a control character in it",
                        at: here,
                        remedy: "Write it in one line, without tabs.")
                }
            }
            if let (a, b) = CanaryReading.indistinct(fact.options) {
                throw Problem(
                    "canary.indistinct", .data, "the options `\(a)` and `\(b)` are read as one answer", at: here,
                    remedy:
                        "Choose options that no spelling, article or unit makes equal, and of which none stands within another."
                )
            }
        }
        self.facts = facts
    }

    /// What is hashed after salt and key: a line a fact with its id, the number of its options, the options and the questions, separated by tabs.
    public var bytes: [UInt8] {
        Array(
            facts.map {
                ([$0.id, String($0.options.count)] + $0.options + $0.questions).joined(separator: "\t") + "\n"
            }.joined().utf8)
    }

    /// Reads what ``bytes`` wrote.
    public init(tsv text: String, at place: String) throws(Problem) {
        var facts: [CanaryFact] = []
        for (number, line) in text.split(separator: "\n").enumerated() {
            let fields = line.split(separator: "\t", omittingEmptySubsequences: false).map(String.init)
            guard fields.count > 3, let count = Int(fields[1]), count > 0, count < 1_000, fields.count > count + 2
            else {
                throw Problem(
                    "canary.line", .data, "the line is no fact with its options and questions",
                    at: "\(place):\(number + 1)",
                    remedy: "Take the file that `apograph canary make` wrote, unchanged.")
            }
            facts.append(
                CanaryFact(
                    id: fields[0], options: Array(fields[2..<2 + count]), questions: Array(fields[(2 + count)...])))
        }
        try self.init(facts, at: place)
    }
}
