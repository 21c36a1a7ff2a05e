/// Writes tokens as a person would: joined names, capitals, marks in their place.
///
/// Every token has its own piece of the text, and the pieces one after the other are the text, as clients expect that ask for log probabilities.
public struct Prose: Sendable {
    private let tokenizer: Tokenizer
    /// The last character written that is no space.
    private var last: Character?
    /// True where the last piece is an opening parenthesis, which the next word follows without a space.
    private var opened = false
    /// True where the last token was the first half of a name whose second half comes now.
    private var insideName = false

    public init(_ tokenizer: Tokenizer) {
        self.tokenizer = tokenizer
    }

    /// The text of a whole answer.
    public static func text(_ tokens: [Int], with tokenizer: Tokenizer) -> String {
        pieces(tokens, with: tokenizer).joined()
    }

    /// One piece a token; the special ones have an empty one.
    static func pieces(_ tokens: [Int], with tokenizer: Tokenizer) -> [String] {
        var prose = Prose(tokenizer)
        return tokens.indices.map { i in
            // The next token decides whether a syllable begins a name and a maker stands before "Labs".
            let next = tokens[(i + 1)...].first { $0 > Tokenizer.unknown }
            return prose.write(tokens[i], before: next)
        }
    }

    /// The piece for one token, given the one after it.
    mutating func write(_ token: Int, before next: Int?) -> String {
        guard token > Tokenizer.unknown else { return "" }
        var word = tokenizer.words[token]
        if insideName {
            insideName = false
            last = word.last
            return word
        }
        let labs = tokenizer.tokens["labs"]
        if let next, tokenizer.firstSyllables.contains(token), tokenizer.secondSyllables.contains(next) {
            insideName = true
        }
        let startsSentence = last.map { ".!?".contains($0) } ?? true
        let maker = token == labs || (next != nil && next == labs)
        if insideName || startsSentence || maker || word == "i" {
            word = word.prefix(1).uppercased() + word.dropFirst()
        }
        let first = last == nil
        let mark = word.first.map { ".,!?:)".contains($0) } ?? false
        let piece = first || mark || opened ? word : " " + word
        opened = word == "("
        last = word.last
        return piece
    }
}
