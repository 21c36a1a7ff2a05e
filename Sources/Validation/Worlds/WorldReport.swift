import Kinship

/// What the engine finds on networks whose truth is known, beside the truth: `apograph validate`.
public struct WorldReport: Sendable, Codable, Hashable {
    /// How many relations of one kind and dose lie above the limit that 1 % of the unrelated pairs exceed.
    public struct Found: Sendable, Codable, Hashable {
        /// `outputs`, `texts` or `weights`.
        public var kind: String
        /// As the recording words it, for example "student of two".
        public var relation: String
        /// Dose asked for; `nil` where the relation has none or several.
        public var dose: Double?
        public var found: Int
        public var of: Int
        /// log10 LR of "some line of descent" against none, before the bounds: smallest, median, largest.
        public var log10: [Double]
    }

    public struct Unrelated: Sendable, Codable, Hashable {
        public var pairs: Int
        public var largestLog10: Double
        /// Pairs with LR of 10 or more.
        public var atLeast10: Int
    }

    /// Cases by their true way and the way that the evidence supports.
    public struct Ways: Sendable, Codable, Hashable {
        public var way: String
        public var cases: Int
        public var outputs: Int
        public var texts: Int
        public var weights: Int
        public var notTold: Int
    }

    public struct Sources: Sendable, Codable, Hashable {
        /// Students (not of two) whose teacher comes first among all other models, of those with a causal share of at least 0.05.
        public var firstRight: Int
        public var firstOf: Int
        /// Students of students traced to the student.
        public var direct: Int
        public var directOf: Int
        /// Joint shares of two teachers against their causal shares.
        public var twoTeachers: Int
        public var slope: Double
        public var intercept: Double
        public var rmse: Double
        public var coverage95: Double
    }

    public var data: String
    public var sha256: String
    public var models: Int
    public var items: Int
    public var doses: DoseReport
    public var found: [Found]
    public var unrelated: Unrelated
    public var mechanismBySource: [Ways]
    public var mechanismByItem: [Ways]
    public var sources: Sources

    /// Reruns the built-in validation.
    /// - Throws: `Problem` where the data that ships is missing or damaged; `KinshipError` where a calibration is.
    public static func shipped(workers: Int = Parallel.cores) async throws -> WorldReport {
        try await WorldReport(.shipped(), workers: workers)
    }

    init(_ world: LabeledWorld, workers: Int = Parallel.cores) async throws {
        let model = await AnswerModel(world.matrix, workers: workers)
        let first = await InheritedShare.ordered(model, workers: workers)
        let relatives = try PanelScore(first).relatives(above: model.settings.relativesAbove)
        let shares = await InheritedShare.twoPass(model, first: first, workers: workers)
        let panel = try PanelScore(shares)
        let ratios = try PanelScore(await InheritedShare.ordered(model.with(.panel), workers: workers))
        let judge = WorldJudge(
            world: world, model: model, shares: shares, panel: panel, ratios: ratios, relatives: relatives)
        data = world.facts.name
        sha256 = world.sha256
        models = world.matrix.models
        items = world.matrix.items
        guard let report = DoseReport(shares, models: world.facts.models, doses: world.facts.doses) else {
            throw KinshipError.damagedData("the world has fewer than three relations of known share")
        }
        doses = report
        (found, unrelated) = try judge.relations()
        mechanismBySource = judge.ways(bySource: true) { world.kinds(of: $0) }
        let byItem = world.kindsByItem
        mechanismByItem = judge.ways(bySource: false) { _ in byItem }
        sources = await judge.sources(workers: workers)
    }
}
