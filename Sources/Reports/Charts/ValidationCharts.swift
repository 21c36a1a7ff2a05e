import Findings
import Foundation
import Kinship

extension Page {
    /// Shares of known pairs at or above each ratio, with this case and the cap.
    func tippettChart(in place: Element, ratio: LikelihoodRatio?) {
        let validation = findings.validation
        tippettChart(
            in: place, points: validation.tippett, related: validation.relatedPairs,
            unrelated: validation.unrelatedPairs, cap: validation.capLog10, ratio: ratio?.log10, table: tables.tippett()
        )
    }

    /// The same for any list of points.
    func tippettChart(
        in place: Element, points: [ValidationSummary.TippettPoint], related: Int, unrelated: Int, cap: Double,
        ratio: Double? = nil, table: DataTable
    ) {
        guard let first = points.first, let last = points.last, first.log10 < last.log10 else { return }
        let across = Scale(domain: first.log10...last.log10, pixels: (60, 760))
        let up = Scale(domain: 0...1, pixels: (300, 20))
        figure(
            in: place,
            title:
                "Tippett plot: known pairs at or above a likelihood ratio (related n = \(numerals.count(related)), unrelated n = \(numerals.count(unrelated)))",
            description: "Two falling curves; the related pairs lie to the right of the unrelated ones.", width: 800,
            height: 356, table: table
        ) { svg in
            grid(svg, across, up, x: { Self.power(Int($0), numerals) }, y: { numerals.percent($0) }, wholeX: true)
            svg.label(760, 350, "likelihood ratio", anchor: "end", "dim small")
            svg.label(60, 12, "share of pairs at or above", "dim small")
            svg.polyline(points.map { (across($0.log10), up($0.related)) }, "stroke l-source")
            svg.polyline(points.map { (across($0.log10), up($0.unrelated)) }, "stroke l-suspect dash")
            legend(
                svg, [("related pairs", "stroke l-source"), ("unrelated pairs", "stroke l-suspect dash")], x: 580, y: 40
            )
            mark(svg, across, cap, "cap", top: 20, bottom: 300, style: "thin l-other dash")
            if let ratio { mark(svg, across, ratio, "this case", top: 20, bottom: 300, style: "thin l-ink") }
        }
    }

    /// Empirical cross-entropy over prior odds: the system, the system after the best monotone recalibration, and saying nothing.
    func entropyChart(in place: Element, points: [EvaluationReport.Entropy], table: DataTable) {
        guard let first = points.first, let last = points.last, first.logOdds < last.logOdds else { return }
        let top = points.flatMap { [$0.system, $0.recalibrated, $0.uninformative] }.filter(\.isFinite).max() ?? 1
        let across = Scale(domain: first.logOdds...last.logOdds, pixels: (60, 760))
        let up = Scale(domain: 0...max(top, 0.1), pixels: (300, 20))
        let harmful = points.filter { $0.system > $0.uninformative }.map {
            Self.power(Int($0.logOdds.rounded()), numerals)
        }
        figure(
            in: place, title: "What the ratios cost a reader of any prior odds (empirical cross-entropy, bits)",
            note: harmful.isEmpty
                ? "Below the dotted line everywhere: at none of these prior odds does the system do worse than saying nothing."
                : "Above the dotted line at some prior odds (near \(Set(harmful).sorted().joined(separator: ", "))): there the system does worse than saying nothing.",
            description: "Three curves over prior odds; lower is better.", width: 800, height: 356, table: table
        ) { svg in
            grid(svg, across, up, x: { Self.power(Int($0), numerals) }, y: { numerals.fixed($0, 2) }, wholeX: true)
            svg.label(760, 350, "prior odds", anchor: "end", "dim small")
            svg.label(60, 12, "bits", "dim small")
            svg.polyline(points.map { (across($0.logOdds), up($0.system)) }, "stroke l-source")
            svg.polyline(points.map { (across($0.logOdds), up($0.recalibrated)) }, "stroke l-suspect dash")
            svg.polyline(points.map { (across($0.logOdds), up($0.uninformative)) }, "thin l-other dash")
            legend(
                svg,
                [
                    ("the system", "stroke l-source"), ("after the best recalibration", "stroke l-suspect dash"),
                    ("saying nothing", "thin l-other dash"),
                ], x: 560, y: 40)
        }
    }

    /// Stated against observed log10 LR, with the line on which both are equal.
    func calibrationChart(in place: Element) {
        let bins = findings.validation.calibration
        guard bins.count > 1 else { return }
        let values = bins.flatMap { [$0.stated, $0.observed.low, $0.observed.high] }.filter(\.isFinite)
        let bound = max(1, values.map(abs).max() ?? 1).rounded(.up)
        let across = Scale(domain: -bound...bound, pixels: (60, 460))
        let up = Scale(domain: -bound...bound, pixels: (420, 20))
        figure(
            in: place,
            title: "Calibration: stated against observed likelihood ratio (\(bins.count) bins of known pairs)",
            note:
                "On the dashed line a stated ratio is worth what it says; below it (right of 1) it claims too much. Bars: 95 % intervals.",
            description: bins.map { "\(numerals.fixed($0.stated, 1)): \(numerals.fixed($0.observed.value, 1))" }.joined(
                separator: "; "),
            width: 520, height: 476, narrow: true, table: tables.calibration()
        ) { svg in
            grid(
                svg, across, up, x: { Self.power(Int($0), numerals) }, y: { Self.power(Int($0), numerals) },
                wholeX: true, wholeY: true)
            svg.label(460, 470, "stated likelihood ratio", anchor: "end", "dim small")
            svg.label(60, 12, "observed likelihood ratio", "dim small")
            svg.line(across(-bound), up(-bound), across(bound), up(bound), "thin l-other dash")
            for bin in bins {
                let x = across(bin.stated)
                svg.path("M\(px(x)) \(px(up(bin.observed.low)))V\(px(up(bin.observed.high)))", "thin l-source")
                svg.dot(x, up(bin.observed.value), 4, "source")
            }
        }
    }

