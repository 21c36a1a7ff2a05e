/// The clause of a sentence that answers, where others concede, deny or tell what people think.
enum Clauses {
    private enum Lead: Sendable { case concession, belief, negation }

    private static let leads = PhrasePatterns<Lead>(
        Phrasebook.all.flatMap { book in
            book.concessions.map { ("^^ " + $0, .concession) } + book.nots.map { ("^^ " + $0, .negation) }
        } + Phrasebook.entries(\.beliefs, .belief))
    private static let contrasts = PhrasePatterns<Bool>(Phrasebook.all.flatMap { $0.contrasts.map { ($0, true) } })

    /// "Not 1934, as is often said, but 1933." → "1933", "Although Istanbul is larger, the capital is Ankara." → "the capital is Ankara". All of a text that has no such clause.
    static func main(_ text: Bytes) -> Bytes {
        guard text.count < 600 else { return text }
        let words = Words(text)
        guard words.count > 3, let lead = leads.hits(in: words).first, lead.words.lowerBound <= 3 else { return text }
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

    /// "not Mark Twain": it says what the answer is not, and nothing else.
    static func onlyDenies(_ text: Bytes) -> Bool {
        guard text.count < 80 else { return false }
        let words = Words(text)
        guard words.count > 1, words.count <= 6,
            words[0].elementsEqual("not".utf8) || words[0].elementsEqual("nicht".utf8)
                || words[0].elementsEqual("pas".utf8),
            !words.all[1...].allSatisfy(\.isCapital) || !words.all[0].isCapital
        else { return false }
        return !(1..<words.count).contains { contrasts.hit(in: words, at: $0) != nil }
    }
}
