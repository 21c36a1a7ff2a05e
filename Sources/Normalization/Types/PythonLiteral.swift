/// A value in Python's literal notation, written in one way: its own escapes, quotes, spacing, figures and the order of sets and keys do not matter.
struct PythonLiteral {
    private let source: Bytes
    private var index: Int
    private var depth = 0

    /// The canonical text; `nil` where the source is no literal, or not only one. A string standing alone comes without quotes.
    static func canonical(_ source: Bytes) -> String? {
        guard source.count < 100_000, let first = source.first,
            "[({'\"+-.".utf8.contains(first) || first.isDigit || first.isLetter || first == 0xE2
        else { return nil }
        var reader = PythonLiteral(source: source, index: source.startIndex)
        reader.blanks()
        let isString = reader.quote() != nil || reader.prefixed()
        guard let value = reader.value() else { return nil }
        reader.blanks()
        guard reader.index == source.count else { return nil }
        guard isString else { return value.text }
        let bare = Bytes(value.dropFirst().dropLast())
        return bare.isEmpty ? "''" : bare.text
    }

    /// A text without its escapes, read as the inside of a string.
    static func unescaped(_ source: Bytes) -> Bytes {
        guard source.contains(0x5C) else { return source }
        var reader = PythonLiteral(source: source, index: 0)
        var out = Bytes()
        out.reserveCapacity(source.count)
        while reader.index < source.count {
            if reader.byte == 0x5C, reader.index + 1 < source.count {
                reader.escape(into: &out)
            } else {
                out.append(reader.byte)
                reader.index += 1
            }
        }
        return out
    }

    private var byte: UInt8 { index < source.count ? source[index] : 0 }

    private mutating func blanks() { while index < source.count, source[index].isSpace { index += 1 } }

    /// The bytes of the quote at the place, typographic ones among them.
    private func quote() -> (open: Int, closes: [Bytes])? {
        if byte == 0x27 || byte == 0x22 {
            let triple = Bytes(repeating: byte, count: 3)
            return source.has(triple, at: index) && source.count > index + 5 ? (3, [triple]) : (1, [[byte]])
        }
        if source.has("\u{2018}", at: index) || source.has("\u{201C}", at: index) || source.has("\u{2019}", at: index) {
            return (3, [Bytes("\u{2019}".utf8), Bytes("\u{201D}".utf8)])
        }
        return nil
    }

    private func prefixed() -> Bool {
        (byte.lowered == 0x62 || byte.lowered == 0x75) && index + 1 < source.count
            && (source[index + 1] == 0x27 || source[index + 1] == 0x22)
    }

    private mutating func value() -> Bytes? {
        depth += 1
        defer { depth -= 1 }
        guard depth < 60 else { return nil }
        blanks()
        if prefixed() { index += 1 }
        if quote() != nil { return string() }
        switch byte {
        case 0x5B: return list(close: 0x5D)
        case 0x28: return list(close: 0x29)
        case 0x7B: return braces()
        default: return number() ?? name()
        }
    }

    /// A string between single quotes, escapes decoded and white space left out; adjacent ones are one.
    private mutating func string() -> Bytes? {
        guard let (open, closes) = quote() else { return nil }
        index += open
        var out: Bytes = [0x27]
        while index < source.count {
            if let close = closes.first(where: { source.has($0, at: index) }) {
                index += close.count
                out.append(0x27)
                return out
            }
            let byte = source[index]
            if byte == 0x5C, index + 1 < source.count {
                escape(into: &out)
            } else {
                if !byte.isSpace { out.append(byte == 0x22 ? 0x27 : byte) }
                index += 1
            }
        }
        return nil
    }

    private mutating func escape(into out: inout Bytes) {
        let next = source[index + 1]
        func hex(_ count: Int) -> UInt32? {
            guard index + 2 + count <= source.count else { return nil }
            return UInt32(source[(index + 2)..<index + 2 + count].text, radix: 16)
        }
        let size: Int = next == 0x78 ? 2 : next == 0x75 ? 4 : next == 0x55 ? 8 : 0
        if size > 0, let scalar = hex(size).flatMap(Unicode.Scalar.init) {
            if scalar.value > 0x20 { out += Bytes(String(Character(scalar)).utf8) }
            index += 2 + size
            return
        }
        switch next {
        case 0x6E, 0x74, 0x72, 0x0A: break
        case 0x22, 0x27: out.append(0x27)
        case 0x5C: out.append(0x5C)
        default: out += [0x5C, next]
        }
        index += 2
    }

