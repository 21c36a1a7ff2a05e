import Analysis
import Base
import Findings
import Provenance
import Reports

/// Checks of declarations, and declared beside measured, as lines and as one page.
struct SourcesPages {
    let checks: [SourcesCheck]
    let declared: DeclaredSources?

    /// The worst of the declarations; a model that is seen and not declared is to be looked at like a clause.
    var outcome: SourcesCheck.Outcome {
        if declared?.rows.contains(where: { $0.standing == .seenNotDeclared }) ?? false { return .clauses }
        let found = checks.map(\.outcome)
        return found.contains(.clauses) ? .clauses : found.contains(.incomplete) ? .incomplete : .complete
    }

    var lines: [String] {
        var lines: [String] = []
        if let declared {
            lines += DeclaredSection.text(declared)
            for row in declared.rows {
                let share = row.share.map { " share \(two($0.value)) (\(two($0.low))–\(two($0.high)))," } ?? ""
                lines.append(
                    "- \(row.model): \(row.standing.rawValue),\(share) declared as: \(row.declared ?? "not declared")")
            }
            lines.append("")
        }
        return lines + checks.flatMap(\.lines)
    }

    private func two(_ value: Double) -> String {
        let hundredths = Int((abs(value) * 100).rounded())
        return (value < 0 && hundredths > 0 ? "-" : "")
            + "\(hundredths / 100).\(hundredths % 100 < 10 ? "0" : "")\(hundredths % 100)"
    }

    var html: String {
        var sections: [EvaluationReport.Section] = []
        if let declared {
            sections.append(
                .init(
                    heading: "Declared and measured", text: Array(DeclaredSection.text(declared).dropFirst()),
                    tables: [DeclaredSection.table(declared)]))
        }
        sections += checks.map(section)
        let name = declared?.suspect ?? checks.first?.declaration.model ?? checks.first?.declaration.place ?? ""
        let lead = declared.map { DeclaredSection.text($0)[0] } ?? checks.map(\.answer).joined(separator: " ")
        return EvaluationReport(title: "Sources of \(name)", lead: lead, version: Analyzer.version, sections: sections)
            .html()
    }

    private func section(_ check: SourcesCheck) -> EvaluationReport.Section {
        let rows = check.rows.map { row -> [DataTable.Cell] in
            [
                .text(row.declared.name), .text(row.content), .text(row.declared.license ?? "not declared"),
                .text(row.declared.collected ?? "not declared"), .text(terms(row)),
                .text(row.missing.isEmpty ? "nothing" : row.missing.joined(separator: "; ")),
                .text(row.known.map(\.source) ?? ""),
            ]
        }
        let clauses = check.rows.flatMap { row in
            row.terms.flatMap { term in
                term.clauses.map { clause -> [DataTable.Cell] in
                    [
                        .text(row.declared.name), .text(term.maker), .text(term.document), .text(term.recorded ?? ""),
                        .text(clause.sentence),
                    ]
                }
            }
        }
        return .init(
            heading: check.declaration.title,
            // The answer to one declaration alone stands at the page's head.
            text: Array(
                check.lines.prefix { !$0.hasPrefix("- ") }.dropFirst(checks.count == 1 && declared == nil ? 1 : 0))
                + check.lines.filter { $0.hasPrefix("Not declared") },
            tables: [
                DataTable(
                    name: "data-sets", about: "Data sets that are declared",
                    columns: [
                        .init("name", "Data set", "As declared"),
                        .init("outputs", "Whose outputs", "And how that is known"),
                        .init("license", "License", "As declared"), .init("collected", "Collected", "As declared"),
                        .init("terms", "Terms in force then", "Of the makers whose outputs it holds"),
                        .init("missing", "Missing", "What the declaration leaves open, and terms that are not at hand"),
                        .init("source", "Source of the table’s row", "A public page"),
                    ], rows: rows),
                DataTable(
                    name: "clauses", about: "Sentences on training or competing models, as they stood in the terms",
                    columns: [
                        .init("name", "Data set", "As declared"), .init("maker", "Maker", "Whose terms"),
                        .init("document", "Document", "Of the record"),
                        .init("recorded", "Recorded", "Day on which the archive recorded that version"),
                        .init("clause", "Sentence", "Found by its words; a person reads what it means"),
                    ], rows: clauses),
            ])
    }

    private func terms(_ row: SourcesCheck.Row) -> String {
        guard !row.terms.isEmpty else { return row.outputsOf?.isEmpty == false ? "not looked up" : "" }
        return row.terms.map { term in
            "\(term.maker), \(term.document): "
                + (term.recorded.map {
                    "recorded \($0), \(term.clauses.count) sentence\(term.clauses.count == 1 ? "" : "s") to read"
                }
                    ?? "not recorded so early")
        }.joined(separator: "; ")
    }
}
