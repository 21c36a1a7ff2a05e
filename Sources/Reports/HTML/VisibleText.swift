/// Text as a reader must see it: every character that would be invisible, reorder its neighbours or break the page stands as its code point.
enum VisibleText {
    enum Piece: Equatable {
        case text(String)
        /// A character that is not shown itself, as `U+202E`.
        case code(String)
    }

    /// More combining marks than this on one letter are spelled out; no script stacks as many.
    static let mostMarks = 4

    /// The text cut into what can be shown and what is named instead.
    static func pieces(of text: String) -> [Piece] {
        if isPlainASCII(text) { return text.isEmpty ? [] : [.text(text)] }
        var pieces: [Piece] = []
        var shown = String.UnicodeScalarView()
        var marks = 0
        var before: Unicode.Scalar?
        let scalars = text.unicodeScalars
        var index = scalars.startIndex
        while index < scalars.endIndex {
            let scalar = scalars[index]
            index = scalars.index(after: index)
            let after = index < scalars.endIndex ? scalars[index] : nil
            // A Windows line end is one line end.
            if scalar == "\r", after == "\n" { continue }
            marks = isMark(scalar) ? marks + 1 : 0
            if isShown(scalar, before: before, after: after), marks <= mostMarks {
                shown.append(scalar)
            } else {
                if !shown.isEmpty { pieces.append(.text(String(shown))) }
                shown = String.UnicodeScalarView()
                pieces.append(.code(name(of: scalar)))
            }
            before = scalar
        }
        if !shown.isEmpty { pieces.append(.text(String(shown))) }
        return pieces
    }

    /// The same in one string, for attributes: `a⟨U+0000⟩b`.
    static func plain(_ text: String) -> String {
        if isPlainASCII(text) { return text }
        return pieces(of: text).map {
            switch $0 {
            case .text(let text): text
            case .code(let code): "⟨\(code)⟩"
            }
        }.joined()
    }

    /// `U+202E` for a scalar; at least four digits.
    static func name(of scalar: Unicode.Scalar) -> String {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        return "U+" + String(repeating: "0", count: max(0, 4 - digits.count)) + digits
    }

    private static func isPlainASCII(_ text: String) -> Bool {
        text.utf8.allSatisfy { ($0 >= 0x20 && $0 < 0x7F) || $0 == 0x0A }
    }

    private static func isMark(_ scalar: Unicode.Scalar) -> Bool {
        switch scalar.properties.generalCategory {
        case .nonspacingMark, .enclosingMark: true
        default: false
        }
    }

    private static func isShown(
        _ scalar: Unicode.Scalar, before: Unicode.Scalar?, after: Unicode.Scalar?
    ) -> Bool {
        switch scalar.value {
        case 0x0A, 0x09: return true
        // Joiners hold emoji and some scripts together; between other letters they hide something.
        case 0x200C, 0x200D: return isJoined(before) && isJoined(after)
        // Emoji and text presentation of the character before it.
        case 0xFE0E, 0xFE0F: return before.map { $0.properties.isEmoji } ?? false
        case 0xFE00...0xFE0D, 0xE0100...0xE01EF: return false
        // Letters without a shape: combining grapheme joiner, Hangul fillers, Khmer inherent vowels, empty Braille.
        case 0x034F, 0x115F, 0x1160, 0x17B4, 0x17B5, 0x2800, 0x3164, 0xFFA0: return false
        default: break
        }
        switch scalar.properties.generalCategory {
        case .control, .format, .lineSeparator, .paragraphSeparator, .surrogate, .privateUse,
            .unassigned:
            return false
        default: return true
        }
    }

    private static func isJoined(_ scalar: Unicode.Scalar?) -> Bool {
        guard let scalar, scalar.value > 0x2FF else { return false }
        return scalar.properties.isEmoji || scalar.properties.isAlphabetic
            || scalar.properties.isEmojiModifier || scalar.value == 0xFE0F
            || scalar.properties.canonicalCombiningClass == .virama
    }
}