    /// One row of dots a quantity: how the suspect and the source stand among the models.
    func strips(in place: Element) {
        let models = findings.models.filter { $0.excluded == nil }
        let asked = models.filter { $0.asked > 0 }
        var rows: [(title: String, values: [(String, Double)], show: (Double) -> String, isShare: Bool)] = []
        if asked.count > 2 {
            rows.append(
                (
                    "right answers", asked.map { ($0.id, Double($0.right) / Double($0.asked)) },
                    { self.numerals.percent($0) }, true
                ))
            rows.append(
                (
                    "abstained", asked.map { ($0.id, Double($0.abstained) / Double($0.asked)) },
                    { self.numerals.percent($0) }, true
                ))
            rows.append(
                (
                    "unread or missing", asked.map { ($0.id, Double($0.unparsed + $0.missing) / Double($0.asked)) },
                    { self.numerals.percent($0) }, true
                ))
        }
        let writing = models.compactMap { model in model.meanWords.map { (model.id, $0) } }
        if writing.count > 2 { rows.append(("words an open answer", writing, { self.numerals.fixed($0, 0) }, false)) }
        guard !rows.isEmpty else { return }
        let height = 62 * Double(rows.count) + 30
        figure(
            in: place, title: "How the models answer: \(numerals.count(models.count)) models, one mark each",
            note: asked.count > 2
                ? "Shares of at most \(numerals.count(asked.map(\.asked).max() ?? 0)) closed questions a model. Lines through the two marked models: 95 % intervals (Wilson)."
                : nil,
            description: rows.map { row in
                row.title + ": " + (row.values.map(\.1).min().map(row.show) ?? "") + " – "
                    + (row.values.map(\.1).max().map(row.show) ?? "")
            }.joined(separator: "; "), width: 800, height: height, table: tables.models()
        ) { svg in
            if let claim = findings.claim {
                svg.diamond(206, 10, 5, "suspect")
                svg.label(216, 14, VisibleText.plain(Excerpt.name(claim.suspect)), "small")
                svg.rectangle(495, 5, 10, 10, "source")
                svg.label(511, 14, VisibleText.plain(Excerpt.name(claim.alleged)), "small")
            }
            for (index, row) in rows.enumerated() {
                let y = 42 + Double(index) * 62
                let top = row.values.map(\.1).max() ?? 1
                let bottom = min(0, row.values.map(\.1).min() ?? 0)
                let scale = Scale(domain: bottom...max(top, 1e-6), pixels: (200, 770))
                svg.label(192, y + 4, row.title, anchor: "end")
                svg.line(200, y + 12, 770, y + 12, "axis")
                for tick in scale.ticks(5) {
                    svg.line(scale(tick), y + 12, scale(tick), y + 16, "axis")
                    svg.label(scale(tick), y + 28, row.show(tick), anchor: "middle", "dim small")
                }
                for (_, value) in row.values { svg.line(scale(value), y - 6, scale(value), y + 6, "thin l-other") }
                for (model, value) in row.values
                where row.isShare && (model == findings.claim?.alleged || model == findings.claim?.suspect) {
                    let n = asked.first { $0.id == model }?.asked ?? 0
                    let interval = Proportion.wilson(Int((value * Double(n)).rounded()), of: n)
                    svg.whisker(
                        scale(interval.low), scale(interval.high), y,
                        model == findings.claim?.suspect ? "thin l-suspect" : "thin l-source",
                        tick: 3)
                }
                for (model, value) in row.values where model == findings.claim?.alleged {
                    svg.rectangle(scale(value) - 5, y - 5, 10, 10, "source")
                }
                for (model, value) in row.values where model == findings.claim?.suspect {
                    svg.diamond(scale(value), y, 6, "suspect")
                }
            }
        }
    }

    private func grid(
        _ svg: Element, _ across: Scale, _ up: Scale, x: (Double) -> String, y: (Double) -> String,
        wholeX: Bool = false,
        wholeY: Bool = false
    ) {
        for tick in across.ticks(8) where !wholeX || tick == tick.rounded() {
            svg.line(across(tick), up.pixels.to, across(tick), up.pixels.from, "grid")
            svg.label(across(tick), up.pixels.from + 16, x(tick), anchor: "middle", "dim small")
        }
        for tick in up.ticks(5) where !wholeY || tick == tick.rounded() {
            svg.line(across.pixels.from, up(tick), across.pixels.to, up(tick), "grid")
            svg.label(across.pixels.from - 6, up(tick) + 4, y(tick), anchor: "end", "dim small")
        }
    }

    private func legend(_ svg: Element, _ entries: [(String, String)], x: Double, y: Double) {
        for (index, (text, style)) in entries.enumerated() {
            let line = y + Double(index) * 18
            svg.line(x, line, x + 28, line, style)
            svg.label(x + 34, line + 4, text, "small")
        }
    }

    private func mark(
        _ svg: Element, _ scale: Scale, _ value: Double, _ text: String, top: Double, bottom: Double, style: String
    ) {
        guard scale.domain.contains(value) else { return }
        svg.line(scale(value), top, scale(value), bottom, style)
        svg.label(scale(value) + 4, text == "cap" ? bottom - 6 : bottom - 20, text, "small bold")
    }
}
