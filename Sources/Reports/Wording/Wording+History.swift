import Findings
import Kinship

extension Wording {
    /// Bonferroni adjusted p under which a change from one release to the next is told.
    static let leastP = 0.05

    /// One sentence on the change from a release to the next; it fell or rose only where the test says so.
    func change(_ change: TrendFinding.Change, in trend: TrendFinding) -> Sentence {
        let share = { (model: String) in
            trend.points.first { $0.model == model }.map { numerals.percent($0.share.value) } ?? "?"
        }
        let phrase: HistoryPhrase =
            !Self.isTold(change) ? .trendSame : change.difference.value < 0 ? .trendFell : .trendRose
        return sentence(
            phrase,
            [
                "before": share(change.from), "after": share(change.to),
                "range": numerals.range(100 * change.difference.low, 100 * change.difference.high),
                "p": numerals.p(change.p),
            ], names: ["source": trend.source, "from": change.from, "to": change.to])
    }

    static func isTold(_ change: TrendFinding.Change) -> Bool {
        change.p < leastP && change.difference.low * change.difference.high > 0
    }

    /// One sentence on a route through a third model.
    func route(_ route: RouteFinding, suspect: String) -> Sentence {
        let phrase: HistoryPhrase =
            switch route.way {
            case .through: .routeThrough
            case .direct: .routeDirect
            case .notTold: .routeUntold
            }
        return sentence(
            phrase,
            [
                "left": numerals.percent(max(0, route.share.high)), "share": share(route.share),
                "alone": numerals.percent(route.alone),
            ], names: ["suspect": suspect, "alleged": route.source, "through": route.through])
    }

    /// A sentence on the background that a case rests on.
    func background(_ phrase: HistoryPhrase, _ background: BackgroundSummary) -> Sentence {
        let days = [background.from, background.to].compactMap { $0.map { String($0.prefix(10)) } }
        let dates = days.count == 2 && days[0] == days[1] ? [days[0]] : days
        return sentence(
            phrase,
            [
                "n": numerals.count(background.models), "items": numerals.count(background.items),
                "dates": dates.isEmpty ? "–" : dates.joined(separator: " – "), "hash": background.sha256,
            ], names: ["suites": background.suites.isEmpty ? "–" : background.suites.joined(separator: ", ")])
    }
}
