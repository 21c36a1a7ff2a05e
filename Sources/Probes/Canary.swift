/// A planted statement: what was published, and how surprising it is that somebody repeats it.
///
/// The answer of the probe is the planted value. It was drawn evenly from `space` values by a generator, so a model that never read the statement hits it with probability 1 / `space`.
public struct Canary: Codable, Sendable, Hashable {
    /// The sentence as planted, word for word.
    public var statement: String
    /// How many values the planted one was drawn from, each equally likely (at least 2).
    public var space: Int
    /// Where it was published; `nil` before that.
    public var planted: String?
    /// When it was published, `yyyy-mm-dd`.
    public var date: String?

    public init(statement: String, space: Int, planted: String? = nil, date: String? = nil) {
        self.statement = statement
        self.space = space
        self.planted = planted
        self.date = date
    }
}
