import Findings
import Foundation
import Kinship

extension Page {
    /// Shares of all candidate sources, with intervals, and the suspect's own.
    func mixtureChart(in place: Element, _ mixture: MixtureFinding, marking claim: ClaimFinding) {
        let rows = mixture.sources.prefix(12)
        guard !rows.isEmpty else { return }
        let top = max(0.1, rows.map(\.share.high).max() ?? 0)
        let scale = Scale(domain: 0...min(1, top * 1.05), pixels: (220, 760))
        let height = 26 * Double(rows.count) + 44
        let table = DataTable(
            name: "mixture", about: text(ChartPhrase.mixtureTitle),
            columns: [
                .init("model", text(ChartPhrase.model), "Candidate source"),
                .init("share", text(ChartPhrase.share), "Estimated share"),
                .init("low", text(ChartPhrase.low), "Lower end of the 95 % interval"),
                .init("high", text(ChartPhrase.high), "Upper end"),
            ],
            rows: mixture.sources.map {
                [
                    .text($0.model), .number($0.share.value, numerals.percent($0.share.value)),
                    .number($0.share.low, numerals.percent($0.share.low)),
                    .number($0.share.high, numerals.percent($0.share.high)),
                ]
            } + [
                [
                    .text("(" + text(SectionPhrase.mixtureOwn) + ")"),
                    .number(mixture.own, numerals.percent(mixture.own)), .missing, .missing,
                ]
            ])
        figure(
            in: place, title: text(ChartPhrase.mixtureTitle), note: text(SectionPhrase.mixtureIntro),
            description: rows.map { "\($0.model) \(wording.share($0.share))" }.joined(separator: "; "), width: 800,
            height: height, table: table
        ) { svg in
            axis(svg, scale, y: height - 34, from: 8) { numerals.percent($0) }
            svg.label(760, height - 2, text(ChartPhrase.share), anchor: "end", "dim small")
            for (index, row) in rows.enumerated() {
                let y = 20 + Double(index) * 26
                let isAlleged = row.model == claim.alleged
                svg.label(
                    212, y + 4, Excerpt.cut(VisibleText.plain(row.model), at: 32).shown, anchor: "end",
                    isAlleged ? "bold" : "")
                svg.rectangle(scale(0), y - 7, scale(row.share.value) - scale(0), 14, isAlleged ? "source" : "other")
                svg.whisker(scale(row.share.low), scale(row.share.high), y, "stroke l-ink", tick: 4)
            }
        }
        if !mixture.inseparable.isEmpty {
            let list = mixture.inseparable.map { $0.joined(separator: " = ") }.joined(separator: "; ")
            say(place.add("p", ["class": "note"]), SectionPhrase.inseparable, [:], names: ["list": list])
        }
    }

    /// A horizontal axis with grid lines from `from` to `y`.
    func axis(
        _ svg: Element, _ scale: Scale, y: Double, from top: Double, ticks: Int = 5,
        label: (Double) -> String
    ) {
        for tick in scale.ticks(ticks) {
            svg.line(scale(tick), top, scale(tick), y, "grid")
            svg.label(scale(tick), y + 15, label(tick), anchor: "middle", "dim small")
        }
        svg.line(scale.pixels.from, y, scale.pixels.to, y, "axis")
    }

    /// Rates of the shared habits: suspect, source and the mean of the others.
    func ticChart(in place: Element, _ claim: ClaimFinding) {
        let tics = claim.tics.prefix(12)
        guard !tics.isEmpty else { return }
        // One habit can be a hundred times as frequent as another: a logarithmic axis keeps both readable.
        let rates = tics.flatMap { [$0.rateSuspect, $0.rateSource, $0.rateOthers] }
        let least = rates.filter { $0 > 0 }.min() ?? 0.01
        let floor = pow(10, max(-2, log10(least).rounded(.down)))
        let isClipped = rates.contains { $0 < floor }
        let top = rates.max() ?? 1
        let scale = Scale(
            domain: log10(floor)...max(0.5, log10(max(top, 0.1)) + 0.1), pixels: (200, 770))
        let height = 24 * Double(tics.count) + 66
        let table = tables.ticTable(claim)
        figure(
            in: place, title: text(ChartPhrase.ticTitle),
            description: tics.map(\.term).joined(separator: ", "), width: 800, height: height, table: table
        ) { svg in
            svg.diamond(206, 12, 5, "suspect")
            svg.label(216, 16, Excerpt.cut(VisibleText.plain(claim.suspect), at: 26).shown, "small")
            svg.rectangle(395, 7, 10, 10, "source")
            svg.label(411, 16, Excerpt.cut(VisibleText.plain(claim.alleged), at: 26).shown, "small")
            svg.dot(596, 12, 4, "other")
            svg.label(606, 16, text(ChartPhrase.others), "small")
            let base = height - 32
            for power in Int(scale.domain.lowerBound.rounded(.up))...Int(scale.domain.upperBound.rounded(.down)) {
                let x = scale(Double(power))
                svg.line(x, 26, x, base, "grid")
                svg.label(
                    x, base + 15,
                    (isClipped && Double(power) <= scale.domain.lowerBound + 1e-9 ? "≤ " : "")
                        + numerals.significant(pow(10, Double(power)), 1),
                    anchor: "middle",
                    "dim small")
            }
            svg.line(200, base, 770, base, "axis")
            svg.label(770, height - 3, text(ChartPhrase.perThousand), anchor: "end", "dim small")
            for (index, tic) in tics.enumerated() {
                let y = 40 + Double(index) * 24
                svg.label(192, y + 4, Excerpt.cut(VisibleText.plain(tic.term), at: 28).shown, anchor: "end")
                func x(_ rate: Double) -> Double { scale(log10(max(rate, floor))) }
                svg.line(x(tic.rateOthers), y, max(x(tic.rateSuspect), x(tic.rateSource)), y, "thin l-other")
                svg.dot(x(tic.rateOthers), y, 4, "other")
                svg.rectangle(x(tic.rateSource) - 5, y - 5, 10, 10, "source")
                svg.diamond(x(tic.rateSuspect), y, 5.5, "suspect")
            }
        }
    }

