/// The little LaTeX that models put around numbers and words.
enum LaTeX {
    /// `\dfrac{1}{2}` → ` 1/2`, `\text{Paris}` → `Paris`, `3{,}000` → `3,000`, `90^\circ` → `90°`, `\times` → `×`; the dollar signs around a formula go.
    static func plain(_ source: some Collection<UInt8>) -> Bytes {
        let source = Bytes(source)
        guard source.contains(0x5C) || source.contains(0x24) || source.contains(0x7B) else { return source }
        var out = Bytes()
        var index = 0
        expand(source[...], depth: 0, &index, into: &out)
        return withoutMathSigns(out)
    }

    private static func expand(_ source: ArraySlice<UInt8>, depth: Int, _ index: inout Int, into out: inout Bytes) {
        while index < source.endIndex {
            let byte = source[index]
            if source.has("{,}", at: index) {
                out.append(0x2C)
                index += 3
            } else if byte == 0x5C, index + 1 < source.endIndex {
                command(source, depth: depth, &index, into: &out)
            } else {
                out.append(byte)
                index += 1
            }
        }
    }

    private static func command(_ source: ArraySlice<UInt8>, depth: Int, _ index: inout Int, into out: inout Bytes) {
        let next = source[index + 1]
        guard next.isLetter else {
            switch next {
            case 0x28, 0x29, 0x5B, 0x5D, 0x21: break  // \( \) \[ \] \!
            case 0x2C, 0x3B, 0x3A, 0x20: out.append(0x20)  // \, \; \: and a blank
            case 0x25, 0x24, 0x26, 0x23, 0x5F, 0x7B, 0x7D: out.append(next)
            default: out.append(contentsOf: [0x5C, next])
            }
            index += 2
            return
        }
        var end = index + 1
        while end < source.endIndex, source[end].isLetter { end += 1 }
        let name = source[index + 1..<end].text
        let start = index
        index = end
        switch name {
        case "frac", "dfrac", "tfrac", "cfrac", "nicefrac", "sfrac":
            guard depth < 8, let top = argument(source, &index), let bottom = argument(source, &index) else {
                return out.append(contentsOf: source[start..<index])
            }
            if out.last?.isDigit ?? false { out.append(0x20) }
            appendPart(source[top], depth, &out)
            out.append(0x2F)
            appendPart(source[bottom], depth, &out)
        case "text", "textbf", "textit", "mathrm", "mathbf", "mathit", "mbox", "operatorname", "texttt", "mathsf",
            "boxed", "fbox", "emph", "underline":
            index = blanks(source, index)
            guard depth < 8, index < source.endIndex, source[index] == 0x7B, let inner = argument(source, &index) else {
                return
            }
            var inside = inner.lowerBound
            expand(source[inner], depth: depth + 1, &inside, into: &out)
        case "times", "cdot": out.append(contentsOf: Bytes("×".utf8))
        case "circ", "degree":
            if out.last == 0x5E { out.removeLast() }
            out.append(contentsOf: Bytes("°".utf8))
        case "approx", "equiv": out.append(contentsOf: [0x20, 0x3D, 0x20])
        case "pm": out.append(contentsOf: Bytes("±".utf8))
        case "quad", "qquad": out.append(0x20)
        case "left", "right", "displaystyle", "large", "Large", "big", "Big": break
        case "euro": out.append(contentsOf: Bytes("€".utf8))
        case "pounds": out.append(contentsOf: Bytes("£".utf8))
        default: out.append(contentsOf: source[start..<end])
        }
    }

    private static func appendPart(_ part: ArraySlice<UInt8>, _ depth: Int, _ out: inout Bytes) {
        let simple = part.allSatisfy { $0.isDigit || $0 == 0x2E || $0 == 0x2C || $0 == 0x2D }
        if !simple { out.append(0x28) }
        var index = part.startIndex
        expand(part, depth: depth + 1, &index, into: &out)
        if !simple { out.append(0x29) }
    }

    private static func blanks(_ source: ArraySlice<UInt8>, _ start: Int) -> Int {
        var index = start
        while index < source.endIndex, source[index] == 0x20 { index += 1 }
        return index
    }

    /// The next argument, in braces or a single digit (`\frac12`).
    private static func argument(_ source: ArraySlice<UInt8>, _ index: inout Int) -> Range<Int>? {
        let start = blanks(source, index)
        guard start < source.endIndex else { return nil }
        guard source[start] == 0x7B else {
            guard source[start].isDigit else { return nil }
            index = start + 1
            return start..<start + 1
        }
        guard let end = closingBrace(source, start) else { return nil }
        index = end + 1
        return start + 1..<end
    }

    /// The index of the brace that closes the one at `open`; escaped braces do not count.
    static func closingBrace(_ source: ArraySlice<UInt8>, _ open: Int) -> Int? {
        var depth = 0
        var index = open
        while index < source.endIndex {
            switch source[index] {
            case 0x5C: index += 1
            case 0x7B: depth += 1
            case 0x7D:
                depth -= 1
                if depth == 0 { return index }
            default: break
            }
            index += 1
        }
        return nil
    }

    /// `$…$` and `$$…$$` lose their signs; `$5` and `$5 to $7` keep them as currency.
    private static func withoutMathSigns(_ source: Bytes) -> Bytes {
        let slice = source.trimmed
        guard slice.count > 1, slice.first == 0x24,
            slice.last == 0x24 || (slice.last == 0x2E && slice.dropLast().last == 0x24)
        else { return source }
        let core = slice.last == 0x2E ? slice.dropLast() : slice
        return Bytes(core.drop { $0 == 0x24 }.reversed().drop { $0 == 0x24 }.reversed())
    }
}