    private mutating func list(close: UInt8) -> Bytes? {
        let open = byte
        index += 1
        var parts: [Bytes] = []
        var commas = 0
        while true {
            blanks()
            if byte == close { break }
            guard let part = value() else { return nil }
            parts.append(part)
            blanks()
            if byte == 0x2C {
                commas += 1
                index += 1
            } else if byte != close {
                return nil
            }
        }
        index += 1
        if open == 0x28, parts.count == 1, commas == 0 { return parts[0] }
        let tail: Bytes = open == 0x28 && parts.count == 1 ? [0x2C] : []
        return [open] + Bytes(parts.joined(separator: [0x2C])) + tail + [close]
    }

    /// A set, sorted, or a dictionary, sorted by its keys; of equal keys the last one counts.
    private mutating func braces() -> Bytes? {
        index += 1
        var keys: [Bytes] = []
        var values: [Bytes: Bytes] = [:]
        var isSet: Bool?
        while true {
            blanks()
            if byte == 0x7D { break }
            guard let key = value() else { return nil }
            blanks()
            var entry: Bytes?
            if byte == 0x3A {
                index += 1
                guard let found = value() else { return nil }
                entry = found
                blanks()
            }
            guard isSet == nil || isSet == (entry == nil) else { return nil }
            isSet = entry == nil
            if values.updateValue(entry ?? [], forKey: key) == nil { keys.append(key) }
            if byte == 0x2C { index += 1 } else if byte != 0x7D { return nil }
        }
        index += 1
        let sorted = keys.sorted { $0.lexicographicallyPrecedes($1) }
        let parts = isSet == true ? sorted : sorted.map { $0 + [0x3A] + values[$0, default: []] }
        return [0x7B] + Bytes(parts.joined(separator: [0x2C])) + [0x7D]
    }

    /// Whole numbers without their underscores, others as Python prints them.
    private mutating func number() -> Bytes? {
        let start = index
        var text = Bytes()
        if byte == 0x2D || byte == 0x2B {
            if byte == 0x2D { text.append(byte) }
            index += 1
        }
        var isWhole = true
        var digits = 0
        while index < source.count {
            if byte.isDigit {
                digits += 1
                text.append(byte)
            } else if byte == 0x5F, digits > 0, index + 1 < source.count, source[index + 1].isDigit {
            } else if byte == 0x2E, isWhole {
                isWhole = false
                text.append(byte)
            } else if byte.lowered == 0x65, digits > 0, index + 1 < source.count,
                source[index + 1].isDigit || source[index + 1] == 0x2D || source[index + 1] == 0x2B
            {
                isWhole = false
                text += [0x65, source[index + 1]]
                index += 1
            } else {
                break
            }
            index += 1
        }
        guard digits > 0, !byte.isLetter, byte < 0x80 else {
            index = start
            return nil
        }
        if isWhole { return text }
        guard let value = Double(text.last == 0x2E ? text.text + "0" : text.text) else {
            index = start
            return nil
        }
        return Bytes("\(value)".utf8)
    }

    private mutating func name() -> Bytes? {
        for (word, canonical) in Self.names where source.has(word, at: index) {
            let end = index + word.count
            guard end >= source.count || !(source[end].isWord || source[end] == 0x5F) else { continue }
            index = end
            if byte == 0x28, source.has("()", at: index) {
                index += 2
                return canonical == Bytes("set".utf8) ? Bytes("set()".utf8) : nil
            }
            return canonical == Bytes("set".utf8) ? nil : canonical
        }
        return nil
    }

    private static let names: [(Bytes, Bytes)] = [
        ("True", "True"), ("False", "False"), ("None", "None"), ("set", "set"), ("inf", "inf"), ("nan", "nan"),
    ].map { (Bytes($0.0.utf8), Bytes($0.1.utf8)) }
}
