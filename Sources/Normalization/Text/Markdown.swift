/// Takes the dress off an answer: Markdown and HTML marks, LaTeX wrappers, quotes and closing punctuation.
enum Markdown {
    /// Line starts (headings, bullets, quotes, fences) and links are gone; emphasis goes in `Fold`.
    static func plain(_ source: some Collection<UInt8>) -> Bytes {
        let source = Bytes(source)
        var out = Bytes()
        out.reserveCapacity(source.count)
        var index = 0
        var lineStart = true
        while index < source.count {
            if lineStart {
                index = afterLineMarks(source, index)
                lineStart = false
                continue
            }
            let byte = source[index]
            switch byte {
            case 0x0A:
                out.append(byte)
                lineStart = true
                index += 1
            case 0x5B:  // [text](address)
                if let link = link(source, index) {
                    out.append(contentsOf: source[link.text])
                    index = link.end
                } else {
                    out.append(byte)
                    index += 1
                }
            case 0x3C:  // <tag>
                if let end = tag(source, index) {
                    out.append(0x20)
                    index = end
                } else {
                    out.append(byte)
                    index += 1
                }
            default:
                out.append(byte)
                index += 1
            }
        }
        return out
    }

    private static func afterLineMarks(_ source: Bytes, _ start: Int) -> Int {
        var index = start
        while index < source.count, source[index] == 0x20 || source[index] == 0x09 || source[index] == 0x0D {
            index += 1
        }
        let first = index
        while index < source.count, source[index] == 0x3E || source[index] == 0x23 { index += 1 }  // > #
        if index > first, index >= source.count || !source[index].isSpace { return first }
        if index > first { index = skipBlanks(source, index) }
        if source.has("```", at: index) || source.has("~~~", at: index) {
            while index < source.count, source[index] == 0x60 || source[index] == 0x7E { index += 1 }
            let word = index
            while index < source.count, source[index].isLetter { index += 1 }
            let end = skipBlanks(source, index)
            return end >= source.count || source[end] == 0x0A ? end : word
        }
        if index + 1 < source.count, source[index] == 0x2D || source[index] == 0x2A || source[index] == 0x2B,
            source[index + 1] == 0x20
        {  // a bullet
            return skipBlanks(source, index + 1)
        }
        return index
    }

    private static func skipBlanks(_ source: Bytes, _ start: Int) -> Int {
        var index = start
        while index < source.count, source[index] == 0x20 || source[index] == 0x09 { index += 1 }
        return index
    }

    private static func link(_ source: Bytes, _ start: Int) -> (text: Range<Int>, end: Int)? {
        let limit = min(source.count, start + 400)
        var index = start + 1
        while index < limit, source[index] != 0x5D, source[index] != 0x0A, source[index] != 0x5B { index += 1 }
        guard index + 1 < limit, source[index] == 0x5D, source[index + 1] == 0x28 else { return nil }
        let text = start + 1..<index
        index += 2
        while index < limit, source[index] != 0x29, source[index] != 0x0A { index += 1 }
        return index < limit && source[index] == 0x29 ? (text, index + 1) : nil
    }

    /// An HTML tag of letters (`<b>`, `</answer>`, `<br/>`); comparisons such as `a < b` are none.
    private static func tag(_ source: Bytes, _ start: Int) -> Int? {
        var index = start + 1
        if index < source.count, source[index] == 0x2F { index += 1 }
        guard index < source.count, source[index].isLetter else { return nil }
        let limit = min(source.count, start + 60)
        while index < limit, source[index] != 0x3E, source[index] != 0x3C, source[index] != 0x0A { index += 1 }
        return index < limit && source[index] == 0x3E ? index + 1 : nil
    }

    /// Without quotes, brackets and punctuation that enclose or end a short answer.
    static func bare(_ source: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        var slice = source.trimmed
        var changed = true
        while changed, let first = slice.first, let last = slice.last {
            changed = true
            if ".,;:!?".utf8.contains(last), !(last == 0x2E && slice.count == 1) {
                slice = slice.dropLast().trimmed
            } else if slice.count > 1, "*_`'\"~".utf8.contains(first), first == last {
                slice = slice.dropFirst().dropLast().trimmed
            } else if slice.count > 1,
                (first == 0x28 && last == 0x29) || (first == 0x5B && last == 0x5D) || (first == 0x7B && last == 0x7D),
                encloses(slice)
            {
                slice = slice.dropFirst().dropLast().trimmed
            } else if ":,;*".utf8.contains(first) {
                slice = slice.dropFirst().trimmed
            } else {
                changed = false
            }
        }
        return slice
    }

    /// True where the first bracket is closed by the last one.
    private static func encloses(_ slice: ArraySlice<UInt8>) -> Bool {
        let open = slice[slice.startIndex]
        let close: UInt8 = open == 0x28 ? 0x29 : open + 2
        var depth = 0
        for index in slice.indices {
            if slice[index] == open { depth += 1 }
            if slice[index] == close { depth -= 1 }
            if depth == 0 { return index == slice.endIndex - 1 }
        }
        return false
    }
}
