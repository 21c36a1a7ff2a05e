import Answers
import Kinship
import RealModule

/// How good the likelihood ratios of one channel are, on pairs judged with nothing learnt from their own families.
public struct RatioReport: Codable, Sendable {
    /// One family of related models.
    public struct Family: Codable, Sendable, Hashable {
        /// A model of it that stands for it: the first by name.
        public var name: String
        public var models: Int
        public var pairs: Int
        /// Smallest and median log10 LR of its pairs, before the bounds.
        public var smallest: Double
        public var median: Double
        /// Pairs with a ratio below 1: they speak against a kinship that is documented.
        public var belowOne: Int
    }

    /// One recording's pairs.
    public struct Part: Codable, Sendable, Hashable {
        public var recording: String
        public var related: Int
        public var unrelated: Int
        public var cllr: Double?
        public var cllrMin: Double?
        public var misleading: [ClosedCalibration.Misleading]
        public var largestUnrelated: Double?
    }

    /// `closed`, `open` or `both`.
    public var channel: String
    public var parts: [Part]
    public var cllr: Double?
    public var cllrMin: Double?
    public var misleading: [ClosedCalibration.Misleading]
    public var missed: [ClosedCalibration.Misleading]
    public var relatedPairs: Int
    public var unrelatedPairs: Int
    public var relatedFamilies: Int
    public var allFamilies: Int
    public var bounds: EmpiricalBounds
    public var tippett: TippettTable
    public var entropy: CrossEntropyCurve?
    /// Weakest first.
    public var families: [Family]

    /// - Returns: `nil` where one kind of pair is absent.
    init?(channel: String, _ pairs: [JudgedPair]) {
        let related = pairs.filter(\.related)
        let unrelated = pairs.filter { !$0.related }
        guard !related.isEmpty, !unrelated.isEmpty else { return nil }
        self.channel = channel
        let ratios = pairs.map { $0.log10 * Double.log(10) }
        let labels = pairs.map(\.related)
        cllr = LikelihoodRatioCost.cllr(logRatios: ratios, related: labels)
        cllrMin = LikelihoodRatioCost.cllrMin(scores: ratios, related: labels)
        misleading = Self.rates(unrelated.map(\.log10))
        missed = Self.rates(related.map { -$0.log10 })
        relatedPairs = related.count
        unrelatedPairs = unrelated.count
        let independent = CrossValidation.independent(pairs)
        relatedFamilies = independent.related.count
        allFamilies = Set(pairs.flatMap(\.families)).count
        bounds = EmpiricalBounds(related: independent.related, unrelated: independent.unrelated)
        tippett = TippettTable(logRatios: ratios, related: labels)
        entropy = CrossEntropyCurve(logRatios: ratios, related: labels)
        parts = Set(pairs.map(\.recording)).sorted().map { name in
            Self.part(name, pairs.filter { $0.recording == name })
        }
        families = Dictionary(grouping: related, by: \.families).map { _, members in
            let models = Set(members.flatMap { [$0.a, $0.b] })
            let values = members.map(\.log10)
            return Family(
                name: models.min() ?? "", models: models.count, pairs: members.count, smallest: values.min() ?? 0,
                median: Kinship.median(values) ?? 0, belowOne: values.count { $0 < 0 })
        }.sorted { ($0.smallest, $0.name) < ($1.smallest, $1.name) }
    }

    /// LR of 1, 10, 100 and 1,000 or more, each with its one-sided 95 % limit.
    private static func rates(_ values: [Double]) -> [ClosedCalibration.Misleading] {
        [0.0, 1, 2, 3].map { ClosedCalibration.rate($0, in: values) }
    }

    private static func part(_ name: String, _ pairs: [JudgedPair]) -> Part {
        let ratios = pairs.map { $0.log10 * Double.log(10) }
        let labels = pairs.map(\.related)
        let unrelated = pairs.filter { !$0.related }.map(\.log10)
        return Part(
            recording: name, related: labels.count { $0 }, unrelated: unrelated.count,
            cllr: LikelihoodRatioCost.cllr(logRatios: ratios, related: labels),
            cllrMin: LikelihoodRatioCost.cllrMin(scores: ratios, related: labels), misleading: rates(unrelated),
            largestUnrelated: unrelated.max())
    }
}

/// Everything that `apograph evaluate --html` writes: the table of statistics, ours and others', and what the likelihood ratios are worth.
public struct ValidationReport: Codable, Sendable {
    public var table: EvaluationTable
    public var channels: [RatioReport]
    /// How small a case can be, where that was asked for.
    public var smallCases: SmallCaseTable?

    /// - Parameter progress: called with what is being computed.
    /// - Throws: what computing paired text throws.
    public init(
        _ table: EvaluationTable, judged: [Evaluation.Judged], recordings: [AnswerSheet],
        smallCases: SmallCaseTable? = nil,
        progress: @Sendable (String) -> Void = { _ in }
    ) async throws {
        self.table = table
        self.smallCases = smallCases
        var found: [RatioReport?] = []
        let closed = judged.compactMap(\.closed)
        if closed.count > 1 { found.append(RatioReport(channel: "closed", CrossValidation.judge(closed))) }
        let open = judged.compactMap(\.open)
        progress("open answers, families left out")
        var apart: [JudgedPair] = []
        for recording in open { apart += await recording.panel.judged() }
        found.append(RatioReport(channel: "open", apart))
        if let largest = open.max(by: { $0.pairs.count < $1.pairs.count }), closed.count > 1 {
            progress("both kinds of answers together")
            let both = try await Calibrator.bothChannels(recordings, closed: closed, panel: largest.panel)
            found.append(RatioReport(channel: "both", ChannelFusion.judged(both) ?? []))
        }
        channels = found.compactMap { $0 }
    }
}
