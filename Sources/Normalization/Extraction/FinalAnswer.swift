/// Where in a response its answer stands.
enum FinalAnswer {
    /// The longest candidate that is read, in bytes.
    static let limit = 4_096

    /// The marked answers of `source`, the one that counts first: an `answer` field; else the later of a box and the last "the answer is …"; a tag; earlier marks after the later ones. `lines` is false where a sentence may say such words by right.
    static func marked(in source: Bytes, strict: Bool = false, empty: Bool = false, lines: Bool = true) -> [Bytes] {
        if source.count < 4 { return [] }
        if let field = AnswerField.last(in: source, empty: empty) { return [boxed(in: field)?.text ?? field] }
        var found: [(text: Bytes, place: Int)] = []
        if let box = boxed(in: source) { found.append(box) }
        if let tag = tagged(source) { found.append(tag) }
        if lines { found += lineValues(in: source, strict: strict, after: found.map(\.place).max()) }
        return found.sorted { $0.place > $1.place }.map(\.text)
    }

    /// The contents of the last `\boxed{…}`, braces balanced; of several that make a list, all of it.
    static func boxed(in source: Bytes) -> (text: Bytes, place: Int)? {
        guard let last = box(in: source[...]) else { return nil }
        var low = last.place
        var parts = [last.text]
        while parts.count < 12, let earlier = box(in: source[..<low]), joins(source[earlier.end..<low]) {
            parts.insert(earlier.text, at: 0)
            low = earlier.place
        }
        return (Bytes(parts.joined(separator: [0x2C, 0x20])), low)
    }

    /// What may stand between two boxes of one list.
    private static func joins(_ gap: ArraySlice<UInt8>) -> Bool {
        guard gap.count < 24 else { return false }
        let words = gap.filter { !$0.isSpace && !"$\\(),;".utf8.contains($0) }
        return words.isEmpty
            || ["and", "or", "und", "y", "et", "text{and}", "quad", "qquad"].contains { words.elementsEqual($0.utf8) }
    }

    private static func box(in source: ArraySlice<UInt8>) -> (text: Bytes, place: Int, end: Int)? {
        let source = Bytes(source)
        var end = source.count
        for _ in 0..<4 {
            guard let found = Bytes(source[..<end]).lastRange(of: Bytes("boxed".utf8)) else { return nil }
            end = found.lowerBound
            guard end > 0, source[end - 1] == 0x5C else { continue }
            var open = found.upperBound
            while open < source.count, source[open] == 0x20 { open += 1 }
            guard open < source.count else { continue }
            let window = source[..<min(source.count, open + limit)]
            if source[open] == 0x7B, let close = LaTeX.closingBrace(window, open) {
                let inner = source[open + 1..<close].trimmed
                if !inner.isEmpty { return (Bytes(inner), end - 1, close + 1) }
            } else if source[open].isDigit {
                let digits = source[open...].prefix { !$0.isSpace && $0 != 0x24 }
                return (Bytes(digits), end - 1, digits.endIndex)
            }
        }
        return nil
    }

    /// The contents of the last `<answer>…</answer>`.
    private static func tagged(_ source: Bytes) -> (text: Bytes, place: Int)? {
        guard let open = source.lastRange(of: Bytes("<answer>".utf8)) else { return nil }
        let rest = source[open.upperBound...]
        let close = rest.firstRange(of: Bytes("</answer>".utf8))?.lowerBound ?? rest.endIndex
        let inner = rest[..<close].trimmed
        return inner.isEmpty ? nil : (Bytes(inner.prefix(AnswerField.limit)), open.lowerBound)
    }

    private static let markers = PhraseIndex<Bool>(
        Phrasebook.all.flatMap { book in
            // Small letters of ASCII match capitals by themselves; of others both are written out.
            book.markers.flatMap {
                [($0, true), (Fold.text($0), true), ($0.prefix(1).uppercased() + $0.dropFirst(), true)]
            }
        })

    /// What follows the last markers on their lines, or the next lines where nothing follows; of those before `place` only the last.
    private static func lineValues(in source: Bytes, strict: Bool, after place: Int?) -> [(text: Bytes, place: Int)] {
        var out: [(text: Bytes, place: Int)] = []
        for hit in markers.hits(in: source).reversed().prefix(6) {
            guard let value = value(source, after: hit.range, strict: strict) else { continue }
            out.append((value, hit.range.lowerBound))
            if out.count == 3 || hit.range.lowerBound < place ?? 0 { break }
        }
        return out
    }

