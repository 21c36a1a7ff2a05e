import Base
import Probes
import Yams

/// The fields of one YAML mapping, each with its line, and a memory of which were asked for.
struct Fields {
    let file: String
    /// What the mapping is, for messages: "the panel", "model grok-2".
    let owner: String
    let line: Int
    private var values: [(key: String, line: Int, node: Node)]

    init(_ node: Node, file: String, owner: String) throws {
        line = node.mark?.line ?? 1
        self.file = file
        self.owner = owner
        guard let mapping = node.mapping else {
            throw Problem(
                "panel.shape", .configuration, "\(owner) must be a list of `field: value`",
                at: "\(file):\(line)", remedy: "See the example in `apograph help new` and docs/probing.md")
        }
        values = try mapping.map { key, value in
            guard let name = key.scalar?.string else {
                throw Problem(
                    "panel.shape", .configuration, "a field of \(owner) has no name",
                    at: "\(file):\(key.mark?.line ?? node.mark?.line ?? 1)", remedy: "Write `field: value`")
            }
            return (name, key.mark?.line ?? value.mark?.line ?? node.mark?.line ?? 1, value)
        }
    }

    func problem(_ code: String, _ what: String, line: Int? = nil, remedy: String) -> Problem {
        Problem(code, .configuration, what, at: "\(file):\(line ?? self.line)", remedy: remedy)
    }

    /// The line of a field, or of its owner where it is absent.
    func line(of key: String) -> Int { values.first { $0.key == key }?.line ?? line }

    func node(_ key: String) -> Node? {
        guard let node = values.first(where: { $0.key == key })?.node, node.null == nil else { return nil }
        return node
    }

    func text(_ key: String) throws -> String? {
        guard let node = node(key) else { return nil }
        guard let text = node.scalar?.string, !text.isEmpty else {
            throw wrong(key, "text")
        }
        return text
    }

    func texts(_ key: String) throws -> [String] {
        guard let node = node(key) else { return [] }
        if let one = node.scalar?.string { return [one] }
        guard let items = node.sequence else { throw wrong(key, "a list of texts") }
        return try items.map { item in
            guard let text = item.scalar?.string else { throw wrong(key, "a list of texts") }
            return text
        }
    }

    func integer(_ key: String) throws -> Int? {
        guard let node = node(key) else { return nil }
        guard let value = node.int else { throw wrong(key, "a whole number") }
        return value
    }

    func number(_ key: String) throws -> Double? {
        guard let node = node(key) else { return nil }
        guard let value = node.float ?? node.int.map(Double.init), value.isFinite else {
            throw wrong(key, "a number")
        }
        return value
    }

    func flag(_ key: String) throws -> Bool? {
        guard let node = node(key) else { return nil }
        guard let value = node.bool else { throw wrong(key, "true or false") }
        return value
    }

    func fields(_ key: String) throws -> Fields? {
        guard let node = node(key) else { return nil }
        return try Fields(node, file: file, owner: "\(key) of \(owner)")
    }

    /// Pairs of text, in the file's order.
    func pairs() throws -> [(key: String, line: Int, value: String)] {
        try values.map { key, line, node in
            guard let value = node.scalar?.string else { throw wrong(key, "text") }
            return (key, line, value)
        }
    }

    /// Refuses a field that nothing reads: a typing error there would change the case silently.
    func refuseOthers(than known: [String]) throws {
        for (key, line, _) in values where !known.contains(key) {
            throw problem(
                "panel.unknown-field", "\(owner) has no field `\(key)`", line: line,
                remedy: "Known are " + known.joined(separator: ", "))
        }
    }

    func wrong(_ key: String, _ expected: String) -> Problem {
        problem(
            "panel.type", "`\(key)` of \(owner) must be \(expected)", line: line(of: key),
            remedy: "Correct the value")
    }
}
