import Findings
import Foundation

extension Page {
    /// The share of the source's errors in each release, against the date of release.
    func trendChart(in place: Element, _ trend: TrendFinding) {
        let points = trend.points
        guard points.count > 1 else { return }
        let dates = Self.years(points.map(\.released))
        let across = Scale(domain: (dates.min() ?? 0)...(dates.max() ?? 1), pixels: (130, 690))
        let rows = Self.labelRows(points.map(\.model), at: dates.map { across($0) })
        let top = 28 + 15 * Double((rows.max() ?? 0) + 1)
        let high = max(0.1, points.map(\.share.high).max() ?? 1)
        let up = Scale(
            domain: min(0, points.map(\.share.low).min() ?? 0)...min(1, high * 1.05), pixels: (top + 220, top))
        figure(
            in: place,
            title: wording.sentence(
                HistoryPhrase.trendTitle, ["n": numerals.count(points.count), "source": trend.source]
            ).plain,
            note: text(ChartPhrase.whiskers),
            description: points.map { "\($0.model) (\($0.released)): \(wording.share($0.share))" }.joined(
                separator: "; "), width: 800, height: top + 264, table: tables.trend(trend)
        ) { svg in
            for tick in up.ticks(5) {
                svg.line(70, up(tick), 750, up(tick), tick == 0 ? "axis" : "grid")
                svg.label(62, up(tick) + 4, numerals.percent(tick), anchor: "end", "dim small")
            }
            svg.label(8, 12, text(ChartPhrase.share), "dim small")
            svg.label(750, top + 258, text(HistoryPhrase.released), anchor: "end", "dim small")
            svg.polyline(zip(points, dates).map { (across($1), up($0.share.value)) }, "thin l-other")
            var ends = -Double.infinity
            for (index, point) in points.enumerated() {
                let x = across(dates[index])
                let isSuspect = point.model == findings.claim?.suspect
                let labelY = 34 + 15 * Double(rows[index])
                svg.path("M\(px(x)) \(px(labelY + 4))V\(px(up(point.share.high)))", "thin l-other dash")
                svg.path(
                    "M\(px(x)) \(px(up(point.share.low)))V\(px(up(point.share.high)))M\(px(x - 4)) \(px(up(point.share.low)))h8M\(px(x - 4)) \(px(up(point.share.high)))h8",
                    "stroke l-ink")
                if isSuspect {
                    svg.diamond(x, up(point.share.value), 6, "suspect")
                } else {
                    svg.dot(x, up(point.share.value), 4.5, "other")
                }
                svg.label(
                    x, labelY, Excerpt.cut(VisibleText.plain(point.model), at: 24).shown, anchor: "middle",
                    isSuspect ? "bold halo" : "small halo")
                // A date stands where there is room; the table has them all.
                guard x - ends > 66 else { continue }
                ends = x
                svg.line(x, top + 220, x, top + 225, "axis")
                svg.label(
                    x, top + 238, Excerpt.cut(VisibleText.plain(point.released), at: 10).shown, anchor: "middle",
                    "dim small")
            }
        }
    }

    /// Dates as years with a fraction; places in the row where a date is none or all are one.
    static func years(_ dates: [String]) -> [Double] {
        let years = dates.map { date -> Double? in
            let parts = date.split(separator: "-").map { Double($0) }
            guard let year = parts.first ?? nil, (1900...2200).contains(year) else { return nil }
            let month = parts.count > 1 ? parts[1] ?? 1 : 7
            let day = parts.count > 2 ? parts[2] ?? 1 : 15
            return year + (month - 1) / 12 + (day - 1) / 372
        }
        let known = years.compactMap { $0 }
        guard known.count == dates.count, let first = known.first, known.contains(where: { $0 != first }) else {
            return dates.indices.map(Double.init)
        }
        return known
    }

    /// For each label the first row from below in which it does not touch the one before.
    static func labelRows(_ names: [String], at spots: [Double]) -> [Int] {
        var ends: [Double] = []
        var rows: [Int] = []
        for (name, spot) in zip(names, spots) {
            let half = 3.4 * Double(min(24, name.count)) + 6
            let row = ends.firstIndex { $0 < spot - half } ?? ends.count
            if row == ends.count { ends.append(spot + half) } else { ends[row] = spot + half }
            rows.append(row)
        }
        return rows
    }
}
