import Findings
import Kinship

extension Page {
    /// The laboratory's students of this case: share found against causal share.
    func doseChart(in place: Element) {
        let points = findings.truth.compactMap { row -> KnownDoses.Point? in
            guard let causal = row.causalShare, let share = row.share else { return nil }
            return .init(
                model: row.model, source: row.other, causal: causal, share: share.value, low: share.low,
                high: share.high)
        }
        doseChart(
            in: place, points, name: "dose-response", title: text(ChartPhrase.found) + " · " + text(ChartPhrase.true_))
    }

    /// The built-in validation: share found against causal share on networks whose truth is known. Research page and court exhibit.
    func shippedDoseChart(in place: Element) {
        guard let doses = findings.validation.doses else { return }
        paragraph(
            place,
            "What an inherited share means was tested on {n} relations between small networks that were trained twice, with and without the source, so that the share caused by it is known: the share found follows it with slope {slope}, intercept {intercept} and a root mean square error of {rmse}; {covered} of {n} 95 % intervals hold it (widened by the truth's own sampling error).",
            [
                "n": numerals.count(doses.points.count), "slope": numerals.fixed(doses.slope, 3),
                "intercept": numerals.fixed(doses.intercept, 3), "rmse": numerals.fixed(doses.rmse, 3),
                "covered": numerals.count(doses.covered),
            ])
        doseChart(
            in: place, doses.points, name: "dose-response-validation",
            title: "Dose and response: share found against the share that is true, on networks whose truth is known")
    }

    /// Estimated against causal share, with intervals and the line on which both are equal.
    private func doseChart(in place: Element, _ points: [KnownDoses.Point], name: String, title plain: String) {
        guard points.count >= 3 else { return }
        let top = min(1, max(0.2, points.map { max($0.causal, $0.high) }.max() ?? 1) * 1.08)
        let bottom = min(0, points.map { min($0.causal, $0.low) }.min() ?? 0)
        let across = Scale(domain: bottom...top, pixels: (70, 470))
        let up = Scale(domain: bottom...top, pixels: (410, 20))
        let title = plain + " (n = \(points.count))"
        figure(
            in: place, title: title,
            description: points.map { "\($0.model): \(numerals.percent($0.causal)), \(numerals.percent($0.share))" }
                .joined(separator: "; "),
            width: 560, height: 460, narrow: true,
            table: DataTable(
                name: name, about: title,
                columns: [
                    .init("model", text(ChartPhrase.model), "Student"),
                    .init("causal_share", text(ChartPhrase.true_), "Share by training again without the teacher"),
                    .init("share", text(ChartPhrase.found), "Share found"),
                    .init("low", text(ChartPhrase.low), "Lower end of the 95 % interval"),
                    .init("high", text(ChartPhrase.high), "Upper end"),
                ],
                rows: points.map {
                    [
                        .text($0.model), .number($0.causal, numerals.percent($0.causal)),
                        .number($0.share, numerals.percent($0.share)), .number($0.low, numerals.percent($0.low)),
                        .number($0.high, numerals.percent($0.high)),
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
            for point in points {
                let x = across(point.causal)
                svg.path(
                    "M\(px(x)) \(px(up(point.low)))V\(px(up(point.high)))M\(px(x - 3)) \(px(up(point.low)))h6M\(px(x - 3)) \(px(up(point.high)))h6",
                    "thin l-source")
                svg.dot(x, up(point.share), 4, "source")
            }
        }
    }
}
