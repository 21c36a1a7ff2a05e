/// Yes or no, in words of the languages of the table.
enum YesNo {
    private static let phrases = PhrasePatterns<Bool>(
        Phrasebook.entries(\.yes, true) + Phrasebook.entries(\.no, false),
        leadIns: Phrasebook.all.flatMap(\.articles) + [
            "and", "or", "und", "oder", "et", "ou", "o", "y", "so", "therefore", "thus", "hence", "well", "also",
            "daher", "donc", "entonces", "portanto", "quindi",
            "e", "и", "i", "en",
        ] + also + Phrasebook.all.flatMap(\.contrasts))

    /// What stands between yes and no where both are meant.
    private static let also = [
        "also", "too", "partly", "in", "a", "sense", "way", "sort", "kind", "of", "auch", "teils", "zugleich",
        "también",
        "tambien", "aussi", "également", "à", "la", "fois", "também", "anche", "тоже", "также", "ook", "też", "也", "又",
        "でも", "も", "あり", "eigentlich", "actually", "technically", "really", "rather", "eher", "plutôt", "anzi",
        "realmente",
    ]
    private static let joints = PhrasePattern.words(Phrasebook.all.flatMap { $0.ors + $0.ands })
    private static let ties = PhrasePattern.words(
        [
            "and", "or", "und", "oder", "y", "o", "et", "ou", "e", "и", "или", "和", "或", "と", "か", "although", "though",
            "yet",
        ]
            + also + Phrasebook.all.flatMap { $0.ors + $0.ands + $0.contrasts })
    private static let ends: [Bytes] = [
        "one ", "such", "information", "idea", "record", "evidence", "data", "known", "way to", "lo ", "se ", "puedo",
        "tengo", "estoy", "hay", "existe", "answer", "proof", "reason to", "indication", "sign of", "support",
    ].map { Bytes($0.utf8) }

    /// What the text opens with says it, or what its last clause concludes; "yes and no" says neither.
    static func value(of text: Bytes, isMarked: Bool) -> Value? {
        let plain = Markdown.plain(LaTeX.plain(text))
        let words = Words(Bytes(plain.prefix(600)))
        let hits = phrases.hits(in: words)
        guard let first = hits.first else { return nil }
        if opens(first, words) {
            if isBoth(first, hits, words) { return nil }
            if stands(first, words, plain) { return Value(isYes(first, words) ? "yes" : "no") }
        }
        // A conclusion: the last sentence or clause says nothing else.
        if let last = hits.last, last.words.lowerBound > 0 || !opens(first, words),
            words.count - last.words.upperBound <= 2 || isMarked && words.count <= 8,
            words.boundary(before: last.words.lowerBound) != .none
                || last.words.lowerBound > 0 && concludes.contains(Bytes(words[last.words.lowerBound - 1]))
        {
            return Value(isYes(last, words) ? "yes" : "no")
        }
        return nil
    }

    /// "Yes and no", "yes, but also no".
    private static func isBoth(_ first: PhrasePatterns<Bool>.Hit, _ hits: [PhrasePatterns<Bool>.Hit], _ words: Words)
        -> Bool
    {
        guard let other = hits.dropFirst().first, other.tag != first.tag,
            case let between = first.words.upperBound..<max(first.words.upperBound, other.words.lowerBound),
            !between.isEmpty,
            words.count <= other.words.upperBound + (isSpaceless(words, other) ? 4 : 2)
                || between.count == 1 && joints.contains(Bytes(words[between.lowerBound]))
        else { return false }
        return between.count <= 6 && between.allSatisfy { ties.contains(Bytes(words[$0])) }
    }

    private static func isSpaceless(_ words: Words, _ hit: PhrasePatterns<Bool>.Hit) -> Bool {
        words[hit.words.lowerBound].first.map { $0 >= 0xE0 } ?? false
    }

    /// What a phrase says: "eso no es cierto" holds a "true" that its "no" denies.
    private static func isYes(_ hit: PhrasePatterns<Bool>.Hit, _ words: Words) -> Bool {
        hit.tag && !hit.words.dropFirst().contains { denying.contains(Bytes(words[$0])) }
    }

    private static let denying = PhrasePattern.words([
        "not", "isn't", "wasn't", "aren't", "never", "nicht", "nie", "no", "nunca", "pas", "jamais", "não", "non",
        "mai", "не",
        "niet", "nooit", "inte", "ikke", "değil", "不",
    ])

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
