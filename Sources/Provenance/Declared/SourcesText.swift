import Base

extension SourcesCheck {
    /// The check in lines: the answer first.
    public var lines: [String] {
        let counts = counts
        let name = declaration.model ?? "this model"
        var lines = [answer]
        lines.append(
            "\(name) (\(declaration.form.rawValue), \(declaration.place)): \(rows.count) data sets declared; \(counts.outputs) hold outputs of models, \(counts.none) hold none, of \(counts.unknown) it is not known."
        )
        if let share = syntheticShare {
            lines.append(
                "Share of model outputs by what is declared: \(percent(share.lowerBound)) to \(percent(share.upperBound))."
            )
        } else if !rows.isEmpty {
            lines.append("Share of model outputs: cannot tell; not every data set declares its share.")
        }
        if !declaration.parents.isEmpty {
            lines.append(
                "Declared parents: "
                    + declaration.parents.map { $0.model + ($0.relation.map { " (\($0))" } ?? "") }.joined(
                        separator: ", "))
        }
        for row in rows { lines += row.lines }
        if !missing.isEmpty { lines.append("Not declared: " + missing.joined(separator: "; ") + ".") }
        return lines
    }

    public var answer: String {
        switch outcome {
        case .clauses:
            rows.contains(where: \.contradictsTable) && !rows.contains(where: \.hasClause)
                ? "Look at this: a declaration and the public table of data sets contradict one another."
                : "Look at this: terms in force on the day of collection speak of training or competing models; somebody has to read them."
        case .incomplete: "Incomplete: what is declared does not answer every question."
        case .complete: "Complete: every data set is declared, and no clause on competing models was found."
        }
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}

extension SourcesCheck.Row {
    /// Whose outputs, and how that is known.
    public var content: String {
        let uncertain = isFromTable && known?.checked == nil ? ", uncertain" : ""
        guard let outputsOf else { return "not known whether it holds outputs of models" }
        let basis = isFromTable ? " (table of data sets\(uncertain))" : " (declared)"
        return (outputsOf.isEmpty ? "no outputs of models" : "outputs of " + outputsOf.joined(separator: ", ")) + basis
    }

    var lines: [String] {
        var lines = ["- \(declared.name) (\(declared.place)): \(content)"]
        if contradictsTable, let known {
            lines.append(
                "    contradiction: the table of data sets says \(known.holds == .human ? "people" : known.models.joined(separator: ", ")) (\(known.source))"
            )
        }
        if let known, isFromTable {
            lines.append(
                "    source: \(known.source)" + (known.checked.map { ", read \($0)" } ?? ", not read up")
                    + (known.note.isEmpty ? "" : "; \(known.note)"))
        }
        for term in terms {
            guard let recorded = term.recorded else {
                lines.append(
                    "    terms of \(term.maker), \(term.document): the record does not reach the day of collection")
                continue
            }
            lines.append(
                "    terms of \(term.maker), \(term.document), as recorded \(recorded): "
                    + (term.clauses.isEmpty
                        ? "no sentence on training or competing models found" : "\(term.clauses.count) to read"))
            for clause in term.clauses { lines.append("      “\(clause.sentence)”") }
        }
        if !missing.isEmpty { lines.append("    not declared: " + missing.joined(separator: "; ")) }
        return lines
    }
}
