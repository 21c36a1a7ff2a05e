/// The plain phrases of one language that carry a meaning for the normaliser. To add a language, write one such value and put it in `all`.
///
/// Phrases are matched after folding (lower case, no accents, straight quotes), at word boundaries in Latin script.
struct Phrasebook: Sendable {
    /// BCP 47 code.
    var language: String
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

    static let all: [Phrasebook] = [.english, .german, .spanish, .french, .chinese, .japanese]
}
