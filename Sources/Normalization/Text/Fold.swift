import Foundation

/// Text in the form in which it is compared: case, spacing, Unicode form, accents and typographic marks do not matter any more.
enum Fold {
    /// Lower case without accents; white space runs are one space; quotes, dashes and full-width forms are their ASCII ones; superscripts are `^2`; Markdown emphasis is gone. Folding twice changes nothing.
    static func bytes(_ source: some Collection<UInt8>) -> Bytes {
        let plain = Bytes(source)
        if plain.allSatisfy({ $0 < 0x80 }) { return collapsed(plain) }
        return collapsed(Bytes(compatible(plain.text).utf8))
    }

    static func text(_ source: String) -> String { bytes(source.utf8).text }

    /// Compatibility decomposition, lower case, no combining accents, ASCII punctuation.
    private static func compatible(_ source: String) -> String {
        var spaced = String.UnicodeScalarView()
        var raised = false
        for scalar in source.unicodeScalars {
            let superscript = isSuperscript(scalar)
            if superscript, !raised { spaced.append("^") }
            raised = superscript
            if isVulgarFraction(scalar) { spaced.append(" ") }
            spaced.append(scalar)
        }
        var out = String.UnicodeScalarView()
        for scalar in String(spaced).decomposedStringWithCompatibilityMapping.unicodeScalars {
            append(scalar, to: &out)
        }
        return String(out).precomposedStringWithCanonicalMapping
    }

    private static func append(_ scalar: Unicode.Scalar, to out: inout String.UnicodeScalarView) {
        if scalar.value < 0x80 { return out.append(scalar) }
        switch scalar.value {
        case 0x300...0x36F, 0x200B...0x200F, 0x202A...0x202E, 0x2060...0x2069, 0xFEFF, 0xAD, 0xFE00...0xFE0F:
            return
        case 0x2018...0x201B, 0x2032, 0x2BC, 0xB4, 0x2035: return out.append("'")
        case 0x201C...0x201F, 0x2033, 0xAB, 0xBB, 0x2039, 0x203A, 0x300C...0x300F, 0x300A, 0x300B:
            return out.append("\"")
        case 0x2010...0x2015, 0x2212, 0x2043: return out.append("-")
        case 0x2044, 0x2215: return out.append("/")
        case 0xD7, 0x22C5, 0xB7: return out.append("x")
        case 0x3002: out.append("."); return out.append(" ")
        case 0x3001: return out.append(",")
        case 0x2022, 0x25CF, 0x25AA: return out.append(" ")
        case 0xDF, 0x1E9E: out.append("s"); return out.append("s")
        case 0xE6, 0xC6: out.append("a"); return out.append("e")
        case 0x153, 0x152: out.append("o"); return out.append("e")
        case 0xF8, 0xD8: return out.append("o")
        case 0x142, 0x141: return out.append("l")
        case 0x111, 0x110, 0xF0, 0xD0: return out.append("d")
        case 0xFE, 0xDE: out.append("t"); return out.append("h")
        case 0x131: return out.append("i")
        default: break
        }
        let properties = scalar.properties
        if properties.isWhitespace || properties.generalCategory == .control {
            return out.append(" ")
        }
        if properties.generalCategory == .decimalNumber, let digit = properties.numericValue {
            return out.append(Unicode.Scalar(UInt8(0x30 + Int(digit))))
        }
        for lower in properties.lowercaseMapping.unicodeScalars where !(0x300...0x36F).contains(lower.value) {
            out.append(lower)
        }
    }

    private static func isSuperscript(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xB2, 0xB3, 0xB9, 0x2070, 0x2074...0x207B: true
        default: false
        }
    }

    private static func isVulgarFraction(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.value {
        case 0xBC...0xBE, 0x2150...0x215E, 0x2189: true
        default: false
        }
    }

    /// Lower-cases ASCII, takes out emphasis marks and makes one space of each run of white space.
    private static func collapsed(_ marked: Bytes) -> Bytes {
        let source = marked.contains(0x60) ? marked.filter { $0 != 0x60 } : marked
        var out = Bytes()
        out.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            let byte = source[index]
            if byte.isSpace {
                if let last = out.last, last != 0x20 { out.append(0x20) }
                index += 1
            } else if byte == 0x2A || byte == 0x5F || byte == 0x7E {  // * _ ~
                var end = index
                while end < source.count, source[end] == byte { end += 1 }
                let before = index > 0 ? source[index - 1] : 0
                let after = end < source.count ? source[end] : 0
                if keepsMark(byte, run: end - index, before, after) {
                    out.append(contentsOf: source[index..<end])
                }
                index = end
            } else {
                out.append(byte.lowered)
                index += 1
            }
        }
        if out.last == 0x20 { out.removeLast() }
        return out
    }

    /// A mark inside a word, between digits or alone between blanks is no emphasis: `snake_case`, `2*3`, `25~35`, `2**10`, `1.5 * 10`.
    private static func keepsMark(_ mark: UInt8, run: Int, _ before: UInt8, _ after: UInt8) -> Bool {
        switch mark {
        case 0x5F: before.isWord && after.isWord
        case 0x7E: run == 1 && before.isDigit && after.isDigit
        case 0x2A: (before.isDigit && after.isDigit) || (run == 1 && before == 0x20 && after == 0x20)
        default: false
        }
    }
}
