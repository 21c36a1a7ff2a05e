/// What a list of questions has in common at its beginning and its end, so that a page shows it once and of each question what is its own.
struct PromptFolding: Equatable {
    let beginning: String
    let ending: String

    /// Shorter beginnings and endings are worth no folding.
    static let least = 60

    /// - Parameter least: shorter beginnings and endings are left where they stand, in characters.
    init(_ prompts: [String], least: Int = PromptFolding.least) {
        var texts = prompts.map { Array($0.unicodeScalars) }
        func common(_ pick: ([Unicode.Scalar], Int) -> Unicode.Scalar) -> Int {
            let shortest = texts.map(\.count).min() ?? 0
            var length = 0
            while length < shortest, let first = texts.first,
                texts.allSatisfy({ pick($0, length) == pick(first, length) })
            {
                length += 1
            }
            return length
        }
        func text(_ scalars: some Sequence<Unicode.Scalar>) -> String {
            var view = String.UnicodeScalarView()
            view.append(contentsOf: scalars)
            return String(view)
        }
        var start = prompts.count > 2 ? common { $0[$1] } : 0
        // Cut between words.
        while start > 0, let first = texts.first, !first[start - 1].properties.isWhitespace { start -= 1 }
        if start < least { start = 0 }
        beginning = text((texts.first ?? []).prefix(start))
        texts = texts.map { Array($0.dropFirst(start)) }
        var end = prompts.count > 2 ? common { $0[$0.count - 1 - $1] } : 0
        while end > 0, let first = texts.first, !first[first.count - end].properties.isWhitespace { end -= 1 }
        // Something of each question must be left to tell it from the others.
        if end < least || texts.contains(where: { $0.count <= end }) { end = 0 }
        ending = text((texts.first ?? []).suffix(end))
    }

    /// The part of a question that is its own, without blank lines before it.
    func own(_ prompt: String) -> String {
        let scalars = prompt.unicodeScalars
        let (start, end) = (beginning.unicodeScalars.count, ending.unicodeScalars.count)
        guard scalars.count > start + end else { return prompt }
        return String(String(scalars.dropFirst(start).dropLast(end)).drop(while: \.isNewline))
    }
}
