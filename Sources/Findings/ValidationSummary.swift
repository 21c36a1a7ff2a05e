import Kinship

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
    /// Bits; `nil` where it was not computed.
    public var cllr: Double?
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

    /// How many known pairs reached a ratio, of how many, and the one-sided 95 % limit of that share.
    public typealias Rate = ClosedCalibration.Misleading

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

    public init(
        sha256: String, capLog10: Double, floorLog10: Double, relatedPairs: Int,
        relatedFamilies: Int, unrelatedPairs: Int, unrelatedFamilies: Int, misleading: [Rate],
        cllr: Double?, missed: [Rate] = [], cllrMin: Double? = nil, tippett: [TippettPoint] = [],
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
