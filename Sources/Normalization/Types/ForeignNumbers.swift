/// Whole numbers in words of other languages than English, and in Chinese and Japanese characters.
enum ForeignNumbers {
    private static let languages: [[Bytes: Double]] = Phrasebook.all.filter { !$0.numbers.isEmpty }.map { book in
        Dictionary(book.numbers.map { (Bytes($0.key.utf8), $0.value) }, uniquingKeysWith: { a, _ in a })
    }
    private static let joints = Set(["und", "et", "y", "e", "i", "ve", "en", "de", "d'", "с"].map { Bytes($0.utf8) })

    private static let halves = PhrasePattern.words([
        "medio", "media", "demi", "meio", "meia", "mezzo", "mezza", "половиной",
    ])

    /// The number that a short text gives, and where it stands; one word that is an article too counts only alone.
    static func value(in text: Bytes) -> FoundNumber? {
        if let found = characters(text) { return found }
        let words = Words(text)
        guard words.count > 0, words.count <= 12 else { return nil }
        var best: FoundNumber?
        for table in languages {
            for start in 0..<words.count where table[Bytes(words[start])] != nil {
                guard var (value, end) = number(words, start, table) else { continue }
                // "dos millones y medio"
                if value >= 1000, end + 1 < words.count, joints.contains(Bytes(words[end])),
                    halves.contains(Bytes(words[end + 1]))
                {
                    value += (value.truncatingRemainder(dividingBy: 1_000_000) == 0 ? 1_000_000 : 1000) / 2
                    end += 2
                }
                let range = words.all[start].range.lowerBound..<words.all[end - 1].range.upperBound
                if end - start == 1, value <= 1, words.count > 1 { continue }
                if best.map({ range.count > $0.range.count }) ?? true {
                    best = FoundNumber(key: NumberReader.key(value), value: value, range: range, isWord: true)
                }
                break
            }
        }
        return best
    }

    private static func number(_ words: Words, _ start: Int, _ table: [Bytes: Double]) -> (Double, Int)? {
        var total = 0.0
        var group = 0.0
        var index = start
        var end = start
        // Below it a further word may be added: the size of the last one.
        var room = Double.infinity
        while index < words.count {
            if index > start, words.boundary(before: index) != .none { break }
            let word = Bytes(words[index])
            if index > start, joints.contains(word), index + 1 < words.count, table[Bytes(words[index + 1])] != nil {
                index += 1
                continue
            }
            guard let value = table[word] else { break }
            if value >= 1000 {
                guard value < 1e15 else { break }
                total += max(group, 1) * value
                group = 0
                room = value
            } else if value == 100, group > 0, group < 10 {
                group *= 100
                room = 100
            } else if value == 20, group == 4 {
                group = 80
                room = 20
            } else if value < room || group == 0 {
                guard value < room else { break }
                group += value
                room = value >= 100 ? 100 : value >= 20 ? (value == 60 || value == 20 ? 20 : 10) : value >= 10 ? 10 : 1
                if value == 0 { room = 0 }
            } else {
                break
            }
            index += 1
            end = index
        }
        return end > start ? (total + group, end) : nil
    }

    private static let digits: [UInt32: Double] = [
        0x3007: 0, 0x96F6: 0, 0x4E00: 1, 0x4E8C: 2, 0x4E24: 2, 0x4E09: 3, 0x56DB: 4, 0x4E94: 5, 0x516D: 6, 0x4E03: 7,
        0x516B: 8, 0x4E5D: 9, 0xC601: 0, 0xC77C: 1, 0xC774: 2, 0xC0BC: 3, 0xC0AC: 4, 0xC624: 5, 0xC721: 6, 0xCE60: 7,
        0xD314: 8, 0xAD6C: 9,
    ]
    private static let scales: [UInt32: Double] = [
        0x5341: 10, 0x767E: 100, 0x5343: 1000, 0x4E07: 1e4, 0x842C: 1e4, 0x5104: 1e8, 0x4EBF: 1e8, 0xC2ED: 10,
        0xBC31: 100, 0xCC9C: 1000, 0xB9CC: 1e4, 0xC5B5: 1e8,
    ]

    /// `二十三`, `三百万`, `이십삼`: a text that is nothing else but a counter or a mark.
    private static func characters(_ text: Bytes) -> FoundNumber? {
        guard text.count < 60, let first = text.first, first >= 0xE3 else { return nil }
        var total = 0.0
        var group = 0.0
        var digit: Double?
        var seen = 0
        var plain = ""
        var rest = 0
        for scalar in text.text.unicodeScalars {
            if let value = digits[scalar.value], rest == 0 {
                digit = value
                plain += String(Int(value))
                seen += 1
            } else if let scale = scales[scalar.value], rest == 0 {
                plain = ""
                seen += 1
                if scale >= 1e4 {
                    total += max(group + (digit ?? 0), 1) * scale
                    group = 0
                } else {
                    group += (digit ?? 1) * scale
                }
                digit = nil
            } else {
                rest += 1
            }
        }
        guard seen > 0, rest <= 2, !(seen == 1 && rest > 1) else { return nil }
        let value = plain.count == seen && seen > 1 ? Double(plain) ?? 0 : total + group + (digit ?? 0)
        return FoundNumber(key: NumberReader.key(value), value: value, range: 0..<text.count, isWord: true)
    }
}
