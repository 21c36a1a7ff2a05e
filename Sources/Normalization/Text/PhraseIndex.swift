/// Many phrases searched at once: one pass over the text, candidates by the first two bytes.
struct PhraseIndex<Tag: Sendable>: Sendable {
    struct Hit { var range: Range<Int>; var tag: Tag }

    private struct Phrase: Sendable { var bytes: Bytes; var tag: Tag; var opensWord: Bool; var endsWord: Bool }

    private var phrases: [Phrase] = []
    /// Per first two bytes the phrases that start so, as a range of `phrases`; longest first.
    private var first: [Int32] = []
    private var counts: [UInt16] = []

    /// `phrases` are folded already; a phrase that begins or ends with a Latin letter matches at word boundaries only.
    init(_ entries: [(String, Tag)]) {
        phrases = entries.map { Phrase(bytes: Bytes($0.0.utf8), tag: $0.1, opensWord: false, endsWord: false) }
            .filter { $0.bytes.count >= 2 }
        for index in phrases.indices {
            phrases[index].opensWord = phrases[index].bytes[0] < 0x80 && phrases[index].bytes[0].isWord
            phrases[index].endsWord = phrases[index].bytes.last.map { $0 < 0x80 && $0.isWord } ?? false
        }
        phrases.sort {
            let (a, b) = (Self.slot($0.bytes, 0), Self.slot($1.bytes, 0))
            return a != b ? a < b : $0.bytes.count > $1.bytes.count
        }
        first = Array(repeating: -1, count: 65_536)
        counts = Array(repeating: 0, count: 65_536)
        for (index, phrase) in phrases.enumerated() {
            let slot = Self.slot(phrase.bytes, 0)
            if first[slot] < 0 { first[slot] = Int32(index) }
            counts[slot] += 1
        }
    }

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

    func firstHit(in text: Bytes) -> Hit? {
        var index = 0
        while index + 1 < text.count {
            let slot = Self.slot(text, index)
            if first[slot] >= 0, let hit = match(text, index, slot) { return hit }
            index += 1
        }
        return nil
    }

    /// The phrase that stands at `index`, the longest of several.
    func hit(in text: Bytes, at index: Int) -> Hit? {
        guard index + 1 < text.count else { return nil }
        let slot = Self.slot(text, index)
        return first[slot] >= 0 ? match(text, index, slot) : nil
    }

    private func match(_ text: Bytes, _ index: Int, _ slot: Int) -> Hit? {
        let start = Int(first[slot])
        for phrase in phrases[start..<start + Int(counts[slot])] {
            let end = index + phrase.bytes.count
            guard end <= text.count else { continue }
            if phrase.opensWord, index > 0, text[index - 1] < 0x80, text[index - 1].isWord { continue }
            if phrase.endsWord, end < text.count, text[end] < 0x80, text[end].isWord { continue }
            var offset = 2
            while offset < phrase.bytes.count, text[index + offset].lowered == phrase.bytes[offset] { offset += 1 }
            if offset == phrase.bytes.count { return Hit(range: index..<end, tag: phrase.tag) }
        }
        return nil
    }
}
