import Base

/// The methods of texts, lists and dictionaries that programs may call.
extension Evaluator {
    func method(of owner: Value, _ name: String, _ arguments: [Value]) throws -> Value {
        switch owner {
        case .string(let text): try textMethod(text, name, arguments)
        case .list(let box): try listMethod(box, name, arguments)
        case .dictionary(let box): try dictionaryMethod(box, name, arguments)
        case .tuple(let items) where name == "count" || name == "index": try listMethod(.init(items), name, arguments)
        default: throw Refusal.type
        }
    }

    private func argument(_ arguments: [Value], _ index: Int) throws -> Value {
        guard arguments.indices.contains(index) else { throw Refusal.unsupported }
        return arguments[index]
    }

    private func bytes(_ value: Value) throws -> [UInt8] {
        guard case .string(let bytes) = value else { throw Refusal.type }
        return bytes
    }

    // MARK: Lists

    private func listMethod(_ box: Value.ListBox, _ name: String, _ arguments: [Value]) throws -> Value {
        switch name {
        case "append":
            guard box.items.count < 200 else { throw Refusal.tooLong }
            box.items.append(try argument(arguments, 0))
        case "extend": box.items += try elements(of: argument(arguments, 0))
        case "insert":
            let at = try number(argument(arguments, 0))
            let clipped = min(max(at < 0 ? at + box.items.count : at, 0), box.items.count)
            box.items.insert(try argument(arguments, 1), at: clipped)
        case "pop":
            guard !box.items.isEmpty else { throw Refusal.index }
            let at = try arguments.first.map { try number($0) } ?? -1
            return box.items.remove(at: try position(at, in: box.items.count))
        case "remove":
            let item = try argument(arguments, 0)
            guard let at = box.items.firstIndex(where: { $0.equals(item) }) else { throw Refusal.value }
            box.items.remove(at: at)
        case "reverse": box.items.reverse()
        case "sort": box.items = try sorted(box.items, reverse: false, byLength: false)
        case "copy": return .list(.init(box.items))
        case "count":
            let item = try argument(arguments, 0)
            return .integer(box.items.count { $0.equals(item) })
        case "index":
            let item = try argument(arguments, 0)
            guard let at = box.items.firstIndex(where: { $0.equals(item) }) else { throw Refusal.value }
            return .integer(at)
        default: throw Refusal.unsupported
        }
        return .none
    }

    // MARK: Dictionaries

    private func dictionaryMethod(_ box: Value.DictionaryBox, _ name: String, _ arguments: [Value]) throws -> Value {
        switch name {
        case "keys": return .tuple(box.keys)
        case "values": return .tuple(box.values)
        case "items": return .tuple(zip(box.keys, box.values).map { .tuple([$0, $1]) })
        case "get": return try box[hashable(argument(arguments, 0))] ?? (arguments.count > 1 ? arguments[1] : .none)
        case "setdefault":
            let key = try hashable(argument(arguments, 0))
            if let value = box[key] { return value }
            let value = try argument(arguments, 1)
            box[key] = value
            return value
        case "pop":
            let key = try hashable(argument(arguments, 0))
            guard let value = box[key] ?? (arguments.count > 1 ? arguments[1] : nil) else { throw Refusal.index }
            box[key] = nil
            return value
        case "update":
            guard case .dictionary(let other) = try argument(arguments, 0) else { throw Refusal.type }
            for (key, value) in zip(other.keys, other.values) { box[key] = value }
            return .none
        default: throw Refusal.unsupported
        }
    }

    // MARK: Texts

