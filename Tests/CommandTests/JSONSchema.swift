import Foundation

/// As much of JSON Schema 2020-12 as `docs/findings.schema.json` uses; a keyword that is not known here is a fault of the schema.
struct JSONSchema {
    private let root: [String: Any]

    init(contentsOf url: URL) throws {
        root = try JSONSerialization.jsonObject(with: Data(contentsOf: url)) as? [String: Any] ?? [:]
    }

    /// What does not fit, by place.
    func faults(in value: Any) -> [String] { faults(value, root, "findings") }

    private static let silent: Set<String> = ["$schema", "$defs", "title", "description"]

    private func faults(_ value: Any, _ schema: [String: Any], _ path: String) -> [String] {
        var found: [String] = []
        for (keyword, rule) in schema where !Self.silent.contains(keyword) {
            switch (keyword, rule) {
            case ("$ref", let name as String):
                let target = (root["$defs"] as? [String: Any])?[String(name.dropFirst("#/$defs/".count))]
                guard let target = target as? [String: Any] else { return ["no \(name)"] }
                found += faults(value, target, path)
            case ("type", let type as String): if !isOf(type, value) { found.append("\(path) is no \(type)") }
            case ("const", let one): if !equal(one, value) { found.append("\(path) is not \(one)") }
            case ("enum", let all as [Any]):
                if !all.contains(where: { equal($0, value) }) { found.append("\(path) is \(value), none of \(all)") }
            case ("required", let names as [String]):
                guard let object = value as? [String: Any] else { continue }
                found += names.filter { object[$0] == nil }.map { "\(path).\($0) is missing" }
            case ("properties", let properties as [String: [String: Any]]):
                guard let object = value as? [String: Any] else { continue }
                for (name, inner) in properties {
                    if let member = object[name] { found += faults(member, inner, "\(path).\(name)") }
                }
            case ("additionalProperties", let inner):
                guard let object = value as? [String: Any] else { continue }
                let known = Set((schema["properties"] as? [String: Any] ?? [:]).keys)
                for (name, member) in object where !known.contains(name) {
                    if let inner = inner as? [String: Any] {
                        found += faults(member, inner, "\(path).\(name)")
                    } else {
                        found.append("\(path).\(name) is not known")
                    }
                }
            case ("propertyNames", let inner as [String: Any]):
                for name in (value as? [String: Any] ?? [:]).keys { found += faults(name, inner, "\(path) name") }
            case ("items", let inner as [String: Any]):
                for (index, member) in (value as? [Any] ?? []).enumerated() {
                    found += faults(member, inner, "\(path)[\(index)]")
                }
            case ("oneOf", let all as [[String: Any]]):
                let each = all.map { faults(value, $0, path) }
                if each.count(where: \.isEmpty) != 1 {
                    found.append(
                        "\(path) fits \(each.count(where: \.isEmpty)) of \(all.count) forms: \(each.min { $0.count < $1.count } ?? [])"
                    )
                }
            default: found.append("the schema has an unknown keyword \(keyword) at \(path)")
            }
        }
        return found
    }

    private func isOf(_ type: String, _ value: Any) -> Bool {
        let isBoolean = type(of: value) == Bool.self || (value as? NSNumber).map { $0.objCType.pointee == 0x63 } == true
        return switch type {
        case "object": value is [String: Any]
        case "array": value is [Any]
        case "string": value is String
        case "boolean": isBoolean
        case "number": value is NSNumber && !isBoolean
        case "integer": !isBoolean && (value as? NSNumber).map { $0.doubleValue == $0.doubleValue.rounded() } == true
        default: false
        }
    }

    private func equal(_ one: Any, _ other: Any) -> Bool {
        (one as? NSObject)?.isEqual(other) == true
    }
}
