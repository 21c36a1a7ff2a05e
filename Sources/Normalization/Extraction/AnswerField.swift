/// The `answer` field of a JSON object, also where the JSON is broken, cut off, quoted once more or stands in a code fence.
enum AnswerField {
    /// The longest value that is read, in bytes.
    static let limit = 100_000

    /// The value of the last such field that is not the template's own `___`; strings come decoded. An empty value counts where `empty` is allowed and no other field has one.
    static func last(in source: Bytes, empty: Bool = false) -> Bytes? {
        var blank: Bytes?
        for start in valueStarts(source).suffix(8).reversed() {
            guard let value = value(source, at: start.index, quote: start.quote, escaped: start.escaped) else {
                continue
            }
            let bare = value.trimmed
            if bare.isEmpty {
                blank = blank ?? Bytes(value)
                if empty { break }
                continue
            }
            if bare.allSatisfy({ $0 == 0x5F }) || bare.elementsEqual("...".utf8) { continue }
            return Bytes(value)
        }
        return empty ? blank : nil
    }

    private struct Start {
        var index: Int
        var quote: UInt8
        var escaped: Bool
    }

    private static func valueStarts(_ source: Bytes) -> [Start] {
        var out: [Start] = []
        var index = 1
        while index + 7 < source.count {
            if source[index].lowered == 0x61, source.hasFolded("answer", at: index),
                let start = start(source, word: index)
            {
                out.append(start)
                index = start.index
            } else {
                index += 1
            }
        }
        return out
    }

    /// `"answer":`, `'final_answer' :`, `\"Answer\":` with the word at `word`.
    private static func start(_ source: Bytes, word: Int) -> Start? {
        var low = word
        if low >= 6, source[low - 1] == 0x5F || source[low - 1] == 0x20, source.hasFolded("final", at: low - 6) {
            low -= 6
        }
        var index = word + 6
        let quoted = low > 0 && (source[low - 1] == 0x22 || source[low - 1] == 0x27)
        let escaped = index < source.count && source[index] == 0x5C
        if escaped { index += 1 }
        guard index < source.count, source[index] == 0x22 || source[index] == 0x27 else { return nil }
        guard quoted || source[index] == 0x22 else { return nil }
        let quote = source[index]
        index = source.afterSpaces(index + 1)
        guard index < source.count, source[index] == 0x3A else { return nil }
        return Start(index: source.afterSpaces(index + 1), quote: quote, escaped: escaped)
    }

    private static func value(_ source: Bytes, at start: Int, quote: UInt8, escaped: Bool) -> Bytes? {
        guard start < source.count else { return nil }
        let end = min(source.count, start + limit)
        if escaped, source[start] == 0x5C, start + 1 < end, source[start + 1] == 0x22 {
            let close =
                source[..<end].firstRange(of: [0x5C, 0x22], from: start + 2)?.lowerBound ?? lineEnd(source, start, end)
            return decoded(decoded(source[(start + 2)..<close]))
        }
        switch source[start] {
        case 0x22, 0x27: return string(source, at: start, end: end)
        case 0x5B, 0x7B, 0x28:
            if let close = Brackets.end(source[..<end], from: start) { return Bytes(source[start..<close]) }
            return Bytes(source[start..<lineEnd(source, start, end)].trimmed)
        default:
            var index = start
            while index < end, source[index] != 0x7D, source[index] != 0x0A {
                if source[index] == 0x2C, !isGroup(source, index, end) { break }
                index += 1
            }
            let bare = source[start..<index].trimmed
            return bare.elementsEqual("null".utf8) ? nil : Bytes(bare)
        }
    }

    /// A comma before exactly three digits groups a number.
    private static func isGroup(_ source: Bytes, _ comma: Int, _ end: Int) -> Bool {
        guard comma > 0, source[comma - 1].isDigit, comma + 3 < end else { return false }
        return source[(comma + 1)...(comma + 3)].allSatisfy(\.isDigit)
            && !(comma + 4 < end && source[comma + 4].isDigit)
    }

    private static func lineEnd(_ source: Bytes, _ start: Int, _ end: Int) -> Int {
        var index = start
        while index < end, source[index] != 0x0A { index += 1 }
        return index
    }

    private static func string(_ source: Bytes, at start: Int, end: Int) -> Bytes {
        let quote = source[start]
        var first: Int?
        var index = start + 1
        while index < end {
            if source[index] == 0x5C {
                index += 2
                continue
            }
            if source[index] == quote {
                if closes(source, index, end) { return decoded(source[(start + 1)..<index]) }
                first = first ?? index
            }
            if source[index] == 0x0A, first != nil { break }
            index += 1
        }
        let close = first ?? lineEnd(source, start, end)
        var slice = source[min(start + 1, close)..<close].trimmed
        if first == nil {
            while let last = slice.last, last == 0x7D || last == 0x2C || last.isSpace { slice = slice.dropLast() }
        }
        return decoded(slice)
    }

