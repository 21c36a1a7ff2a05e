/// A number found in a text.
struct FoundNumber: Hashable {
    /// Canonical decimal text: whole numbers exact at any length, others rounded to four places (six digits below 0.01).
    var key: String
    var value: Double
    /// Where it stands in the folded text, sign and magnitude included.
    var range: Range<Int>
    /// The digits or words alone, before a magnitude.
    var isWord = false
    var isPercent = false
}

/// Numbers as people and models write them: grouping, decimal commas, fractions, powers, magnitudes, words.
enum NumberReader {
    /// The number that a text gives as its answer, as a key; `nil` where it has none.
    static func value(of text: Bytes, isMarked: Bool) -> Value? {
        let folded = folded(text)
        guard let found = answer(in: folded, isMarked: isMarked) else { return nil }
        return Value(found.key)
    }

    static func folded(_ text: Bytes) -> Bytes {
        Fold.bytes(Markdown.plain(LaTeX.plain(withoutBold(text))))
    }

    /// The part in bold alone, where exactly one part with a digit is bold.
    private static func withoutBold(_ text: Bytes) -> Bytes {
        guard let open = text.firstRange(of: [0x2A, 0x2A]),
            let close = text.firstRange(of: [0x2A, 0x2A], from: open.upperBound)
        else { return text }
        if text.firstRange(of: [0x2A, 0x2A], from: close.upperBound) != nil { return text }
        let part = text[open.upperBound..<close.lowerBound]
        guard part.contains(where: \.isDigit), close.lowerBound > open.upperBound else { return text }
        if open.lowerBound > 0,
            text[open.lowerBound - 1].isDigit || text[open.lowerBound - 1] == 0x24 || text[open.lowerBound - 1] == 0x2D
        {
            return text
        }
        return Bytes(part)
    }

    private static func answer(in text: Bytes, isMarked: Bool) -> FoundNumber? {
        var part = text[...]
        if let equals = text.lastIndex(of: 0x3D), all(in: Bytes(text[(equals + 1)...])).first != nil {
            part = text[(equals + 1)...]
        }
        let bytes = Bytes(part)
        var found = all(in: bytes)
        if found.isEmpty {
            let words = NumberWords.all(in: bytes)
            if isMarked || Sentences.words(part) <= 12 { found = words }
        }
        guard let last = found.last else { return nil }
        if !isMarked, !looksFinished(bytes) { return nil }
        if found.count == 1 { return last }
        return found.last { !isAside(bytes, $0.range) } ?? last
    }

    /// True where the number stands in parentheses that do not open the text.
    private static func isAside(_ text: Bytes, _ range: Range<Int>) -> Bool {
        var depth = 0
        for index in 0..<range.lowerBound {
            if text[index] == 0x28 { depth += 1 }
            if text[index] == 0x29 { depth = max(0, depth - 1) }
        }
        return depth > 0 && text[..<range.lowerBound].prefix(while: { $0 != 0x28 }).contains(where: \.isDigit)
    }

    /// A long line of prose that stops in the middle was cut off before its answer.
    private static func looksFinished(_ text: Bytes) -> Bool {
        guard Sentences.words(text[...]) > 12, let last = text.trimmed.last else { return true }
        return ".!?)$%".utf8.contains(last)
    }

    /// All numbers in digits in folded text, in order.
    static func all(in text: Bytes) -> [FoundNumber] {
        var out: [FoundNumber] = []
        var scanner = NumberScanner(text)
        var index = 0
        while index < text.count {
            let byte = text[index]
            let starts = byte.isDigit || (byte == 0x2E && index + 1 < text.count && text[index + 1].isDigit)
            if starts, let found = scanner.number(at: index) {
                out.append(found)
                index = max(found.range.upperBound, index + 1)
            } else {
                index += 1
            }
        }
        return out
    }

    /// The canonical text of a value that is not a plain whole number.
    static func key(_ value: Double) -> String {
        guard value.isFinite else { return value.isNaN ? "nan" : value < 0 ? "-inf" : "inf" }
        let size = abs(value)
        if value == value.rounded(), size < 1e15 { return String(Int64(value)) }
        if size >= 0.01 && size < 1e11 {
            let rounded = (value * 10_000).rounded() / 10_000
            return rounded == rounded.rounded() ? String(Int64(rounded)) : "\(rounded)"
        }
        return significant(value, digits: 6)
    }

    /// Scientific notation with so many digits, trailing zeros gone.
    static func significant(_ value: Double, digits: Int) -> String {
        guard value != 0 else { return "0" }
        var exponent = 0
        var mantissa = abs(value)
        while mantissa >= 10 { mantissa /= 10; exponent += 1 }
        while mantissa < 1 { mantissa *= 10; exponent -= 1 }
        var scale = 1.0
        for _ in 1..<digits { scale *= 10 }
        mantissa = (mantissa * scale).rounded() / scale
        if mantissa >= 10 { mantissa /= 10; exponent += 1 }
        let text = mantissa == mantissa.rounded() ? String(Int(mantissa)) : "\(mantissa)"
        return (value < 0 ? "-" : "") + text + "e" + String(exponent)
    }
}
