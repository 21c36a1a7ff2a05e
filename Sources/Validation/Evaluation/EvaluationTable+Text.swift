import Answers
import Foundation
import Kinship

extension EvaluationTable {
    /// The table as lines for a terminal, 100 columns wide at most.
    public var lines: [String] {
        var out: [String] = []
        var data = ""
        for row in rows {
            if row.data != data {
                if !out.isEmpty { out.append("") }
                data = row.data
                out.append(
                    "\(row.data): \(row.models) models, \(row.items) items; \(row.related) related pairs of \(row.relatedFamilies) families, \(row.unrelated) unrelated pairs of \(row.families)"
                )
                for left in leftOut[row.data] ?? [] {
                    out.append("  left out: \(left.model), \(left.words)")
                }
                out.append(
                    "  " + Self.pad("statistic", 20) + Self.pad("AUC", 21) + Self.pad("AP", 21)
                        + Self.pad("found at 1 % false", 21) + "seconds")
            }
            out.append(
                "  " + Self.pad((row.peer ? "· " : "") + row.statistic, 20) + Self.cell(row.auc, row.aucInterval)
                    + Self.cell(row.ap, row.apInterval) + Self.cell(row.truePositiveRate, row.truePositiveRateInterval)
                    + (row.seconds > 0 ? String(format: "%.2f", row.seconds) : "–"))
            if row.unscored > 0 { out.append("    \(row.unscored) labelled pairs without a figure") }
        }
        guard !rows.isEmpty else { return out }
        out.append("")
        out.append("Intervals: 95 %, whole families drawn with replacement. · what others compute")
        if !rates.isEmpty {
            out.append("")
            out.append("What `apograph compare` says of these pairs, by the calibration that ships")
            for (place, rate) in rates.enumerated() {
                if place == 0 || rates[place - 1].data != rate.data { out.append(rate.data) }
                out.append(rate.line)
            }
        }
        if !notes.isEmpty { out += [""] + notes }
        guard !calibration.isEmpty else { return out }
        out.append("")
        out.append("Likelihood ratios where they were not learnt (Cllr: 0 perfect, 1 says nothing, above 1 does harm)")
        for cost in calibration {
            out.append("  \(cost.test), learnt on \(cost.train) (\(cost.channel))")
            let quoted = cost.cllrFamiliesOut ?? cost.cllr
            out.append(
                "    Cllr \(Self.figure(quoted)) with the tested families left out, \(Self.figure(cost.cllr)) as they are, \(Self.figure(cost.cllrMin)) at best"
            )
            out.append(
                "    related below 1: \(cost.relatedBelowOne) of \(cost.related); unrelated above 1, 10, 100, 1,000: \(cost.unrelatedAbove.map(String.init).joined(separator: ", ")) of \(cost.unrelated)"
                    + (cost.largestUnrelated.map { "; largest 10^" + String(format: "%.1f", $0) } ?? ""))
        }
        for tic in tics {
            out.append("")
            out.append("Tics beside paired text, \(tic.recording): half of the families teaches, the other judges")
            out.append(
                "  Cllr \(Self.figure(tic.text)) by paired text, \(Self.figure(tic.tics)) by tics, \(Self.figure(tic.fused)) by both (weights \(Self.figure(tic.textWeight)) and \(Self.figure(tic.ticsWeight))); both better in \(tic.better) of \(tic.cuts) cuts"
            )
        }
        return out
    }

    private static func figure(_ value: Double?) -> String {
        value.map { String(format: "%.3f", $0) } ?? "–"
    }

    private static func cell(_ value: Double?, _ interval: Interval?) -> String {
        let range = interval.map { " (" + String(format: "%.3f", $0.low) + "–" + String(format: "%.3f", $0.high) + ")" }
        return pad(figure(value) + (range ?? ""), 21)
    }

    private static func pad(_ text: String, _ width: Int) -> String {
        text + String(repeating: " ", count: Swift.max(1, width - text.count))
    }
}
