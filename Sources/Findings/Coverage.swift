/// What was asked of whom, and what of it is compared.
public struct Coverage: Codable, Sendable, Hashable {
    /// Closed and open questions that are compared.
    public var compared: Int
    /// Of these, questions of which nobody knows what is right: every answer is one among others, and weighs by how rare it is.
    public var withoutKey: Int
    /// Questions that nobody or nearly nobody answered, and questions without a key with too few answers to tell which are rare.
    public var unanswered: Int
    public var tooFewAnswers: Int
    /// Answers that the models which take part were not asked for, of all that the compared questions would have.
    public var notAsked: Int
    public var of: Int
    /// The models that were not asked everything, by name.
    public var partlyAsked: [String]
    /// What goes on asking; `nil` where nothing is to be asked.
    public var command: String?

    public init(
        compared: Int, withoutKey: Int, unanswered: Int, tooFewAnswers: Int, notAsked: Int, of: Int,
        partlyAsked: [String], command: String?
    ) {
        self.compared = compared
        self.withoutKey = withoutKey
        self.unanswered = unanswered
        self.tooFewAnswers = tooFewAnswers
        self.notAsked = notAsked
        self.of = of
        self.partlyAsked = partlyAsked
        self.command = command
    }
}
