/// Families of phrases, searched at once.
///
/// A pattern is a row of words with blanks between them. `say|tell` is either word, `take_place` two words in the place of one, `inform*` any word that begins so, `not?` a word that may be missing, `~3` up to three words of any kind. `^` asks that a clause begins here and `$` that one ends, `^^` and `$$` the same of the whole text; before a beginning, words that lead in ("sorry", "but") do not count. No pattern reaches across the end of a sentence.
struct PhrasePatterns<Tag: Sendable>: Sendable {
    struct Hit {
        var words: Range<Int>
        var tag: Tag
    }

    private struct Token: Sendable {
        var letters: Bytes
        var isPrefix: Bool
    }

    private enum Element: Sendable {
        case words([[Token]], isOptional: Bool)
        case gap(Int)
    }

    private enum Anchor: Sendable { case none, clause, text }

    private struct Pattern: Sendable {
        var elements: [Element]
        var start = Anchor.none
        var end = Anchor.none
        var tag: Tag
    }

    private var patterns: [Pattern] = []
    /// Numbers of the patterns that may begin with a word, by its first two letters.
    private var first: [UInt16: [Int]] = [:]
    private let leadIns: Set<Bytes>

    /// `leadIns` are words that may stand before the beginning of a clause or text.
    init(_ entries: [(String, Tag)], leadIns: [String] = []) {
        self.leadIns = Set(leadIns.flatMap { Self.tokens($0).map(\.letters) })
        for (text, tag) in entries { add(text, tag) }
    }

    private mutating func add(_ text: String, _ tag: Tag) {
        var pattern = Pattern(elements: [], tag: tag)
        for part in text.split(separator: " ") {
            switch part {
            case "^": pattern.start = .clause
            case "^^": pattern.start = .text
            case "$": pattern.end = .clause
            case "$$": pattern.end = .text
            case _ where part.first == "~": pattern.elements.append(.gap(Int(part.dropFirst()) ?? 1))
            default:
                let isOptional = part.last == "?"
                let words = (isOptional ? part.dropLast() : part).split(separator: "|")
                    .map { Self.tokens($0.replacing("_", with: " ")) }.filter { !$0.isEmpty }
                if !words.isEmpty { pattern.elements.append(.words(words, isOptional: isOptional)) }
            }
        }
        let number = patterns.count
        for element in pattern.elements {
            guard case .words(let words, let isOptional) = element else { break }
            for slot in Set(words.map { Self.slot($0[0].letters[...]) }) { first[slot, default: []].append(number) }
            if !isOptional { break }
        }
        patterns.append(pattern)
    }

    private static func tokens(_ text: some StringProtocol) -> [Token] {
        let isPrefix = text.last == "*"
        let words = Words(Bytes(text.utf8))
        return (0..<words.count).map { Token(letters: Bytes(words[$0]), isPrefix: isPrefix && $0 == words.count - 1) }
    }

    private static func slot(_ letters: ArraySlice<UInt8>) -> UInt16 {
        let start = letters.startIndex
        return UInt16(letters[start]) << 8 | (letters.count > 1 ? UInt16(letters[start + 1]) : 0)
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
        guard let numbers = first[Self.slot(words[index])] else { return nil }
        var best: Hit?
        for number in numbers {
            guard let end = match(patterns[number], words, index), end > best?.words.upperBound ?? index else {
                continue
            }
            best = Hit(words: index..<end, tag: patterns[number].tag)
        }
        return best
    }

    /// True where the words before `index` only lead in to what begins there.
    private func opens(_ words: Words, _ index: Int, _ anchor: Anchor) -> Bool {
        switch anchor {
        case .none: return true
        case .clause:
            return words.boundary(before: index) != .none || index == 0
                || leadIns.contains(Bytes(words[index - 1]))
        case .text: return index <= 8 && (0..<index).allSatisfy { leadIns.contains(Bytes(words[$0])) }
        }
    }

    /// Where the longest match of a pattern ends. All places that a prefix of the pattern may reach are kept as bits: no backtracking.
    private func match(_ pattern: Pattern, _ words: Words, _ start: Int) -> Int? {
        guard opens(words, start, pattern.start) else { return nil }
        var reached: UInt64 = 1
        let limit = min(words.count - start, 62)
        for element in pattern.elements {
            switch element {
            case .gap(let most):
                var edge = reached
                for _ in 0..<most {
                    var next: UInt64 = 0
                    while edge != 0 {
                        let place = edge.trailingZeroBitCount
                        edge &= edge - 1
                        if place < limit, place == 0 || words.boundary(before: start + place) < .sentence {
                            next |= 1 << UInt64(place + 1)
                        }
                    }
                    reached |= next
                    edge = next
                }
            case .words(let choices, let isOptional):
                var next: UInt64 = isOptional ? reached : 0
                while reached != 0 {
                    let place = reached.trailingZeroBitCount
                    reached &= reached - 1
                    for tokens in choices where follow(tokens, words, start, place, limit) {
                        next |= 1 << UInt64(place + tokens.count)
                    }
                }
                reached = next
            }
            if reached == 0 { return nil }
        }
        while reached != 0 {
            let place = 63 - reached.leadingZeroBitCount
            let end = start + place
            let ends =
                switch pattern.end {
                case .none: true
                case .clause: words.boundary(before: end) != .none
                case .text: end == words.count
                }
            if ends, place > 0 { return end }
            reached &= ~(1 << UInt64(place))
        }
        return nil
    }

    private func follow(_ tokens: [Token], _ words: Words, _ start: Int, _ place: Int, _ limit: Int) -> Bool {
        guard place + tokens.count <= limit else { return false }
        for (offset, token) in tokens.enumerated() {
            let index = start + place + offset
            if index > start, words.boundary(before: index) == .sentence { return false }
            let word = words[index]
            guard token.isPrefix ? word.starts(with: token.letters) : word.elementsEqual(token.letters) else {
                return false
            }
        }
        return true
    }
}
