/// The plain phrases of one language that carry a meaning for the normaliser. To add a language, write one such value and put it in `all`.
///
/// Stances and yes and no are pattern families (see ``PhrasePatterns``), in which `{name}` stands for a row of words of `families`. Other phrases are matched after folding (lower case, no accents, straight quotes), at word boundaries in Latin script.
struct Phrasebook: Sendable {
    /// BCP 47 code.
    var language: String
    /// Words that patterns share, by the name that they use.
    var families: [String: String] = [:]
    /// "I do not know": the model gives no answer.
    var abstentions: [String]
    /// "I am not sure": an abstention unless an answer stands beside it.
    var hedges: [String]
    /// "There is no such book": the premise is refused.
    var denials: [String]
    /// "I cannot help with that".
    var refusals: [String]
    /// What an answer given in spite of doubt begins with: "my best guess is".
    var guesses: [String]
    /// What a final answer begins with: "the answer is".
    var markers: [String]
    /// What may stand before an abstention without being an answer: "unfortunately".
    var fillers: [String]
    var yes: [String]
    var no: [String]
    /// Twelve lists: names and abbreviations of the months.
    var months: [[String]]
    /// Leading articles that a title or word may have.
    var articles: [String]
    /// What opens the clause that counts after one that concedes or doubts: "but".
    var contrasts: [String] = []
    /// What opens a clause that only concedes: "although".
    var concessions: [String] = []
    /// Patterns of clauses that tell what others think: "many people think".
    var beliefs: [String] = []
    /// "not", "it was not", before what is not the answer; patterns.
    var nots: [String] = []
    /// Patterns that open a clause which says what the answer is: "it is".
    var affirmations: [String] = []
    /// "unknown artist": nothing, where a person or a place is asked for, and a name elsewhere; patterns.
    var unknowns: [String] = []
    /// "or", between two answers.
    var ors: [String] = []
    var ands: [String] = []
    /// "either", "between", before two answers.
    var eithers: [String] = []
    /// "to", between the ends of a range.
    var ranges: [String] = []
    /// Number words with their values, from zero on; scales at 100, 1,000 and their powers.
    var numbers: [String: Double] = [:]
    /// Words that stand for days as ordinals: "erster".
    var ordinals: [String: Int] = [:]

    static let all: [Phrasebook] = [
        .english, .german, .spanish, .french, .portuguese, .italian, .russian, .dutch, .polish, .turkish, .chinese,
        .japanese, .korean, .swedish, .danish, .norwegian, .czech, .ukrainian, .indonesian, .vietnamese, .arabic,
    ]

    /// A list of patterns with the rows of words that they name written out.
    func patterns(_ list: KeyPath<Phrasebook, [String]>) -> [String] {
        self[keyPath: list].map { pattern in
            guard pattern.contains("{") else { return pattern }
            var out = pattern
            for (name, words) in families { out = out.replacing("{\(name)}", with: words) }
            return out
        }
    }

    /// The patterns of all languages with a meaning.
    static func entries<Tag>(_ list: KeyPath<Phrasebook, [String]>, _ tag: Tag) -> [(String, Tag)] {
        all.flatMap { book in book.patterns(list).map { ($0, tag) } }
    }
}
