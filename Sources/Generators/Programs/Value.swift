import Base

/// A value of a running program. Lists and dictionaries are shared by reference, as in Python.
enum Value {
    case none
    case boolean(Bool)
    case integer(Int)
    /// ASCII.
    case string([UInt8])
    case list(ListBox)
    case tuple([Value])
    case dictionary(DictionaryBox)
    /// Only ever consumed by `len`, `sorted` and `in`, since its order is not defined.
    case set([Value])

    final class ListBox {
        var items: [Value]
        init(_ items: [Value]) { self.items = items }
    }

    /// Keeps the order in which keys came, as Python does. Small, so keys are searched one by one.
    final class DictionaryBox {
        var keys: [Value] = []
        var values: [Value] = []

        func index(of key: Value) -> Int? { keys.firstIndex { $0.equals(key) } }

        subscript(key: Value) -> Value? {
            get { index(of: key).map { values[$0] } }
            set {
                switch (index(of: key), newValue) {
                case (let at?, let value?): values[at] = value
                case (let at?, nil):
                    keys.remove(at: at)
                    values.remove(at: at)
                case (nil, let value?):
                    keys.append(key)
                    values.append(value)
                case (nil, nil): break
                }
            }
        }
    }

    static func text(_ string: String) -> Value { .string(Array(string.utf8)) }

    /// The number that Python sees in it: truth values count as 0 and 1.
    var number: Int? {
        switch self {
        case .integer(let value): value
        case .boolean(let value): value ? 1 : 0
        default: nil
        }
    }

    var isTrue: Bool {
        switch self {
        case .none: false
        case .boolean(let value): value
        case .integer(let value): value != 0
        case .string(let bytes): !bytes.isEmpty
        case .list(let box): !box.items.isEmpty
        case .tuple(let items), .set(let items): !items.isEmpty
        case .dictionary(let box): !box.keys.isEmpty
        }
    }

    func equals(_ other: Value) -> Bool {
        if let a = number, let b = other.number { return a == b }
        switch (self, other) {
        case (.none, .none): return true
        case (.string(let a), .string(let b)): return a == b
        case (.list(let a), .list(let b)): return Self.same(a.items, b.items)
        case (.tuple(let a), .tuple(let b)): return Self.same(a, b)
        case (.dictionary(let a), .dictionary(let b)):
            return a.keys.count == b.keys.count
                && zip(a.keys, a.values).allSatisfy { key, value in b[key].map(value.equals) ?? false }
        default: return false
        }
    }

    private static func same(_ a: [Value], _ b: [Value]) -> Bool {
        a.count == b.count && zip(a, b).allSatisfy { $0.equals($1) }
    }

    /// Whether this orders before `other`; `nil` where Python refuses to compare them.
    func isLess(than other: Value) -> Bool? {
        if let a = number, let b = other.number { return a < b }
        switch (self, other) {
        case (.string(let a), .string(let b)): return a.lexicographicallyPrecedes(b)
        case (.list(let a), .list(let b)): return Self.precedes(a.items, b.items)
        case (.tuple(let a), .tuple(let b)): return Self.precedes(a, b)
        default: return nil
        }
    }

    private static func precedes(_ a: [Value], _ b: [Value]) -> Bool? {
        for (x, y) in zip(a, b) where !x.equals(y) { return x.isLess(than: y) }
        return a.count < b.count
    }

    /// A Python literal, as `repr` prints it; `nil` for a set, whose order is not defined.
    var literal: String? {
        switch self {
        case .none: return "None"
        case .boolean(let value): return value ? "True" : "False"
        case .integer(let value): return String(value)
        case .string(let bytes): return Self.quoted(bytes)
        case .list(let box): return Self.joined(box.items).map { "[\($0)]" }
        case .tuple(let items):
            return Self.joined(items).map { items.count == 1 ? "(\($0),)" : "(\($0))" }
        case .dictionary(let box):
            var parts: [String] = []
            for (key, value) in zip(box.keys, box.values) {
                guard let key = key.literal, let value = value.literal else { return nil }
                parts.append("\(key): \(value)")
            }
            return "{\(parts.joined(separator: ", "))}"
        case .set: return nil
        }
    }

    private static func joined(_ items: [Value]) -> String? {
        var parts: [String] = []
        for item in items {
            guard let part = item.literal else { return nil }
            parts.append(part)
        }
        return parts.joined(separator: ", ")
    }

    /// Single quotes, unless the text has single quotes and no double ones.
    static func quoted(_ bytes: [UInt8]) -> String {
        let quote: Character = bytes.contains(UInt8(ascii: "'")) && !bytes.contains(UInt8(ascii: "\"")) ? "\"" : "'"
        var out = String(quote)
        for byte in bytes {
            switch byte {
            case UInt8(ascii: "\n"): out += "\\n"
            case UInt8(ascii: "\t"): out += "\\t"
            case UInt8(ascii: "\r"): out += "\\r"
            case UInt8(ascii: "\\"): out += "\\\\"
            case UInt8(ascii: "'") where quote == "'": out += "\\'"
            case 0x20..<0x7F: out.unicodeScalars.append(Unicode.Scalar(byte))
            default:
                let hex = String(byte, radix: 16)
                out += "\\x" + (hex.utf8.count < 2 ? "0" : "") + hex
            }
        }
        return out + String(quote)
    }
}
