import Analysis
import Base
import Findings
import Foundation
import Kinship
import Simulation

/// The whole sequential procedure on *simulated* panels, pair after pair: plan, looks and thresholds, against asking as many questions once.
///
/// Models stand far above most of the questions: four subjects at five depths, of which only the deepest make them err. Strangers are two models without
/// any line of descent; kin have taken over a stated share of the source's answers. The ratio is computed as a case's is, before circumstances are
/// taken off (which can only make it smaller), with the same least numbers of questions and errors. Wrong keys, sampling noise and undocumented
/// kinship are not simulated.
public struct SequentialStudy: Sendable {
    public var models: Int
    /// Pairs of strangers, and of kin at each share.
    public var strangers: Int
    public var kin: Int
    public var seed: UInt64

    /// Shares that kin took over; the middle one of documented kin is 0.13.
    public static let shares = [0.1, 0.15, 0.2, 0.3]
    /// Mean difficulty of the subjects at their depths, in logits above the models' mean ability.
    static let subjects = [-2.5, -1.5, 0, 1.3]
    static let depths = [-8.5, -7, -5.5, -4, -2.5]
    /// Questions of a subject at a depth.
    static let stock = 200

    public init(models: Int, strangers: Int, kin: Int, seed: UInt64 = 1) {
        self.models = models
        self.strangers = strangers
        self.kin = kin
        self.seed = seed
    }

    static func errs(_ code: UInt8) -> Bool { code > AnswerMatrix.right && code <= AnswerMatrix.neverMatches }

    /// What became of one pair.
    struct Path: Sendable {
        /// log10 before the bounds after each round; `nil` where no ratio is given yet.
        var looks: [Double?] = []
        /// Questions asked by then.
        var asked: [Int] = []
        /// The same number of questions drawn from all of them, looked at once.
        var once: Double?
        /// Share of all questions that the two got wrong, on average.
        var errorRate = 0.0
        /// Whether the interval told in advance after the third look that the end is in held.
        var foretold: Bool?

        var highest: Double { looks.compactMap(\.self).max() ?? 0 }
        var lowest: Double { looks.compactMap(\.self).min() ?? 0 }
        var end: Double? { looks.last ?? nil }
    }

    private static let cells: [AskingCell] = {
        let count = subjects.count * depths.count
        return (0..<count).map { cell in
            AskingCell(
                suite: "subject-\(cell / depths.count)", depth: cell % depths.count + 1,
                questions: (0..<stock).map { $0 * count + cell }, cost: 1)
        }
    }()

    private func settings(_ doses: [Double]) -> SimulatedWorld.Settings {
        var settings = SimulatedWorld.Settings()
        settings.items = Self.stock * Self.cells.count
        settings.laboratories = models - doses.count
        settings.doses = doses
        settings.pairsOfDoses = []
        (settings.fineTunes, settings.clones) = (0, 0)
        settings.difficultySpread = 0.8
        settings.shifts = Self.subjects.flatMap { subject in Self.depths.map { subject + $0 } }
        return settings
    }

