import Kinship

/// What asking every question several times adds, on networks whose lineage is known: who learned from whom, and a sharper likelihood ratio.
public struct SampleReport: Sendable, Codable, Hashable {
    /// A sign of direction over the pairs of one kind.
    public struct Direction: Sendable, Codable, Hashable {
        public var data: String
        /// `diversity`, `third-models`, or `together`.
        public var sign: String
        /// `outputs` and `weights` have a direction; `texts`, `one teacher` and `strangers` have none, and there whatever is said is wrong.
        public var kind: String
        public var right: Int
        public var wrong: Int
        public var silent: Int
    }

    /// Likelihood ratios of the closed channel, before the bounds.
    public struct Ratio: Sendable, Codable, Hashable {
        /// `one sample`, `usual answer`, or `distribution`.
        public var reading: String
        /// Pairs of teacher and student, and those with LR ≥ 10; their median log10.
        public var students: Int
        public var found: Int
        public var median: Double
        /// Panel z of the students with doses up to 0.1, median.
        public var smallZ: Double
        public var strangers: Int
        public var misleading: Int
        public var largest: Double
    }

    public var data: String
    public var sha256: String
    public var models: Int
    public var items: Int
    public var samples: Int
    public var directions: [Direction]
    public var ratios: [Ratio]

    /// - Throws: `Problem` where the data that ships is missing or damaged; `KinshipError` where the calibration is.
    public static func shipped(workers: Int = Parallel.cores) async throws -> SampleReport {
        try await SampleReport(.shipped(.fiveTimes), once: .shipped(.once), workers: workers)
    }

    /// - Parameter once: another world, asked once, for the sign that needs no samples.
    init(_ world: LabeledWorld, once: LabeledWorld, workers: Int = Parallel.cores) async throws {
        let pairs = WorldPairs(world.facts)
        let usual = try PanelScore(await Self.ordered(world.matrix, workers))
        var bySample: [OrderedShares] = []
        for sample in world.sampled.samples { bySample.append(await Self.ordered(sample, workers)) }
        let distribution = try PanelScore(OrderedShares(mean: bySample), samples: world.sampled.meanSamples)
        data = world.facts.name
        sha256 = world.sha256
        models = world.facts.models.count
        items = world.facts.items
        samples = world.facts.samples ?? 1
        let sureness = try SharedSureness(world.matrix, agreement: world.sampled.agreement)
        let other = try PanelScore(await Self.ordered(once.matrix, workers))
        directions =
            Self.directions(world, panel: distribution, sureness: sureness)
            + Self.directions(once, panel: other, sureness: nil)
        let calibration = try Calibration.shipped().closed
        ratios = try [
            ("one sample", PanelScore(bySample.first ?? OrderedShares(mean: []))), ("usual answer", usual),
            ("distribution", distribution),
        ].map { Self.ratio($0.0, $0.1, pairs, calibration) }
    }

    /// The counts as they ship for reports; those of a sign that needs no samples come from the world that was asked once.
    public var rates: DirectionRates {
        let names = directions.map(\.sign).reduce(into: [String]()) { if !$0.contains($1) { $0.append($1) } }
        return DirectionRates(
            made: "apograph validate --samples --calibrate FILE", recording: data, sha256: sha256,
            signs: names.map { name in
                let all = directions.filter { $0.sign == name }
                let own = all.filter { $0.data == all.last?.data }
                let outputs = own.filter { $0.kind == "outputs" }
                let without = own.filter { ["texts", "one teacher"].contains($0.kind) }
                func sum(_ rows: [Direction], _ value: (Direction) -> Int) -> Int { rows.reduce(0) { $0 + value($1) } }
                return .init(
                    name: name, right: sum(outputs, \.right), wrong: sum(outputs, \.wrong),
                    silent: sum(outputs, \.silent), misled: sum(without, \.wrong),
                    without: sum(without) { $0.wrong + $0.silent })
            })
    }

    private static func ordered(_ matrix: AnswerMatrix, _ workers: Int) async -> OrderedShares {
        await InheritedShare.ordered(await AnswerModel(matrix, settings: .panel, workers: workers), workers: workers)
    }

