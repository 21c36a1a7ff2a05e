import Base
import Foundation

/// A model card of the Hugging Face Hub: a head in YAML between lines of `---`, then prose in Markdown.
enum ModelCard {
    static func read(_ text: String, name: String) throws -> Declaration {
        var declaration = Declaration(form: .modelCard, place: name)
        let lines = text.replacing("\r\n", with: "\n").split(separator: "\n", omittingEmptySubsequences: false)
        let first = lines.firstIndex { !$0.trimmingCharacters(in: .whitespaces.union(["\u{FEFF}"])).isEmpty } ?? 0
        guard lines.indices.contains(first), isRule(lines[first]) else {
            declaration.prose = text
            return declaration
        }
        guard let end = lines[(first + 1)...].firstIndex(where: isRule) else {
            throw Problem(
                "sources.yaml", .data, "the head of the model card has no end", at: "\(name):\(first + 1)",
                remedy: "Close it with a line of three hyphens.")
        }
        declaration.prose = lines[(end + 1)...].joined(separator: "\n")
        let head = lines[(first + 1)..<end].joined(separator: "\n")
        guard !head.trimmingCharacters(in: .whitespacesAndNewlines).isEmpty else { return declaration }
        let yaml = try DeclaredYAML(head, name: name, above: first + 1)
        guard yaml.isMapping else { throw yaml.wrong("the head of the model card", "a mapping (key: value)") }
        declaration.license = try license(yaml)
        declaration.model = try yaml["model_name"]?.text("`model_name`")
        let relation = try yaml["base_model_relation"]?.text("`base_model_relation`")
        declaration.parents =
            try yaml["base_model"]?.items().filter { !$0.isNull }.map { item in
                let model =
                    try item.isMapping ? item["name"]?.text("a name in `base_model`") : item.text("`base_model`")
                guard let model else { throw item.wrong("an entry of `base_model`", "a name") }
                return .init(model: model, relation: relation, place: item.place)
            } ?? []
        declaration.dataSets =
            try yaml["datasets"]?.items().filter { !$0.isNull }.map { item in
                let id =
                    try item.isMapping
                    ? (item["name"] ?? item["id"] ?? item["type"])?.text("a name in `datasets`")
                    : item.text("`datasets`")
                guard let id else { throw item.wrong("an entry of `datasets`", "a name") }
                return .init(name: id, place: item.place)
            } ?? []
        return declaration
    }

    private static func license(_ yaml: DeclaredYAML) throws -> String? {
        let names = try yaml["license"]?.texts("`license`") ?? []
        guard names != ["other"] else { return try yaml["license_name"]?.text("`license_name`") ?? "other" }
        return names.isEmpty ? nil : names.joined(separator: " AND ")
    }

    private static func isRule(_ line: Substring) -> Bool {
        line.trimmingCharacters(in: .whitespaces.union(["\u{FEFF}"])) == "---"
    }
}
