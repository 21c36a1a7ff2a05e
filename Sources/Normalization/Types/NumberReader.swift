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
        let main = Clauses.main(text)
        if Clauses.onlyDenies(main) { return nil }
        let folded = folded(main)
        if isMarked || Sentences.words(folded[...]) <= 16, let several = assignments(folded) { return several }
        let part = answerPart(folded, isMarked: isMarked)
        if isMarked || Sentences.words(part[...]) <= 5, let expression = Several.expression(part[...]) {
            return Value(expression)
        }
        var found = all(in: part)
        if found.isEmpty {
            let words = NumberWords.all(in: part)
            if isMarked || Sentences.words(part[...]) <= 12 { found = words }
            if found.isEmpty, let foreign = ForeignNumbers.value(in: Bytes(Markdown.bare(part[...]))) {
                return Value(foreign.key)
            }
            if found.isEmpty, let ordinal = NumberWords.ordinal(part) { return Value(key(Double(ordinal))) }
            if found.isEmpty, let roman = Roman.value(in: text, isMarked: isMarked) { return Value(key(Double(roman))) }
        }
        guard !found.isEmpty, isMarked || looksFinished(part) else { return nil }
        if let several = several(found, in: part, isMarked: isMarked) { return several }
        let chosen = found.count == 1 ? found[0] : found.last { !isAside(part, $0.range) } ?? found[found.count - 1]
        let form = grouped(part, chosen).map { Value.Form.number($0) } ?? chosen.step(in: part).map { .rounded($0) }
        return Value(chosen.key, form ?? .plain)
    }

    /// What a single point before three digits would mean as a mark of grouping: 12345 for `12.345`.
    private static func grouped(_ text: Bytes, _ number: FoundNumber) -> String? {
        let digits = text[number.range].drop { $0 == 0x2D || $0 == 0x20 || $0 == 0x24 }
        guard let point = digits.firstIndex(of: 0x2E), case let head = digits[..<point], (1...3).contains(head.count),
            head.first != 0x30,
            case let tail = digits[(point + 1)...], tail.count == 3, (head + tail).allSatisfy(\.isDigit)
        else { return nil }
        return (number.value < 0 ? "-" : "") + head.text + tail.text
    }

    /// The part of a text in which its answer stands: after the last "=", of a marked text the first sentence with a number.
    private static func answerPart(_ text: Bytes, isMarked: Bool) -> Bytes {
        var part = text[...]
        var isResult = isMarked
        if let equals = text.lastIndex(of: 0x3D), case let rest = text[(equals + 1)...],
            rest.contains(where: \.isDigit) && !all(in: Bytes(rest)).isEmpty || Several.expression(rest) != nil
        {
            part = rest
            isResult = true
        }
        // "The total is 84 apples, which he splits over 3 days."
        if !isMarked, !isResult, let main = beforeAside(part) { return Bytes(main) + [0x2E] }
        guard isResult else { return Bytes(part) }
        var sentences: [ArraySlice<UInt8>] = []
        var rest = part
        while !rest.isEmpty, sentences.count < 40 {
            let first = Sentences.first(rest)
            if first.contains(where: \.isDigit) { sentences.append(first) }
            guard first.endIndex < rest.endIndex else { break }
            rest = rest[(first.endIndex + 1)...]
        }
        guard let first = sentences.first, sentences.count > 1 else { return Bytes(part) }
        let isShort = Sentences.words(first) <= 4
        if !isShort, !sums(first), let last = sentences.last, sums(last) { return Bytes(last) }
        return Bytes(first)
    }

    private static let asides = [", which ", ", who ", ", where ", ", whom "].map { Bytes($0.utf8) }

    /// A sentence that sums up, without the clause that goes on about what it sums: not where that clause gives the result, "…, which is 84".
    private static func beforeAside(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        guard let aside = asides.compactMap({ text.firstRange(of: $0) }).min(by: { $0.lowerBound < $1.lowerBound }),
            case let main = text[..<aside.lowerBound], sums(main), main.contains(where: \.isDigit),
            !results.contains(where: { text[aside.upperBound...].starts(with: $0) })
        else { return nil }
        return main
    }

    private static let results = [
        "is ", "are ", "was ", "equal", "comes ", "makes ", "gives ", "means ", "leaves ", "totals ", "brings ",
        "amounts ",
        "adds ", "results ", "would be ", "will be ", "works out", "turns ",
    ].map { Bytes($0.utf8) }

    private static let sums = [
        "total", "answer", "equals", "therefore", "thus", "combined", "profit", "altogether", "result", "so,", "in all",
        "makes", " left",
    ].map { Bytes($0.utf8) }

    private static func sums(_ sentence: ArraySlice<UInt8>) -> Bool { sums.contains { sentence.contains($0) } }

    /// A range, alternatives or a list in place of one number.
    private static func several(_ found: [FoundNumber], in text: Bytes, isMarked: Bool) -> Value? {
        guard found.count > 1, isMarked || Sentences.words(text[...]) <= 10 else { return nil }
        var low = found.count - 1
        var isLoose = false
        while low > 0 {
            let one = found[low - 1].range
            let gap = text[min(one.upperBound, found[low].range.lowerBound)..<found[low].range.lowerBound]
            guard let joint = Several.joint(gap, opening: text[..<one.lowerBound]) else { break }
            // "8-4" is a difference, "0.08, or 8 %" one value.
            if joint == .range, found[low - 1].value >= found[low].value { break }
            if found[low].isPercent != found[low - 1].isPercent, joint == .or { break }
            if joint == .list { isLoose = true }
            low -= 1
        }
        guard low < found.count - 1, found[(low + 1)...].contains(where: { $0.key != found[low].key }) else {
            return nil
        }
        // A list: nothing but its names stands around it.
        if isLoose, low > 0 || Sentences.words(text[found[found.count - 1].range.upperBound...]) > 3 { return nil }
        return Value(Several.key(found[low...].map(\.key)), .several)
    }

    /// "x = 2 or x = 4": one name with several values.
    private static func assignments(_ text: Bytes) -> Value? {
        let parts = text.split(separator: 0x3D, maxSplits: 9, omittingEmptySubsequences: false).map { Bytes($0) }
        guard parts.count >= 3 else { return nil }
        let names = parts.dropLast().map { part in Bytes(part.trimmed.reversed().prefix(while: \.isWord).reversed()) }
        guard let name = names.first, let letter = name.first, !letter.isDigit, names.allSatisfy({ $0 == name }) else {
            return nil
        }
        var keys: [String] = []
        for (place, part) in parts.enumerated().dropFirst() {
            let isLast = place == parts.count - 1
            let said = isLast ? Bytes(part) : Bytes(part.trimmed.dropLast(name.count))
            guard let found = all(in: said).first, said[..<found.range.lowerBound].allSatisfy({ !$0.isWord }) else {
                return nil
            }
            let rest = said[min(found.range.upperBound, said.count)...]
            guard isLast ? Sentences.words(rest) <= 3 : Several.joins(rest) else { return nil }
            keys.append(found.key)
        }
        return Set(keys).count > 1 ? Value(Several.key(keys), .several) : nil
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
        // "Total in April: 48"
        if last.isDigit, let colon = text.lastIndex(of: 0x3A), Sentences.words(text[colon...]) <= 2 { return true }
        return ".!?)$%".utf8.contains(last)
    }

    /// All numbers in digits in folded text, in order.
    static func all(in text: Bytes) -> [FoundNumber] {
        var out: [FoundNumber] = []
        var scanner = NumberScanner(text)
        var index = 0
        while index < text.count {
            let byte = text[index]
            // The power of a unit is no number of its own: "36 cm^2".
            if byte == 0x5E, index > 0, text[index - 1].isLetter {
                index += 1
                while index < text.count, text[index].isDigit { index += 1 }
                continue
            }
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