    /// True where the quote at `index` ends a value: the object ends, the next key comes, or the line is over.
    private static func closes(_ source: Bytes, _ index: Int, _ end: Int) -> Bool {
        var next = index + 1
        while next < end, source[next] == 0x20 || source[next] == 0x09 || source[next] == 0x0D { next += 1 }
        guard next < end else { return true }
        switch source[next] {
        case 0x0A, 0x60: return true
        case 0x7D:
            let after = source.afterSpaces(next + 1)
            return after >= end || source[after] != source[index]
        case 0x2C:
            let key = source.afterSpaces(next + 1)
            guard key < end, source[key] == 0x22 || source[key] == 0x27 else { return true }
            var close = key + 1
            let limit = min(end, key + 100)
            while close < limit, source[close] != source[key] { close += 1 }
            let colon = source.afterSpaces(min(close + 1, end))
            return colon < end && source[colon] == 0x3A
        default: return false
        }
    }

    /// JSON escapes decoded; a lone surrogate becomes U+FFFD, an unknown escape and LaTeX (`\frac`, `\times`) stay as they are.
    static func decoded(_ source: some Collection<UInt8>) -> Bytes {
        let source = Bytes(source)
        guard source.contains(0x5C) else { return source }
        var out = Bytes()
        out.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            guard source[index] == 0x5C, index + 1 < source.count else {
                out.append(source[index])
                index += 1
                continue
            }
            let next = source[index + 1]
            if isLaTeX(source, index + 1) {
                out.append(contentsOf: [0x5C, next])
                index += 2
                continue
            }
            switch next {
            case 0x6E: out.append(0x0A)
            case 0x74: out.append(0x09)
            case 0x72: out.append(0x0D)
            case 0x62: out.append(0x08)
            case 0x66: out.append(0x0C)
            case 0x22, 0x5C, 0x2F: out.append(next)
            case 0x75:
                let (scalar, used) = unicode(source, index)
                out.append(contentsOf: Bytes(String(scalar).utf8))
                index += used
                continue
            default: out.append(contentsOf: [0x5C, next])
            }
            index += 2
        }
        return out
    }

    private static func isLaTeX(_ source: Bytes, _ index: Int) -> Bool {
        switch source[index] {
        case 0x66: source.has("frac", at: index)
        case 0x74: source.has("times", at: index) || source.has("text", at: index) || source.has("tfrac", at: index)
        case 0x62: source.has("boxed", at: index)
        case 0x72: source.has("right", at: index)
        case 0x6E: source.has("neq", at: index) || source.has("nicefrac", at: index)
        default: false
        }
    }

    private static func unicode(_ source: Bytes, _ index: Int) -> (Unicode.Scalar, Int) {
        guard let unit = hex(source, index + 2) else { return ("\u{FFFD}", 2) }
        if let scalar = Unicode.Scalar(UInt32(unit)) { return (scalar, 6) }
        if unit < 0xDC00, source.has("\\u", at: index + 6), let low = hex(source, index + 8),
            (0xDC00...0xDFFF).contains(low)
        {
            let value = 0x10000 + (UInt32(unit) - 0xD800) << 10 + (UInt32(low) - 0xDC00)
            return (Unicode.Scalar(value) ?? "\u{FFFD}", 12)
        }
        return ("\u{FFFD}", 6)
    }

    private static func hex(_ source: Bytes, _ start: Int) -> UInt16? {
        guard start + 4 <= source.count else { return nil }
        var value: UInt16 = 0
        for byte in source[start..<start + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else { return nil }
            value = value << 4 | UInt16(digit)
        }
        return value
    }
}

/// Bracketed literals.
enum Brackets {
    /// The index after the bracket that closes the one at `start`; brackets in quoted strings do not count. `nil` where it stays open.
    static func end(_ source: ArraySlice<UInt8>, from start: Int) -> Int? {
        var depth = 0
        var quote: UInt8?
        var index = start
        while index < source.endIndex {
            let byte = source[index]
            if let open = quote {
                if byte == 0x5C { index += 1 } else if byte == open { quote = nil }
            } else {
                switch byte {
                case 0x22, 0x27: quote = byte
                case 0x5B, 0x7B, 0x28: depth += 1
                case 0x5D, 0x7D, 0x29:
                    depth -= 1
                    if depth == 0 { return index + 1 }
                default: break
                }
            }
            index += 1
        }
        return nil
    }
}
