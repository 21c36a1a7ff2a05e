import RealModule

/// What was asked about one suspect, and found.
public struct ClaimFinding: Codable, Sendable {
    public var suspect: String
    /// The alleged source; `nil` where the strongest source of the panel is looked at instead (exploratory).
    public var alleged: String
    /// True where the pair was not named in advance.
    public var exploratory: Bool
    public var pair: PairFinding
    /// Share of the alleged source's errors that the suspect took over: the figure people are shown.
    public var share: Estimate?
    public var verdict: Verdict
    public var sharedErrors: [SharedError]
    public var counterEvidence: [SharedError]
    /// log LR of every item that both answered and the source got wrong, strongest first (natural log, at the estimated share).
    public var items: [ItemEvidence]
    public var mixture: MixtureFinding?
    public var mechanism: MechanismFinding?
    public var direction: DirectionFinding?
    public var tics: [SharedTic]
    public var passages: [Passage]
    public var choices: [ChoiceFinding]
    public var identity: [IdentityFinding]
    public var sensitivity: [SensitivityRow]
    /// The closed ratio of random subsets of the questions, smallest subset first.
    public var growth: [GrowthPoint]
    public var alternatives: [Alternative]
    /// Whether the share came directly or through a third model; empty where no third model is kin to both.
    public var routes: [RouteFinding] = []
    /// Releases of the suspect's maker against the alleged source; `nil` without two of them.
    public var trend: TrendFinding?
    /// Who had the shared errors first, in the order of `sharedErrors`.
    public var histories: [ErrorHistory] = []
    /// Every kind of answer with its score, what it weighs and what drove it; closed, open, tics, choice, identity.
    public var channels: [ChannelFinding] = []

    public init(
        suspect: String, alleged: String, exploratory: Bool, pair: PairFinding, share: Estimate?,
        verdict: Verdict, sharedErrors: [SharedError] = [], counterEvidence: [SharedError] = [],
        items: [ItemEvidence] = [], mixture: MixtureFinding? = nil,
        mechanism: MechanismFinding? = nil, direction: DirectionFinding? = nil,
        tics: [SharedTic] = [], passages: [Passage] = [], choices: [ChoiceFinding] = [],
        identity: [IdentityFinding] = [], sensitivity: [SensitivityRow] = [],
        growth: [GrowthPoint] = [], alternatives: [Alternative] = []
    ) {
        self.suspect = suspect
        self.alleged = alleged
        self.exploratory = exploratory
        self.pair = pair
        self.share = share
        self.verdict = verdict
        self.sharedErrors = sharedErrors
        self.counterEvidence = counterEvidence
        self.items = items
        self.mixture = mixture
        self.mechanism = mechanism
        self.direction = direction
        self.tics = tics
        self.passages = passages
        self.choices = choices
        self.identity = identity
        self.sensitivity = sensitivity
        self.growth = growth
        self.alternatives = alternatives
    }
}

/// The answer, as facts.
public struct Verdict: Codable, Sendable, Hashable {
    public enum Outcome: String, Codable, Sendable {
        /// The findings support a line of descent (LR at or above 2, its whole 95 % interval above 1).
        case support
        /// The findings support "no line of descent" (LR at or below 1/2, its whole 95 % interval below 1).
        case against
        /// 1/2 < LR < 2, or a 95 % interval that reaches 1: they do not materially support either.
        case neither
        /// Too few models or probes, or an alarm stands: no likelihood ratio is given.
        case cannotTell

        init(_ ratio: LikelihoodRatio) {
            let edge = Double.log10(2)
            if ratio.log10 >= edge, ratio.low > 0 {
                self = .support
            } else if ratio.log10 <= -edge, ratio.high < 0 {
                self = .against
            } else {
                self = .neither
            }
        }
    }
    public var outcome: Outcome
    /// The ratio printed; `nil` exactly where the outcome is `cannotTell`.
    public var ratio: LikelihoodRatio?
    /// Why it cannot be told: keys of `Wording.reasons`.
    public var reasons: [String]

    public init(outcome: Outcome, ratio: LikelihoodRatio?, reasons: [String] = []) {
        self.outcome = outcome
        self.ratio = ratio
        self.reasons = reasons
    }
}

/// One probe on which source and suspect (and how many others) gave the same wrong answer, or the source alone did.
public struct SharedError: Codable, Sendable, Hashable {
    public var suite: String
    public var probe: String
    public var prompt: String
    /// The right answer; `nil` on false premises.
    public var truth: String?
    public var falsePremise: Bool
    public var sourceSaid: String
    public var suspectSaid: String
    /// How many of the other models that answered gave the source's wrong answer.
    public var othersSame: Int
    public var others: Int
    /// Its contribution to the log likelihood ratio (natural log).
    public var contribution: Double

