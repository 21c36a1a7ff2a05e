/// A habit of words that both models have and few others do.
public struct SharedTic: Codable, Sendable, Hashable {
    public var term: String
    public var zSuspect: Double
    public var zSource: Double
    /// Uses per 1,000 words: suspect, source, and the mean of the other models.
    public var rateSuspect: Double
    public var rateSource: Double
    public var rateOthers: Double
    /// How many of the other models over-use it as well (z at or above 3).
    public var othersOver: Int

    public init(
        term: String, zSuspect: Double, zSource: Double, rateSuspect: Double, rateSource: Double,
        rateOthers: Double, othersOver: Int
    ) {
        self.term = term
        self.zSuspect = zSuspect
        self.zSource = zSource
        self.rateSuspect = rateSuspect
        self.rateSource = rateSource
        self.rateOthers = rateOthers
        self.othersOver = othersOver
    }
}

/// Answers of both models to one open prompt, with the shared tics that stand in both.
public struct Passage: Codable, Sendable, Hashable {
    public var suite: String
    public var probe: String
    public var prompt: String
    public var sourceSaid: String
    public var suspectSaid: String
    public var terms: [String]

    public init(
        suite: String, probe: String, prompt: String, sourceSaid: String, suspectSaid: String,
        terms: [String]
    ) {
        self.suite = suite
        self.probe = probe
        self.prompt = prompt
        self.sourceSaid = sourceSaid
        self.suspectSaid = suspectSaid
        self.terms = terms
    }
}

/// Answers to one choice probe as distributions.
public struct ChoiceFinding: Codable, Sendable, Hashable {
    public struct Bar: Codable, Sendable, Hashable {
        public var reading: String
        public var suspect: Double
        public var source: Double
        public var others: Double
        public init(reading: String, suspect: Double, source: Double, others: Double) {
            self.reading = reading
            self.suspect = suspect
            self.source = source
            self.others = others
        }
    }
    public var suite: String
    public var probe: String
    public var prompt: String
    public var bars: [Bar]
    /// Jensen–Shannon distance (base 2, 0…1) between suspect and source, and the mean between suspect and the others; `nil` without others.
    public var distance: Double
    public var distanceToOthers: Double?
    /// 95 % interval of the distance between suspect and source, corrected for what few samples make of it.
    public var low: Double
    public var high: Double
    /// Permutation p of "suspect and source answer from one distribution".
    public var p: Double
    public var samples: Int

    public init(
        suite: String, probe: String, prompt: String, bars: [Bar], distance: Double,
        low: Double, high: Double, distanceToOthers: Double?, p: Double, samples: Int
    ) {
        self.suite = suite
        self.probe = probe
        self.prompt = prompt
        self.bars = bars
        self.distance = distance
        self.low = low
        self.high = high
        self.distanceToOthers = distanceToOthers
        self.p = p
        self.samples = samples
    }
}

/// Whom a model said it was made by. Colour, never evidence by itself.
public struct IdentityFinding: Codable, Sendable, Hashable {
    public var model: String
    public var asked: Int
    /// Maker named → how often.
    public var named: [String: Int]
    /// Share of answers that name another maker than its own, with a Wilson interval; `nil` where its own is not known.
    public var other: Estimate?

    public init(model: String, asked: Int, named: [String: Int], other: Estimate?) {
        self.model = model
        self.asked = asked
        self.named = named
        self.other = other
    }
}
