/// Many phrases searched at once: one pass over the text, candidates by the first two bytes.
struct PhraseIndex<Tag: Sendable>: Sendable {
    struct Hit {
        var range: Range<Int>
        var tag: Tag
    }

    /// A phrase: where its bytes stand in `letters`, and whether it begins and ends as a word of Latin script.
    private struct Phrase: Sendable {
        var start: Int32
        var count: Int32
        var opensWord: Bool
        var endsWord: Bool
        var tag: Tag
    }

    private var letters: Bytes = []
    private var phrases: [Phrase] = []
    /// Per first two bytes the phrases that start so, as a range of `phrases`; longest first.
    private var first: [Int32]
    private var counts: [UInt16]

    /// `entries` are folded already; a phrase that begins or ends with a Latin letter matches at word boundaries only.
    init(_ entries: [(String, Tag)]) {
        first = Array(repeating: -1, count: 65_536)
        counts = Array(repeating: 0, count: 65_536)
        let sorted = entries.map { (bytes: Bytes($0.0.utf8), tag: $0.1) }.filter { $0.bytes.count >= 2 }
            .sorted {
                let (a, b) = (Self.slot($0.bytes, 0), Self.slot($1.bytes, 0))
                return a != b ? a < b : $0.bytes.count > $1.bytes.count
            }
        for (bytes, tag) in sorted {
            let slot = Self.slot(bytes, 0)
            if first[slot] < 0 { first[slot] = Int32(phrases.count) }
            counts[slot] += 1
            phrases.append(
                Phrase(
                    start: Int32(letters.count), count: Int32(bytes.count), opensWord: Self.isLatin(bytes[0]),
                    endsWord: Self.isLatin(bytes[bytes.count - 1]), tag: tag))
            letters += bytes
        }
    }

    private static func isLatin(_ byte: UInt8) -> Bool { byte < 0x80 && byte.isWord }

    private static func slot(_ bytes: Bytes, _ index: Int) -> Int {
        Int(bytes[index].lowered) << 8 | Int(bytes[index + 1].lowered)
    }

    /// All hits in order of place, the longest at each place; ASCII capitals in `text` match small letters.
    func hits(in text: Bytes) -> [Hit] {
        var out: [Hit] = []
        var index = 0
        while index + 1 < text.count {
            let slot = Self.slot(text, index)
            if first[slot] >= 0, let hit = match(text, index, slot) {
                out.append(hit)
                index = hit.range.upperBound
            } else {
                index += 1
            }
        }
        return out
    }

    /// The phrase that stands at `index`, the longest of several.
    func hit(in text: Bytes, at index: Int) -> Hit? {
        guard index + 1 < text.count else { return nil }
        let slot = Self.slot(text, index)
        return first[slot] >= 0 ? match(text, index, slot) : nil
    }

    private func match(_ text: Bytes, _ index: Int, _ slot: Int) -> Hit? {
        let insideWord = index > 0 && Self.isLatin(text[index - 1])
        let low = Int(first[slot])
        for number in low..<low + Int(counts[slot]) {
            let count = Int(phrases[number].count)
            let end = index + count
            if end > text.count || (insideWord && phrases[number].opensWord) { continue }
            let start = Int(phrases[number].start)
            var offset = 2
            while offset < count, text[index + offset].lowered == letters[start + offset] { offset += 1 }
            guard offset == count else { continue }
            if phrases[number].endsWord, end < text.count, Self.isLatin(text[end]) { continue }
            return Hit(range: index..<end, tag: phrases[number].tag)
        }
        return nil
    }
}
