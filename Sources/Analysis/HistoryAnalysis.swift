import Answers
import Base
import Findings
import Kinship
import Panel
import Probes

/// What dates and the tree add to a claim: releases of one maker against the source, and who had a shared error first.
struct HistoryAnalysis: Sendable {
    /// Releases that are compared at most, the latest ones.
    static let mostReleases = 8
    /// Models through which a share may have come that are tried at most, those nearest to the suspect first.
    static let mostRoutes = 4
    /// Panel z of X with both from which on it may have been between them.
    static let leastZ = 4.0

    private let closed: ClosedChannel
    private let models: [PanelModel]

    init(_ closed: ClosedChannel, contents: CaseContents) {
        self.closed = closed
        models = closed.participants.map { contents.models[$0] }
    }

    /// Models of the suspect's maker with a date of release, the suspect among them; `nil` with fewer than two.
    func trend(suspect: Int, source: Int, replicates: Int) -> TrendFinding? {
        guard let maker = models[suspect].maker?.lowercased(), models[suspect].released != nil else { return nil }
        let releases = models.indices.filter {
            $0 != source && models[$0].maker?.lowercased() == maker && models[$0].released != nil
                && closed.share($0, from: source) != nil
        }.sorted { (models[$0].released ?? "", models[$0].id) < (models[$1].released ?? "", models[$1].id) }
            .suffix(Self.mostReleases)
        guard releases.count > 1, releases.contains(suspect) else { return nil }
        let steps = zip(releases, releases.dropFirst()).filter {
            PartialDate.order(models[$1].released, models[$0].released) == 1
        }
        let changes = steps.compactMap { earlier, later -> TrendFinding.Change? in
            let kin = Set(closed.relatives[earlier] + closed.relatives[later] + closed.relatives[source])
            guard
                let change = ShareChange(
                    closed.model, earlier: earlier, later: later, source: source,
                    relatives: kin.subtracting([source]).sorted(), replicates: max(100, replicates),
                    seed: ClosedChannel.seed(
                        [models[earlier].id, models[later].id, models[source].id].joined(separator: "\u{0}")))
            else { return nil }
            return .init(
                from: models[earlier].id, to: models[later].id,
                difference: .init(
                    value: change.difference, standardError: change.standardError, low: change.low, high: change.high),
                p: min(1, change.p * Double(steps.count)))
        }
        return TrendFinding(
            source: models[source].id,
            points: releases.compactMap { row in
                closed.share(row, from: source).map {
                    .init(model: models[row].id, released: models[row].released ?? "", share: $0)
                }
            }, changes: changes)
    }

    /// Whether the share came through a third model that is kin to both.
    func routes(suspect: Int, source: Int) -> [RouteFinding] {
        let between = models.indices.filter {
            $0 != suspect && $0 != source && closed.panel.z(suspect, $0) >= Self.leastZ
                && closed.panel.z(source, $0) >= Self.leastZ && canStand($0, between: source, and: suspect)
        }.sorted { (closed.panel.z(suspect, $0), $1) > (closed.panel.z(suspect, $1), $0) }.prefix(Self.mostRoutes)
        return between.compactMap { through in
            let kin = Set([suspect, source, through].flatMap { closed.relatives[$0] })
            guard
                let route = SourceRoute(
                    closed.model, recipient: suspect, source: source, through: through, relatives: kin.sorted())
            else { return nil }
            func estimate(_ value: Double, _ error: Double) -> Estimate {
                .init(value: value, standardError: error, low: value - 1.96 * error, high: value + 1.96 * error)
            }
            return RouteFinding(
                source: models[source].id, through: models[through].id, alone: route.alone,
                share: estimate(route.share, route.error),
                throughShare: estimate(route.throughShare, route.throughError), correlation: route.correlation,
                way: route.way)
        }
    }

    /// Not what came after the suspect or before the source, as far as dates tell.
    private func canStand(_ through: Int, between source: Int, and suspect: Int) -> Bool {
        PartialDate.order(models[through].released, models[suspect].released) != 1
            && PartialDate.order(models[source].released, models[through].released) != 1
    }

    /// The history of each of the shared errors that a claim shows.
    /// - Parameter items: columns of the channel.
    func histories(_ items: [Int], source: Int, tree: FamilyTree?) -> [ErrorHistory] {
        let matrix = closed.model.matrix
        return items.compactMap { item in
            let row = closed.table.items[closed.items[item]]
            let code = matrix[source, item]
            guard code > AnswerMatrix.right, code <= AnswerMatrix.lastReading else { return nil }
            let holders = models.indices.filter { matrix[$0, item] == code }.sorted {
                (models[$0].released ?? "9", models[$0].id) < (models[$1].released ?? "9", models[$1].id)
            }
            let descent = tree.map { branches($0, item: item, code: code) }
            return ErrorHistory(
                suite: row.suite, probe: row.id.probe, said: row.said[closed.participants[source]] ?? "",
                holders: holders.map { .init(model: models[$0].id, released: models[$0].released) },
                first: first(holders), arisings: descent?.count { $0.step == .arose },
                branches: descent)
        }
    }

    /// The earliest of the holders, where every one has a date and that date is before all others.
    private func first(_ holders: [Int]) -> String? {
        guard holders.count > 1, holders.allSatisfy({ models[$0].released != nil }),
            PartialDate.order(models[holders[1]].released, models[holders[0]].released) == 1
        else { return nil }
        return models[holders[0]].id
    }

    /// What happened to an error on the branches of the tree, from the root downwards; branches that hand it down to a single model left out.
    private func branches(_ tree: FamilyTree, item: Int, code: UInt8) -> [ErrorHistory.Branch] {
        let row = Dictionary(models.enumerated().map { ($1.id, $0) }, uniquingKeysWith: { first, _ in first })
        let steps = ErrorDescent.steps(
            parents: tree.nodes.map(\.parent),
            holds: tree.nodes.map { node in
                node.model.flatMap { row[$0] }.flatMap { model in
                    let said = closed.model.matrix[model, item]
                    return said == AnswerMatrix.missing ? nil : said == code
                }
            })
        // Children stand after their parents.
        var below = tree.nodes.map { $0.model.map { [$0] } ?? [] }
        for (index, node) in tree.nodes.enumerated().reversed() {
            if let parent = node.parent { below[parent] = below[index] + below[parent] }
        }
        return zip(steps, tree.nodes).enumerated().compactMap { index, entry in
            guard let step = entry.0, step != .kept || entry.1.model == nil else { return nil }
            return .init(step: step, models: below[index], support: entry.1.support)
        }
    }
}
