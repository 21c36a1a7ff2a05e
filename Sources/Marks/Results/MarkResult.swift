import Base
import RealModule

/// What a test of a mark found, as it is printed, kept in a case and put on pages. The key is not in it.
public enum MarkResult: Sendable, Hashable {
    case canary(CanaryResult)
    case watermark(WatermarkResult)

    /// The kind of event that keeps one in a case's chain.
    public static let event = "mark"
}

/// When key and facts were fixed, and when the first answer came.
public struct PromiseFinding: Codable, Sendable, Hashable {
    /// Hash of the promise.
    public var sha256: String
    public var date: String
    /// Day of the suspect's first answer that was read; `nil` where the answers bear no date.
    public var firstAnswer: String?
    /// The suspect's release as the panel has it.
    public var released: String?

    public init(sha256: String, date: String, firstAnswer: String?, released: String?) {
        self.sha256 = sha256
        self.date = date
        self.firstAnswer = firstAnswer
        self.released = released
    }

    /// Fixed on or before the day of the first answer; `nil` where that day is not known.
    public var isOlder: Bool? { firstAnswer.map { date <= $0 } }

    /// Fixed before the suspect was released; `nil` where the panel has no date.
    public var precedesRelease: Bool? { released.map { date.prefix($0.count) < $0 } }
}

public struct CanaryResult: Codable, Sendable, Hashable {
    public struct Row: Codable, Sendable, Hashable {
        public var recipient: String
        public var hits: Int
        public var answered: Int
        /// As a person reads it; never "0".
        public var p: String
        public var log10P: Double
        /// After Holm's adjustment over all recipients.
        public var adjusted: String
        public var log10Adjusted: Double
        public var log10E: Double
    }
    /// The same test on models that are not suspected.
    public struct Controls: Codable, Sendable, Hashable {
        public var models: Int
        /// The smallest adjusted p among them, adjusted once more for their number.
        public var smallest: String
    }

    public var test = "canary"
    public var suspect: String
    public var asked: Int
    public var abstained: Int
    public var other: Int
    public var missing: Int
    /// Options of each fact; `nil` where they differ.
    public var options: Int?
    public var rows: [Row]
    public var promise: PromiseFinding?
    public var balance: OptionBalance?
    public var controls: Controls?

    public init(
        suspect: String, book: CanaryBook, test found: CanaryTest, promise: PromiseFinding?, balance: OptionBalance?,
        controls: [CanaryTest]
    ) {
        self.suspect = suspect
        asked = found.asked
        abstained = found.abstained
        other = found.other
        missing = found.missing
        let widths = Set(book.facts.map(\.options.count))
        options = widths.count == 1 ? widths.first : nil
        rows = found.rows.map {
            Row(
                recipient: $0.recipient, hits: $0.hits, answered: $0.answered, p: $0.tail.text, log10P: $0.tail.log10,
                adjusted: $0.holm.text, log10Adjusted: $0.holm.log10, log10E: $0.log10E)
        }
        self.promise = promise
        self.balance = balance
        let smallest = Holm.adjusted(controls.compactMap { $0.rows.map(\.holm).min() }).min()
        self.controls = smallest.map { Controls(models: controls.count, smallest: $0.text) }
    }

    /// The row of the smallest adjusted p.
    public var strongest: Row? { rows.min { ($0.log10Adjusted, $0.recipient) < ($1.log10Adjusted, $1.recipient) } }

    /// Whether any recipient's values were found, at 1/1000 after adjustment.
    public var isFound: Bool { !channels.isEmpty }

    /// The recipients whose values were found, the strongest first.
    public var channels: [Row] {
        rows.filter { $0.log10Adjusted <= -3 }.sorted {
            ($0.log10Adjusted, $0.recipient) < ($1.log10Adjusted, $1.recipient)
        }
    }

    public var sentence: String {
        guard let row = strongest else { return "Nothing was tested." }
        return MarkSentence.canary(
            hits: row.hits, answered: row.answered, options: options, tail: Tail(log10: row.log10Adjusted),
            recipients: rows.count)
    }

