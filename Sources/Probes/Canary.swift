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

extension Canary {
    /// Probability that a model which never read any of the statements repeats at least `hits` of them.
    ///
    /// The number of chance hits over canaries with spaces s_1, …, s_n is Poisson-binomial with probabilities 1/s_i; its tail is summed exactly, by dynamic programming over the canaries. One answer a canary is counted.
    /// - Returns: P(at least `hits`), in [0, 1]; 1 where `hits` is 0 or less, 0 where there are fewer canaries than hits.
    public static func falseAlarm(hits: Int, spaces: [Int]) -> Double {
        if hits <= 0 { return 1 }
        if hits > spaces.count { return 0 }
        // tail[k] = P(at least k hits) among the canaries seen so far, for k in 0…hits; a tail is summed of positive terms only, so small ones keep their digits.
        var tail = [Double](repeating: 0, count: hits + 1)
        tail[0] = 1
        for space in spaces {
            let chance = 1 / Double(max(space, 1))
            for k in stride(from: hits, to: 0, by: -1) {
                tail[k] = chance * tail[k - 1] + (1 - chance) * tail[k]
            }
        }
        return tail[hits]
    }
}
