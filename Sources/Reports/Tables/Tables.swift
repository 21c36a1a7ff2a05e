import Analysis
import Foundation

/// Every table that pages, CSV and JSON are made from. A figure that is not known is missing, never zero.
struct Tables {
    let findings: Findings
    let wording: Wording
    var numerals: Numerals { wording.numerals }

    func text(_ phrase: some Phrase) -> String { wording.text(phrase) }

    /// Facts as `name: value`, in the order of their names; empty ones are left out.
    func facts(_ facts: [String: String]) -> String {
        facts.filter { !$0.value.isEmpty }.sorted { $0.key < $1.key }
            .map { "\(FactPhrase(rawValue: $0.key).map(text) ?? $0.key): \($0.value)" }.joined(separator: "; ")
    }

    /// A ratio as its log10, shown as itself.
    func cell(_ ratio: LikelihoodRatio?) -> DataTable.Cell {
        ratio.map { .number($0.log10, wording.short($0)) } ?? .missing
    }

    /// The interval of a ratio.
    func interval(_ ratio: LikelihoodRatio?) -> DataTable.Cell {
        ratio.map { .text(numerals.range(pow(10, $0.low), pow(10, $0.high))) } ?? .missing
    }

    /// A share, shown in percent.
    func percent(_ share: Double?) -> DataTable.Cell { share.map { .number($0, numerals.percent($0)) } ?? .missing }

    /// A number with `decimals`.
    func fixed(_ value: Double?, _ decimals: Int) -> DataTable.Cell {
        value.map { .number($0, numerals.fixed($0, decimals)) } ?? .missing
    }
}