    /// Only kin are asked about, as in a case.
    private static func directions(
        _ world: LabeledWorld, panel: PanelScore, sureness: SharedSureness?
    ) -> [Direction] {
        let pairs = WorldPairs(world.facts)
        func sure(_ a: Int, _ b: Int) -> Int {
            panel.z(a, b) >= CompanyKept.leastZ ? sureness?.toward(a, b) ?? 0 : 0
        }
        func company(_ a: Int, _ b: Int) -> Int { CompanyKept.toward(panel, a, b) }
        func together(_ a: Int, _ b: Int) -> Int {
            let votes = Set([sure(a, b), company(a, b)]).subtracting([0])
            return votes.count == 1 ? votes.first ?? 0 : 0
        }
        let signs: [(String, (Int, Int) -> Int)] =
            sureness == nil
            ? [("third-models", company)]
            : [("diversity", sure), ("third-models", company), ("together", together)]
        return signs.flatMap { name, toward in
            pairs.kinds.map { kind, members, directed in
                var row = Direction(data: world.facts.name, sign: name, kind: kind, right: 0, wrong: 0, silent: 0)
                for (a, b) in members {
                    switch toward(a, b) {
                    case 0: row.silent += 1
                    case 1 where directed: row.right += 1
                    default: row.wrong += 1
                    }
                }
                return row
            }
        }
    }

    private static func ratio(
        _ reading: String, _ panel: PanelScore, _ pairs: WorldPairs, _ calibration: ClosedCalibration
    ) -> Ratio {
        func log10(_ pair: (Int, Int)) -> Double {
            calibration.log10(
                score: panel.score[pair.0, pair.1], error: panel.standardError[pair.0, pair.1])
        }
        let students = pairs.members("outputs").map(log10)
        let strangers = pairs.members("strangers").map(log10)
        return Ratio(
            reading: reading, students: students.count, found: students.count { $0 >= 1 },
            median: Kinship.median(students) ?? 0,
            smallZ: Kinship.median(pairs.smallDoses.map { panel.z($0.0, $0.1) }) ?? 0, strangers: strangers.count,
            misleading: strangers.count { $0 >= 1 }, largest: strangers.max() ?? 0)
    }
}

/// The pairs of a labeled world by what is true of them; where there is a direction, who learned stands first.
private struct WorldPairs: Sendable {
    private(set) var kinds: [(kind: String, members: [(Int, Int)], directed: Bool)] = []
    /// Students of one teacher with doses up to 0.1.
    let smallDoses: [(Int, Int)]

    init(_ facts: LabeledWorld.Facts) {
        let at = Dictionary(facts.models.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let kind = Dictionary(
            facts.related.map { (Set([$0.a, $0.b]), $0.kind) }, uniquingKeysWith: { first, _ in first })
        func learned(_ wanted: String) -> [(Int, Int)] {
            facts.doses.compactMap { row in
                guard kind[[row.model, row.source]] == wanted, let r = at[row.model], let s = at[row.source] else {
                    return nil
                }
                return (r, s)
            }
        }
        let parents = Dictionary(grouping: facts.doses, by: \.model).mapValues { Set($0.map(\.source)) }
        let judged = Set(facts.related.map { Set([$0.a, $0.b]) } + facts.notJudged.map(Set.init))
        var siblings: [(Int, Int)] = []
        var strangers: [(Int, Int)] = []
        for (a, first) in facts.models.enumerated() {
            for (b, second) in facts.models.enumerated().dropFirst(a + 1) {
                if !judged.contains([first, second]) {
                    strangers.append((a, b))
                } else if kind[[first, second]] == nil,
                    !(parents[first] ?? []).isDisjoint(with: parents[second] ?? [])
                {
                    siblings.append((a, b))
                }
            }
        }
        kinds = [
            ("outputs", learned("outputs"), true), ("weights", learned("weights"), true),
            ("texts", learned("texts"), false), ("one teacher", siblings, false), ("strangers", strangers, false),
        ]
        smallDoses = facts.doses.compactMap { row in
            guard row.kind == "student", let dose = row.labeledShare, dose <= 0.12, let r = at[row.model],
                let s = at[row.source]
            else { return nil }
            return (r, s)
        }
    }

    func members(_ kind: String) -> [(Int, Int)] { kinds.first { $0.kind == kind }?.members ?? [] }
}
