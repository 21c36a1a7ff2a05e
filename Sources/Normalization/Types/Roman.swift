/// Roman numerals, where a text has no other number: "Chapter XIV".
enum Roman {
    private static let values: [UInt8: Int] = [0x49: 1, 0x56: 5, 0x58: 10, 0x4C: 50, 0x43: 100, 0x44: 500, 0x4D: 1000]
    private static let leads: Set<String> = [
        "chapter", "part", "volume", "book", "act", "section", "article", "title", "canto", "scene", "appendix",
        "kapitel", "chapitre",
        "capitulo", "louis", "henry", "pope", "type", "phase", "stage", "class", "world war", "no", "number", "century",
        "answer",
    ]

    /// The last numeral in capitals, of two letters or more; a single letter counts alone or after a word such as "chapter".
    static func value(in text: Bytes, isMarked: Bool) -> Int? {
        let words = Words(text)
        guard words.count <= (isMarked ? 12 : 4) else { return nil }
        for index in (0..<words.count).reversed() {
            let letters = text[words.all[index].range]
            guard let value = value(letters),
                letters.count > 1 || words.count == 1 && letters.first != 0x49
                    || index > 0 && leads.contains(words[index - 1].text)
            else { continue }
            return value
        }
        return nil
    }

    private static func value(_ letters: ArraySlice<UInt8>) -> Int? {
        guard (1...12).contains(letters.count) else { return nil }
        var total = 0
        var last = 0
        for letter in letters.reversed() {
            guard let value = values[letter] else { return nil }
            total += value < last ? -value : value
            last = max(last, value)
        }
        return text(total) == letters.text ? total : nil
    }

    private static func text(_ value: Int) -> String {
        var rest = value
        var out = ""
        for (size, name) in [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
            (9, "IX"),
            (5, "V"), (4, "IV"), (1, "I"),
        ] {
            while rest >= size { out += name; rest -= size }
        }
        return out
    }
}
