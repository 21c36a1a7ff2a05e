import Base
import Kinship

/// Makes rows of the table from scores and labels.
struct RowMaker {
    let data: String
    let models: Int
    let items: Int
    let labels: [(a: Int, b: Int, related: Bool)]
    let draws: Int
    private let bootstrap: FamilyBootstrap

    init(
        data: String, models: Int, items: Int, labels: [(a: Int, b: Int, related: Bool)], draws: Int
    ) {
        self.data = data
        self.models = models
        self.items = items
        self.labels = labels
        self.draws = draws
        bootstrap = FamilyBootstrap(models: models, relatedPairs: labels.filter(\.related).map { ($0.a, $0.b) })
    }

    /// The score of a pair is the mean of both orders.
    static func score(_ matrix: SquareMatrix, _ a: Int, _ b: Int) -> Double { (matrix[a, b] + matrix[b, a]) / 2 }

    func row(_ scored: ScoredPairs) -> EvaluationTable.Row {
        let used = labels.filter { !Self.score(scored.score, $0.a, $0.b).isNaN }
        let scores = used.map { Self.score(scored.score, $0.a, $0.b) }
        let related = used.map(\.related)
        let pairs = used.map { ($0.a, $0.b) }
        let ranked = RankedPairs(scores: scores, related: related)
        let figures = ranked.figures([Double](repeating: 1, count: scores.count))
        let drawn = draws > 0 ? bootstrap.intervals(ranked, pairs: pairs, draws: draws) : nil
        func interval(_ range: FamilyBootstrap.Interval?) -> EvaluationTable.Interval? {
            range.map { .init(low: $0.low, high: $0.high) }
        }
        let kin = Set(used.filter(\.related).map { bootstrap.family[$0.a] })
        let all = Set(used.flatMap { [bootstrap.family[$0.a], bootstrap.family[$0.b]] })
        return EvaluationTable.Row(
            data: data, statistic: scored.statistic,
            auc: figures.auc,
            ap: figures.averagePrecision,
            truePositiveRate: figures.truePositiveRate,
            related: related.count { $0 }, unrelated: related.count { !$0 }, seconds: scored.seconds,
            aucInterval: interval(drawn?.auc), apInterval: interval(drawn?.averagePrecision),
            truePositiveRateInterval: interval(drawn?.truePositiveRate), models: models, items: items,
            relatedFamilies: kin.count, families: all.count,
            unscored: labels.count - used.count, peer: scored.peer)
    }
}
