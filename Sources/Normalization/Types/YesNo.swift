/// Yes or no, in words of the languages of the table.
enum YesNo {
    private static let phrases = PhrasePatterns<Bool>(
        Phrasebook.entries(\.yes, true) + Phrasebook.entries(\.no, false),
        leadIns: Phrasebook.all.flatMap(\.articles) + [
            "and", "or", "und", "oder", "et", "ou", "o", "y", "so", "therefore", "thus", "hence", "well", "also",
            "daher", "donc", "entonces", "portanto", "quindi",
        ])

    private static let ties = Set(
        ["and", "or", "und", "oder", "y", "o", "et", "ou", "e", "и", "или", "和", "或", "と", "か"].map { Bytes($0.utf8) })
    private static let ends: [Bytes] = [
        "one ", "such", "information", "idea", "record", "evidence", "data", "known", "way to", "lo ", "se ", "puedo",
        "tengo", "estoy", "hay", "existe", "answer",
    ].map { Bytes($0.utf8) }

    /// What the text opens with says it, or what its last clause concludes; "yes and no" says neither.
    static func value(of text: Bytes, isMarked: Bool) -> Value? {
        let plain = Markdown.plain(LaTeX.plain(text))
        let words = Words(Bytes(plain.prefix(600)))
        let hits = phrases.hits(in: words)
        guard let first = hits.first else { return nil }
        if opens(first, words) {
            let next = first.words.upperBound
            if next < words.count, ties.contains(Bytes(words[next])),
                let other = hits.dropFirst().first, other.tag != first.tag, other.words.lowerBound <= next + 1
            {
                return nil
            }
            guard stands(first, words, plain) else { return nil }
            return Value(first.tag ? "yes" : "no")
        }
        // A conclusion: the last sentence or clause says nothing else.
        if let last = hits.last, words.count - last.words.upperBound <= 2 || isMarked && words.count <= 8,
            words.boundary(before: last.words.lowerBound) != .none
                || last.words.lowerBound > 0 && concludes.contains(Bytes(words[last.words.lowerBound - 1]))
        {
            return Value(last.tag ? "yes" : "no")
        }
        return nil
    }

    private static let concludes = Set(
        [
            "so", "therefore", "thus", "hence", "is", "then", "also", "daher", "donc", "entonces", "portanto", "quindi",
            "est", "es", "ist",
        ].map { Bytes($0.utf8) })

    private static let articles = Set(Phrasebook.all.flatMap(\.articles).map { Bytes($0.utf8) })

    private static func opens(_ hit: PhrasePatterns<Bool>.Hit, _ words: Words) -> Bool {
        hit.words.lowerBound == 0
            || hit.words.lowerBound <= 2
                && (0..<hit.words.lowerBound).allSatisfy {
                    articles.contains(Bytes(words[$0])) || concludes.contains(Bytes(words[$0]))
                        || words[$0].elementsEqual("well".utf8)
                }
    }

    /// "No one knows" and "no information" do not say no; "no, it …" and "no" do.
    private static func stands(_ hit: PhrasePatterns<Bool>.Hit, _ words: Words, _ text: Bytes) -> Bool {
        let next = hit.words.upperBound
        guard next < words.count, words.boundary(before: next) == .none, hit.words.count == 1 else { return true }
        let rest = Fold.bytes(text[words.all[next].range.lowerBound...].prefix(40))
        return !ends.contains { rest.starts(with: $0) }
    }
}