    private static func value(_ source: Bytes, after marker: Range<Int>, strict: Bool) -> Bytes? {
        var index = marker.upperBound
        let name = source[marker].map(\.lowered)
        let isColon =
            name.last == 0x3A || name.last == 0x3D || name.last == 0x23 || name.last.map { $0 >= 0x80 } == true
        if strict, !isColon, !Bytes(name).text.hasPrefix("final") { return nil }
        if Bytes(name).text.hasPrefix("final"), let direct = direct(source, index) {
            index = direct
        } else if Bytes(name).text.hasPrefix("final") {
            while index < source.count, !":\n.".utf8.contains(source[index]), !source.has(" is ", at: index),
                index - marker.upperBound < 60
            { index += 1 }
            guard index < source.count, source[index] == 0x3A || source.has(" is ", at: index) else { return nil }
            index += source[index] == 0x3A ? 1 : 4
        } else if name.last == 0x2D, index < source.count, source[index] == 0x2D {
            return nil
        }
        let start = index
        index = skipDress(source, index)
        var end = index
        while end < source.count, source[end] != 0x0A, end - index < limit { end += 1 }
        var value = source[index..<end].trimmed
        // "… is ... (A)": what stands in for an answer is none.
        while value.starts(with: "...".utf8) { value = value.dropFirst(3).trimmed }
        while value.starts(with: "…".utf8) { value = value.dropFirst(3).trimmed }
        if Markdown.bare(value).isEmpty || value.allSatisfy({ ".`_'\"*".utf8.contains($0) }) { return nil }
        // A minus with a blank after it is a bullet on a line of its own alone.
        if value.count > 2, value.first == 0x2D, value[value.startIndex + 1] == 0x20,
            value[value.startIndex + 2].isDigit, !source[start..<index].contains(0x0A)
        {
            return [0x2D] + Bytes(value.dropFirst(2))
        }
        return Bytes(value)
    }

    /// Where a value follows a marker without a colon: "the final answer 18", "final answer B."
    private static func direct(_ source: Bytes, _ start: Int) -> Int? {
        var index = start
        while index < source.count, source[index] == 0x20 || source[index] == 0x2A { index += 1 }
        guard index > start, index + 1 <= source.count else { return nil }
        let next = index + 1 < source.count ? source[index + 1] : 0x2E
        if source[index].isDigit
            || "-$\\".utf8.contains(source[index]) && (next.isDigit || next == 0x28 || next == 0x62)
        {
            return index
        }
        return source[index].isUpper && !next.isWord && next != 0x27 && (next != 0x20 || index + 2 >= source.count)
            ? index : nil
    }

    /// Past colons, emphasis, fences and line breaks to where the value begins.
    private static func skipDress(_ source: Bytes, _ start: Int) -> Int {
        var index = start
        while index < source.count {
            let byte = source[index]
            if byte.isSpace || byte == 0x3A || byte == 0x2A || byte == 0x23 || byte == 0x3E {
                index += 1
            } else if source.has("→", at: index) || source.has("—", at: index) || source.has("⇒", at: index) {
                index += 3
            } else if source.has("->", at: index) || source.has("=>", at: index) {
                index += 2
            } else if source.has("```", at: index) {
                index += 3
                while index < source.count, source[index].isLetter { index += 1 }
            } else {
                break
            }
        }
        return index
    }

    /// True where a JSON object begins and never ends: the response was cut off before its answer.
    static func isCutObject(_ source: Bytes) -> Bool {
        var slice = source.trimmed
        if slice.starts(with: [0x60, 0x60, 0x60]) { slice = slice.drop { $0 == 0x60 || $0.isLetter || $0.isSpace } }
        guard slice.first == 0x7B else { return false }
        return slice[slice.afterSpaces(slice.startIndex + 1)...].first == 0x22 && !slice.contains(0x7D)
    }

    /// The likely places of an unmarked answer: the last line, the first line, all of a short text.
    static func likely(in source: Bytes) -> [Bytes] {
        let lines = edges(source)
        guard let first = lines.first, let last = lines.last else { return [] }
        if lines.count == 1 { return [first] }
        let firstIsAnswer = first.count <= 60 && last.count > 80 && first.last != 0x3A
        return firstIsAnswer ? [first, last] : [last, first]
    }

    /// The first and the last line that say anything, at most `limit` bytes each.
    private static func edges(_ source: Bytes) -> [Bytes] {
        var first: Bytes?
        var last: Range<Int>?
        var start = 0
        for index in 0...source.count where index == source.count || source[index] == 0x0A {
            let line = source[start..<index].trimmed
            if !Markdown.bare(line.prefix(200)).isEmpty, !line.starts(with: [0x60, 0x60, 0x60]) {
                if first == nil { first = Bytes(line.prefix(limit)) }
                last = line.startIndex..<line.endIndex
            }
            start = index + 1
        }
        guard let first, let last else { return [] }
        let end = Bytes(source[last].suffix(limit))
        return first == end ? [first] : [first, end]
    }
}
