import RealModule

/// What turns a panel score into a likelihood ratio, and what the validation says of such ratios.
public struct ClosedCalibration: Sendable, Hashable, Codable {
    /// A panel score found between two models of documented kinship.
    public struct ReferenceShare: Sendable, Hashable, Codable {
        public var recording: String
        public var a: String
        public var b: String
        public var share: Double
    }

    /// How often a ratio of a size came out for pairs of the wrong kind.
    public struct Misleading: Sendable, Hashable, Codable {
        /// LR ≥ this for unrelated pairs; LR ≤ 1 / this for related ones.
        public var atLeast: Double
        public var count: Int
        public var of: Int
        /// One-sided 95 % limit (Clopper and Pearson 1934).
        public var limit: Double

        public init(atLeast: Double, count: Int, of: Int, limit: Double) {
            self.atLeast = atLeast
            self.count = count
            self.of = of
            self.limit = limit
        }
    }

    public var references: [ReferenceShare]
    public var bounds: EmpiricalBounds
    /// Of unrelated pairs, LR ≥ 10, 100, 1,000; of related pairs, LR ≤ 1/3, 1/10, 1/100, 1/1,000.
    public var misleading: [Misleading]
    public var missed: [Misleading]
    public var relatedPairs: Int
    public var unrelatedPairs: Int
    public var relatedFamilies: Int
    /// Families that any pair belongs to.
    public var families: Int
    /// Cllr in bits over all judged pairs, and by recording.
    public var cllr: Double?
    public var cllrMin: Double?
    public var cllrByRecording: [String: Double]
    /// The counts behind a Tippett and a calibration plot; `nil` in files of before they were kept.
    public var curve: RatioCurve?

    public init(_ recordings: [LabeledRecording]) {
        let pairs = CrossValidation.judge(recordings)
        let independent = CrossValidation.independent(pairs)
        references = recordings.flatMap { recording in
            recording.pairs.filter(\.related).map {
                ReferenceShare(
                    recording: recording.name, a: recording.models[$0.a], b: recording.models[$0.b],
                    share: Self.rounded(recording.score.score[$0.a, $0.b]))
            }
        }
        bounds = EmpiricalBounds(related: independent.related, unrelated: independent.unrelated)
        let related = pairs.filter(\.related)
        let unrelated = pairs.filter { !$0.related }
        misleading = [1.0, 2, 3].map { Self.rate($0, in: unrelated.map(\.log10)) }
        missed = Self.missedLevels.map { Self.rate($0, in: related.map { -$0.log10 }) }
        relatedPairs = related.count
        unrelatedPairs = unrelated.count
        relatedFamilies = independent.related.count
        families = Set(pairs.flatMap(\.families)).count
        curve = RatioCurve(related: related.map(\.log10), unrelated: unrelated.map(\.log10))
        cllr = Self.cost(pairs).map(Self.rounded)
        cllrMin = LikelihoodRatioCost.cllrMin(scores: pairs.map(\.log10), related: pairs.map(\.related)).map(
            Self.rounded)
        cllrByRecording = [:]
        for recording in recordings {
            cllrByRecording[recording.name] = Self.cost(pairs.filter { $0.recording == recording.name }).map(
                Self.rounded)
        }
    }

    private static func cost(_ pairs: [JudgedPair]) -> Double? {
        LikelihoodRatioCost.cllr(logRatios: pairs.map { $0.log10 * Double.log(10) }, related: pairs.map(\.related))
    }

    /// log10 of 3, 10, 100 and 1,000: a finding against descent may be worth less than 10.
    static let missedLevels = [Double.log10(3), 1, 2, 3]

    /// How many of `values` are at or above a log10 LR.
    public static func rate(_ log10: Double, in values: [Double]) -> Misleading {
        let count = values.count { $0 >= log10 }
        return Misleading(
            atLeast: Double.exp10(log10).rounded(), count: count, of: values.count,
            limit: rounded(Proportion.upperLimit(count, of: values.count)))
    }

    /// Six decimals, so that the file reads well and does not change with the last bit of another machine's logarithm.
    static func rounded(_ x: Double) -> Double { (x * 1e6).rounded() / 1e6 }

    /// log10 LR of a panel score before the bounds.
    public func log10(score: Double, error: Double) -> Double {
        LogLikelihoodRatio.log10(score: score, error: error, shares: references.map(\.share))
    }
}
