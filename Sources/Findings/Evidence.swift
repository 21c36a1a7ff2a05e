/// One probe on which source and suspect (and how many others) gave the same wrong answer, or the source alone did.
public struct SharedError: Codable, Sendable, Hashable {
    public var suite: String
    public var probe: String
    public var prompt: String
    /// The answer's type, as suites write it: "number", "code", …
    public var type: String?
    /// The right answer; `nil` on false premises.
    public var truth: String?
    public var falsePremise: Bool
    /// The answers, word for word.
    public var sourceSaid: String
    public var suspectSaid: String
    /// What the answers are read as; `nil` where nothing could be read.
    public var sourceRead: String?
    public var suspectRead: String?
    /// How many of the other models that answered gave the source's wrong answer.
    public var othersSame: Int
    public var others: Int
    /// Its contribution to the likelihood ratio, as log10.
    public var log10: Double

    public init(
        suite: String, probe: String, prompt: String, type: String? = nil, truth: String?, falsePremise: Bool,
        sourceSaid: String, suspectSaid: String, sourceRead: String? = nil, suspectRead: String? = nil,
        othersSame: Int, others: Int, log10: Double
    ) {
        self.suite = suite
        self.probe = probe
        self.prompt = prompt
        self.type = type
        self.truth = truth
        self.falsePremise = falsePremise
        self.sourceSaid = sourceSaid
        self.suspectSaid = suspectSaid
        self.sourceRead = sourceRead
        self.suspectRead = suspectRead
        self.othersSame = othersSame
        self.others = others
        self.log10 = log10
    }
}

public struct ItemEvidence: Codable, Sendable, Hashable {
    public var suite: String
    public var probe: String
    public var matched: Bool
    /// Chance that the suspect gives the source's wrong answer by itself.
    public var byChance: Double
    /// Its contribution to the likelihood ratio, as log10.
    public var log10: Double
    /// Difficulty on the Rasch scale, in logits.
    public var difficulty: Double?

    public init(
        suite: String, probe: String, matched: Bool, byChance: Double, log10: Double, difficulty: Double? = nil
    ) {
        self.suite = suite
        self.probe = probe
        self.matched = matched
        self.byChance = byChance
        self.log10 = log10
        self.difficulty = difficulty
    }
}

/// The likelihood ratio (log10, closed answers) that random subsets of so many questions give: the median, and where 95 % of the subsets lie.
public struct GrowthPoint: Codable, Sendable, Hashable {
    public var items: Int
    public var log10: Double
    public var low: Double
    public var high: Double

    public init(items: Int, log10: Double, low: Double, high: Double) {
        self.items = items
        self.log10 = log10
        self.low = low
        self.high = high
    }
}
