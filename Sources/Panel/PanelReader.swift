import Base
import Foundation
import Probes
import Yams

/// Reads `panel.yaml`. Everything that would fail later, after money was spent, is refused here with its line.
struct PanelReader {
    let file: String
    let insecure: Bool
    let environment: [String: String]?

    func panel(from text: String) throws -> Panel {
        let root: Node
        do {
            guard let node = try Yams.compose(yaml: text) else {
                throw Problem(
                    "panel.empty", .configuration, "the panel is empty", at: file,
                    remedy: "List at least one model under `models:`")
            }
            root = node
        } catch let error as YamlError {
            throw problem(of: error)
        }
        let fields = try Fields(root, file: file, owner: "the panel")
        try fields.refuseOthers(than: ["panel", "about", "checked", "defaults", "models"])
        let defaults = try fields.fields("defaults")
        try defaults?.refuseOthers(than: Self.sharedFields)
        guard let nodes = fields.node("models")?.sequence, !nodes.isEmpty else {
            throw fields.problem(
                "panel.no-models", "the panel lists no models", line: fields.line(of: "models"),
                remedy: "List at least one under `models:`")
        }
        var models: [PanelModel] = []
        var lines: [String: Int] = [:]
        for (index, node) in nodes.enumerated() {
            let name = node["id"]?.scalar.map { "model \($0.string)" } ?? "model \(index + 1)"
            let own = try Fields(node, file: file, owner: name)
            let model = try model(own, defaults: defaults)
            if let earlier = lines.updateValue(own.line(of: "id"), forKey: model.id) {
                throw own.problem(
                    "panel.duplicate-id", "two models are called \(model.id); the other stands in line \(earlier)",
                    line: own.line(of: "id"), remedy: "Give each model its own id (`model:` may be the same)")
            }
            models.append(model)
        }
        return Panel(
            name: try fields.text("panel"), about: try fields.text("about"), checked: try day(fields), models: models)
    }

    static let sharedFields = [
        "provider", "endpoint", "key", "headers", "settings", "omit", "limits", "price", "api_version", "maker",
    ]
    static let modelFields =
        ["id", "model", "released", "parents", "role", "laboratory", "source", "checked"] + sharedFields

    private func model(_ fields: Fields, defaults: Fields?) throws -> PanelModel {
        try fields.refuseOthers(than: Self.modelFields)
        guard let id = try fields.text("id") else {
            throw fields.problem("panel.no-id", "\(fields.owner) has no `id`", remedy: "Give it one")
        }
        guard let name = try fields.text("provider") ?? defaults?.text("provider") else {
            throw fields.problem(
                "panel.no-provider", "\(fields.owner) has no `provider`", remedy: "Give one of \(Self.known)")
        }
        let role = try role(fields)
        var model = PanelModel(
            id: id, provider: name, endpoint: try fields.text("endpoint") ?? defaults?.text("endpoint"),
            requested: try fields.text("model"), maker: try fields.text("maker") ?? defaults?.text("maker"),
            released: try released(fields), parents: try fields.texts("parents"), role: role,
            laboratory: try fields.flag("laboratory") ?? false, source: try fields.text("source"),
            checked: try day(fields))
        if name == Provider.recorded { return model }
        guard let provider = Provider.catalog[name] else {
            throw fields.problem(
                "panel.unknown-provider", "\(fields.owner) names the unknown provider `\(name)`",
                line: fields.line(of: "provider"), remedy: "Use one of \(Self.known)")
        }
        try checkEndpoint(of: model, provider: provider, fields: fields)
        model.connection = try connection(fields, defaults: defaults, provider: provider)
        return model
    }

    private static var known: String {
        (Provider.catalog.keys.sorted() + [Provider.recorded]).joined(separator: ", ")
    }

    private func role(_ fields: Fields) throws -> Role {
        guard let text = try fields.text("role") else { return .reference }
        guard let role = Role(rawValue: text) else {
            throw fields.wrong("role", "one of " + Role.allCases.map(\.rawValue).joined(separator: ", "))
        }
        return role
    }

    private func released(_ fields: Fields) throws -> String? {
        guard let text = try fields.text("released") else { return nil }
        guard text.wholeMatch(of: /\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?/) != nil else {
            throw fields.wrong("released", "a date: yyyy, yyyy-mm or yyyy-mm-dd")
        }
        return text
    }

    private func day(_ fields: Fields) throws -> String? {
        guard let text = try fields.text("checked") else { return nil }
        guard text.wholeMatch(of: /\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])/) != nil else {
            throw fields.wrong("checked", "a day: yyyy-mm-dd")
        }
        return text
    }

    private func checkEndpoint(of model: PanelModel, provider: Provider, fields: Fields) throws {
        let line = fields.line(of: "endpoint")
        guard let text = model.endpoint ?? provider.endpoint else {
            throw fields.problem(
                "panel.no-endpoint", "\(fields.owner) needs an `endpoint`: \(provider.name) has none of its own",
                remedy: "Give the base URL, for example https://host/v1")
        }
        if let problem = EndpointRule(insecure: insecure).objection(to: text) {
            throw fields.problem(problem.code, problem.what, line: line, remedy: problem.remedy)
        }
    }

    private func connection(_ fields: Fields, defaults: Fields?, provider: Provider) throws -> Connection {
        let parts = ConnectionReader(environment: environment)
        let headers = try parts.headers(defaults).merging(try parts.headers(fields)) { $1 }
        let limits = try parts.limits(fields, over: parts.limits(defaults, over: Limits()))
        let key = try parts.key(fields) ?? parts.key(defaults)
        let source =
            key ?? (provider.credential == .none ? nil : provider.keyVariable.map(KeySource.environment))
        if let environment, case .environment(let name)? = source, environment[name, default: ""].isEmpty {
            throw fields.problem(
                "panel.missing-key", "the key of \(fields.owner) is missing: \(name) is not set",
                line: fields.line(of: "key"), remedy: "Set \(name), or name another source under `key:`")
        }
        let omitted = fields.node("omit") == nil ? defaults : fields
        return Connection(
            key: source, headers: headers,
            settings: try parts.settings(fields).filled(from: try parts.settings(defaults)),
            omit: try parts.omitted(omitted), limits: limits,
            price: try parts.price(fields) ?? parts.price(defaults),
            apiVersion: try fields.text("api_version") ?? defaults?.text("api_version"),
            insecure: insecure, declaredAt: "\(file):\(fields.line)")
    }

    private func problem(of error: YamlError) -> Problem {
        let mark: Mark? =
            switch error {
            case .scanner(_, _, let mark, _), .parser(_, _, let mark, _), .composer(_, _, let mark, _): mark
            default: nil
            }
        if case .duplicatedKeysInMapping(let keys, let context) = error {
            return Problem(
                "panel.duplicate-field", .configuration, "a field stands twice: \(keys.joined(separator: ", "))",
                at: "\(file):\(context.mark.line)", remedy: "Keep one of them")
        }
        return Problem(
            "panel.yaml", .configuration, "the panel is not valid YAML: \(summary(of: error))",
            at: mark.map { "\(file):\($0.line)" } ?? file, remedy: "Correct the line")
    }

    private func summary(of error: YamlError) -> String {
        switch error {
        case .scanner(_, let problem, _, _), .parser(_, let problem, _, _), .composer(_, let problem, _, _): problem
        default: "\(error)".split(separator: "\n").first.map(String.init) ?? "unknown"
        }
    }
}
