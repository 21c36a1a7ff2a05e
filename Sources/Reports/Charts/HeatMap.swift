import Findings
import Foundation
import Kinship

/// Every pair of the panel, coloured by band of the verbal scale, related models next to each other.
struct HeatMap {
    let names: [String]
    /// Fused log10 LR of each pair, row-major; `nil` on the diagonal and where there is none.
    let values: [Double?]

    /// log10 LR of a pair; one whose interval reaches 1 is coloured as no support.
    private static func shown(_ ratio: LikelihoodRatio) -> Double {
        guard let interval = ratio.interval, interval.contains(0) else { return ratio.log10 }
        let edge = Foundation.log10(2) * 0.99
        return min(max(ratio.log10, -edge), edge)
    }

    /// The models in the order in which average linkage joins them.
    /// - Parameter only: models to draw; all of them unless given.
    init(_ findings: Findings, only: Set<String>? = nil) {
        let models = findings.models.filter { $0.excluded == nil && only?.contains($0.id) != false }.map(\.id)
        let place = Dictionary(models.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        let n = models.count
        var values = [Double?](repeating: nil, count: n * n)
        for pair in findings.pairs {
            guard let a = place[pair.a], let b = place[pair.b], a != b else { continue }
            let value = pair.outcome == .cannotTell ? nil : pair.fused.map(Self.shown)
            values[a * n + b] = value
            values[b * n + a] = value
        }
        let order = Self.clustered(values, n)
        names = order.map { models[$0] }
        self.values = order.flatMap { row in order.map { values[row * n + $0] } }
    }

    /// Band of a log10 LR: -2 … 5, the class of its colour.
    static func band(_ log10: Double) -> Int {
        if log10 <= -1 { return -2 }
        if log10 <= -Foundation.log10(2) { return -1 }
        switch SupportGrade(log10: log10) {
        case .neither: return 0
        case .weak: return 1
        case .moderate: return 2
        case .moderatelyStrong: return 3
        case .strong: return 4
        case .veryStrong, .extremelyStrong: return 5
        }
    }

    /// Leaf order of average linkage, strongest pairs first; ties go to the earlier pair, so the order is a function of the values.
    private static func clustered(_ values: [Double?], _ n: Int) -> [Int] {
        guard n > 2 else { return Array(0..<n) }
        var clusters = (0..<n).map { [$0] }
        var likeness = values.map { $0 ?? -4 }
        var alive = Array(0..<n)
        while alive.count > 1 {
            var best = (i: 0, j: 1, value: -Double.infinity)
            for i in alive.indices {
                for j in alive.indices.dropFirst(i + 1) where likeness[alive[i] * n + alive[j]] > best.value {
                    best = (i, j, likeness[alive[i] * n + alive[j]])
                }
            }
            let (a, b) = (alive[best.i], alive[best.j])
            let (wa, wb) = (Double(clusters[a].count), Double(clusters[b].count))
            for k in alive where k != a && k != b {
                let mean = (wa * likeness[a * n + k] + wb * likeness[b * n + k]) / (wa + wb)
                likeness[a * n + k] = mean
                likeness[k * n + a] = mean
            }
            clusters[a] += clusters[b]
            alive.remove(at: best.j)
        }
        return clusters[alive[0]]
    }
}

extension Page {
    /// The heat map; numbers stand in the cells up to 20 models, names beside the rows always. `link` gives a cell's address (workbench).
    package func heatMap(
        in place: Element, marking claim: ClaimFinding? = nil, only: Set<String>? = nil,
        link: ((String, String) -> String)? = nil
    ) {
        let map = HeatMap(findings, only: only)
        let n = map.names.count
        guard n > 2, map.values.contains(where: { $0 != nil }) else { return }
        let cell = n <= 20 ? 34.0 : n <= 45 ? 18 : 12.5
        let font = n <= 45 ? "" : "tiny"
        let longest = Double(map.names.map { min($0.count, 30) }.max() ?? 8)
        let gutter = longest * (n <= 45 ? 6.6 : 5.6) + 12
        let side = Double(n) * cell
        let legend = 46.0
        let width = max(gutter + side + 14, 520)
        let top = legend + gutter
        let table = tables.pairTable()
        let strongest = findings.pairs.prefix(1).map { "\($0.a) – \($0.b)" }.joined()
        figure(
            in: place, title: wording.sentence(ChartPhrase.heatTitle, ["n": numerals.count(n)]).plain,
            note: text(SectionPhrase.heatIntro),
            description: "\(n) × \(n). " + strongest, width: width, height: top + side + 8,
            narrow: n <= 20, isClickable: link != nil, isNatural: n > 20, table: table
        ) { svg in
            heatLegend(svg)
            for (index, name) in map.names.enumerated() {
                let middle = (Double(index) + 0.5) * cell
                let isMarked = name == claim?.suspect || name == claim?.alleged
                let style = [font, isMarked ? "bold" : "dim"].filter { !$0.isEmpty }.joined(separator: " ")
                let shown = Excerpt.cut(VisibleText.plain(name), at: 30).shown
                svg.label(gutter - 5, top + middle + (n <= 45 ? 4 : 3.4), shown, anchor: "end", style)
                let column = svg.add(
                    "g",
                    ["transform": "translate(\(px(gutter + middle + (n <= 45 ? 4 : 3.4))) \(px(top - 5))) rotate(-90)"])
                column.label(0, 0, shown, style)
            }
            var paths: [Int: String] = [:]
            for row in 0..<n {
                for column in 0..<n {
                    let (x, y) = (gutter + Double(column) * cell, top + Double(row) * cell)
                    guard let value = map.values[row * n + column] else { continue }
                    let band = HeatMap.band(value)
                    // Ten thousand links would make a page slow; in a large panel only pairs that stand out lead on.
                    if let link, n <= 45 || value >= log10(2) {
                        let anchor = svg.add("a", ["href": link(map.names[row], map.names[column])])
                        anchor.rectangle(x, y, cell, cell, "b\(band) cell").add(
                            "title", [:], "\(map.names[row]) – \(map.names[column]): \(ratioInCell(value))")
                    } else {
                        paths[band, default: ""] += "M\(px(x)) \(px(y))h\(px(cell))v\(px(cell))h-\(px(cell))z"
                    }
                }
            }
            for band in paths.keys.sorted() { svg.path(paths[band] ?? "", "b\(band) \(n <= 45 ? "cell" : "")") }
            if n <= 20 {
                for row in 0..<n {
                    for column in 0..<n {
                        guard let value = map.values[row * n + column] else { continue }
                        svg.label(
                            gutter + (Double(column) + 0.5) * cell, top + (Double(row) + 0.5) * cell + 4,
                            ratioInCell(value), anchor: "middle", "small on onb\(HeatMap.band(value))")
                    }
                }
            }
            if let claim, let a = map.names.firstIndex(of: claim.suspect),
                let b = map.names.firstIndex(of: claim.alleged)
            {
                for (row, column) in [(a, b), (b, a)] {
                    svg.rectangle(
                        gutter + Double(column) * cell, top + Double(row) * cell, cell, cell, "stroke l-ink")
                }
            }
        }
    }

    /// A ratio as a person reads it, short enough for a cell.
    private func ratioInCell(_ log10: Double) -> String {
        log10 < -2 ? "<" + numerals.two(0.01) : numerals.two(pow(10, log10))
    }

    private func heatLegend(_ svg: Element) {
        let words = ["≤ 1/10", "≤ 1/2", text(ChartPhrase.weakOrNone), "≥ 2", "> 10", "> 100", "> 1,000", "> 10,000"]
        svg.label(0, 12, text(ChartPhrase.legend), "dim small")
        for (index, word) in words.enumerated() {
            let x = Double(index) * 64
            svg.rectangle(x, 18, 64, 12, "b\(index - 2)")
            svg.label(x + 32, 42, word, anchor: "middle", "dim small")
        }
    }
}
