import Probes

/// Short free answers: a phrase or a sentence.
///
/// Two are the same reading where the same words stand in them, in whatever order: articles, case, accents, marks, plural endings and the way in which numbers are written do not count. That depends on the two texts alone, so that neither the order of the models nor another model changes it. Weaker likeness was measured and left out: on 48 models × 1,711 short answers (15 related pairs) sets of words gave AUC .984 and AP .706 where the reference's exact match gives .984 and .701, and the words' stems, a Jaccard index of 0.9, 0.8 and 0.6, and graded likeness .982/.694, .982/.682, .972/.657, .968/.618 and .943/.503.
enum FreeText {
    /// The longest text that is read as one, in words.
    static let mostWords = 100

    static func value(of text: Bytes) -> Value? {
        let plain = Markdown.plain(LaTeX.plain(text))
        guard Sentences.words(plain[...]) <= mostWords else { return nil }
        if let figure = figure(plain) { return figure }
        let words = words(Fold.bytes(plain))
        guard !words.isEmpty else { return nil }
        return Value(Bytes(Set(words).sorted { $0.lexicographicallyPrecedes($1) }.joined(separator: [0x20])).text)
    }

    /// A text that is nothing but a date or a quantity, read as one.
    private static func figure(_ text: Bytes) -> Value? {
        let bare = Markdown.bare(text[...])
        guard bare.count <= 40, bare.contains(where: \.isDigit), case let words = Sentences.words(bare), words <= 3
        else {
            return nil
        }
        if let date = DateReading.value(of: Bytes(bare)), case .date(let found) = date.form, found.day != nil,
            found.month != nil, found.year != nil
        {
            return Value(date.key)
        }
        let folded = NumberReader.folded(Bytes(bare))
        let numbers = NumberReader.all(in: folded)
        guard numbers.count == 1, let (unit, end) = Units.unit(of: numbers[0], in: folded), end == folded.count,
            numbers[0].range.lowerBound <= 4, !folded[..<numbers[0].range.lowerBound].contains(0x20)
        else { return nil }
        return Value(Quantity(value: unit.base(numbers[0].value), unit: unit, number: numbers[0]).key)
    }

    /// The folded words, each in one form; articles only where nothing else stands.
    private static func words(_ folded: Bytes) -> [Bytes] {
        let all = Name.words(folded).map(form)
        let content = all.filter { !articles.contains($0) }
        return content.isEmpty ? all : content
    }

    private static let articles: Set<Bytes> = Set(["a", "an", "the"].map { Bytes($0.utf8) })

    /// Numbers in words as digits, plurals without their ending.
    private static func form(_ word: Bytes) -> Bytes {
        if let digits = NumberWords.digits(word) { return digits }
        guard word.count > 3, word.last == 0x73, word[word.count - 2] != 0x73, word.allSatisfy(\.isLower) else {
            return word
        }
        return Bytes(word.dropLast())
    }
}
