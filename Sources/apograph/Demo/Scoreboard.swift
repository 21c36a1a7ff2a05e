import Analysis
import Base
import Findings
import Foundation
import Kinship
import Lab
import Reports

/// The finding and the score of the demo, for the terminal: what was found beside what is true.
struct Scoreboard {
    let findings: Findings
    let score: LabTruth.Score

    init(_ findings: Findings, _ score: LabTruth.Score) {
        self.findings = findings
        self.score = score
    }

    /// The claim's verdict alone.
    static func verdict(_ findings: Findings) -> String {
        findings.claim.map { claim in
            Wording().verdict(claim, validation: findings.validation).map(\.plain).joined(separator: "\n")
        } ?? ""
    }

    var text: String {
        var lines: [String] = []
        if findings.claim != nil { lines += [Self.verdict(findings), ""] }
        lines.append("What was found, beside what is true (no real case can have this table):")
        let related = findings.truth.filter { $0.relation != Self.unrelated }
        var rows = [["network", "other", "in truth", "share: true", "found", "LR", "by way of", ""]]
        for row in related {
            rows.append([
                row.model, row.other, row.relation, row.causalShare.map { String(format: "%.2f", $0) } ?? "",
                row.share.map { String(format: "%.2f (%.2f to %.2f)", $0.value, $0.low, $0.high) } ?? "",
                row.alarm ? "alarm" : row.ratio.map { String(format: "%.3g", pow(10, $0.log10)) } ?? "none",
                row.way?.rawValue ?? "",
                row.agrees ? "agrees" : "DIFFERS",
            ])
        }
        lines += TextTable(rows, indent: 2).lines
        let others = findings.truth.filter { $0.relation == Self.unrelated }
        let highest = others.compactMap { $0.ratio?.log10 }.max() ?? 0
        lines.append(
            "  and \(others.count) unrelated pairs, the highest at LR \(String(format: "%.2g", pow(10, highest))).")
        lines.append("")
        lines += score.lines
        return lines.joined(separator: "\n")
    }

    private static let unrelated = LabTruth.Relation.unrelated.words
}
