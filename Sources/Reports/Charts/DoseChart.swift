import Analysis

extension Page {
    /// Estimated against causal share of the laboratory's students, with the line on which both are equal.
    func doseChart(in place: Element) {
        let points = findings.truth.compactMap { row -> (TruthRow, Double, Estimate)? in
            guard let causal = row.causalShare, let share = row.share else { return nil }
            return (row, causal, share)
        }
        guard points.count >= 3 else { return }
        let top = min(1, max(0.2, points.map { max($0.1, $0.2.high) }.max() ?? 1) * 1.08)
        let bottom = min(0, points.map { min($0.1, $0.2.low) }.min() ?? 0)
        let across = Scale(domain: bottom...top, pixels: (70, 470))
        let up = Scale(domain: bottom...top, pixels: (410, 20))
        let title = text(ChartPhrase.found) + " · " + text(ChartPhrase.true_) + " (n = \(points.count))"
        figure(
            in: place, title: title,
            description: points.map { "\($0.0.model): \(numerals.percent($0.1)), \(wording.share($0.2))" }
                .joined(separator: "; "),
            width: 560, height: 460, narrow: true,
            table: DataTable(
                name: "dose-response", about: title,
                columns: [
                    .init("model", text(ChartPhrase.model), "Student"),
                    .init("causal_share", text(ChartPhrase.true_), "Share by training again without the teacher"),
                    .init("share", text(ChartPhrase.found), "Share found"),
                    .init("low", text(ChartPhrase.low), "Lower end of the 95 % interval"),
                    .init("high", text(ChartPhrase.high), "Upper end"),
                ],
                rows: points.map {
                    [
                        .text($0.0.model), .number($0.1, numerals.percent($0.1)),
                        .number($0.2.value, numerals.percent($0.2.value)),
                        .number($0.2.low, numerals.percent($0.2.low)),
                        .number($0.2.high, numerals.percent($0.2.high)),
                    ]
                })
        ) { svg in
            for tick in across.ticks(5) {
                svg.line(across(tick), 20, across(tick), 410, "grid")
                svg.label(across(tick), 426, numerals.percent(tick), anchor: "middle", "dim small")
                svg.line(70, up(tick), 470, up(tick), "grid")
                svg.label(62, up(tick) + 4, numerals.percent(tick), anchor: "end", "dim small")
            }
            svg.label(470, 448, text(ChartPhrase.true_), anchor: "end", "small")
            svg.label(8, 12, text(ChartPhrase.found), "small")
            svg.line(across(bottom), up(bottom), across(top), up(top), "thin l-other dash")
            for (_, causal, share) in points {
                let x = across(causal)
                svg.path(
                    "M\(px(x)) \(px(up(share.low)))V\(px(up(share.high)))M\(px(x - 3)) \(px(up(share.low)))h6M\(px(x - 3)) \(px(up(share.high)))h6",
                    "thin l-source")
                svg.dot(x, up(share.value), 4, "source")
            }
        }
    }
}
