import Base
import Foundation
import Kinship

/// The robustness table: ratio and share under each disguise, by dose.
public struct EvasionTable: Codable, Sendable {
    public struct Row: Codable, Sendable, Hashable {
        public var disguise: String
        public var dose: Double
        public var students: Int
        /// Students whose pair with the teacher reaches LR 10.
        public var found: Int
        /// log10 LR before any bound: smallest and median.
        public var leastLog10: Double
        public var medianLog10: Double
        /// Median share found, and the median causal share of the same students before any disguise.
        public var share: Double
        public var causal: Double
        /// Pairs of the disguised student and a laboratory that did not teach it, and how many reach LR 10.
        public var strangers: Int
        public var strangersOverTen: Int
        /// Part of the rewritten answers that the normaliser reads as before; `nil` where none was rewritten.
        public var readAsBefore: Double?

        init(disguise: String, dose: Double, cases: [Evasion.Case]) {
            self.disguise = disguise
            self.dose = dose
            students = cases.count
            found = cases.count { $0.log10 >= 1 }
            leastLog10 = cases.map(\.log10).min() ?? .nan
            medianLog10 = median(cases.map(\.log10)) ?? .nan
            share = median(cases.map(\.share)) ?? .nan
            causal = median(cases.map(\.causal)) ?? .nan
            strangers = cases.reduce(0) { $0 + $1.strangers }
            strangersOverTen = cases.reduce(0) { $0 + $1.strangersOverTen }
            let rewritten = cases.reduce(0) { $0 + $1.rewritten }
            readAsBefore =
                rewritten == 0 ? nil : Double(cases.reduce(0) { $0 + $1.readAsBefore }) / Double(rewritten)
        }

        enum CodingKeys: String, CodingKey {
            case disguise, dose, students, found
            case leastLog10 = "least_log10"
            case medianLog10 = "median_log10"
            case share
            case causal = "causal_share"
            case strangers
            case strangersOverTen = "strangers_over_10"
            case readAsBefore = "read_as_before"
        }
    }

    public var data: String
    public var sha256: String
    public var seed: UInt64
    public var rows: [Row]

    public var lines: [String] {
        func left(_ text: String, _ width: Int) -> String {
            String(repeating: " ", count: max(0, width - text.count)) + text
        }
        var out = [
            "Evasion on \(data): each student alone beside the laboratories, its answers disguised; log10 LR before any bound",
            "SHA-256 \(sha256)", "",
            "  what the copier does              dose   at LR 10   log10 LR least, median   share (causal)   strangers at LR 10   read as before",
        ]
        var last = ""
        for row in rows {
            let name = row.disguise == last ? "" : row.disguise
            last = row.disguise
            out.append(
                "  " + name.padding(toLength: 32, withPad: " ", startingAt: 0)
                    + left(String(format: "%.2f", row.dose), 6) + left("\(row.found) of \(row.students)", 11)
                    + left(String(format: "%.1f", row.leastLog10), 12)
                    + left(String(format: "%.1f", row.medianLog10), 10)
                    + left(String(format: "%.2f (%.2f)", row.share, row.causal), 18)
                    + left("\(row.strangersOverTen) of \(row.strangers)", 20)
                    + left(row.readAsBefore.map { String(format: "%.3f", $0) } ?? "", 16))
        }
        out += [
            "",
            "A ratio near 1 says that the answers do not tell; it never says that a model did not learn from another.",
        ]
        return out
    }

    /// Sorted keys, figures to six decimals.
    public func json() throws -> String {
        let encoder = JSONEncoder()
        encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
        return try WorldReport.steadyJSON(encoder.encode(self))
    }
}
