import Analysis
import Findings
import Foundation
import Marks

/// Canaries and watermarks: the exact sentence, when the key was promised, and where it ranks among placebos.
extension Page {
    func marks(in place: Element) {
        guard let marks = findings.marks else { return }
        for found in marks.canaries { canary(found, in: place) }
        for found in marks.watermarks { watermark(found, in: place) }
        place.add("p", ["class": "note"], text(MarkPhrase.beside))
    }

    private func luck(_ log10: Double) -> String {
        let tail = Tail(log10: log10)
        guard tail.log10 <= -Foundation.log10(2) else { return text(MarkPhrase.luckOften) }
        let times = MarkSentence.onceIn(tail).replacingOccurrences(of: "once in ", with: "")
        let local =
            language == .en ? times : times.replacingOccurrences(of: ",", with: language == .de ? "." : "\u{202F}")
        return wording.sentence(MarkPhrase.luckCanary, ["times": Self.raised(local)], names: [:]).plain
    }

    /// `10^158` with its exponent set above the line.
    private static func raised(_ times: String) -> String {
        guard times.hasPrefix("10^") else { return times }
        let digits = Array("⁰¹²³⁴⁵⁶⁷⁸⁹")
        return "10" + String(times.dropFirst(3).compactMap { $0.wholeNumberValue.map { digits[$0] } })
    }

    private func canary(_ found: CanaryResult, in place: Element) {
        guard let row = found.strongest else { return }
        let among: String
        switch (language, found.options) {
        case (.en, let count?): among = "among \(count)"
        case (.en, nil): among = "among its options"
        case (.de, let count?): among = "unter \(count)"
        case (.de, nil): among = "unter den möglichen"
        case (.fr, let count?): among = "parmi \(count)"
        case (.fr, nil): among = "parmi les possibles"
        }
        let paragraph = place.add("p")
        say(
            paragraph, MarkPhrase.canary,
            [
                "answered": numerals.count(row.answered), "hits": numerals.count(row.hits), "among": among,
                "luck": luck(row.log10Adjusted),
            ], names: ["suspect": found.suspect])
        if found.rows.count > 1 {
            paragraph.text(" ")
            say(paragraph, MarkPhrase.several, ["count": numerals.count(found.rows.count)])
            if found.isFound {
                paragraph.text(" ")
                say(
                    paragraph, MarkPhrase.channel,
                    ["recipients": found.channels.map(\.recipient).joined(separator: ", ")])
            }
        }
        place.add("p", [:], text(found.isFound ? MarkPhrase.found : .notFound))
        if let promise = found.promise { promised(promise, in: place) }
        // Cautions weigh on the answer, so they stand with it; they are written in English, as the exhibit's other fine print is.
        if language == .en { for caution in found.cautions { place.add("p", ["class": "note"], caution) } }
    }

    private func watermark(_ found: WatermarkResult, in place: Element) {
        let counts = ["pairs": numerals.count(found.pairs), "keys": numerals.count(found.totals.count)]
        if let total = found.total, let log10P = found.log10P, let rank = found.rank {
            say(
                place.add("p"), MarkPhrase.watermark,
                counts.merging([
                    "total": numerals.count(Int(total.rounded())),
                    "expected": numerals.count(Int(found.scheme.expected(pairs: found.pairs).rounded())),
                    "luck": luck(log10P),
                    "rank": numerals.count(Int((rank * Double(found.totals.count)).rounded())),
                ]) { $1 }, names: ["suspect": found.suspect])
            switch found.outcome {
            case .found: place.add("p", [:], text(MarkPhrase.found))
            case .notFound: place.add("p", [:], text(MarkPhrase.notFound))
            case .conflicting: place.add("p", [:], text(MarkPhrase.conflicting))
            case .sealed: break
            }
        } else {
            say(place.add("p"), MarkPhrase.sealed, counts, names: ["suspect": found.suspect])
        }
        promised(found.promise, in: place)
        strip(found, in: place)
        if language == .en { for caution in found.cautions { place.add("p", ["class": "note"], caution) } }
    }

    private func promised(_ promise: PromiseFinding, in place: Element) {
        say(
            place.add("p", ["class": "note"]), MarkPhrase.promised,
            [
                "date": promise.date, "hash": promise.sha256,
                "first": promise.firstAnswer ?? text(MarkPhrase.unknownDate),
                "released": promise.released ?? text(MarkPhrase.unknownDate),
            ])
    }

    /// One dot a placebo key, a diamond for the true one.
    private func strip(_ found: WatermarkResult, in place: Element) {
        guard let low = found.totals.min(), let high = found.totals.max(), high > low else { return }
        let scale = Scale(domain: low...high, pixels: (12, 468))
        let title: String
        switch language {
        case .en: title = "The scores of all \(found.totals.count) sealed keys"
        case .de: title = "Die Werte aller \(found.totals.count) versiegelten Schlüssel"
        case .fr: title = "Les scores des \(found.totals.count) clés scellées"
        }
        figure(
            in: place, title: title, description: title, width: 480, height: 88, narrow: true, fits: true, table: nil
        ) { svg in
            svg.line(12, 66, 468, 66, "axis")
            // Equal scores stand one above the other, so that none hides another.
            func column(_ total: Double) -> Int { Int(scale(total) / 3.5) }
            let placebos = found.totals.indices.filter { $0 != found.opened }.map { found.totals[$0] }
            let tallest = Dictionary(grouping: placebos, by: column).values.map(\.count).max() ?? 1
            let step = min(6, 52 / Double(max(tallest - 1, 1)))
            var heights: [Int: Int] = [:]
            for total in placebos {
                let height = heights[column(total), default: 0]
                heights[column(total)] = height + 1
                svg.dot(scale(total), 62 - Double(height) * step, 1.6, "dim")
            }
            if let opened = found.opened { svg.diamond(scale(found.totals[opened]), 34, 8, "ink") }
            svg.label(12, 82, numerals.count(Int(low.rounded())), "dim small")
            svg.label(468, 82, numerals.count(Int(high.rounded())), anchor: "end", "dim small")
        }
        if found.opened != nil { place.add("p", ["class": "note"], text(MarkPhrase.strip)) }
    }
}
