import Base
import Foundation

/// A declaration in JSON: which of the two forms it is in is read from its first members.
enum JSONDeclaration {
    static func read(_ bytes: [UInt8], name: String) throws -> Declaration {
        let root: JSONValue
        do {
            root = try JSONValue(reading: bytes)
        } catch {
            let line = bytes.prefix(error.offset).count { $0 == UInt8(ascii: "\n") } + 1
            throw Problem(
                "sources.json", .data, error.sentence, at: "\(name):\(line)",
                remedy: "Mend the JSON, or export it again.")
        }
        if root["bomFormat"] != nil { return try CycloneDX.read(root, name: name) }
        if root["@graph"] != nil || root["@context"] != nil { return try SPDX.read(root, name: name) }
        if root["spdxVersion"] != nil {
            throw problem(
                "this is SPDX 2, which has no words for models", at: name, "Export it as SPDX 3 with the AI profile.")
        }
        throw problem(
            "this JSON is neither CycloneDX (no `bomFormat`) nor SPDX 3 (no `@graph`)", at: name,
            "Export the model's bill of materials as CycloneDX 1.5 or later, or as SPDX 3.")
    }

    static func problem(_ what: String, at place: String, _ remedy: String) -> Problem {
        Problem("sources.field", .data, what, at: place, remedy: remedy)
    }
}

/// A JSON value with the way to it, to name it in errors.
struct JSONPlace {
    let value: JSONValue
    let place: String

    subscript(key: String) -> JSONPlace? {
        value[present: key].map { JSONPlace(value: $0, place: place + "/" + key) }
    }

    func text() throws -> String {
        guard let text = value.string else { throw wrong("a text") }
        return text
    }

    /// The elements of an array; a single value counts as one.
    func items() -> [JSONPlace] {
        guard let array = value.array else { return [self] }
        return array.enumerated().map { JSONPlace(value: $1, place: "\(place)/\($0)") }
    }

    func array() throws -> [JSONPlace] {
        guard value.array != nil else { throw wrong("an array") }
        return items()
    }

    func object() throws -> JSONPlace {
        guard case .object = value else { throw wrong("an object") }
        return self
    }

    func wrong(_ expected: String) -> Problem {
        JSONDeclaration.problem(
            "here is \(value.kind) where \(expected) is expected", at: place, "Mend the document, or export it again.")
    }
}
