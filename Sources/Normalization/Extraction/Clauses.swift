/// The clause of a sentence that answers, where others concede, deny or tell what people think.
enum Clauses {
    private enum Lead: Sendable { case concession, belief, negation }

    private static let leads = PhrasePatterns<Lead>(
        Phrasebook.all.flatMap { book in
            book.concessions.map { ("^^ " + $0, .concession) } + book.nots.map { ("^^ " + $0, .negation) }
        } + Phrasebook.entries(\.beliefs, .belief))
    private static let affirmations = PhrasePatterns<Bool>(Phrasebook.entries(\.affirmations, true))
    private static let contrasts = PhrasePatterns<Bool>(Phrasebook.all.flatMap { $0.contrasts.map { ($0, true) } })

    /// "Not 1934, as is often said, but 1933." → "1933", "It isn't Geneva, it's Bern." → "Bern", "Although Istanbul is larger, the capital is Ankara." → "the capital is Ankara". All of a text that has no such clause.
    static func main(_ text: Bytes) -> Bytes {
        guard text.count < 600 else { return text }
        let words = Words(text)
        guard words.count > 3, let lead = leads.hits(in: words).first, lead.words.lowerBound <= 3 else { return text }
        if let rest = affirmed(words, text, after: lead) { return rest }
        var comma: Int?
        for index in lead.words.upperBound..<words.count {
            if words.boundary(before: index) == .sentence { break }
            if let contrast = contrasts.hit(in: words, at: index), contrast.words.upperBound < words.count,
                lead.tag != .concession
            {
                return Bytes(text[words.all[contrast.words.upperBound].range.lowerBound...])
            }
            if comma == nil, words.boundary(before: index) == .clause { comma = index }
        }
        if lead.tag == .concession, let comma { return Bytes(text[words.all[comma].range.lowerBound...]) }
        return text
    }

    /// What a later clause says that something is: "it is Bern".
    private static func affirmed(_ words: Words, _ text: Bytes, after lead: PhrasePatterns<Lead>.Hit) -> Bytes? {
        var index = lead.words.upperBound + 1
        while index < words.count {
            defer { index += 1 }
            guard words.boundary(before: index) != .none, let hit = affirmations.hit(in: words, at: index),
                case let next = hit.words.upperBound, next < words.count, !negations.contains(Bytes(words[next]))
            else { continue }
            let word = words.all[next]
            let names = word.isCapital || text[word.range.lowerBound].isDigit || text[word.range.lowerBound] >= 0x80
            return Bytes(text[(names ? word : words.all[index]).range.lowerBound...])
        }
        return nil
    }

    private static let negations = PhrasePattern.words([
        "not", "nicht", "kein", "keine", "no", "pas", "não", "non", "не", "niet", "geen", "nie", "never",
    ])
    /// "not until 1950" says when.
    private static let limits = PhrasePattern.words([
        "more", "less", "fewer", "until", "before", "only", "just", "over", "under", "even", "quite", "exactly", "mehr",
        "weniger", "vor", "nur", "más", "menos", "antes", "solo", "plus", "moins", "avant", "mais", "più", "meno",
        "solamente", "soltanto", "только", "раньше", "более", "менее",
    ])

    /// "not Mark Twain", "it was not Mark Twain": it says what the answer is not, and nothing else.
    static func onlyDenies(_ text: Bytes) -> Bool {
        guard text.count < 100 else { return false }
        let words = Words(text)
        guard words.count > 1, words.count <= 10, let lead = leads.hit(in: words, at: 0), lead.tag == .negation,
            case let next = lead.words.upperBound, next < words.count, !limits.contains(Bytes(words[next]))
        else { return false }
        if lead.words.count == 1 {
            guard words.count <= 6, bareNegations.contains(Bytes(words[0])),
                !words.all[1...].allSatisfy(\.isCapital) || !words.all[0].isCapital
            else { return false }
        }
        return !(lead.words.upperBound..<words.count).contains { contrasts.hit(in: words, at: $0) != nil }
    }

    private static let bareNegations = PhrasePattern.words(["not", "nicht", "pas", "niet", "не"])
}
