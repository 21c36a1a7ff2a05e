import Findings
import Foundation

/// Every table that pages, CSV and JSON are made from. A figure that is not known is missing, never zero.
struct Tables {
    let findings: Findings
    let wording: Wording
    var numerals: Numerals { wording.numerals }

    func text(_ phrase: some Phrase) -> String { wording.text(phrase) }

    /// A ratio as its log10, shown as itself.
    func cell(_ ratio: LikelihoodRatio?) -> DataTable.Cell {
        ratio.map { .number($0.log10, wording.short($0)) } ?? .missing
    }

    /// The interval of a ratio, where one was drawn.
    func interval(_ ratio: LikelihoodRatio?) -> DataTable.Cell {
        ratio?.interval.map { .text(wording.range($0)) } ?? .missing
    }

    /// A share, shown in percent.
    func percent(_ share: Double?) -> DataTable.Cell { share.map { .number($0, numerals.percent($0)) } ?? .missing }

    /// A number with `decimals`.
    func fixed(_ value: Double?, _ decimals: Int) -> DataTable.Cell {
        value.map { .number($0, numerals.fixed($0, decimals)) } ?? .missing
    }
}
