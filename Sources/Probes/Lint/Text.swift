import Foundation

/// What the rules need to know of words.
enum Text {
    /// Lower-cased words of letters and digits; a Chinese or Japanese sign is a word by itself.
    static func words(_ text: String) -> [String] {
        var out: [String] = []
        var word = ""
        for character in text.lowercased() {
            let isIdeograph = character.unicodeScalars.first.map { (0x3040...0x9FFF).contains($0.value) } ?? false
            if isIdeograph || !(character.isLetter || character.isNumber || character == "'" || character == "’") {
                if !word.isEmpty { out.append(word) }
                word = ""
                if isIdeograph { out.append(String(character)) }
            } else {
                word.append(character == "’" ? "'" : character)
            }
        }
        return word.isEmpty ? out : out + [word]
    }

    /// The text without what stands in double quotes or code fences.
    static func withoutQuotes(_ text: String) -> String {
        var out = ""
        var isInside = false
        for character in text {
            switch character {
            case "\"": isInside.toggle()
            case "“", "„", "«", "「", "《": isInside = true
            case "”", "»", "」", "》": isInside = false
            default: if !isInside { out.append(character) }
            }
        }
        return isInside ? text : out
    }

    static func lastRange(of part: String, in text: String) -> Range<String.Index>? {
        text.range(of: part, options: .backwards)
    }

    /// Index of an option named by its letter.
    static func letter(_ text: String) -> Int? {
        guard text.utf8.count == 1, let byte = text.utf8.first, (0x41...0x5A).contains(byte) else { return nil }
        return Int(byte - 0x41)
    }

    static let numberWords: Set<String> = [
        "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    ]
}

extension String {
    /// In Unicode form NFC.
    var precomposed: String { precomposedStringWithCanonicalMapping }
}

/// A guess at the language of a short text, by script and by the words that every sentence has.
enum LanguageGuess {
    private static let common: [(language: String, words: Set<String>)] = [
        (
            "en",
            [
                "the", "a", "of", "is", "what", "which", "who", "in", "to", "for", "with", "and", "how", "you", "your",
                "my", "did", "does", "this", "write", "pick",
            ]
        ),
        (
            "de",
            [
                "der", "die", "das", "ein", "eine", "einen", "einer", "ist", "und", "wer", "wie", "was", "mir", "ich",
                "du", "dich", "mit", "von", "über", "den", "einem", "für",
            ]
        ),
        (
            "es",
            [
                "el", "la", "los", "las", "un", "una", "qué", "que", "quién", "por", "para", "de", "y", "en", "cómo",
                "es", "me", "te", "del", "al", "sobre",
            ]
        ),
        (
            "fr",
            [
                "le", "la", "les", "un", "une", "des", "du", "de", "et", "qui", "quel", "quelle", "est", "es", "moi",
                "pour", "dans", "en", "je", "tu", "sur", "mon", "ma",
            ]
        ),
        (
            "pt",
            [
                "o", "a", "os", "as", "um", "uma", "que", "quem", "qual", "é", "de", "do", "da", "em", "para", "você",
                "seu", "sua", "por",
            ]
        ),
        ("it", ["il", "lo", "la", "gli", "un", "una", "che", "chi", "di", "è", "per", "con", "come", "sono", "nel"]),
    ]

    /// The language, where the text shows it plainly; `nil` where it may be several.
    static func guess(_ text: String) -> String? {
        var (han, kana, cyrillic, hangul, letters) = (0, 0, 0, 0, 0)
        for scalar in text.unicodeScalars where scalar.properties.isAlphabetic {
            letters += 1
            switch scalar.value {
            case 0x3040...0x30FF: kana += 1
            case 0x4E00...0x9FFF: han += 1
            case 0x0400...0x04FF: cyrillic += 1
            case 0xAC00...0xD7A3: hangul += 1
            default: break
            }
        }
        guard letters > 0 else { return nil }
        if kana * 5 > letters { return "ja" }
        if hangul * 2 > letters { return "ko" }
        if cyrillic * 2 > letters { return "ru" }
        if han * 2 > letters { return "zh" }
        let words = Text.words(text)
        let hits = common.map { entry in (entry.language, words.count { entry.words.contains($0) }) }.sorted {
            $0.1 > $1.1
        }
        return hits[0].1 >= 2 && hits[0].1 > hits[1].1 + 1 ? hits[0].0 : nil
    }
}
