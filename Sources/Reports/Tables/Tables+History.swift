import Findings
import Kinship

/// Tables about releases, routes and the origin of errors.
extension Tables {
    func trend(_ trend: TrendFinding) -> DataTable {
        DataTable(
            name: "trend", about: "Share of the source's errors in each release of the suspect's maker",
            columns: [
                .init("model", text(ChartPhrase.model), "Release"),
                .init("released", text(HistoryPhrase.released), "Day of release, as documented"),
                .init("share", text(ChartPhrase.share), "Inherited share from the alleged source"),
                .init("low", text(ChartPhrase.low), "Lower end of its 95 % interval"),
                .init("high", text(ChartPhrase.high), "Upper end"),
                .init("change", "Change", "Share less that of the release before, in percentage points"),
                .init("change_interval", text(ChartPhrase.interval), "Its 95 % interval, questions resampled together"),
                .init("p", "p", "Two-sided p of no change, times the number of changes tested"),
            ],
            rows: trend.points.map { point in
                let change = trend.changes.first { $0.to == point.model }
                return [
                    .text(point.model), .text(point.released), percent(point.share.value), percent(point.share.low),
                    percent(point.share.high), fixed(change.map { 100 * $0.difference.value }, 1),
                    .text(change.map { numerals.range(100 * $0.difference.low, 100 * $0.difference.high) }),
                    change.map { .number($0.p, numerals.two($0.p)) } ?? .missing,
                ]
            })
    }

    func routes(_ claim: ClaimFinding) -> DataTable {
        DataTable(
            name: "routes", about: "Whether the share came through a third model",
            columns: [
                .init("through", "Through", "Model of the panel that is kin to both"),
                .init("alone", "Source alone", "Share of the source without it"),
                .init("share", "Source beside it", "Share of the source, both estimated together"),
                .init("interval", text(ChartPhrase.interval), "Its 95 % interval"),
                .init("through_share", "Its own share", "Share of the third model, both estimated together"),
                .init("through_interval", text(ChartPhrase.interval), "Its 95 % interval"),
                .init("correlation", "Correlation", "Of the two estimates; near -1 they can hardly be told apart"),
                .init("way", "Way", "direct, through or notTold"),
            ],
            rows: claim.routes.map { route in
                [
                    .text(route.through), percent(route.alone), percent(route.share.value),
                    .text(numerals.percentRange(route.share.low, route.share.high)), percent(route.throughShare.value),
                    .text(numerals.percentRange(route.throughShare.low, route.throughShare.high)),
                    fixed(route.correlation, 2),
                    .text(route.way == .notTold ? "not told" : route.way.rawValue),
                ]
            })
    }

    /// Who gave each shared wrong answer, in order of release, and where on the tree it arose and traveled.
    func histories(_ claim: ClaimFinding) -> DataTable {
        let prompts = Dictionary(
            claim.sharedErrors.map { ([$0.suite, $0.probe], $0.prompt) }, uniquingKeysWith: { first, _ in first })
        return DataTable(
            name: "error-origins",
            about: "Who gave each shared wrong answer first, and along which branches it traveled",
            columns: [
                .init("question", "Question", "The question, word for word"),
                .init("probe", "Probe", "Suite and id"),
                .init("said", "Wrong answer", "As the alleged source wrote it"),
                .init("holders", "Who gave it, by release", "Models with their release, undated ones last"),
                .init("first", "First", "The earliest release among them; where dates do not tell that is said"),
                .init(
                    "arisings", "Arose", "How often it arose by itself along the tree, with as few changes as can be"),
                .init(
                    "branches", "Along which branches",
                    "Branches on which it arose, was handed down or was lost, by the models below, with bootstrap support"
                ),
            ],
            rows: claim.histories.map { history in
                [
                    .text(prompts[[history.suite, history.probe]]), .text("\(history.suite) · \(history.probe)"),
                    .text(history.said),
                    .text(history.holders.map { "\($0.model) (\($0.released ?? "no date"))" }.joined(separator: ", ")),
                    .text(history.first ?? "dates do not tell"),
                    history.arisings.map { .count($0) } ?? .missing, .text(branches(history)),
                ]
            })
    }

    private func branches(_ history: ErrorHistory) -> String? {
        guard let branches = history.branches else { return nil }
        return [(ErrorDescent.Step.arose, "arose: "), (.kept, "handed down along: "), (.lost, "lost: ")].compactMap {
            step, word in
            let named = branches.filter { $0.step == step }.map { branch in
                let names = branch.models.count
                let list = branch.models.prefix(5).joined(separator: " + ") + (names > 5 ? " + \(names - 5) more" : "")
                return list + (branch.support.map { " (\(numerals.percent($0)))" } ?? "")
            }
            guard !named.isEmpty else { return nil }
            return word + named.prefix(6).joined(separator: ", ")
                + (named.count > 6 ? " and \(named.count - 6) more" : "")
        }.joined(separator: "; ")
    }
}
