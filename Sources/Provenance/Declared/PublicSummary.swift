import Base
import Foundation

/// The European Commission's template of 24 July 2025 for the public summary of training content (Regulation (EU) 2024/1689, Article 53 (1) (d)), saved as
/// text, Markdown or HTML: sections with numbers, and lines of "label: value". What stands in no known line stays prose.
enum PublicSummary {
    static func isOne(_ text: String) -> Bool {
        let start = text.prefix(20_000).lowercased()
        return start.contains("public summary of training content")
            || start.contains("summary of the content used for training")
    }

    private enum Section { case other, general, data, synthetic }

    static func read(_ bytes: [UInt8], name: String) throws -> Declaration {
        let isHTML = String(decoding: bytes.prefix(2048), as: UTF8.self).lowercased().contains("<html")
        // The lines of an HTML page are those of its text.
        let text = isHTML ? RegisterEntry.text(of: bytes) : String(decoding: bytes, as: UTF8.self)
        var declaration = Declaration(form: .publicSummary, prose: text, place: name)
        var section = Section.other
        var synthetic: (yes: Bool?, models: [String], line: Int)?
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        for (index, raw) in lines.enumerated() {
            let line = TermsClause.visible(raw.drop { "#>|- \t".contains($0) })
            let lower = line.lowercased()
            let place = isHTML ? name : "\(name):\(index + 1)"
            if let number = line.prefixMatch(of: /(\d)(?:\.(\d))?\.?\s+/) {
                switch (number.1, number.2 ?? "") {
                case ("1", _): section = .general
                case ("2", "5"):
                    section = .synthetic
                    synthetic = (nil, [], index + 1)
                case ("2", _): section = .data
                default: section = .other
                }
            }
            guard let colon = line.firstIndex(of: ":") else { continue }
            let label = lower[..<(lower.firstIndex(of: ":") ?? lower.endIndex)]
            let value = line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces.union(["|", "."]))
            guard !value.isEmpty else { continue }
            switch section {
            case .general where label.contains("model") && (label.contains("name") || label.contains("versioned")):
                declaration.model = declaration.model ?? value
            case .general
            where label.contains("modified") || label.contains("base model") || label.contains("dependenc"):
                guard !["none", "no", "n/a", "not applicable"].contains(value.lowercased()) else { continue }
                declaration.parents += list(value).map { .init(model: $0, place: place) }
            case .data
            where (label.contains("dataset") || label.contains("data set"))
                && !label.contains("publicly available datasets used"):
                guard !["yes", "no", "none", "n/a"].contains(value.lowercased()) else { continue }
                declaration.dataSets += list(value).map { .init(name: $0, place: place) }
            case .synthetic where ["yes", "no"].contains(String(value.lowercased().prefix { $0.isLetter })):
                synthetic?.yes = value.lowercased().hasPrefix("yes")
            case .synthetic where label.contains("model"):
                synthetic?.models += list(value).filter { !["none", "n/a", "no"].contains($0.lowercased()) }
                if synthetic?.models.isEmpty == false, synthetic?.yes == nil { synthetic?.yes = true }
            default: continue
            }
        }
        if let synthetic, synthetic.yes == true {
            declaration.dataSets.append(
                .init(
                    name: "synthetic data (section 2.5)", outputsOf: synthetic.models.isEmpty ? nil : synthetic.models,
                    place: isHTML ? name : "\(name):\(synthetic.line)"))
        }
        guard declaration.model != nil else {
            throw Problem(
                "sources.field", .data, "the public summary names no model in its section 1", at: name,
                remedy: "Save it as text or HTML with its sections and one \"label: value\" a line.")
        }
        return declaration
    }

    private static func list(_ value: String) -> [String] {
        value.split { $0 == ";" || $0 == "," }.map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.isEmpty }
    }
}
