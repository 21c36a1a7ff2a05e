import Base
import Foundation
import Kinship

/// What `SmallCases` found, a row a size of panel and number of questions.
public struct SmallCaseTable: Codable, Sendable {
    public struct Row: Codable, Sendable, Hashable {
        public var data: String
        /// Which pairs of kin: `documented kin`, or a dose.
        public var kin: String
        public var references: Int
        public var questions: Int
        /// Panels with a pair of kin, how many of them reach LR 10, and the 95 % interval of that share (Wilson).
        public var panels: Int
        public var found: Int
        public var foundLow: Double
        public var foundHigh: Double
        /// Panels with a pair of kin in which its two models have fewer than 15 wrong answers to the same questions, and how many of the others
        /// reach LR 10.
        public var fewErrors: Int
        public var foundWithErrors: Int
        /// Median log10 LR, before any bound, of pairs of kin and of the tested strangers.
        public var kinLog10: Double
        public var strangersLog10: Double
        /// Pairs of strangers in all panels of the row, how many reach LR 10 and 100, and the largest.
        public var strangers: Int
        public var overTen: Int
        public var overHundred: Int
        /// Of these pairs the ones with at least 15 wrong answers to the same questions, and how many of them reach LR 10.
        public var strangersWithErrors: Int
        public var overTenWithErrors: Int
        public var largestLog10: Double
        /// Tested pairs of strangers that reach LR 10, of `panelsApart`.
        public var testedOverTen: Int
        public var panelsApart: Int
        /// Median width of the 95 % interval of the inherited share of kin.
        public var width: Double

        init(
            data: String, kin: String, references: Int, questions: Int, together: [SmallCases.Panel],
            apart: [SmallCases.Panel]
        ) {
            self.data = data
            self.kin = kin
            self.references = references
            self.questions = questions
            panels = together.count
            found = together.count { $0.log10 >= 1 }
            let interval = Proportion.wilson(found, of: panels)
            (foundLow, foundHigh) = (interval.low, interval.high)
            fewErrors = together.count { $0.bothWrong < SmallCases.leastErrors }
            foundWithErrors = together.count { $0.bothWrong >= SmallCases.leastErrors && $0.log10 >= 1 }
            kinLog10 = median(together.map(\.log10)) ?? .nan
            strangersLog10 = median(apart.map(\.log10)) ?? .nan
            let all = together + apart
            strangers = all.reduce(0) { $0 + $1.strangers }
            overTen = all.reduce(0) { $0 + $1.overTen }
            overHundred = all.reduce(0) { $0 + $1.overHundred }
            strangersWithErrors = all.reduce(0) { $0 + $1.withErrors }
            overTenWithErrors = all.reduce(0) { $0 + $1.overTenWithErrors }
            largestLog10 = all.map(\.worst).max() ?? .nan
            testedOverTen = apart.count { $0.log10 >= 1 }
            panelsApart = apart.count
            width = median(together.map(\.width)) ?? .nan
        }

        enum CodingKeys: String, CodingKey {
            case data, kin, references, questions, panels, found
            case foundLow = "found_low"
            case foundHigh = "found_high"
            case fewErrors = "under_15_errors_in_common"
            case foundWithErrors = "found_with_15_errors"
            case kinLog10 = "kin_median_log10"
            case strangersLog10 = "strangers_median_log10"
            case strangers
            case overTen = "strangers_over_10"
            case overHundred = "strangers_over_100"
            case strangersWithErrors = "strangers_with_15_errors"
            case overTenWithErrors = "strangers_with_15_errors_over_10"
            case largestLog10 = "largest_stranger_log10"
            case testedOverTen = "tested_strangers_over_10"
            case panelsApart = "panels_of_strangers"
            case width = "share_interval_width"
        }
    }

    public var draws: Int
    public var seed: UInt64
    public var rows: [Row]

    public init(draws: Int, seed: UInt64, rows: [Row]) {
        self.draws = draws
        self.seed = seed
        self.rows = rows
    }

    /// The rates of strangers by size, as they ship for verdicts.
    /// - Parameter date: the day that goes into the file.
    public func sizes(asOf date: String) -> SizeRates {
        SizeRates(
            made: "apograph evaluate FOLDER --labels FILE --small-cases --calibrate FILE --as-of \(date)",
            rows: rows.map {
                .init(
                    recording: $0.data, references: $0.references, questions: $0.questions, strangers: $0.strangers,
                    overTen: $0.overTen, overHundred: $0.overHundred)
            })
    }

    /// The table as lines for a terminal.
    public var lines: [String] {
        var out: [String] = []
        var group = ""
        func left(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        for row in rows {
            if group != "\(row.data), \(row.kin)" {
                if !out.isEmpty { out.append("") }
                group = "\(row.data), \(row.kin)"
                out.append(
                    "\(group): up to \(draws) panels a row with a pair of kin, and as many with a pair of strangers")
                out.append(
                    "  references  questions   kin at LR 10        log10 LR kin, strangers   strangers at LR 10, 100        largest   share ±"
                )
            }
            out.append(
                "  \(left("\(row.references)", 10))  \(left("\(row.questions)", 9))   "
                    + left("\(row.found) of \(row.panels)", 8)
                    + left(String(format: "(%.2f–%.2f)", row.foundLow, row.foundHigh), 13)
                    + left(String(format: "%.1f", row.kinLog10), 12)
                    + left(String(format: "%.1f", row.strangersLog10), 8)
                    + left("\(row.overTen), \(row.overHundred) of \(row.strangers)", 27)
                    + left(String(format: "%.1f", row.largestLog10), 12)
                    + left(String(format: "%.2f", row.width / 2), 10))
        }
        guard !out.isEmpty else { return ["The recording is too small for any of the sizes."] }
        out.append("")
        out.append(
            "LR before any bound, reference shares from other recordings and other families. log10: medians. Strangers: all pairs on record as "
                + "strangers in the panels. Share ±: half the median width of the 95 % interval of the inherited share."
        )
        return out
    }

    /// Sorted keys, figures to six decimals.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try WorldReport.steadyJSON(encoder.encode(self))
    }
}
