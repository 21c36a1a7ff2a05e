/// Yes or no, in words of the languages of the table.
enum YesNo {
    private static let words = PhraseIndex<Bool>(
        Phrasebook.all.flatMap { book in book.yes.map { (Fold.text($0), true) } + book.no.map { (Fold.text($0), false) }
        })
    private static let negations: Set<String> = ["not", "nicht", "isn't", "isnt"]

    /// The word that opens the text (or, where it is marked, the only one in it).
    static func value(of text: Bytes, isMarked: Bool) -> Value? {
        let folded = Bytes(Markdown.bare(Fold.bytes(Markdown.plain(LaTeX.plain(text)))[...]))
        guard let first = words.hits(in: Bytes(folded.prefix(400))).first else { return nil }
        let start = folded.prefix(first.range.lowerBound).trimmed
        let opens =
            start.isEmpty || start.elementsEqual("well,".utf8) || start.elementsEqual("it is".utf8)
            || start.elementsEqual("it's".utf8) || start.elementsEqual("this is".utf8)
            || start.elementsEqual("that is".utf8) || start.elementsEqual("the statement is".utf8)
        if opens { return ends(folded, first.range.upperBound) ? Value(first.tag ? "yes" : "no") : nil }
        if negations.contains(start.split(separator: 0x20).last.map { Bytes($0).text } ?? ""),
            Sentences.words(folded[...]) <= 5
        {
            return Value(first.tag ? "no" : "yes")
        }
        return isMarked && Sentences.words(folded[...]) <= 6 ? Value(first.tag ? "yes" : "no") : nil
    }

    /// "No one knows" and "no information" do not say no; "no, it …" and "no" do.
    private static func ends(_ text: Bytes, _ end: Int) -> Bool {
        guard end < text.count, text[end] == 0x20 else { return true }
        let rest = text[end...].trimmed
        return ![
            "one ", "such", "information", "idea", "record", "evidence", "data", "known", "way to", "lo ", "se ",
            "puedo", "tengo", "estoy", "hay", "existe",
        ].contains { rest.starts(with: $0.utf8) }
    }
}
