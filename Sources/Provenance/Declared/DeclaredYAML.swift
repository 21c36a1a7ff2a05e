import Base
import Foundation
import Yams

/// A YAML mapping whose every value knows its line.
struct DeclaredYAML {
    let node: Node
    let name: String
    /// Lines of the file before the YAML begins.
    let above: Int

    var place: String { "\(name):\(above + (node.mark?.line ?? 1))" }

    /// - Throws: `Problem` `sources.yaml`.
    init(_ text: String, name: String, above: Int = 0) throws {
        func problem(_ what: String, line: Int?) -> Problem {
            Problem(
                "sources.yaml", .data, "this is not YAML: \(what)", at: line.map { "\(name):\(above + $0)" } ?? name,
                remedy: "Quote texts that contain `: ` or ` #`; check the indentation; let no key stand twice.")
        }
        do {
            guard let node = try Parser(yaml: text, encoding: .utf8).singleRoot() else {
                throw problem("it holds nothing", line: 1)
            }
            self.node = node
        } catch let error as YamlError {
            switch error {
            case .scanner(_, let what, let mark, _), .parser(_, let what, let mark, _),
                .composer(_, let what, let mark, _):
                throw problem(what, line: mark.line)
            case .duplicatedKeysInMapping(let keys, let context):
                throw problem("a key stands twice: \(keys.sorted().joined(separator: ", "))", line: context.mark.line)
            default: throw problem("\(error)", line: nil)
            }
        }
        self.name = name
        self.above = above
    }

    private init(node: Node, of other: DeclaredYAML) {
        self.node = node
        name = other.name
        above = other.above
    }

    var isMapping: Bool { node.mapping != nil }
    var isNull: Bool { node.null != nil || node.scalar?.string.isEmpty == true }

    /// The value of a key; `nil` where it is absent or nothing.
    subscript(key: String) -> DeclaredYAML? {
        guard let mapping = node.mapping, let value = mapping.first(where: { $0.key.string == key })?.value else {
            return nil
        }
        let child = DeclaredYAML(node: value, of: self)
        return child.isNull ? nil : child
    }

    var keys: [String] { node.mapping?.map { $0.key.string ?? "" } ?? [] }

    /// - Throws: `Problem` `sources.field` where it is a list or a mapping.
    func text(_ what: String) throws -> String {
        guard let scalar = node.scalar else { throw wrong(what, "a text") }
        return scalar.string.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    /// One value, or those of a list.
    func items() -> [DeclaredYAML] {
        guard let sequence = node.sequence else { return [self] }
        return sequence.map { DeclaredYAML(node: $0, of: self) }
    }

    func texts(_ what: String) throws -> [String] { try items().filter { !$0.isNull }.map { try $0.text(what) } }

    func number(_ what: String) throws -> Double {
        guard let value = node.float ?? node.int.map(Double.init) else { throw wrong(what, "a number") }
        return value
    }

    func wrong(_ what: String, _ expected: String) -> Problem {
        Problem("sources.field", .data, "\(what) is not \(expected)", at: place, remedy: "Write it as \(expected).")
    }
}
