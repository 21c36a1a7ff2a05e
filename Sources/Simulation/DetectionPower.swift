import Base
import Kinship

/// How many probes and reference models find a share: answered by drawing *simulated* panels and judging them as a case is judged.
///
/// A panel has a source, a suspect that inherited the share from it, and reference models of laboratories of their own. The pair's likelihood
/// ratio (the shipped calibration, before its bounds) is compared with those of the panel's strangers; the bar is the quantile that lets the
/// allowed share of strangers pass. Sampling noise, truths that are wrong and relatives among the references are not simulated, so real cases
/// need more than this says.
public struct DetectionPower: Sendable {
    /// One cell of the table.
    public struct Cell: Codable, Sendable, Hashable {
        public var references: Int
        public var probes: Int
        public var share: Double
        /// Share of panels in which the student passed the bar.
        public var found: Double
        /// 95 % interval of that (Wilson).
        public var low: Double
        public var high: Double
        /// Share of panels in which its likelihood ratio reached 10.
        public var reachedTen: Double
        public var draws: Int
        /// Pairs of strangers behind the bar.
        public var strangers: Int
        /// The bar, as log10 of the likelihood ratio.
        public var bar: Double
        /// Largest log10 ratio of any stranger.
        public var worstStranger: Double
    }

    public var draws: Int
    /// Share of strangers that may pass.
    public var falseAlarms: Double
    public var seed: UInt64
    /// Mean difficulty of the items in logits above the panel's mean ability: 0 makes half the answers wrong.
    public var difficulty: Double

    public init(draws: Int = 60, falseAlarms: Double = 0.01, seed: UInt64 = 1, difficulty: Double = 0) {
        self.draws = draws
        self.falseAlarms = falseAlarms
        self.seed = seed
        self.difficulty = difficulty
    }

    /// The table over all combinations, references first.
    /// - Throws: `Problem` with `power.panel` where a panel has fewer than 2 references, since a panel score needs 4 models, or a world cannot be made.
    public func table(
        references: [Int], probes: [Int], shares: [Double], progress: @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> [Cell] {
        do {
            return try await cells(references, probes, shares, progress)
        } catch let error as KinshipError {
            throw Problem(
                "power.panel", .usage, "such panels cannot be simulated: \(error)",
                remedy: "Ask for at least 2 reference models and 10 probes.")
        }
    }

    private func cells(
        _ references: [Int], _ probes: [Int], _ shares: [Double], _ progress: @Sendable (Int, Int) -> Void
    ) async throws -> [Cell] {
        let calibration = try Calibration.shipped().closed
        var cells: [Cell] = []
        let total = references.count * probes.count * shares.count
        for count in references {
            for items in probes {
                for share in shares {
                    cells.append(try await cell(count, items, share, calibration))
                    progress(cells.count, total)
                }
            }
        }
        return cells
    }

    private func cell(_ references: Int, _ items: Int, _ share: Double, _ calibration: ClosedCalibration) async throws
        -> Cell
    {
        var settings = SimulatedWorld.Settings()
        settings.items = items
        settings.laboratories = references + 1
        settings.doses = [share]
        settings.pairsOfDoses = []
        settings.fineTunes = 0
        settings.clones = 0
        settings.difficultyMean = difficulty
        var students: [Double] = []
        var strangers: [Double] = []
        for draw in 0..<draws {
            // The same worlds for every cell of a column would make its figures move together; each cell has its own.
            let own =
                seed &+ UInt64(draw) &* 1_000_003 &+ UInt64(references) &* 7_919 &+ UInt64(items) &* 104_729
                &+ UInt64(share * 10_000)
            let world = try SimulatedWorld(settings: settings, seed: own)
            let model = await AnswerModel(world.matrix)
            let panel = try PanelScore(await InheritedShare.ordered(model.with(.panel)))
            func log10(_ a: Int, _ b: Int) -> Double {
                calibration.log10(score: panel.score[a, b], error: panel.standardError[a, b])
            }
            for relation in world.relations { students.append(log10(relation.recipient, relation.source)) }
            for (a, b) in world.strangers { strangers.append(log10(a, b)) }
        }
        let bar = quantile(strangers, 1 - falseAlarms) ?? 0
        let found = students.count { $0 > bar }
        let interval = Proportion.wilson(found, of: students.count)
        return Cell(
            references: references, probes: items, share: share, found: Double(found) / Double(students.count),
            low: interval.low,
            high: interval.high, reachedTen: Double(students.count { $0 >= 1 }) / Double(students.count),
            draws: students.count,
            strangers: strangers.count, bar: bar, worstStranger: strangers.max() ?? 0)
    }
}
