/// A family of phrases, as a pattern.
///
/// A pattern is a row of words with blanks between them. `say|tell` is either word, `take_place` two words in the place of one, `inform*` any word that begins so, `not?` a word that may be missing, `~3` up to three words of any kind. `^` asks that a clause begins here and `$` that one ends, `^^` and `$$` the same of the whole text; before a beginning, words that lead in ("sorry", "but") do not count. No pattern reaches across the end of a sentence.
///
/// Not generic, and apart from ``PhrasePatterns`` for that: this is the innermost loop of reading.
struct PhrasePattern: Sendable {
    private struct Token: Sendable {
        var letters: Bytes
        var isPrefix: Bool
    }

    private enum Element: Sendable {
        case words([[Token]], isOptional: Bool)
        case gap(Int)
    }

    private enum Anchor: Sendable { case none, clause, text }

    private var elements: [Element] = []
    private var start = Anchor.none
    private var end = Anchor.none

    init(_ text: String) {
        for part in text.split(separator: " ") {
            switch part {
            case "^": start = .clause
            case "^^": start = .text
            case "$": end = .clause
            case "$$": end = .text
            case _ where part.first == "~": elements.append(.gap(Int(part.dropFirst()) ?? 1))
            default:
                let isOptional = part.last == "?"
                let words = (isOptional ? part.dropLast() : part).split(separator: "|")
                    .map { Self.tokens($0.replacing("_", with: " ")) }.filter { !$0.isEmpty }
                if !words.isEmpty { elements.append(.words(words, isOptional: isOptional)) }
            }
        }
    }

    /// The first two letters (see `Words.slot`) of the words that it may begin with; one that may be missing lets the next begin.
    var slots: [UInt16] {
        var out: [UInt16] = []
        for element in elements {
            guard case .words(let words, let isOptional) = element else { break }
            out += Set(words.map { Words.slot($0[0].letters, 0, $0[0].letters.count) })
            if !isOptional { break }
        }
        return out
    }

    /// The folded words of some texts.
    static func words(_ texts: [String]) -> Set<Bytes> { Set(texts.flatMap { tokens($0).map(\.letters) }) }

    private static func tokens(_ text: some StringProtocol) -> [Token] {
        let isPrefix = text.last == "*"
        let words = Words(Bytes(text.utf8))
        return (0..<words.count).map { Token(letters: Bytes(words[$0]), isPrefix: isPrefix && $0 == words.count - 1) }
    }

    /// Which of some patterns reaches farthest from a word, and where it ends; the first of several.
    static func longest(
        _ patterns: [PhrasePattern], _ numbers: [Int], in words: Words, at index: Int, leadIns: Set<Bytes>
    ) -> (number: Int, end: Int)? {
        var best: (number: Int, end: Int)?
        for number in numbers {
            guard let end = patterns[number].match(words, index, leadIns), end > best?.end ?? index else { continue }
            best = (number, end)
        }
        return best
    }

    /// True where the words before `index` only lead in to what begins there.
    private static func opens(_ words: Words, _ index: Int, _ anchor: Anchor, _ leadIns: Set<Bytes>) -> Bool {
        switch anchor {
        case .none: return true
        case .clause:
            return words.boundary(before: index) != .none || index == 0
                || leadIns.contains(Bytes(words[index - 1]))
        case .text: return index <= 8 && (0..<index).allSatisfy { leadIns.contains(Bytes(words[$0])) }
        }
    }

    /// Where the longest match of a pattern ends. All places that a prefix of the pattern may reach are kept as bits: no backtracking.
    private func match(_ words: Words, _ start: Int, _ leadIns: Set<Bytes>) -> Int? {
        guard Self.opens(words, start, self.start, leadIns) else { return nil }
        var reached: UInt64 = 1
        let limit = min(words.count - start, 62)
        for element in elements {
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
                    for tokens in choices where Self.follow(tokens, words, start, place, limit) {
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
                switch self.end {
                case .none: true
                case .clause: words.boundary(before: end) != .none
                case .text: end == words.count
                }
            if ends, place > 0 { return end }
            reached &= ~(1 << UInt64(place))
        }
        return nil
    }

    private static func follow(_ tokens: [Token], _ words: Words, _ start: Int, _ place: Int, _ limit: Int) -> Bool {
        guard place + tokens.count <= limit else { return false }
        for offset in tokens.indices {
            let index = start + place + offset
            if index > start, words.boundary(before: index) == .sentence { return false }
            guard words.word(index, is: tokens[offset].letters, isPrefix: tokens[offset].isPrefix) else { return false }
        }
        return true
    }
}
