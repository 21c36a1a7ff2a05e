/// The part of a sentence that holds its answer.
enum Predicate {
    private static let verbs: [Bytes] = [
        " is called ", " was called ", " is named ", " was named ", " is known as ", " was known as ", " is titled ",
        " was titled ", " is located in ", " is in ", " is: ", " is ", " was ", " are ", " were ", " ist ", " war ",
        " es ", " fue ", " est ", " etait ", " heißt ", " lautet ", " é ", " è ", " foi ", " era ", " — ", " это ",
        "首都是", "答案是", "は", " heet ", " się ", " to ", " titled ", " called ", " named ",
    ].map { Bytes($0.utf8) }

    /// What follows the first verb of being; `nil` where there is none.
    static func tail(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8>? {
        let lower = Bytes(text.map(\.lowered))
        var best: Range<Int>?
        for verb in verbs {
            if let range = lower.firstRange(of: verb), best == nil || range.lowerBound < best!.lowerBound {
                best = range
            }
        }
        if best == nil {
            for start in ["it's ", "that's ", "c'est "] where lower.starts(with: Bytes(start.utf8)) {
                best = 0..<start.utf8.count
            }
        }
        guard let best else { return nil }
        let tail = text[(text.startIndex + best.upperBound)...]
        var cut = clause(tail)
        for ending in ["です", "である", "でした", "だ"]
        where Markdown.bare(cut).suffix(ending.utf8.count).elementsEqual(ending.utf8) {
            cut = Markdown.bare(cut).dropLast(ending.utf8.count)
        }
        return Markdown.bare(cut).isEmpty ? nil : Markdown.bare(cut)
    }

    /// Up to a clause that only comments: ", which …", ", located …", " because …".
    private static func clause(_ text: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let lower = Bytes(text.map(\.lowered))
        var end = lower.count
        for mark in [
            ", which", ", who", ", where", ", located", ", a ", ", an ", ", the ", ", although", ", though", ", but",
            " because ", " - ", " which ", ", published", ", released", ", written", ", founded", ", and ",
        ] {
            if let range = lower.firstRange(of: Bytes(mark.utf8)), range.lowerBound > 0 {
                end = min(end, range.lowerBound)
            }
        }
        return text.prefix(end)
    }
}
