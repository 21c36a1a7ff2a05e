import Kinship

/// The fused ratio again, with one thing changed.
public struct SensitivityRow: Codable, Sendable, Hashable {
    /// "panel", "without-suite", "without-group" (of questions), "without-family", "without-model", "half-of-questions", "bandwidth", "reading" or
    /// "normalizer".
    public var change: String
    public var subject: String
    public var ratio: LikelihoodRatio?
    public var share: Estimate?

    public init(change: String, subject: String, ratio: LikelihoodRatio?, share: Estimate?) {
        self.change = change
        self.subject = subject
        self.ratio = ratio
        self.share = share
    }
}

/// Another explanation, and what the data says of it.
public struct Alternative: Codable, Sendable, Hashable {
    public enum Status: String, Codable, Sendable { case unlikely, open, likely, untested }
    /// "common-base", "third-source", "same-texts", "contamination", "system-prompt", "other-model-served", "answer-key", "reverse", "circumstance" (none
    /// was found) or "circumstance-" and a kind of `Circumstance`.
    public var name: String
    public var status: Status
    public var facts: [String: String]

    public init(name: String, status: Status, facts: [String: String] = [:]) {
        self.name = name
        self.status = status
        self.facts = facts
    }
}

/// A neighbour-joining tree as a flat list; node 0 is the root, leaves carry a model.
public struct FamilyTree: Codable, Sendable, Hashable {
    public struct Node: Codable, Sendable, Hashable {
        public var parent: Int?
        public var model: String?
        /// Length of the branch to the parent, in units of distance.
        public var length: Double
        /// Bootstrap support of the branch, 0…1; `nil` on leaves and on the root.
        public var support: Double?
        public init(parent: Int?, model: String?, length: Double, support: Double?) {
            self.parent = parent
            self.model = model
            self.length = length
            self.support = support
        }
    }
    public var nodes: [Node]
    /// Bootstrap replicates over items.
    public var replicates: Int

    public init(nodes: [Node], replicates: Int) {
        self.nodes = nodes
        self.replicates = replicates
    }
}

/// The error rates that a verdict quotes. All counts are of the shipped validation.
public struct ValidationSummary: Codable, Sendable, Hashable {
    /// SHA-256 of the validation data, hexadecimal.
    public var sha256: String
    /// Cap of the likelihood ratio as log10 (ELUB over families), upper and lower.
    public var capLog10: Double
    public var floorLog10: Double
    public var relatedPairs: Int
    public var relatedFamilies: Int
    public var unrelatedPairs: Int
    public var unrelatedFamilies: Int
    /// For LR ≥ 10, 100, 1,000: share of unrelated pairs, and its one-sided 95 % limit.
    public var misleading: [Rate]
    /// For LR ≤ 1/10, 1/100, …: share of related pairs (`atLeast` holds 10, 100, …), and its limit.
    public var missed: [Rate]
    public var cllr: Double
    /// Cllr after the best monotone recalibration: what is lost by discrimination alone.
    public var cllrMin: Double?
    /// The Tippett plot's data: shares of pairs at or above a ratio. In rising order of the ratio.
    public var tippett: [TippettPoint]
    /// Observed share of related pairs in bins of the ratio, at even prior odds.
    public var calibration: [CalibrationBin]
    /// Names of the recordings that it was measured on.
    public var recordings: [String]
    /// Shares found on networks whose causal shares are known; `nil` where no such validation was run.
    public var doses: KnownDoses?
    /// What panels of about the size of this case do; `nil` where it is as large as those of the validation, rests on a background or on open answers
    /// alone.
    public var size: Size?

    /// Rates of strangers for a case of this size: those of its size where they are known.
    public var misleadingHere: [Rate] { size?.misleading ?? misleading }

    /// Strangers in panels of some size, by closed answers.
    public struct Size: Codable, Sendable, Hashable {
        public var recording: String
        /// Models beside the pair, and questions.
        public var references: Int
        public var questions: Int
        /// For LR ≥ 10 and 100.
        public var misleading: [Rate]
        public init(recording: String, references: Int, questions: Int, misleading: [Rate]) {
            self.recording = recording
            self.references = references
            self.questions = questions
            self.misleading = misleading
        }
    }

    /// Shares of related and unrelated pairs whose log10 LR is at or above `log10`.
    public struct TippettPoint: Codable, Sendable, Hashable {
        public var log10: Double
        public var related: Double
        public var unrelated: Double
        public init(log10: Double, related: Double, unrelated: Double) {
            self.log10 = log10
            self.related = related
            self.unrelated = unrelated
        }
    }

    /// Pairs whose log10 LR lies in [low, high): the mean that was stated, and the log10 LR that their counts show (share of related pairs in the bin over that of unrelated ones) with its interval.
    public struct CalibrationBin: Codable, Sendable, Hashable {
        public var stated: Double
        public var observed: Estimate
        public var related: Int
        public var unrelated: Int
        public init(stated: Double, observed: Estimate, related: Int, unrelated: Int) {
            self.stated = stated
            self.observed = observed
            self.related = related
            self.unrelated = unrelated
        }
    }

    public struct Rate: Codable, Sendable, Hashable {
        public var atLeast: Double
        public var count: Int
        public var of: Int
        /// One-sided 95 % Clopper–Pearson limit of count/of.
        public var limit: Double
        public init(atLeast: Double, count: Int, of: Int, limit: Double) {
            self.atLeast = atLeast
            self.count = count
            self.of = of
            self.limit = limit
        }
    }

    public init(
        sha256: String, capLog10: Double, floorLog10: Double, relatedPairs: Int,
        relatedFamilies: Int, unrelatedPairs: Int, unrelatedFamilies: Int, misleading: [Rate],
        cllr: Double, missed: [Rate] = [], cllrMin: Double? = nil, tippett: [TippettPoint] = [],
        calibration: [CalibrationBin] = [], recordings: [String] = [], doses: KnownDoses? = nil
    ) {
        self.sha256 = sha256
        self.capLog10 = capLog10
        self.floorLog10 = floorLog10
        self.relatedPairs = relatedPairs
        self.relatedFamilies = relatedFamilies
        self.unrelatedPairs = unrelatedPairs
        self.unrelatedFamilies = unrelatedFamilies
        self.misleading = misleading
        self.cllr = cllr
        self.missed = missed
        self.cllrMin = cllrMin
        self.tippett = tippett
        self.calibration = calibration
        self.recordings = recordings
        self.doses = doses
    }
}

/// Laboratory only: one pair, what is true and what was found.
public struct TruthRow: Codable, Sendable, Hashable {
    public var model: String
    public var other: String
    /// "student", "same corpus, other seed", … or "unrelated".
    public var relation: String
    public var causalShare: Double?
    public var share: Estimate?
    public var ratio: LikelihoodRatio?
    public var way: String?
    public var alarm: Bool
    /// Whether the finding agrees with the truth.
    public var agrees: Bool

    public init(
        model: String, other: String, relation: String, causalShare: Double?, share: Estimate?,
        ratio: LikelihoodRatio?, way: String?, alarm: Bool, agrees: Bool
    ) {
        self.model = model
        self.other = other
        self.relation = relation
        self.causalShare = causalShare
        self.share = share
        self.ratio = ratio
        self.way = way
        self.alarm = alarm
        self.agrees = agrees
    }
}
