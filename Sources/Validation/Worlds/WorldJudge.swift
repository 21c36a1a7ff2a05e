import Kinship

/// Compares what was found in a world with what is true there.
struct WorldJudge: Sendable {
    let world: LabeledWorld
    let model: AnswerModel
    let shares: OrderedShares
    /// Panel score of the shares that people are shown, for the limit at 1 % false alarms.
    let panel: PanelScore
    /// Panel score as likelihood ratios are made from.
    let ratios: PanelScore
    let relatives: [[Int]]

    private var place: [String: Int] {
        Dictionary(world.facts.models.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
    }

    /// What is found at 1 % false alarms, by kind of relation and dose, and the unrelated pairs.
    func relations() throws -> ([WorldReport.Found], WorldReport.Unrelated) {
        let at = place
        let calibration = try Calibration.shipped().closed
        func ratio(_ a: Int, _ b: Int) -> Double {
            calibration.log10(score: ratios.score[a, b], error: ratios.standardError[a, b])
        }
        var judged = Set<[Int]>()
        for pair in world.facts.related {
            if let a = at[pair.a], let b = at[pair.b] { judged.insert([a, b].sorted()) }
        }
        for pair in world.facts.notJudged {
            let places = pair.compactMap { at[$0] }.sorted()
            if places.count == 2 { judged.insert(places) }
        }
        let n = world.facts.models.count
        let strangers = (0..<n).flatMap { a in (a + 1..<n).filter { !judged.contains([a, $0]) }.map { (a, $0) } }
        let ordered = strangers.map { panel.z($0.0, $0.1) }.sorted(by: >)
        let limit = ordered.isEmpty ? 0 : ordered[ordered.count / 100]
        let apart = strangers.map { ratio($0.0, $0.1) }
        let unrelated = WorldReport.Unrelated(
            pairs: strangers.count, largestLog10: apart.max() ?? 0, atLeast10: apart.count { $0 >= 1 })

        let ways = Dictionary(
            world.facts.related.map { ([$0.a, $0.b].sorted(), $0.kind) }, uniquingKeysWith: { first, _ in first })
        var found: [WorldReport.Found] = []
        var log10: [[Double]] = []
        for dose in world.facts.doses {
            guard let r = at[dose.model], let s = at[dose.source] else { continue }
            let kind = ways[[dose.model, dose.source].sorted()] ?? "outputs"
            // Doses asked for are round; the labeled share is what sampling made of them.
            let asked = dose.kind == "student" ? dose.labeledShare.map(Self.rounded) : nil
            let group = found.firstIndex { $0.kind == kind && $0.relation == dose.kind && $0.dose == asked }
            let here = group ?? found.count
            if group == nil {
                found.append(.init(kind: kind, relation: dose.kind, dose: asked, found: 0, of: 0, log10: []))
                log10.append([])
            }
            found[here].of += 1
            if panel.z(r, s) > limit { found[here].found += 1 }
            log10[here].append(ratio(r, s))
        }
        for k in found.indices {
            found[k].log10 = [log10[k].min() ?? 0, median(log10[k]) ?? 0, log10[k].max() ?? 0]
        }
        return (found, unrelated)
    }

    /// To the nearest of the doses that such worlds are made with.
    static func rounded(_ share: Double) -> Double {
        [0.01, 0.02, 0.03, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8].min { abs($0 - share) < abs($1 - share) }
            ?? share
    }

    /// The cases whose way is known and whose kinds are: students with a causal share of at least 0.1, twins, common corpora and fine-tunes.
    func cases(_ kinds: (String) -> [ErrorOrigin?]?) -> [MechanismCalibration.Case] {
        let at = place
        let ways = Dictionary(
            world.facts.related.map { ([$0.a, $0.b].sorted(), $0.kind) }, uniquingKeysWith: { first, _ in first })
        return world.facts.doses.compactMap { dose in
            guard let r = at[dose.model], let s = at[dose.source], let kind = kinds(dose.source),
                let way = DescentWay(rawValue: ways[[dose.model, dose.source].sorted()] ?? "outputs")
            else { return nil }
            if way == .outputs, (dose.labeledShare ?? 0) < 0.09 || (dose.causalShare ?? 0) < 0.05 { return nil }
            let kin = Set(relatives[r] + relatives[s]).sorted()
            return .init(
                shares: KindShares(model, recipient: r, source: s, kinds: kinds(dose.source) ?? kind, relatives: kin),
                way: way,
                source: dose.source)
        }
    }

    /// Cases by true way and way found, each judged by a calibration from the cases of *other* sources.
    func ways(bySource: Bool, _ kinds: (String) -> [ErrorOrigin?]?) -> [WorldReport.Ways] {
        let cases = cases(kinds)
        var table = DescentWay.allCases.map {
            WorldReport.Ways(way: $0.rawValue, cases: 0, outputs: 0, texts: 0, weights: 0, notTold: 0)
        }
        for sample in cases {
            guard
                let calibration = MechanismCalibration(
                    cases.filter { $0.source != sample.source }, kindsBySource: bySource),
                let row = DescentWay.allCases.firstIndex(of: sample.way)
            else { continue }
            table[row].cases += 1
            switch MechanismRatio(sample.shares, calibration: calibration).way {
            case .outputs: table[row].outputs += 1
            case .texts: table[row].texts += 1
            case .weights: table[row].weights += 1
            case nil: table[row].notTold += 1
            }
        }
        return table
    }

    /// Who the sources are, among all other models.
    func sources(workers: Int) async -> WorldReport.Sources {
        let at = place
        let students = world.facts.doses.filter {
            ($0.causalShare ?? 0) > 0 && at[$0.model] != nil && at[$0.source] != nil
        }
        let names = students.map(\.model).reduce(into: [String]()) { if $0.last != $1 { $0.append($1) } }
        let found = await Parallel.map(names.count, workers: workers) { k in
            SourceSearch(model, recipient: at[names[k]] ?? 0, shares: shares, relatives: relatives)
        }
        let joint = Dictionary(uniqueKeysWithValues: zip(names, found.map(\.joint)))
        func first(_ dose: DoseRow) -> Bool { joint[dose.model]??.sources.first == at[dose.source] }
        let of = students.filter {
            !$0.kind.contains("of two") && !$0.kind.contains("of a student") && ($0.causalShare ?? 0) >= 0.05
        }
        let direct = students.filter { $0.kind.contains("of a student") }
        let two = students.filter { $0.kind.contains("of two") }
        var points: [(x: Double, y: Double)] = []
        var covered = 0
        for dose in two {
            // Both teachers together, whether or not the search would have kept the smaller one: a share must not look exact by being left out.
            let teachers = two.filter { $0.model == dose.model }.compactMap { at[$0.source] }
            guard let r = at[dose.model], let s = at[dose.source], let truth = dose.causalShare,
                let fit = JointShares(
                    model, recipient: r, sources: teachers,
                    relatives: Set(([r] + teachers).flatMap { relatives[$0] }).sorted()),
                let k = fit.sources.firstIndex(of: s)
            else { continue }
            points.append((truth, fit.shares[k]))
            let error = fit.error(k) * fit.error(k) + (dose.causalError ?? 0) * (dose.causalError ?? 0)
            if abs(fit.shares[k] - truth) <= 1.96 * error.squareRoot() { covered += 1 }
        }
        let line = Line(points)
        let squares = points.reduce(0) { $0 + ($1.x - $1.y) * ($1.x - $1.y) }
        return .init(
            firstRight: of.count(where: first), firstOf: of.count, direct: direct.count(where: first),
            directOf: direct.count,
            twoTeachers: points.count, slope: line.slope, intercept: line.intercept,
            rmse: (squares / Double(max(points.count, 1))).squareRoot(),
            coverage95: Double(covered) / Double(max(points.count, 1)))
    }
}