    public init(
        suite: String, probe: String, prompt: String, truth: String?, falsePremise: Bool,
        sourceSaid: String, suspectSaid: String, othersSame: Int, others: Int, contribution: Double
    ) {
        self.suite = suite
        self.probe = probe
        self.prompt = prompt
        self.truth = truth
        self.falsePremise = falsePremise
        self.sourceSaid = sourceSaid
        self.suspectSaid = suspectSaid
        self.othersSame = othersSame
        self.others = others
        self.contribution = contribution
    }
}

public struct ItemEvidence: Codable, Sendable, Hashable {
    public var suite: String
    public var probe: String
    public var matched: Bool
    /// Chance that the suspect gives the source's wrong answer by itself.
    public var byChance: Double
    public var contribution: Double
    /// Difficulty on the Rasch scale, in logits, and how well the item tells strong models from weak (point-biserial correlation).
    public var difficulty: Double?
    public var discrimination: Double?

    public init(
        suite: String, probe: String, matched: Bool, byChance: Double, contribution: Double,
        difficulty: Double? = nil, discrimination: Double? = nil
    ) {
        self.suite = suite
        self.probe = probe
        self.matched = matched
        self.byChance = byChance
        self.contribution = contribution
        self.difficulty = difficulty
        self.discrimination = discrimination
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

/// Many sources at once.
public struct MixtureFinding: Codable, Sendable, Hashable {
    public struct Source: Codable, Sendable, Hashable {
        public var model: String
        public var share: Estimate
        public init(model: String, share: Estimate) {
            self.model = model
            self.share = share
        }
    }
    /// Sources with a share worth showing, largest first.
    public var sources: [Source]
    /// Share of the suspect's own.
    public var own: Double
    /// Candidates that the panel cannot tell apart (clones), each group together.
    public var inseparable: [[String]]

    public init(sources: [Source], own: Double, inseparable: [[String]] = []) {
        self.sources = sources
        self.own = own
        self.inseparable = inseparable
    }
}

/// By which way: outputs, the same texts, or the same weights.
public struct MechanismFinding: Codable, Sendable, Hashable {
    public enum Way: String, Codable, Sendable, CaseIterable { case outputs, texts, weights }
    /// Share of the source's invented and of its corpus errors that were taken over.
    public var invented: Estimate?
    public var corpus: Estimate?
    /// log10 LR of each way against the other two together.
    public var log10: [String: Double]
    /// The way that the evidence supports (LR above 2 against the others), or `nil`: not told.
    public var way: Way?
    /// Kinds known by source and probe (laboratory) or by probe only.
    public var kindsBySource: Bool

    public init(
        invented: Estimate?, corpus: Estimate?, log10: [String: Double], way: Way?,
        kindsBySource: Bool
    ) {
        self.invented = invented
        self.corpus = corpus
        self.log10 = log10
        self.way = way
        self.kindsBySource = kindsBySource
    }
}

/// Who learned from whom, as far as that can be said.
public struct DirectionFinding: Codable, Sendable, Hashable {
    public struct Sign: Codable, Sendable, Hashable {
        /// "release-dates", "asymmetry", "identity", "diversity", "third-models"; pages word the names in `StatusPhrase`.
        public var name: String
        /// Positive: the suspect from the source; negative: the other way round; 0: silent.
        public var toward: Int
        public var facts: [String: String]
        /// Whether the conclusion heeds it; a sign that does not count is shown for what it is worth.
        public var counts: Bool
        /// How often it is right on networks of known lineage; `nil` where that was not measured.
        public var measured: Rate?
        public init(
            name: String, toward: Int, facts: [String: String] = [:], counts: Bool = true, measured: Rate? = nil
        ) {
            self.name = name
            self.toward = toward
            self.facts = facts
            self.counts = counts
            self.measured = measured
        }
    }

    /// How often a sign, or what is concluded from several, was right on networks whose lineage is known.
    public struct Rate: Codable, Sendable, Hashable {
        /// Students of another's answers: the right way, the wrong way, nothing said.
        public var right: Int
        public var wrong: Int
        public var silent: Int
        /// Kin without a direction between them for whom one was said, of all.
        public var misled: Int
        public var without: Int
        public init(right: Int, wrong: Int, silent: Int, misled: Int, without: Int) {
            self.right = right
            self.wrong = wrong
            self.silent = silent
            self.misled = misled
            self.without = without
        }
    }

    public var signs: [Sign]
    /// 1: suspect from source; -1: source from suspect; 0: cannot tell.
    public var conclusion: Int
    /// Of what the measured signs conclude together, without dates and names.
    public var measured: Rate?

    public init(signs: [Sign], conclusion: Int, measured: Rate? = nil) {
        self.signs = signs
        self.conclusion = conclusion
        self.measured = measured
    }
}
