/// Whether a text answers at all: it may say that it does not know, that the thing does not exist, or decline.
enum Stance {
    enum Phrase: Sendable { case abstention, hedge, denial, refusal, guess }

    enum Verdict: Sendable {
        /// Nothing in the text speaks against reading it as an answer.
        case open
        case silent(Reading.Kind)
        /// It answers in spite of doubt; the answer is in this part of the text.
        case answer(Bytes)
    }

    static let phrases = PhraseIndex<Phrase>(
        Phrasebook.all.flatMap { book in
            book.abstentions.map { (Fold.text($0), .abstention) } + book.hedges.map { (Fold.text($0), .hedge) }
                + book.denials.map { (Fold.text($0), .denial) } + book.refusals.map { (Fold.text($0), .refusal) }
                + book.guesses.map { (Fold.text($0), .guess) }
        })

    private static let fillers = Set(Phrasebook.all.flatMap { $0.fillers.map { Fold.text($0) } })

    /// Judges a text of which nothing is marked as the final answer. Only its first and last 2,000 bytes are looked at.
    static func judge(_ source: Bytes) -> Verdict {
        let text = straight(
            source.count > 4_200 ? Bytes(source.prefix(2_000)) + [0x0A] + Bytes(source.suffix(2_000)) : source)
        let hits = phrases.hits(in: text)
        guard let first = hits.first(where: { $0.tag != .guess }) else {
            return folded(text)
        }
        if let guess = hits.last(where: { $0.tag == .guess && $0.range.lowerBound > first.range.lowerBound }),
            !hits.contains(where: {
                $0.tag != .guess && $0.tag != .hedge && $0.range.lowerBound > guess.range.upperBound
            })
        {
            let tail = Sentences.first(Markdown.bare(text[guess.range.upperBound...]))
            if !Markdown.bare(tail).isEmpty, !wanders(tail) { return .answer(Bytes(tail)) }
        }
        let clause = Sentences.clauseStart(text, before: first.range.lowerBound)
        let before = Markdown.bare(text[..<clause.index])
        if !before.isEmpty, before.count <= (clause.endsSentence ? 60 : 40),
            clause.endsSentence || first.tag == .hedge || first.tag == .abstention && clause.contrast,
            !fillers.contains(Fold.bytes(before).text), Sentences.words(before) <= 6, !isFiller(before)
        {
            return .answer(Bytes(before))
        }
        return .silent(kind(first.tag, in: hits))
    }

    private static func folded(_ text: Bytes) -> Verdict {
        guard
            text.contains(where: {
                $0 >= 0x80 || $0 == 0x2A || $0 == 0x5F || $0 < 0x20 || $0 == 0x60 || $0 == 0x7F
            }) || text.firstRange(of: [0x20, 0x20]) != nil
        else { return .open }
        let hits = phrases.hits(in: Fold.bytes(text))
        guard let first = hits.first(where: { $0.tag != .guess }), first.tag != .hedge || hits.count == 1 else {
            return .open
        }
        let folded = Fold.bytes(text)
        if let guess = hits.last(where: { $0.tag == .guess && $0.range.lowerBound > first.range.lowerBound }) {
            let tail = Sentences.first(Markdown.bare(folded[guess.range.upperBound...]))
            if !tail.isEmpty { return .answer(Bytes(tail)) }
        }
        let clause = Sentences.clauseStart(folded, before: first.range.lowerBound)
        let before = Markdown.bare(folded[..<clause.index])
        if !before.isEmpty, before.count <= 40, clause.endsSentence || first.tag == .hedge,
            Sentences.words(before) <= 4, !fillers.contains(before.text), !isFiller(before)
        {
            return .answer(Bytes(before))
        }
        return .silent(kind(first.tag, in: hits))
    }

    /// Without the "probably" or "I think it was" that an answer opens with.
    static func withoutGuess(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let start = Bytes(text.prefix(80))
        guard let hit = phrases.hit(in: start, at: 0), hit.tag == .guess else { return text }
        let rest = Markdown.bare(text.dropFirst(hit.range.upperBound))
        return rest.isEmpty ? text : rest
    }

    private static func isFiller(_ text: ArraySlice<UInt8>) -> Bool {
        let folded = Fold.bytes(text).text
        return fillers.contains { folded.hasPrefix($0) }
    }

    private static func kind(_ first: Phrase, in hits: [PhraseIndex<Phrase>.Hit]) -> Reading.Kind {
        if hits.contains(where: { $0.tag == .denial }) { return .denied }
        return first == .refusal ? .refused : .abstained
    }

    /// "… but it is possible that you mean another book": a guess about the question, not an answer.
    private static func wanders(_ tail: ArraySlice<UInt8>) -> Bool {
        let folded = Fold.bytes(tail).text
        return [
            "you ", "that you", "there ", "this ", "it is possible", "it's possible", "the question", "it would be",
            "the title", "if you", "a work", "not ",
        ]
        .contains { folded.hasPrefix($0) }
    }

    /// With typographic apostrophes made straight.
    private static func straight(_ source: Bytes) -> Bytes {
        guard source.contains(0xE2) else { return source }
        var out = Bytes()
        out.reserveCapacity(source.count)
        var index = 0
        while index < source.count {
            if source.has("\u{2019}", at: index) || source.has("\u{2018}", at: index) {
                out.append(0x27)
                index += 3
            } else {
                out.append(source[index])
                index += 1
            }
        }
        return out
    }
}
