/// Families of phrases, searched at once; how one is written stands at ``PhrasePattern``.
struct PhrasePatterns<Tag: Sendable>: Sendable {
    struct Hit {
        var words: Range<Int>
        var tag: Tag
    }

    private var patterns: [PhrasePattern] = []
    private var tags: [Tag] = []
    /// Numbers of the patterns that may begin with a word, by its first two letters.
    private var first: [UInt16: [Int]] = [:]
    private let leadIns: Set<Bytes>

    /// `leadIns` are words that may stand before the beginning of a clause or text.
    init(_ entries: [(String, Tag)], leadIns: [String] = []) {
        self.leadIns = PhrasePattern.words(leadIns)
        for (text, tag) in entries {
            let pattern = PhrasePattern(text)
            for slot in pattern.slots { first[slot, default: []].append(patterns.count) }
            patterns.append(pattern)
            tags.append(tag)
        }
    }

    /// All hits in order of place, the longest at each place; the next one begins where a hit ends.
    func hits(in words: Words) -> [Hit] {
        var out: [Hit] = []
        var index = 0
        while index < words.count {
            if let hit = hit(in: words, at: index) {
                out.append(hit)
                index = hit.words.upperBound
            } else {
                index += 1
            }
        }
        return out
    }

    /// The longest phrase that begins with a word.
    func hit(in words: Words, at index: Int) -> Hit? {
        guard let numbers = first[words.slot(index)],
            let best = PhrasePattern.longest(patterns, numbers, in: words, at: index, leadIns: leadIns)
        else { return nil }
        return Hit(words: index..<best.end, tag: tags[best.number])
    }
}
