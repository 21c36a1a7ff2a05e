import Findings

/// Declared and measured side by side, as a section of the court and research pages and as a part of the page of `apograph sources check`.
public enum DeclaredSection {
    /// What each standing means, as carefully as everything else is worded.
    static func meaning(_ standing: DeclaredSources.Standing) -> String {
        switch standing {
        case .agrees: "What is declared and what was measured say the same."
        case .declaredNotSeen:
            "It is declared, and the answers do not show it. A small share, other questions or later training can hide what is true."
        case .seenNotDeclared:
            "The answers support a line of descent, and no declaration that was read names it. That is a question to put and no finding of bad faith: the way may lead through a data set or a third model, and declarations are seldom complete."
        case .cannotTell: "The model was not asked, the answers do not tell, or the declarations leave it open."
        }
    }

    /// The answer, what was read, and what each standing that occurs means.
    public static func text(_ declared: DeclaredSources) -> [String] {
        let standings = DeclaredSources.Standing.allCases.compactMap {
            standing -> (standing: DeclaredSources.Standing, models: [String])? in
            let models = declared.rows.filter { $0.standing == standing }.map(\.model)
            return models.isEmpty ? nil : (standing, models)
        }
        let unseen = declared.documents.reduce(0) { $0 + $1.unknown }
        let answer =
            declared.rows.isEmpty
            ? "The declarations about \(declared.suspect) name no model, and none was looked for."
            : "Declared and measured for \(declared.suspect): "
                + standings.map { "\($0.standing.rawValue): \($0.models.joined(separator: ", "))" }.joined(
                    separator: "; ") + "."
        let read =
            "Read were: "
            + declared.documents.map {
                "\($0.source) (\($0.form), \($0.dataSets) data set\($0.dataSets == 1 ? "" : "s"))"
            }.joined(separator: "; ") + "."
            + (unseen == 0
                ? ""
                : " Of \(unseen) data sets neither they nor the table of data sets say whether they hold outputs of models.")
        return [answer, read]
            + standings.map {
                "\($0.standing.rawValue.prefix(1).uppercased() + $0.standing.rawValue.dropFirst()): \(meaning($0.standing))"
            }
    }

    public static func table(_ declared: DeclaredSources) -> DataTable {
        let numerals = Wording(language: .en).numerals
        return DataTable(
            name: "declared", about: "What is declared beside what was measured",
            columns: [
                .init("model", "Model", "The model that the suspect may have learned from"),
                .init("standing", "Standing", "agrees, declared but not seen, seen but not declared, cannot tell"),
                .init("declared", "Declared as", "How the declarations name it"),
                .init("share", "Share measured", "Share of its errors that the suspect took over"),
                .init("low", "Low", "Lower end of the 95 % interval"),
                .init("high", "High", "Upper end of the 95 % interval"),
            ],
            rows: declared.rows.map { row in
                [
                    .text(row.model), .text(row.standing.rawValue), .text(row.declared ?? "not declared"),
                    row.share.map { .number($0.value, numerals.two($0.value)) } ?? .missing,
                    row.share.map { .number($0.low, numerals.two($0.low)) } ?? .missing,
                    row.share.map { .number($0.high, numerals.two($0.high)) } ?? .missing,
                ]
            })
    }
}

extension Page {
    func declared(in place: Element, _ declared: DeclaredSources) {
        for text in DeclaredSection.text(declared) { place.add("p", ["class": "prose"], text) }
        place.table(DeclaredSection.table(declared), numerals: numerals, caption: "Declared and measured", fold: 40)
    }
}
