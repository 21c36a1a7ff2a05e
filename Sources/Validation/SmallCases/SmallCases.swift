import Base
import Kinship
import Probes

/// How small a case can be: the same comparison on panels and questions drawn at random from a recording whose kinship is known.
///
/// A panel is one pair and so many reference models that are on record as strangers to both. Half of the panels hold a pair of kin, half a pair of
/// strangers. Each is judged from nothing, as a case of that size would be: ability, background, centring and spread come from its own answers. The
/// reference shares of the likelihood ratio never come from the recording itself nor from families of the tested pair.
public struct SmallCases: Sendable {
    public static let references = [4, 6, 8, 12, 20, 24, 40]
    public static let questions = [50, 100, 200, 500, 1000, 2000]
    /// Questions that both models of a pair got wrong, from which on a pair is counted apart.
    static let leastErrors = 15

    /// Pairs of one kind, first the recipient where that is known.
    public struct Kin: Sendable {
        public var name: String
        public var pairs: [(a: Int, b: Int)]
    }

    /// What is drawn from.
    public struct Source: Sendable {
        public var data: String
        public var models: [String]
        public var matrix: AnswerMatrix
        public var kin: [Kin]
        /// True where two models are on record as strangers, row-major.
        public var strangers: [Bool]
        /// Families by documented kinship.
        public var families: FamilyBootstrap

        func areStrangers(_ a: Int, _ b: Int) -> Bool { strangers[a * models.count + b] }
    }

    public var references: [Int]
    public var questions: [Int]
    /// Panels of each kind behind a row.
    public var draws: Int
    public var seed: UInt64

    public init(
        references: [Int] = SmallCases.references, questions: [Int] = SmallCases.questions, draws: Int = 50,
        seed: UInt64 = 1
    ) {
        self.references = references
        self.questions = questions
        self.draws = max(1, draws)
        self.seed = seed
    }

    /// Rows of all sizes that the recording is large enough for, references first.
    /// - Parameter progress: called with rows done and rows in all.
    /// - Throws: `KinshipError` where the shipped calibration is damaged.
    public func rows(_ source: Source, progress: @Sendable (Int, Int) -> Void = { _, _ in }) async throws
        -> [SmallCaseTable.Row]
    {
        let shipped = try Calibration.shipped().closed
        let drawn = ReferenceShares(shipped, source)
        let sizes = references.flatMap { models in
            questions.filter { $0 <= source.matrix.items }.map { (models: models, items: $0) }
        }
        var rows = [[SmallCaseTable.Row]](repeating: [], count: source.kin.count)
        for (done, size) in sizes.enumerated() {
            progress(done, sizes.count)
            let apart = try await panels(source, nil, size.models, size.items, drawn)
            for (group, kin) in source.kin.enumerated() {
                let together = try await panels(source, kin, size.models, size.items, drawn)
                guard !together.isEmpty, !apart.isEmpty else { continue }
                rows[group].append(
                    SmallCaseTable.Row(
                        data: source.data, kin: kin.name, references: size.models, questions: size.items,
                        together: together, apart: apart))
            }
        }
        return Array(rows.joined())
    }

    /// What one panel gave.
    struct Panel: Sendable {
        /// log10 LR of the tested pair, before any bound.
        var log10: Double
        /// Largest log10 LR of any pair of strangers in it, how many pairs of strangers there are, and how many reach 10 and 100.
        var worst: Double
        var strangers: Int
        var overTen: Int
        var overHundred: Int
        /// The same of those that have at least `leastErrors` wrong answers to the same questions.
        var withErrors: Int
        var overTenWithErrors: Int
        /// Width of the 95 % interval of the inherited share, mean of both orders.
        var width: Double
        /// Questions that both models of the pair got wrong.
        var bothWrong: Int
    }

    private func panels(
        _ source: Source, _ kin: Kin?, _ models: Int, _ items: Int, _ shares: ReferenceShares
    ) async throws -> [Panel] {
        let stream = UInt64(models) << 40 | UInt64(items) << 16
        let family = kin.map { one in one.name.utf8.reduce(UInt64(7)) { ($0 ^ UInt64($1)) &* 0x100_0000_01b3 } } ?? 0
        return try await Parallel.mapAsync(draws) { draw in
            var random = SeededGenerator(seed: seed ^ family, stream: stream | UInt64(draw))
            guard let members = source.draw(kin, references: models, &random) else { return nil }
            let chosen = random.permutation(source.matrix.items).prefix(items).sorted()
            return try await judge(source, members, chosen, shares)
        }.compactMap { $0 }
    }