    private func shown(_ interval: Proportion) -> String {
        "\(numerals.percent(interval.low)) – \(numerals.percent(interval.high))"
    }

    /// One choice probe: what was picked how often, by suspect, source and the others.
    func choiceChart(in place: Element, _ choice: ChoiceFinding, _ claim: ClaimFinding) {
        let bars = choice.bars.prefix(8)
        guard !bars.isEmpty else { return }
        // Shares of so many answers at least, so the interval is if anything too wide.
        func interval(_ share: Double) -> Proportion {
            Proportion.wilson(Int((share * Double(choice.samples)).rounded()), of: choice.samples)
        }
        let top = bars.flatMap { [interval($0.suspect).high, interval($0.source).high, $0.others] }.max() ?? 1
        let scale = Scale(domain: 0...max(0.1, min(1, top * 1.05)), pixels: (180, 770))
        let height = 44 * Double(bars.count) + 62
        let title = Excerpt.cut(choice.prompt, at: 160).shown
        let note =
            wording.sentence(ChartPhrase.samples, ["n": numerals.count(choice.samples)]).plain
            + " · Jensen–Shannon " + numerals.fixed(choice.distance, 2) + " (" + text(ChartPhrase.interval) + " "
            + numerals.fixed(choice.low, 2) + "–" + numerals.fixed(choice.high, 2) + "; " + text(ChartPhrase.others)
            + " " + (choice.distanceToOthers.map { numerals.fixed($0, 2) } ?? "–") + ") · " + text(ChartPhrase.pValue)
            + " "
            + numerals.p(choice.p) + " · " + text(ChartPhrase.whiskers)
        figure(
            in: place, title: title, note: note, description: note, width: 800, height: height,
            table: DataTable(
                name: "choice", about: title,
                columns: [
                    .init("reading", text(ChartPhrase.answer), "What was picked"),
                    .init("suspect", claim.suspect, "Share of the suspect's answers"),
                    .init("suspect_interval", text(ChartPhrase.interval), "Its 95 % interval (Wilson)"),
                    .init("source", claim.alleged, "Share of the source's answers"),
                    .init("source_interval", text(ChartPhrase.interval), "Its 95 % interval (Wilson)"),
                    .init("others", text(ChartPhrase.others), "Mean share of the others"),
                ],
                rows: choice.bars.map { bar in
                    [
                        .text(bar.reading), .number(bar.suspect, numerals.percent(bar.suspect)),
                        .text(shown(interval(bar.suspect))), .number(bar.source, numerals.percent(bar.source)),
                        .text(shown(interval(bar.source))), .number(bar.others, numerals.percent(bar.others)),
                    ]
                })
        ) { svg in
            svg.rectangle(180, 4, 10, 8, "suspect")
            svg.label(195, 13, Excerpt.cut(VisibleText.plain(claim.suspect), at: 26).shown, "small")
            svg.rectangle(380, 4, 10, 8, "source")
            svg.label(395, 13, Excerpt.cut(VisibleText.plain(claim.alleged), at: 26).shown, "small")
            svg.rectangle(580, 4, 10, 8, "other")
            svg.label(595, 13, text(ChartPhrase.others), "small")
            axis(svg, scale, y: height - 34, from: 20) { numerals.percent($0) }
            svg.label(770, height - 3, text(ChartPhrase.closed), anchor: "end", "dim small")
            for (index, bar) in bars.enumerated() {
                let y = 26 + Double(index) * 44
                svg.label(172, y + 20, Excerpt.cut(VisibleText.plain(bar.reading), at: 24).shown, anchor: "end")
                for (offset, value, style) in [
                    (0.0, bar.suspect, "suspect"), (12, bar.source, "source"), (24, bar.others, "other"),
                ] {
                    svg.rectangle(180, y + offset, max(1, scale(value) - 180), 10, style)
                    guard style != "other" else { continue }
                    let range = interval(value)
                    svg.whisker(scale(range.low), scale(range.high), y + offset + 5, "thin l-ink", tick: 3)
                }
            }
        }
    }
}
