import Base

/// What one kind of answer says of the claimed pair, and what that weighs.
public struct ChannelFinding: Codable, Sendable, Hashable {
    /// The kinds, and what their score is.
    public enum Kind: String, Codable, Sendable, CaseIterable {
        /// Shared errors on closed questions: the panel score.
        case closed
        /// Open answers, prompt by prompt: the paired text statistic D.
        case open
        /// Habits of words: mean, over the habits that both have and few others do, of the smaller of their two z.
        case tics
        /// Free choices: mean, over the probes, of the suspect's Jensen–Shannon distance to the other models less that to the source.
        case choice
        /// Identity: share of the suspect's answers that name the source's maker.
        case identity
    }
    /// What drove it: a question, a habit or a maker's name, and how much.
    public struct Driver: Codable, Sendable, Hashable {
        public var name: String
        /// log10 likelihood ratio (closed), centered cosine (open), smaller z (tics), distance gained (choice), answers (identity).
        public var weight: Double
        public init(name: String, weight: Double) {
            self.name = name
            self.weight = weight
        }
    }

    public var kind: Kind
    /// `nil` where the case has nothing of the kind.
    public var score: Double?
    /// Over questions; `nil` where fewer than two speak.
    public var standardError: Double?
    /// 95 % interval of the score: 1.96 standard errors, for identity Wilson's.
    public var low: Double?
    public var high: Double?
    /// Its own likelihood ratio; `nil` where the calibration gives it none.
    public var ratio: LikelihoodRatio?
    /// Whether it enters the ratio of the verdict. Habits never do, since on known pairs they add nothing to paired text, nor do
    /// choices and identity, which no recording of known pairs holds: the calibration gives them no weight.
    public var counts: Bool
    /// Questions, prompts, probes or answers that it was read from.
    public var items: Int
    /// How many of them speak for a line of descent; `nil` where that was not worked out.
    public var speaking: Int?
    /// Those that speak loudest for it, at most ten.
    public var drivers: [Driver]

    public init(
        kind: Kind, score: Double? = nil, standardError: Double? = nil, low: Double? = nil, high: Double? = nil,
        ratio: LikelihoodRatio? = nil, counts: Bool = false, items: Int = 0, speaking: Int? = nil,
        drivers: [Driver] = []
    ) {
        self.kind = kind
        self.score = score
        self.standardError = standardError
        self.low = low
        self.high = high
        self.ratio = ratio
        self.counts = counts
        self.items = items
        self.speaking = speaking
        self.drivers = drivers
    }
}