    private func judge(_ source: Source, _ members: [Int], _ items: [Int], _ shares: ReferenceShares) async throws
        -> Panel
    {
        let model = await AnswerModel(
            source.matrix.selecting(models: members).selecting(items: items), workers: 1)
        let panel = try PanelScore(await InheritedShare.ordered(model.with(.panel), workers: 1))
        let shown = await InheritedShare.ordered(model, workers: 1)
        let references = shares.without(members[0], members[1])
        func log10(_ a: Int, _ b: Int) -> Double {
            LogLikelihoodRatio.log10(
                score: panel.score[a, b], error: panel.standardError[a, b], shares: references)
        }
        var out = Panel(
            log10: log10(0, 1), worst: -.infinity, strangers: 0, overTen: 0, overHundred: 0, withErrors: 0,
            overTenWithErrors: 0, width: 0, bothWrong: model.matrix.bothWrong(0, 1))
        for a in members.indices {
            for b in members.indices where b > a && source.areStrangers(members[a], members[b]) {
                let found = log10(a, b)
                out.strangers += 1
                out.worst = max(out.worst, found)
                if found >= 1 { out.overTen += 1 }
                if found >= 2 { out.overHundred += 1 }
                guard model.matrix.bothWrong(a, b) >= Self.leastErrors else { continue }
                out.withErrors += 1
                if found >= 1 { out.overTenWithErrors += 1 }
            }
        }
        let intervals = [(0, 1), (1, 0)].map { shown.sums(recipient: $0.0, source: $0.1).interval() }
        out.width = intervals.reduce(0) { $0 + ($1.upperBound - $1.lowerBound) } / 2
        return out
    }
}

extension SmallCases.Source {
    /// The pair first, then so many models that are strangers to both; `nil` where there are not enough.
    func draw(_ kin: SmallCases.Kin?, references: Int, _ random: inout SeededGenerator) -> [Int]? {
        // Some pairs have fewer strangers than others: a few tries, then this size is too large.
        for _ in 0..<20 {
            guard let (a, b) = pair(kin, &random) else { return nil }
            let others = models.indices.filter { areStrangers($0, a) && areStrangers($0, b) }
            guard others.count >= references else { continue }
            let order = random.permutation(others.count)
            return [a, b] + order.prefix(references).map { others[$0] }.sorted()
        }
        return nil
    }

    /// A family at random and a pair of it at random, so that a large family does not speak for all.
    private func pair(_ kin: SmallCases.Kin?, _ random: inout SeededGenerator) -> (Int, Int)? {
        guard let kin else {
            guard models.count > 1 else { return nil }
            for _ in 0..<1000 {
                let (a, b) = (random.below(models.count), random.below(models.count))
                if a != b, areStrangers(a, b) { return (a, b) }
            }
            return nil
        }
        let groups = Set(kin.pairs.map { families.family[$0.a] }).sorted()
        guard !groups.isEmpty else { return nil }
        let group = groups[random.below(groups.count)]
        let pairs = kin.pairs.filter { families.family[$0.a] == group }
        let pair = pairs[random.below(pairs.count)]
        return (pair.a, pair.b)
    }
}

/// The shipped reference shares without those of the recording itself and of the tested families.
struct ReferenceShares: Sendable {
    private let shares: [(families: Set<Int>, share: Double)]
    private let families: FamilyBootstrap

    init(_ calibration: ClosedCalibration, _ source: SmallCases.Source) {
        let place = Dictionary(source.models.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        families = source.families
        shares = calibration.references.filter { $0.recording != source.data }.map { one in
            (Set([one.a, one.b].compactMap { place[$0] }.map { source.families.family[$0] }), one.share)
        }
    }

    func without(_ a: Int, _ b: Int) -> [Double] {
        let own: Set = [families.family[a], families.family[b]]
        return shares.filter { $0.families.isDisjoint(with: own) }.map(\.share)
    }
}

extension AnswerMatrix {
    /// Items on which both models gave a wrong answer.
    func bothWrong(_ a: Int, _ b: Int) -> Int {
        zip(row(a), row(b)).count { x, y in
            x != Self.right && x <= Self.neverMatches && y != Self.right && y <= Self.neverMatches
        }
    }
}
