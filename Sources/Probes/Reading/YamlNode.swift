import Base
import Yams

/// A YAML value together with its place, read by asking for what is expected; whatever else stands there becomes a `Problem` with file and line.
struct YamlNode {
    let node: Node
    let source: SuiteText

    var line: Int { node.mark?.line ?? 1 }
    var place: String { source.place(line) }

    /// Parses one document.
    /// - Throws: `Problem` with `suite.yaml`, or `suite.duplicate-key`.
    static func parse(_ source: SuiteText) throws -> YamlNode {
        do {
            // The encoding is named, since the default asks the environment and prints.
            guard let node = try Parser(yaml: source.text, encoding: .utf8).singleRoot() else {
                throw Problem(
                    "suite.empty", .data, "the file holds nothing but comments", at: source.path,
                    remedy: "Start one with `apograph suite new NAME`.")
            }
            return YamlNode(node: node, source: source)
        } catch let error as YamlError {
            throw problem(error, in: source)
        }
    }

    private static func problem(_ error: YamlError, in source: SuiteText) -> Problem {
        let remedy =
            "Quote texts that contain `: `, ` #`, or begin with one of @ ` % & * ! | > [ ] { } \" '; check the indentation."
        switch error {
        case .scanner(let context, let problem, let mark, _), .parser(let context, let problem, let mark, _),
            .composer(let context, let problem, let mark, _):
            let whole = [context?.text, problem].compactMap(\.self).joined(separator: " ")
            return Problem(
                "suite.yaml", .data, "this is not YAML: \(whole)", at: source.place(mark.line), remedy: remedy)
        case .duplicatedKeysInMapping(let names, let context):
            return Problem(
                "suite.duplicate-key", .data,
                "a key stands twice in one mapping: \(names.sorted().joined(separator: ", "))",
                at: source.place(context.mark.line), remedy: "Keep one of the two.")
        case .reader(let problem, _, _, _):
            return Problem(
                "suite.encoding", .data, "this is not YAML: \(problem)", at: source.path,
                remedy: "Save the file as UTF-8.")
        default:
            return Problem("suite.yaml", .data, "this is not YAML: \(error)", at: source.path, remedy: remedy)
        }
    }

    /// The value of a mapping as its fields.
    /// - Throws: `Problem` with `suite.type`, or `suite.unknown-key` for a key outside `known`.
    func fields(_ what: String, known: [String]) throws -> YamlFields {
        guard case .mapping(let mapping) = node else { throw typeProblem(what, "a mapping (key: value)") }
        var values: [String: YamlNode] = [:]
        for pair in mapping {
            let key = YamlNode(node: pair.key, source: source)
            guard case .scalar(let name) = pair.key else { throw key.typeProblem("a key of \(what)", "a plain word") }
            guard known.contains(name.string) else {
                let near = Spelling.nearest(to: name.string, among: known)
                throw Problem(
                    "suite.unknown-key", .data, "\(what) has no key `\(name.string)`", at: key.place,
                    remedy: near.map { "Did you mean `\($0)`?" } ?? "Its keys are: \(known.joined(separator: ", ")).")
            }
            values[name.string] = YamlNode(node: pair.value, source: source)
        }
        return YamlFields(what: what, values: values, owner: self)
    }

    /// The value as text. Numbers and truth values count as the text they are written as.
    func text(_ what: String) throws -> String {
        guard case .scalar(let scalar) = node, node.anchor == nil, !isNull else { throw typeProblem(what, "a text") }
        return scalar.string
    }

    /// One text, or several in a list.
    func texts(_ what: String) throws -> [String] {
        guard case .sequence = node else { return [try text(what)] }
        return try items(what).map { try $0.text("an entry of \(what)") }
    }

    func items(_ what: String) throws -> [YamlNode] {
        guard case .sequence(let sequence) = node else {
            throw typeProblem(what, "a list (lines that begin with `- `)")
        }
        return sequence.map { YamlNode(node: $0, source: source) }
    }

    func integer(_ what: String, in range: ClosedRange<Int>) throws -> Int {
        guard case .scalar = node, let value = node.int else { throw typeProblem(what, "a whole number") }
        guard range.contains(value) else {
            throw Problem(
                "suite.range", .data, "\(what) is \(value)", at: place,
                remedy: "Give a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    func number(_ what: String, in range: ClosedRange<Double>) throws -> Double {
        guard case .scalar = node, let value = node.float ?? node.int.map(Double.init) else {
            throw typeProblem(what, "a number")
        }
        guard range.contains(value) else {
            throw Problem(
                "suite.range", .data, "\(what) is \(value)", at: place,
                remedy: "Give a number from \(range.lowerBound) to \(range.upperBound).")
        }
        return value
    }

    func flag(_ what: String) throws -> Bool {
        guard case .scalar = node, let value = node.bool else { throw typeProblem(what, "true or false") }
        return value
    }

    /// One of a closed list of words.
    func word<Word: RawRepresentable & CaseIterable>(_ what: String, as: Word.Type) throws -> Word
    where Word.RawValue == String {
        let written = try text(what)
        if let word = Word(rawValue: written) { return word }
        let known = Word.allCases.map(\.rawValue)
        throw Problem(
            "suite.unknown-word", .data, "\(what) cannot be `\(written)`", at: place,
            remedy: (Spelling.nearest(to: written, among: known).map { "Did you mean `\($0)`? " } ?? "")
                + "It is one of: \(known.joined(separator: ", ")).")
    }

    private var isNull: Bool { node.null != nil }

    private func typeProblem(_ what: String, _ expected: String) -> Problem {
        let found =
            switch node {
            case .mapping: "a mapping"
            case .sequence: "a list"
            case .scalar(let scalar): isNull ? "nothing" : "`\(scalar.string.prefix(40))`"
            case .alias: "an alias"
            }
        return Problem(
            "suite.type", .data, "\(what) must be \(expected), and here is \(found)", at: place,
            remedy: isNull ? "Give a value or remove the key." : "Write it as \(expected).")
    }
}

/// The fields of one mapping.
struct YamlFields {
    let what: String
    let values: [String: YamlNode]
    let owner: YamlNode

    subscript(key: String) -> YamlNode? { values[key] }

    /// - Throws: `Problem` with `suite.missing-key`.
    func required(_ key: String, remedy: String) throws -> YamlNode {
        if let value = values[key] { return value }
        throw Problem("suite.missing-key", .data, "\(what) has no `\(key)`", at: owner.place, remedy: remedy)
    }

    func text(_ key: String) throws -> String? { try values[key]?.text("`\(key)`") }
    func texts(_ key: String) throws -> [String]? { try values[key]?.texts("`\(key)`") }
    func integer(_ key: String, in range: ClosedRange<Int>) throws -> Int? {
        try values[key]?.integer("`\(key)`", in: range)
    }
    func number(_ key: String, in range: ClosedRange<Double>) throws -> Double? {
        try values[key]?.number("`\(key)`", in: range)
    }
    func flag(_ key: String) throws -> Bool? { try values[key]?.flag("`\(key)`") }
    func word<Word: RawRepresentable & CaseIterable>(_ key: String, as type: Word.Type) throws -> Word?
    where Word.RawValue == String { try values[key]?.word("`\(key)`", as: type) }
}
