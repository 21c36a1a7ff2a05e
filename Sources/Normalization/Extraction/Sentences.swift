/// Sentences and clauses of short texts.
enum Sentences {
    private static let abbreviations: Set<String> = [
        "mr", "mrs", "ms", "dr", "prof", "st", "jr", "sr", "v", "vs", "no", "inc", "co", "ltd", "corp", "supp", "f",
        "u.s", "gen", "col", "capt", "lt", "rev", "hon", "gov", "sen", "rep", "fig", "approx", "ca", "c", "e.g", "i.e",
        "etc", "art", "sec", "vol", "p", "pp", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct",
        "nov", "dec", "ft", "mt", "nr",
    ]

    /// The first sentence, without what follows; a line break ends it too.
    static func first(_ source: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let source = source.trimmed
        var index = source.startIndex
        while index < source.endIndex {
            if source[index] == 0x0A { return source[..<index] }
            if source.has("。", at: index) { return source[..<index] }
            if ends(source, index) { return source[..<index] }
            index += 1
        }
        return source
    }

    /// True where the mark at `index` ends a sentence and is not part of an abbreviation, an initial or a number.
    static func ends(_ source: ArraySlice<UInt8>, _ index: Int) -> Bool {
        let byte = source[index]
        guard byte == 0x2E || byte == 0x21 || byte == 0x3F else { return false }
        var next = index + 1
        while next < source.endIndex, "\"'*_)".utf8.contains(source[next]) { next += 1 }
        guard next < source.endIndex, source[next].isSpace else { return next >= source.endIndex }
        guard byte == 0x2E else { return true }
        var start = index
        while start > source.startIndex,
            source[start - 1].isLetter || source[start - 1].isDigit || source[start - 1] == 0x2E, index - start < 12
        {
            start -= 1
        }
        let word = source[start..<index]
        if word.count == 1, let letter = word.first, letter.isLetter { return false }
        if word.count == 1, let digit = word.first, digit.isDigit, start == source.startIndex { return false }
        if word.count <= 6, abbreviations.contains(Bytes(word.map(\.lowered)).text) { return false }
        return !(word.contains(0x2E) && word.count <= 5)
    }

    static func words(_ source: ArraySlice<UInt8>) -> Int {
        var count = 0
        var inside = false
        for byte in source {
            if byte.isSpace { inside = false } else if !inside { count += 1; inside = true }
        }
        return count
    }
}

extension Array where Element == UInt8 {
    /// True where `bytes` stands at `index`, ASCII letters of either case.
    func hasPrefix(_ bytes: Bytes, at index: Int) -> Bool {
        guard index + bytes.count <= count else { return false }
        for offset in bytes.indices where self[index + offset].lowered != bytes[offset] { return false }
        return true
    }
}
