import Base
import Foundation

/// As much of JSON Schema 2020-12 as `docs/findings.schema.json` uses; a keyword that is not known here is a fault of the schema.
struct JSONSchema {
    private let root: JSONValue

    init(contentsOf url: URL) throws { root = try CanonicalJSON.value(of: Data(contentsOf: url)) }

    /// What does not fit, by place.
    func faults(in value: JSONValue) -> [String] { faults(value, root, "findings") }

    private static let silent: Set<String> = ["$schema", "$defs", "title", "description"]

    private func faults(_ value: JSONValue, _ schema: JSONValue, _ path: String) -> [String] {
        var found: [String] = []
        for rule in members(schema) where !Self.silent.contains(rule.key) {
            switch rule.key {
            case "$ref":
                let name = String((rule.value.string ?? "").dropFirst("#/$defs/".count))
                guard let target = root["$defs"]?[name] else { return ["no \(name)"] }
                found += faults(value, target, path)
            case "type":
                let kind = rule.value.string ?? ""
                if !isOf(kind, value) { found.append("\(path) is no \(kind)") }
            case "const": if rule.value != value { found.append("\(path) is not \(rule.value)") }
            case "enum": if !elements(rule.value).contains(value) { found.append("\(path) is \(value)") }
            case "required":
                for name in elements(rule.value).compactMap(\.string) where value[name] == nil {
                    found.append("\(path).\(name) is missing")
                }
            case "properties":
                for property in members(rule.value) {
                    guard let member = value[property.key] else { continue }
                    found += faults(member, property.value, "\(path).\(property.key)")
                }
            case "additionalProperties":
                for member in members(value) where schema["properties"]?[member.key] == nil {
                    if rule.value == .bool(false) {
                        found.append("\(path).\(member.key) is not known")
                    } else {
                        found += faults(member.value, rule.value, "\(path).\(member.key)")
                    }
                }
            case "propertyNames":
                for member in members(value) {
                    found += faults(.string(member.key), rule.value, "\(path).\(member.key)")
                }
            case "items":
                for (index, element) in elements(value).enumerated() {
                    found += faults(element, rule.value, "\(path)[\(index)]")
                }
            case "oneOf":
                let each = elements(rule.value).map { faults(value, $0, path) }
                let fitting = each.filter { $0.isEmpty }.count
                if fitting != 1 { found.append("\(path) fits \(fitting) of \(each.count) forms") }
            default: found.append("the schema has an unknown keyword \(rule.key) at \(path)")
            }
        }
        return found
    }

    private func members(_ value: JSONValue) -> [JSONMember] {
        if case .object(let members) = value { return members }
        return []
    }

    private func elements(_ value: JSONValue) -> [JSONValue] {
        if case .array(let elements) = value { return elements }
        return []
    }

    private func isOf(_ kind: String, _ value: JSONValue) -> Bool {
        switch (kind, value) {
        case ("object", .object), ("array", .array), ("string", .string), ("boolean", .bool), ("number", .number),
            ("number", .integer), ("integer", .integer):
            return true
        default: return false
        }
    }
}
