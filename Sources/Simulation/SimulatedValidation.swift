import Base
import Kinship

/// Intervals and error rates of the engine on *simulated* worlds, where the truth has no noise: `apograph validate --worlds 200`.
///
/// Sampling noise of real models, wrong keys and undocumented kinship are not simulated: this says whether the statistics keep what they promise
/// where their assumptions hold, and nothing about how often these hold.
public struct SimulatedValidation: Sendable, Codable, Hashable {
    /// 95 % intervals of shares against the exact share.
    public struct Coverage: Sendable, Codable, Hashable {
        /// `student`, `fineTune`, `clone`, or `studentOfTwo`.
        public var relation: String
        /// The exact share; `nil` in a line over all.
        public var share: Double?
        public var relations: Int
        public var covered: Int
        /// Mean and root mean square of estimate less truth.
        public var bias: Double
        public var rmse: Double

        public var rate: Double { Double(covered) / Double(max(relations, 1)) }
    }

    /// Likelihood ratios of strangers, before the bounds.
    public struct FalseAlarm: Sendable, Codable, Hashable {
        public var above: Double
        public var count: Int
        public var of: Int
        /// One-sided 95 % limit by Clopper and Pearson; pairs of one world are not independent, so it is a little narrow.
        public var limit: Double
    }

    public struct Sources: Sendable, Codable, Hashable {
        /// Students of two whose set of sources was found exactly, of those both of whose doses are at least 0.1; a clone of a source counts as it.
        public var bothFound = 0
        public var of = 0
        /// Students of one source with a share of at least 0.1 whose set of sources was found exactly.
        public var oneFound = 0
        public var oneOf = 0
        /// Students of one source with a share of at least 0.1 whose source has a clone, and those of them that are told that the two cannot be
        /// separated, and those for which the clone alone is named; then such students without a clone in the panel, and those told that some
        /// model cannot be separated from the source.
        public var cloned = 0
        public var clonedTold = 0
        public var clonedWrong = 0
        public var single = 0
        public var singleTold = 0
        /// Sources named that are none: neither a source, nor a clone of one, nor descended from one or sharing one.
        public var strangersNamed = 0
    }

    public var worlds: Int
    public var seed: UInt64
    public var modelsPerWorld: Int
    public var itemsPerWorld: Int
    /// By relation and share, then over all students (`share` is `nil`).
    public var coverage: [Coverage]
    /// Joint shares of two sources.
    public var jointCoverage: [Coverage]
    public var falseAlarms: [FalseAlarm]
    public var largestLog10: Double
    /// Students of one source with LR ≥ 10, by share.
    public var found: [Coverage]
    public var sources: Sources

    /// - Parameter worlds: seeds `seed`, `seed + 1`, ….
    /// - Throws: `KinshipError` where the settings make no world or the shipped calibration is damaged.
    public init(
        worlds: Int, seed: UInt64 = 1, settings: SimulatedWorld.Settings = .init(), workers: Int = Parallel.cores,
        progress: @Sendable (Int) -> Void = { _ in }
    ) async throws {
        let references = try Calibration.shipped().closed
        var judged: [JudgedWorld] = []
        var models = 0
        // Worlds one after the other, pairs in parallel: memory stays flat and the figures do not depend on the number of cores.
        for k in 0..<max(worlds, 0) {
            let world = try SimulatedWorld(settings: settings, seed: seed &+ UInt64(k))
            models = world.names.count
            judged.append(try await JudgedWorld(world, calibration: references, workers: workers))
            progress(k + 1)
        }
        self.worlds = judged.count
        self.seed = seed
        modelsPerWorld = models
        itemsPerWorld = settings.items
        let single = judged.flatMap(\.single)
        let students = single.filter { $0.kind == .student }
        coverage = Self.coverage(single) + [Self.line("student", nil, students)].filter { $0.relations > 0 }
        let joint = judged.flatMap(\.joint)
        jointCoverage = Self.coverage(joint) + [Self.line("studentOfTwo", nil, joint)].filter { $0.relations > 0 }
        let apart = judged.flatMap(\.strangers)
        falseAlarms = [1.0, 2, 3].map { mark in
            let count = apart.count { $0 > mark }
            return FalseAlarm(
                above: [10, 100, 1000][Int(mark) - 1], count: count, of: apart.count,
                limit: Proportion.upperLimit(count, of: apart.count))
        }
        largestLog10 = apart.max() ?? 0
        found = Self.grouped(students).map { share, group in
            Coverage(
                relation: "student", share: share, relations: group.count, covered: group.count { $0.log10 >= 1 },
                bias: 0, rmse: 0)
        }
        sources = judged.map(\.sources).reduce(
            into: Sources()
        ) {
            $0.bothFound += $1.bothFound
            $0.of += $1.of
            $0.oneFound += $1.oneFound
            $0.cloned += $1.cloned
            $0.clonedTold += $1.clonedTold
            $0.clonedWrong += $1.clonedWrong
            $0.single += $1.single
            $0.singleTold += $1.singleTold
            $0.oneOf += $1.oneOf
            $0.strangersNamed += $1.strangersNamed
        }
    }