    /// - Parameter share: `nil` for strangers.
    func path(_ run: Int, share: Double?, calibration: ClosedCalibration) async throws -> Path {
        let own = seed &* 1_000_003 &+ UInt64(run) &* 8_191 &+ UInt64((share ?? 0) * 1000)
        let world = try SimulatedWorld(settings: settings(share.map { [$0] } ?? []), seed: own)
        let (r, s) = world.relations.first.map { ($0.recipient, $0.source) } ?? (0, 1)
        let matrix = world.matrix
        let plan = AskingPlan(Self.cells)
        var path = Path()
        path.errorRate = Double([r, s].reduce(0) { $0 + matrix.row($1).count { Self.errs($0) } })
            / Double(2 * matrix.items)
        var asked = [Int](repeating: 0, count: Self.cells.count)
        var tallies = [CellTally](repeating: CellTally(), count: Self.cells.count)
        var givenUp: Set<String> = []
        var items: [Int] = []
        var outlook: Outlook?
        while path.looks.count < AskingPlan.mostRounds,
            let decision = plan.next(tallies, asked: asked, inRounds: !path.looks.isEmpty, givenUp: givenUp)
        {
            givenUp.formUnion(decision.givenUp)
            for pick in decision.picks {
                for item in Self.cells[pick.cell].questions[asked[pick.cell]..<asked[pick.cell] + pick.count] {
                    items.append(item)
                    tallies[pick.cell].add(matrix, item, r, s)
                }
                asked[pick.cell] += pick.count
            }
            guard !decision.isStaircase else { continue }
            let look = try await Self.look(matrix.selecting(items: items), r, s, calibration)
            path.looks.append(look.log10)
            path.asked.append(items.count)
            if path.looks.count == 3, look.log10 != nil {
                let left = (AskingPlan.mostRounds - 3) * AskingPlan.round
                outlook = try Outlook(look.pair, suspect: "", alleged: "", left: left, models: models, dollars: nil)
            }
        }
        if let expected = outlook?.end, let end = path.end {
            let cap = PanelEnvelope.cap(models: models) ?? 0
            var bounds = calibration.bounds
            bounds.cap = min(bounds.cap, cap)
            path.foretold = expected.contains(bounds.hold(end))
        }
        var random = SeededGenerator(seed: own, stream: 1)
        let drawn = Array(random.permutation(matrix.items).prefix(items.count))
        path.once = try await Self.look(matrix.selecting(items: drawn), r, s, calibration).log10
        return path
    }

    private static func look(
        _ matrix: AnswerMatrix, _ r: Int, _ s: Int, _ calibration: ClosedCalibration
    ) async throws -> (log10: Double?, pair: PairFinding) {
        var pair = PairFinding(a: "", b: "")
        pair.items = matrix.items
        let both = (0..<matrix.items).filter {
            Self.errs(matrix[r, $0]) && Self.errs(matrix[s, $0])
        }
        pair.bothWrong = both.count
        pair.sharedErrors = both.count { matrix[r, $0] == matrix[s, $0] }
        guard pair.items >= ClaimAnalysis.leastItems, pair.bothWrong >= ClaimAnalysis.leastErrors else {
            return (nil, pair)
        }
        let model = await AnswerModel(matrix, settings: .panel, workers: 1)
        let panel = try PanelScore(await InheritedShare.ordered(model, workers: 1))
        pair.panelScore = panel.score[r, s]
        pair.panelScoreError = panel.standardError[r, s]
        return (calibration.log10(score: panel.score[r, s], error: panel.standardError[r, s]), pair)
    }

    /// - Throws: `KinshipError` where the panel is too small or the shipped calibration damaged.
    public func run(
        workers: Int = Parallel.cores, progress: @escaping @Sendable (Int, Int) -> Void = { _, _ in }
    ) async throws -> SequentialResult {
        let calibration = try Calibration.shipped().closed
        let kinds: [(share: Double?, runs: Int)] = [(nil, strangers)] + Self.shares.map { ($0, kin) }
        let total = kinds.reduce(0) { $0 + $1.runs }
        var paths: [[Path]] = []
        var done = 0
        for kind in kinds {
            var found: [Path] = []
            while found.count < kind.runs {
                let first = found.count
                found += try await Parallel.mapAsync(min(200, kind.runs - first), workers: workers) { k in
                    try await path(first + k, share: kind.share, calibration: calibration)
                }
                progress(done + found.count, total)
            }
            done += found.count
            paths.append(found)
        }
        return SequentialResult(self, strangers: paths[0], kin: Array(zip(Self.shares, paths.dropFirst())))
    }
}

extension CellTally {
    fileprivate mutating func add(_ matrix: AnswerMatrix, _ item: Int, _ r: Int, _ s: Int) {
        func told(_ code: UInt8) -> Bool? { code == AnswerMatrix.missing ? nil : SequentialStudy.errs(code) }
        add(
            suspect: told(matrix[r, item]), alleged: told(matrix[s, item]),
            references: (0..<matrix.models).compactMap { model in
                let code = matrix[model, item]
                return model != r && model != s && SequentialStudy.errs(code) ? code : nil
            })
    }
}
