import Findings
import Foundation

extension Page {
    /// Where the evidence comes from: the strongest shared errors one by one, the rest together, then what speaks against, as running sums.
    func waterfall(in place: Element, _ claim: ClaimFinding) {
        guard !claim.items.isEmpty else { return }
        let shared = claim.items.filter(\.matched).sorted { ($1.log10, $0.probe) < ($0.log10, $1.probe) }
        let missed = claim.items.filter { !$0.matched }
        var steps: [(label: String, value: Double, isShared: Bool)] = shared.prefix(14)
            .map { ("\($0.probe)", $0.log10, true) }
        let rest = shared.dropFirst(14)
        if !rest.isEmpty {
            steps.append(
                (
                    "\(numerals.count(rest.count)) further shared errors", rest.map(\.log10).reduce(0, +),
                    true
                ))
        }
        if !missed.isEmpty {
            steps.append(
                (
                    "\(numerals.count(missed.count)) errors of the source not made",
                    missed.map(\.log10).reduce(0, +), false
                ))
        }
        var ends: [(Double, Double)] = []
        var sum = 0.0
        for step in steps {
            ends.append((sum, sum + step.value))
            sum += step.value
        }
        let all: [Double] = ends.map(\.0) + ends.map(\.1) + [0]
        let scale = Scale(domain: (all.min() ?? 0)...max(all.max() ?? 1, 0.01), pixels: (250, 770))
        let height = 20 * Double(steps.count + 1) + 56
        figure(
            in: place, title: "Evidence by question (n = \(numerals.count(claim.items.count)) errors of the source)",
            note:
                "Running sum of the log10 likelihood ratio of copying at the estimated share. The sum is not the likelihood ratio of the finding, which is calibrated and capped; this figure shows where the evidence comes from.",
            description: "Sum over \(steps.count) steps: \(numerals.fixed(sum, 1)).", width: 800, height: height,
            table: tables.items(claim)
        ) { svg in
            axis(svg, scale, y: height - 34, from: 4) { numerals.fixed($0, 1) }
            svg.label(770, height - 3, "log10 likelihood ratio, uncalibrated", anchor: "end", "dim small")
            for (index, step) in steps.enumerated() {
                let y = 8 + Double(index) * 20
                let (from, to) = ends[index]
                svg.label(242, y + 11, VisibleText.plain(step.label), anchor: "end", "small")
                let (left, right) = (min(scale(from), scale(to)), max(scale(from), scale(to)))
                svg.rectangle(left, y + 1, max(1.5, right - left), 13, step.isShared ? "source" : "suspect")
                svg.line(scale(to), y + 1, scale(to), y + 21, "thin l-other")
                svg.label(
                    right + 5 > 730 ? left - 5 : right + 5, y + 12, signed(step.value),
                    anchor: right + 5 > 730 ? "end" : "start",
                    "dim small")
            }
            let y = 8 + Double(steps.count) * 20
            svg.label(242, y + 11, "sum", anchor: "end", "small bold")
            svg.diamond(scale(sum), y + 8, 5, "ink")
            svg.label(
                scale(sum) > 720 ? scale(sum) - 9 : scale(sum) + 9, y + 12, signed(sum),
                anchor: scale(sum) > 720 ? "end" : "start", "small bold")
        }
    }
}