    private static func grouped(_ estimates: [JudgedWorld.Judgement]) -> [(Double, [JudgedWorld.Judgement])] {
        Dictionary(grouping: estimates, by: \.truth).sorted { $0.key < $1.key }
    }

    private static func coverage(_ estimates: [JudgedWorld.Judgement]) -> [Coverage] {
        SimulatedWorld.Kind.allCases.flatMap { kind in
            grouped(estimates.filter { $0.kind == kind }).map { line(kind.rawValue, $0, $1) }
        }
    }

    private static func line(_ relation: String, _ share: Double?, _ group: [JudgedWorld.Judgement]) -> Coverage {
        let n = Double(max(group.count, 1))
        let errors = group.map { $0.estimate - $0.truth }
        return Coverage(
            relation: relation, share: share, relations: group.count, covered: group.count { $0.covered },
            bias: errors.reduce(0, +) / n, rmse: (errors.reduce(0) { $0 + $1 * $1 } / n).squareRoot())
    }
}

/// One simulated world, judged as a case is.
struct JudgedWorld: Sendable {
    struct Judgement: Sendable {
        var kind: SimulatedWorld.Kind
        var truth: Double
        var estimate: Double
        var covered: Bool
        /// log10 LR before the bounds; 0 for joint shares.
        var log10: Double
    }

    var single: [Judgement] = []
    var joint: [Judgement] = []
    var strangers: [Double] = []
    var sources = SimulatedValidation.Sources()

    init(_ world: SimulatedWorld, calibration: ClosedCalibration, workers: Int) async throws {
        let model = await AnswerModel(world.matrix, workers: workers)
        let panel = try PanelScore(await InheritedShare.ordered(model.with(.panel), workers: workers))
        let first = await InheritedShare.ordered(model, workers: workers)
        let relatives = try PanelScore(first).relatives(above: model.settings.relativesAbove)
        let shares = await InheritedShare.twoPass(model, first: first, workers: workers)
        func log10(_ a: Int, _ b: Int) -> Double {
            calibration.log10(score: panel.score[a, b], error: panel.standardError[a, b])
        }
        strangers = world.strangers.map { log10($0.0, $0.1) }
        for relation in world.relations where relation.kind != .studentOfTwo {
            let sums = shares.sums(recipient: relation.recipient, source: relation.source)
            single.append(
                .init(
                    kind: relation.kind, truth: relation.share, estimate: sums.share,
                    covered: sums.interval().contains(relation.share),
                    log10: log10(relation.recipient, relation.source)))
        }
        let clones = world.relations.filter { $0.kind == .clone }
        let related = Set(world.strangers.flatMap { [[$0.0, $0.1], [$0.1, $0.0]] })
        let learners = world.kinds.indices.filter { world.kinds[$0] == .student || world.kinds[$0] == .studentOfTwo }
        let searches = await Parallel.map(learners.count, workers: workers) { k in
            SourceSearch(model, recipient: learners[k], shares: shares, relatives: relatives)
        }
        for (recipient, search) in zip(learners, searches) {
            let relations = world.relations.filter { $0.recipient == recipient }
            let truth = Set(relations.map(\.source))
            // A clone gives its base's answers: where it is named, its base is.
            let named = Set(
                (search.joint?.sources ?? []).map { source in
                    clones.first { $0.recipient == source && truth.contains($0.source) }?.source ?? source
                })
            sources.strangersNamed += named.subtracting(truth).count { related.contains([recipient, $0]) }
            guard relations.allSatisfy({ $0.share >= 0.1 }) else { continue }
            if world.kinds[recipient] == .studentOfTwo {
                sources.of += 1
                if named == truth { sources.bothFound += 1 }
            } else {
                sources.oneOf += 1
                if named == truth { sources.oneFound += 1 }
                guard let source = truth.first, let joint = search.joint, named == truth else { continue }
                let group = search.inseparable.first { $0.first == joint.sources.first } ?? []
                if clones.contains(where: { $0.source == source }) {
                    sources.cloned += 1
                    if !group.isEmpty {
                        sources.clonedTold += 1
                    } else if joint.sources.first != source {
                        sources.clonedWrong += 1
                    }
                } else {
                    sources.single += 1
                    if !group.isEmpty { sources.singleTold += 1 }
                }
            }
        }
        for recipient in learners where world.kinds[recipient] == .studentOfTwo {
            let relations = world.relations.filter { $0.recipient == recipient }
            let kin = Set(([recipient] + relations.map(\.source)).flatMap { relatives[$0] }).sorted()
            guard
                let fit = JointShares(model, recipient: recipient, sources: relations.map(\.source), relatives: kin)
            else { continue }
            for (place, relation) in relations.enumerated() {
                joint.append(
                    .init(
                        kind: .studentOfTwo, truth: relation.share, estimate: fit.shares[place],
                        covered: abs(fit.shares[place] - relation.share) <= 1.959963984540054 * fit.error(place),
                        log10: 0))
            }
        }
    }
}
