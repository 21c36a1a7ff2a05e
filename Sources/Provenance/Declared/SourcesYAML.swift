import Base

/// Apograph's own form, for whoever trains: everything that can be asked of a data set in one place (docs/sources.md).
enum SourcesYAML {
    private static let keys = ["model", "license", "parents", "datasets", "about"]
    private static let dataKeys = ["name", "url", "license", "collected", "outputs-of", "share"]

    static func read(_ text: String, name: String) throws -> Declaration {
        let yaml = try DeclaredYAML(text, name: name)
        guard yaml.isMapping else { throw yaml.wrong("the file", "a mapping (key: value)") }
        try check(yaml, keys)
        guard let datasets = yaml["datasets"] else {
            throw Problem(
                "sources.field", .data, "the file has no `datasets`", at: name,
                remedy: "List the data sets, each with a name; write `datasets: []` where there are none.")
        }
        return Declaration(
            form: .sources, model: try yaml["model"]?.text("`model`"), license: try yaml["license"]?.text("`license`"),
            parents: try yaml["parents"]?.items().map { item in
                guard item.isMapping else { return .init(model: try item.text("a parent"), place: item.place) }
                try check(item, ["model", "relation"])
                guard let model = item["model"] else {
                    throw item.wrong("a parent", "a name, or a mapping with `model`")
                }
                return .init(
                    model: try model.text("`model`"), relation: try item["relation"]?.text("`relation`"),
                    place: item.place)
            } ?? [],
            dataSets: try datasets.items().map(dataSet),
            prose: try yaml["about"]?.text("`about`") ?? "", place: name)
    }

    private static func dataSet(_ item: DeclaredYAML) throws -> Declaration.DataSet {
        guard item.isMapping else { return .init(name: try item.text("a data set"), place: item.place) }
        try check(item, dataKeys)
        guard let name = item["name"] else { throw item.wrong("a data set", "a mapping with `name`") }
        let outputs = try item["outputs-of"]?.texts("`outputs-of`")
        return .init(
            name: try name.text("`name`"), url: try item["url"]?.text("`url`"),
            license: try item["license"]?.text("`license`"),
            outputsOf: outputs == ["none"] ? [] : outputs,
            collected: try Declaration.day(
                item["collected"]?.text("`collected`"), at: item["collected"]?.place ?? item.place),
            share: try Declaration.share(item["share"]?.number("`share`"), at: item["share"]?.place ?? item.place),
            place: item.place)
    }

    private static func check(_ yaml: DeclaredYAML, _ known: [String]) throws {
        guard let wrong = yaml.keys.first(where: { !known.contains($0) }) else { return }
        throw Problem(
            "sources.field", .data, "there is no key `\(wrong)` here", at: yaml.place,
            remedy: Spelling.nearest(to: wrong, among: known).map { "Did you mean `\($0)`?" }
                ?? "The keys are: \(known.joined(separator: ", ")).")
    }
}
