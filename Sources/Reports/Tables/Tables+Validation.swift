import Findings
import Foundation
import Kinship

/// Tables about validation and custody.
extension Tables {
    /// How often known pairs misled, in both directions.
    func rates() -> DataTable {
        func rows(
            _ rates: [ValidationSummary.Rate], _ kind: String, _ families: Int?, _ sign: String
        ) -> [[DataTable.Cell]] {
            rates.map {
                [
                    .text(kind), .text("\(sign)\(numerals.two($0.atLeast))"), .count($0.count), .count($0.of),
                    families.map { .count($0) } ?? .missing,
                    $0.of > 0 ? percent(Double($0.count) / Double($0.of)) : .missing, percent($0.limit),
                ]
            }
        }
        let validation = findings.validation
        let size = validation.size.map {
            rows(
                $0.misleading,
                "unrelated, \(numerals.count($0.references)) models beside the pair, \(numerals.count($0.questions)) questions, \($0.recording)",
                nil, "LR ≥ ")
        }
        return DataTable(
            name: "error-rates", about: "How often known pairs gave misleading evidence",
            columns: [
                .init("pairs", "Pairs", "Unrelated or related, by documentation"),
                .init("level", "Level", "Likelihood ratio reached"),
                .init("count", "Reached by", "Pairs that reached it"), .init("of", "of", "Pairs tested"),
                .init("families", "Families", "Families of models that the pairs come from"),
                .init("rate", "Rate", "Share of pairs"),
                .init("limit", "At most", "One-sided 95 % Clopper–Pearson limit"),
            ],
            rows: rows(validation.misleading, "unrelated", validation.unrelatedFamilies, "LR ≥ ")
                + rows(validation.missed, "related", validation.relatedFamilies, "LR ≤ 1/") + (size ?? []))
    }

    func tippett() -> DataTable {
        DataTable(
            name: "tippett", about: "Shares of known pairs at or above a likelihood ratio",
            columns: [
                .init("log10_lr", "log10 LR", "Threshold"),
                .init("related", "Related", "Share of related pairs at or above it"),
                .init("unrelated", "Unrelated", "Share of unrelated pairs at or above it"),
            ],
            rows: findings.validation.tippett.map { [fixed($0.log10, 2), percent($0.related), percent($0.unrelated)] })
    }

    func calibration() -> DataTable {
        DataTable(
            name: "calibration", about: "Stated against observed likelihood ratios of known pairs",
            columns: [
                .init("stated", "Stated", "Mean log10 LR of the bin"),
                .init("observed", "Observed", "log10 LR that the counts show"),
                .init("low", "from", "Lower end of its 95 % interval"), .init("high", "to", "Upper end"),
                .init("related", "Related", "Related pairs in the bin"),
                .init("unrelated", "Unrelated", "Unrelated pairs in the bin"),
            ],
            rows: findings.validation.calibration.map {
                [
                    fixed($0.stated, 2), fixed($0.observed.value, 2), fixed($0.observed.low, 2),
                    fixed($0.observed.high, 2),
                    .count($0.related), .count($0.unrelated),
                ]
            })
    }

    func collection() -> DataTable {
        DataTable(
            name: "collection", about: "How each model's answers came into the case",
            columns: [
                .init("model", "Model", "Id in the case"),
                .init("endpoint", "Asked at", "Address without keys, or the recording's file"),
                .init("asked_for", "Asked for", "Name in the request, where it differs"),
                .init("served", "Server reported", "Each distinct model or fingerprint, separated by semicolons"),
                .init("settings", "Settings", "Canonical JSON of what was asked for"),
                .init("first", "First", "First answer received, RFC 3339"),
                .init("last", "Last", "Last answer received"), .init("responses", "Answers", "Answers stored"),
                .init("failures", "Failures", "Attempts that ended without an answer"),
            ],
            rows: findings.collection.map {
                [
                    .text($0.model), .text($0.endpoint), .text($0.asked), .text($0.served.joined(separator: "; ")),
                    .text($0.settings), .text($0.first), .text($0.last), .count($0.responses), .count($0.failures),
                ]
            })
    }

    func tree() -> DataTable {
        DataTable(
            name: "tree", about: "The family tree as a list of nodes",
            columns: [
                .init("node", "Node", "Number of the node; 0 is the root"),
                .init("parent", "Parent", "Number of its parent"),
                .init("model", "Model", "Model of a leaf"),
                .init("length", "Length", "Length of the branch to the parent"),
                .init("support", "Support", "Bootstrap support of the branch"),
            ],
            rows: (findings.tree?.nodes ?? []).enumerated().map { index, node in
                [
                    .count(index), node.parent.map { .count($0) } ?? .missing, .text(node.model), fixed(node.length, 4),
                    percent(node.support),
                ]
            })
    }

    func deviations(_ claim: RegisteredClaim) -> DataTable {
        DataTable(
            name: "deviations", about: "Deviations from what was fixed in advance",
            columns: [
                .init("date", "Date", "RFC 3339"), .init("what", "What", "What was changed"),
                .init("why", "Why", "The reason given"),
            ],
            rows: claim.deviations.map { [.text($0.date), .text($0.what), .text($0.why)] })
    }

    func terms(_ rows: [TermsRow]) -> DataTable {
        DataTable(
            name: "terms", about: "Terms of the providers that were in force when their answers were collected",
            columns: [
                .init("provider", "Provider", "The provider's name in the panel"),
                .init("answers_from", "Answers from", "Day of the first answer"),
                .init("answers_to", "to", "Day of the last answer"),
                .init("terms_of", "Terms of", "Day on which the document was in force or was captured"),
                .init("source", "Captured from", "Where the document was captured"),
                .init("sha256", "SHA-256", "Of the document as captured"),
                .init("clauses", "Marked clauses", "Sentences on the use of outputs"),
            ],
            rows: rows.map { row in
                [
                    .text(row.provider), .text(row.first), .text(row.last),
                    .text(row.date ?? "none registered"), .text(row.source), .text(row.sha256),
                    .text(row.clauses.isEmpty ? nil : row.clauses.joined(separator: " / ")),
                ]
            })
    }
}
