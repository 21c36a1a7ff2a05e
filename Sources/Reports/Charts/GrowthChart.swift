import Base
import Findings
import Foundation

extension Page {
    /// The likelihood ratio against the number of questions: whether more of them would have changed the answer.
    func growthChart(in place: Element, _ claim: ClaimFinding) {
        let points = claim.growth
        guard let last = points.last, points.count > 2 else { return }
        let validation = findings.validation
        let ends: [Double] = points.map(\.low) + points.map(\.high) + [0, 1]
        let across = Scale(domain: 0...Double(last.items), pixels: (70, 740))
        let up = Scale(
            domain: (ends.min() ?? 0).rounded(.down)...(ends.max() ?? 1).rounded(.up), pixels: (290, 24))
        figure(
            in: place,
            title: "Likelihood ratio against number of questions (closed answers, n = \(numerals.count(last.items)))",
            note:
                "Dots: median of 200 random subsets of the questions; bars: where 95 % of the subsets lie. The last dot is the ratio of all questions. Held to the cap of the validation.",
            description: points.map {
                "\($0.items): \(numerals.fixed($0.log10, 1)) (\(numerals.fixed($0.low, 1)) – \(numerals.fixed($0.high, 1)))"
            }.joined(separator: "; "), width: 800, height: 340, table: tables.growth(claim)
        ) { svg in
            for tick in across.ticks(8) {
                svg.line(across(tick), 24, across(tick), 290, "grid")
                svg.label(across(tick), 306, numerals.count(Int(tick)), anchor: "middle", "dim small")
            }
            for tick in up.ticks(6) where tick == tick.rounded() {
                svg.line(70, up(tick), 740, up(tick), tick == 0 ? "axis" : "grid")
                svg.label(62, up(tick) + 4, Self.power(Int(tick), numerals), anchor: "end", "dim small")
            }
            svg.label(740, 328, "questions", anchor: "end", "dim small")
            svg.label(8, 12, "likelihood ratio", "dim small")
            for (name, bound) in [("cap", validation.capLog10), ("floor", validation.floorLog10)]
            where up.domain.contains(bound) {
                svg.line(70, up(bound), 740, up(bound), "thin l-other dash")
                svg.label(750, up(bound) + 4, name, "small bold")
            }
            svg.polyline(points.map { (across(Double($0.items)), up($0.log10)) }, "thin l-source")
            for point in points {
                let x = across(Double(point.items))
                svg.path(
                    "M\(px(x)) \(px(up(point.low)))V\(px(up(point.high)))M\(px(x - 4)) \(px(up(point.low)))h8M\(px(x - 4)) \(px(up(point.high)))h8",
                    "thin l-source")
                svg.dot(x, up(point.log10), 4, "source")
            }
        }
    }
}