    /// What weakens or limits it; empty where nothing does.
    public var cautions: [String] {
        var out: [String] = []
        switch promise {
        case nil:
            out.append("No promise was given, so nothing shows that the key was drawn before the questions were asked.")
        case let promise? where promise.isOlder == false:
            out.append(
                "The promise is of \(promise.date) and the first answer of \(promise.firstAnswer ?? ""): a key that was fixed after the answers shows nothing. Ask again under a promise."
            )
        case let promise? where promise.precedesRelease == false:
            out.append(
                "The promise is of \(promise.date), and the suspect was released in \(promise.released ?? "") or earlier: whether the values were given out before it was trained rests on the owner's word."
            )
        default: break
        }
        if let row = strongest, row.answered < 10 {
            out.append("Only \(row.answered) answers name an option at all; \(abstained) abstain.")
        }
        if let balance, balance.p <= 0.01 {
            out.append(
                "Other models prefer some options (\(balance.agreements) agreements where \(Int(balance.expected.rounded())) are expected): the test stays exact and is weaker."
            )
        }
        return out
    }
}

/// Tokens that a tokenizer file gave for a suspect's answers, and how many of them it does not have.
public struct UnknownTokens: Codable, Sendable, Hashable {
    public var tokens: Int
    public var unknown: Int

    public init(tokens: Int, unknown: Int) {
        self.tokens = tokens
        self.unknown = unknown
    }

    /// From 0 to 1; tokens that became nothing count as well.
    public var share: Double { Double(unknown) / Double(max(tokens, unknown, 1)) }

    public var text: String { "\(unknown) of \(tokens) tokens (\((share * 1000).rounded() / 10) %)" }
}

public struct WatermarkResult: Codable, Sendable, Hashable {
    public var test = "watermark"
    public var suspect: String
    public var scheme: WatermarkScheme
    public var pairs: Int
    public var answers: Int
    /// Whether only windows that the marked text has were scored.
    public var isRestricted: Bool
    /// Score of each sealed key, in the order of the list.
    public var totals: [Double]
    /// Place of the true key in the list, from 0; `nil` while the seal is closed.
    public var opened: Int?
    public var total: Double?
    public var p: String?
    public var log10P: Double?
    public var rank: Double?
    public var outcome: WatermarkTest.Outcome
    /// Hash that fixes the true key, and day of the seal.
    public var promise: PromiseFinding
    /// `nil` where no tokenizer file was used.
    public var unknownTokens: UnknownTokens?

    public init(
        suspect: String, test found: WatermarkTest, answers: Int, isRestricted: Bool, opened: Int?,
        promise: PromiseFinding, unknownTokens: UnknownTokens? = nil
    ) {
        self.suspect = suspect
        scheme = found.scheme
        pairs = found.pairs
        self.answers = answers
        self.isRestricted = isRestricted
        totals = found.scores.map(\.total)
        self.opened = opened
        if let opened {
            total = found.scores[opened].total
            p = found.scores[opened].tail.text
            log10P = found.scores[opened].tail.log10
            rank = found.rank(of: opened)
        }
        outcome = found.outcome(of: opened)
        self.promise = promise
        self.unknownTokens = unknownTokens
    }

    public var sentence: String {
        guard let total, let log10P, let rank else {
            return
                "\(totals.count) sealed keys were scored on \(pairs) pairs of words. Which of them is the true one is not known before its owner opens the seal, so nothing is concluded yet."
        }
        return MarkSentence.watermark(
            scheme: scheme, total: total, pairs: pairs, tail: Tail(log10: log10P), rank: rank, keys: totals.count)
    }

    public var cautions: [String] {
        var out: [String] = []
        if outcome == .conflicting {
            out.append(
                "The exact probability and the rank among placebo keys disagree: the pairs depend on one another more than the exact test allows for, or there are too few keys. Nothing is concluded."
            )
        }
        if promise.isOlder == false {
            out.append(
                "The keys were sealed on \(promise.date), after the first answer of \(promise.firstAnswer ?? ""): a key that was chosen after the answers shows nothing."
            )
        }
        if totals.count < 100 {
            out.append("With \(totals.count) keys the rank cannot fall below \(1 / Double(totals.count)).")
        }
        if let unknownTokens, unknownTokens.share > 0.01 {
            out.append(
                "The tokenizer does not know \(unknownTokens.text): it may be another model's than the marked one.")
        }
        if pairs < 50 { out.append("Only \(pairs) pairs could be scored.") }
        if scheme.seeding != .apograph {
            out.append(
                "Keys of \(scheme.seeding.rawValue) have few bits and default values are published: whoever knows one can imitate or avoid the mark."
            )
        }
        return out
    }
}

extension Tail {
    public init(log10: Double) { self.init(log: log10 * .log(10)) }
}