    private func textMethod(_ text: [UInt8], _ name: String, _ arguments: [Value]) throws -> Value {
        switch name {
        case "upper": return .string(text.map(Ascii.upper))
        case "lower": return .string(text.map(Ascii.lower))
        case "swapcase": return .string(text.map { Ascii.isUpper($0) ? Ascii.lower($0) : Ascii.upper($0) })
        case "capitalize": return .string(text.enumerated().map { $0 == 0 ? Ascii.upper($1) : Ascii.lower($1) })
        case "title":
            var afterLetter = false
            return .string(
                text.map { byte in
                    defer { afterLetter = Ascii.isLetter(byte) }
                    return afterLetter ? Ascii.lower(byte) : Ascii.upper(byte)
                })
        case "isupper": return .boolean(text.contains(where: Ascii.isUpper) && !text.contains(where: Ascii.isLower))
        case "islower": return .boolean(text.contains(where: Ascii.isLower) && !text.contains(where: Ascii.isUpper))
        case "isalpha": return .boolean(!text.isEmpty && text.allSatisfy(Ascii.isLetter))
        case "isdigit": return .boolean(!text.isEmpty && text.allSatisfy(Ascii.isDigit))
        case "isalnum": return .boolean(!text.isEmpty && text.allSatisfy { Ascii.isLetter($0) || Ascii.isDigit($0) })
        case "strip", "lstrip", "rstrip":
            let away = try arguments.first.map { try bytes($0) } ?? [0x20, 0x09, 0x0A, 0x0D]
            var slice = text[...]
            if name != "rstrip" { slice = slice.drop { away.contains($0) } }
            if name != "lstrip" { while let last = slice.last, away.contains(last) { slice.removeLast() } }
            return .string(Array(slice))
        case "startswith": return .boolean(text.starts(with: try bytes(argument(arguments, 0))))
        case "endswith": return .boolean(text.reversed().starts(with: try bytes(argument(arguments, 0)).reversed()))
        case "find": return .integer(Ascii.first(try bytes(argument(arguments, 0)), in: text) ?? -1)
        case "rfind": return .integer(Ascii.last(try bytes(argument(arguments, 0)), in: text) ?? -1)
        case "index":
            guard let at = Ascii.first(try bytes(argument(arguments, 0)), in: text) else { throw Refusal.value }
            return .integer(at)
        case "count": return .integer(Ascii.pieces(of: text, between: try nonEmpty(argument(arguments, 0))).count - 1)
        case "replace":
            let old = try nonEmpty(argument(arguments, 0))
            let most = arguments.count > 2 ? try number(arguments[2]) : Int.max
            let new = try bytes(argument(arguments, 1))
            let out = Array(Ascii.pieces(of: text, between: old, most: most).joined(separator: new))
            guard out.count <= 400 else { throw Refusal.tooLong }
            return .string(out)
        case "split":
            guard let separator = arguments.first else {
                return .list(.init(text.split { $0 == 0x20 || (0x09...0x0D).contains($0) }.map { .string(Array($0)) }))
            }
            let most = arguments.count > 1 ? try number(arguments[1]) : Int.max
            return .list(
                .init(Ascii.pieces(of: text, between: try nonEmpty(separator), most: most).map { .string($0) }))
        case "partition", "rpartition":
            let middle = try nonEmpty(argument(arguments, 0))
            let forward = name == "partition"
            guard let at = forward ? Ascii.first(middle, in: text) : Ascii.last(middle, in: text) else {
                return .tuple(forward ? [.string(text), .text(""), .text("")] : [.text(""), .text(""), .string(text)])
            }
            return .tuple([.string(Array(text[..<at])), .string(middle), .string(Array(text[(at + middle.count)...]))])
        case "join":
            let parts = try elements(of: argument(arguments, 0)).map { try bytes($0) }
            return .string(Array(parts.joined(separator: text)))
        case "zfill", "rjust", "ljust", "center":
            let missing = try number(argument(arguments, 0)) - text.count
            let fill = name == "zfill" ? [0x30] : arguments.count > 1 ? try bytes(arguments[1]) : [0x20]
            guard fill.count == 1, missing < 100 else { throw Refusal.type }
            guard missing > 0 else { return .string(text) }
            if name == "zfill", let sign = text.first, sign == 0x2B || sign == 0x2D {
                return .string([sign] + Array(repeating: 0x30, count: missing) + text.dropFirst())
            }
            // CPython's centring puts the odd blank to the left where the width is odd.
            let left =
                switch name {
                case "ljust": 0
                case "center": missing / 2 + (missing & (missing + text.count) & 1)
                default: missing
                }
            return .string(
                Array(repeating: fill[0], count: left) + text + Array(repeating: fill[0], count: missing - left))
        default: throw Refusal.unsupported
        }
    }

    private func nonEmpty(_ value: Value) throws -> [UInt8] {
        let text = try bytes(value)
        guard !text.isEmpty else { throw Refusal.value }
        return text
    }
}

/// What Python's text methods need to know of ASCII.
enum Ascii {
    static func isUpper(_ byte: UInt8) -> Bool { (0x41...0x5A).contains(byte) }
    static func isLower(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte) }
    static func isLetter(_ byte: UInt8) -> Bool { isUpper(byte) || isLower(byte) }
    static func isDigit(_ byte: UInt8) -> Bool { (0x30...0x39).contains(byte) }
    static func upper(_ byte: UInt8) -> UInt8 { isLower(byte) ? byte - 0x20 : byte }
    static func lower(_ byte: UInt8) -> UInt8 { isUpper(byte) ? byte + 0x20 : byte }

    static func first(_ part: [UInt8], in text: [UInt8], from start: Int = 0) -> Int? {
        guard text.count - part.count >= start else { return nil }
        return (start...(text.count - part.count)).first { text[$0..<($0 + part.count)].elementsEqual(part) }
    }

    static func last(_ part: [UInt8], in text: [UInt8]) -> Int? {
        guard text.count >= part.count else { return nil }
        return (0...(text.count - part.count)).last { text[$0..<($0 + part.count)].elementsEqual(part) }
    }

    /// The pieces of `text` between at most `most` occurrences of `separator`, from the left.
    static func pieces(of text: [UInt8], between separator: [UInt8], most: Int = .max) -> [[UInt8]] {
        var out: [[UInt8]] = []
        var start = 0
        while most < 0 || out.count < most, let at = first(separator, in: text, from: start) {
            out.append(Array(text[start..<at]))
            start = at + separator.count
        }
        return out + [Array(text[start...])]
    }
}
