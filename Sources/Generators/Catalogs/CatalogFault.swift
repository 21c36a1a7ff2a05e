import Base

/// Why a question of a catalog does not have one right answer that a reader can check.
public struct CatalogFault: Sendable, Hashable {
    public enum Kind: String, Sendable, CaseIterable {
        /// Two rows ask the same and are answered differently, or the same twice.
        case ambiguous
        /// A figure is asked for without its unit, or a year or code without saying by whose list.
        case unit
        /// A figure is asked for without saying how exact.
        case precision
        /// The answer is no number, year or date where one is asked for, or is missing.
        case truth
        /// The answer stands in the question.
        case leak
        /// The question does not say in which form to answer.
        case form
    }

    public var kind: Kind
    /// Line of the catalog's file; `nil` where a wording is at fault.
    public var line: Int?
    public var what: String
}

extension Catalog {
    /// Every row and every wording, looked at.
    func faults() -> [CatalogFault] {
        var out: [CatalogFault] = []
        for ask in asks {
            let wording = ask.wording
            if !wording.contains("Answer ") || !wording.contains(" only") {
                out.append(.init(kind: .form, what: "`\(wording)` does not say in which form to answer"))
            }
            let counts = wording.hasPrefix("Which ") && wording.contains("number") || wording.contains("identifier")
            if ask.form == .number, !counts {
                if !Self.units.contains(where: wording.contains) {
                    out.append(.init(kind: .unit, what: "`\(wording)` names no unit"))
                }
                if !wording.contains("rounded to"), !wording.contains("how many seconds") {
                    out.append(.init(kind: .precision, what: "`\(wording)` does not say how exact"))
                }
            }
        }
        var first: [String: (line: Int, truth: [String])] = [:]
        for row in rows {
            for ask in asks where row.keys.contains(ask.key) {
                let item = item(row, ask)
                if let known = first[item.prompt] {
                    let how = Set(known.truth).isDisjoint(with: item.truth) ? "with another answer" : "again"
                    out.append(
                        .init(
                            kind: .ambiguous, line: row.line,
                            what: "“\(item.prompt)” was asked at line \(known.line), \(how)"))
                } else {
                    first[item.prompt] = (row.line, item.truth)
                }
                if item.truth.isEmpty || !item.truth.allSatisfy({ Self.fits($0, ask.form) }) {
                    out.append(
                        .init(
                            kind: .truth, line: row.line,
                            what: "“\(item.truth.joined(separator: ", "))” is no \(ask.form.rawValue)"))
                }
                let words = Self.words(item.prompt)
                if let leaked = item.truth.first(where: { words.contains($0.lowercased()) && $0.utf8.count > 2 }) {
                    out.append(
                        .init(kind: .leak, line: row.line, what: "the answer “\(leaked)” stands in “\(item.prompt)”"))
                }
            }
        }
        return out
    }

    private static let units = ["in feet", "in decimal degrees", "degrees", "how many seconds", "in {4}"]

    private static func fits(_ truth: String, _ form: ComputedItem.Form) -> Bool {
        switch form {
        case .number: Double(truth) != nil
        case .year: truth.utf8.count == 4 && Int(truth) != nil
        case .date:
            truth.utf8.count == 10 && truth.split(separator: "-").map(\.utf8.count) == [4, 2, 2]
                && truth.utf8.allSatisfy { $0 == 0x2D || (0x30...0x39).contains($0) }
        default: !truth.isEmpty
        }
    }

    private static func words(_ text: String) -> Set<String> {
        Set(
            text.lowercased().split { !($0.isLetter || $0.isNumber || $0 == "-" || $0 == "+" || $0 == ".") }.map(
                String.init))
    }
}
