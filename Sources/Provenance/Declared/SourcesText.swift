import Base

extension SourcesCheck {
    /// The check in lines: the answer first.
    public var lines: [String] {
        let counts = counts
        let name = declaration.model ?? "this model"
        var lines = [answer]
        lines.append(
            "\(name) (\(declaration.title)): data sets declared \(rows.count), with outputs of models \(counts.outputs), without \(counts.none), not known \(counts.unknown)."
        )
        if let share = syntheticShare {
            lines.append(
                "Share of model outputs by what is declared: "
                    + (share.lowerBound == share.upperBound ? "" : "\(percent(share.lowerBound)) to ")
                    + percent(share.upperBound) + "."
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
        case .incomplete: "Incomplete: what is declared, or the terms at hand, do not answer every question."
        case .complete where counts.outputs == 0:
            "Complete: every data set is declared, and none is known to hold outputs of models."
        case .complete:
            "Complete: every data set is declared, and the terms in force then hold no sentence found on training or competing models."
        }
    }

    private func percent(_ share: Double) -> String { "\(Int((share * 100).rounded())) %" }
}

extension Declaration {
    /// Its form and where it stands, once where the file is named after the form.
    public var title: String { place.hasSuffix(form.rawValue) ? place : "\(form.rawValue), \(place)" }
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
        if !missing.isEmpty { lines.append("    missing: " + missing.joined(separator: "; ")) }
        return lines
    }
}
