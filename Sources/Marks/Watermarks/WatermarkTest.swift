import Base
import Kinship
import Probes

/// Does a model write as a secret key would have it? The exact tail for the true key, and its rank among placebo keys, which is exact whatever the
/// text's dependence.
public struct WatermarkTest: Sendable {
    /// One key's outcome.
    public struct Score: Sendable, Hashable {
        public var total: Double
        public var tail: Tail
    }

    /// What the two tests say together.
    public enum Outcome: String, Sendable, Codable {
        /// Both are at or below 1/100.
        case found
        /// Neither is.
        case notFound = "not-found"
        /// One is and the other is not: the pairs depend on one another more than the exact tail allows for.
        case conflicting
        /// Nobody has opened the seal, so nobody knows which key is the true one.
        case sealed
    }

    public let scheme: WatermarkScheme
    public let pairs: Int
    /// In the order of the sealed list.
    public let scores: [Score]

    /// - Throws: `Problem` where a key is not one of the scheme's.
    public init(_ pairs: PairSet, keys: [String], scheme: WatermarkScheme, texts: TokenTexts, at place: String)
        async throws
    {
        self.scheme = scheme
        self.pairs = pairs.count
        let scorers = try scheme.seeding.scorers(keys, of: scheme, texts: texts, at: place)
        let count = pairs.count
        scores = await Parallel.map(scorers.count) { scorers[$0].totals(pairs) }.joined().map {
            Score(total: $0, tail: scheme.tail($0, pairs: count))
        }
    }

    /// The rank p of the key at `index`: the share of keys that score at least as high, itself among them; never below 1 / keys.
    public func rank(of index: Int) -> Double {
        Double(scores.count { $0.total >= scores[index].total }) / Double(scores.count)
    }

    /// What is at or below this counts as a sign, in either test.
    public static let level = 0.01

    /// What both tests say of the true key; `.sealed` where it is not known which one that is.
    public func outcome(of index: Int?) -> Outcome {
        guard let index else { return .sealed }
        switch (scores[index].tail.probability <= Self.level, rank(of: index) <= Self.level) {
        case (true, true): return .found
        case (false, false): return .notFound
        default: return .conflicting
        }
    }
}
