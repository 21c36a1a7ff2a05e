import Findings
import Foundation
import Kinship

/// The verbal scale as a ruler, with the ratio, its interval and the cap on it; a narrow screen gets a ruler of its own.
extension Page {
    func ratioScale(in place: Element, ratio: LikelihoodRatio, validation: ValidationSummary) {
        ruler(in: place, width: 800, ratio: ratio, validation: validation)
        ruler(in: place, width: 400, ratio: ratio, validation: validation)
        place.add("p", ["class": "note"], text(SectionPhrase.scaleNote))
    }

    private func ruler(in place: Element, width: Double, ratio: LikelihoodRatio, validation: ValidationSummary) {
        let end = width - 20
        let ends = [ratio.log10, ratio.interval?.lowerBound, ratio.interval?.upperBound].compactMap { $0 }
        let reach = max(3, ((ends.map(abs).max() ?? 0) + 0.2).rounded(.up))
        let top = min(7, max(3, reach))
        let scale = Scale(domain: -3...top, pixels: (20, end))
        let title = text(SectionPhrase.scale)
        let description =
            wording.single(ratio) + ". " + text(ChartPhrase.cap) + ": "
            + wording.bound(validation.capLog10) + "."
        figure(
            in: place, title: title, note: nil, description: description, width: width, height: 104,
            numbered: false, style: width > 500 ? "wide-only" : "slim-only", table: nil
        ) { svg in
            // Bands on both sides of 1; the words belong to the proposition that the side favours.
            let bands: [(low: Double, high: Double, style: String, grade: SupportGrade)] = [
                (-3, -2, "b-2", .moderatelyStrong), (-2, -1, "b-2", .moderate),
                (-1, -log10(2), "b-1", .weak), (-log10(2), log10(2), "b0", SupportGrade.neither),
                (log10(2), 1, "b1", .weak), (1, 2, "b2", .moderate),
                (2, 3, "b3", .moderatelyStrong), (3, 4, "b4", .strong),
                (4, 6, "b5", .veryStrong), (6, 7, "b5", .extremelyStrong),
            ]
            for band in bands where band.low < top {
                let (from, to) = (scale(band.low), scale(min(band.high, top)))
                svg.rectangle(from, 34, to - from, 26, band.style + " cell")
            }
            for (from, to) in [(validation.capLog10, top), (-3, validation.floorLog10)] where to > from {
                hatch(svg, from: scale(from), to: scale(to), top: 34, bottom: 60)
            }
            for band in bands where band.low < top {
                let (from, to) = (scale(band.low), scale(min(band.high, top)))
                // A word that does not fit is left to the neighbouring band of the same side; the text above names the grade.
                let word = band.grade.short[language]
                if Double(word.count) * 5.6 < to - from {
                    svg.label((from + to) / 2, 51, word, anchor: "middle", "small on on\(band.style)")
                }
            }
            for tick in -3...Int(top) {
                let x = scale(Double(tick))
                svg.line(x, 60, x, 65, "axis")
                // The outermost labels stay inside the drawing.
                let anchor = tick == -3 ? "start" : Double(tick) == top ? "end" : "middle"
                svg.label(
                    tick == -3 ? 4 : x + (anchor == "end" ? 16 : 0), 78, Self.power(tick, numerals), anchor: anchor,
                    "dim")
            }
            svg.label(20, 98, "← " + text(ChartPhrase.against), "dim small")
            if width > 500 { svg.label(width / 2, 98, text(ChartPhrase.logAxis), anchor: "middle", "dim small") }
            svg.label(end, 98, text(ChartPhrase.forIt) + " →", anchor: "end", "dim small")
            if let interval = ratio.interval {
                svg.whisker(scale(interval.lowerBound), scale(interval.upperBound), 24, "stroke l-ink", tick: 5)
            }
            svg.diamond(scale(ratio.log10), 24, 7, "ink")
            svg.line(scale(ratio.log10), 32, scale(ratio.log10), 60, "stroke l-ink")
            let x = scale(ratio.log10)
            // A narrow ruler has no room for the word of the band in the band.
            let word = width > 500 ? "" : " · " + SupportGrade(log10: ratio.log10).short[language]
            svg.label(
                x, 11, wording.short(ratio) + word,
                anchor: x < 60 ? "start" : x > end - 60 ? "end" : "middle", "bold")
        }
    }

    /// `1/100`, `1`, `1,000`.
    static func power(_ exponent: Int, _ numerals: Numerals) -> String {
        let size = numerals.count(Int(pow(10, Double(abs(exponent)))))
        return exponent < 0 ? "1/" + size : size
    }

    private func hatch(_ svg: Element, from: Double, to: Double, top: Double, bottom: Double) {
        var data = ""
        let height = bottom - top
        var x = from
        while x < to {
            let end = min(x + height, to)
            data += "M\(px(x)) \(px(bottom))L\(px(end)) \(px(bottom - (end - x)))"
            x += 7
        }
        if !data.isEmpty { svg.path(data, "hatch") }
    }
}
