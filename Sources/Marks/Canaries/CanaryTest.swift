import Base
import RealModule

/// Does a model answer as the key says? An exact test that needs no other model.
///
/// Whatever a model answers that never met the planted values, each answer that names one of K options hits with probability 1/K, since the key drew
/// evenly and by itself: hits among n are Binomial(n, 1/K), facts of different K aside, which are summed exactly. The only assumption is that the key was
/// secret when the model was trained, and drawn before it was asked.
public struct CanaryTest: Sendable, Hashable {
    /// The outcome for one recipient's values.
    public struct Row: Sendable, Hashable {
        public var recipient: String
        /// Answers that name the option that the key drew.
        public var hits: Int
        /// Answers that name any option.
        public var answered: Int
        public var tail: Tail
        /// Holm's adjustment over all recipients: the chance that any of them reaches its tail by luck stays below it.
        public var holm: Tail
        /// log10 of the e-value: how much a bettor's stake has grown who bets evenly over all hit rates. May be read at any time; 20 is p 0.05 at worst.
        public var log10E: Double
    }

    public var rows: [Row]
    public var asked: Int
    public var abstained: Int
    /// Facts answered with something that is no option.
    public var other: Int
    public var missing: Int

    public init(book: CanaryBook, readings: [CanaryReading?], recipients: [String], key: SecretKey) {
        asked = book.facts.count
        abstained = readings.count { $0 == .abstained }
        other = readings.count { $0 == .other }
        missing = readings.count { $0 == nil }
        var rows = recipients.map { recipient in
            // The number of options of each fact that was answered with one.
            var hits: [Int] = []
            var misses: [Int] = []
            for (fact, reading) in zip(book.facts, readings) {
                guard case .option(let said)? = reading else { continue }
                if said == fact.drawn(for: recipient, by: key) {
                    hits.append(fact.options.count)
                } else {
                    misses.append(fact.options.count)
                }
            }
            return Row(
                recipient: recipient, hits: hits.count, answered: hits.count + misses.count,
                tail: Self.tail(hits: hits.count, spaces: hits + misses), holm: .certain,
                log10E: Self.log10E(hits: hits, misses: misses))
        }
        for (row, holm) in zip(rows.indices, Holm.adjusted(rows.map(\.tail))) { rows[row].holm = holm }
        self.rows = rows
    }

    /// P(at least `hits`) where answer i hits with probability 1 / spaces[i].
    ///
    /// Binomial where all spaces are one; else Poisson-binomial, summed exactly by dynamic programming over positive terms, scaled so that none underflows.
    public static func tail(hits: Int, spaces: [Int]) -> Tail {
        if hits <= 0 { return .certain }
        if hits > spaces.count { return Tail(log: -.infinity) }
        if let first = spaces.first, spaces.allSatisfy({ $0 == first }) {
            return .binomial(hits: hits, of: spaces.count, chance: 1 / Double(first))
        }
        // at[k] = P(exactly k) e^-scale[k] would need a scale a place; logarithms of sums of positive terms do the same.
        var at = [Double](repeating: -.infinity, count: hits + 1)
        at[0] = 0
        for space in spaces {
            let (hit, miss) = (-Double.log(Double(space)), Double.log(onePlus: -1 / Double(space)))
            for k in stride(from: hits, through: 0, by: -1) {
                // at[hits] gathers "hits or more": it is never left again.
                let stay = k == hits ? at[k] : at[k] + miss
                let come = k > 0 ? at[k - 1] + hit : -.infinity
                let most = max(stay, come)
                at[k] = most == -.infinity ? most : most + .log(.exp(stay - most) + .exp(come - most))
            }
        }
        return Tail(log: at[hits])
    }

    /// log10 of the e-value of bets on hits, mixed evenly over all hit rates t: the integral of the product of t / q_i over hits and (1 − t) / (1 − q_i) over
    /// misses. With one q it is B(h + 1, n − h + 1) / (q^h (1 − q)^(n − h)).
    public static func log10E(hits: [Int], misses: [Int]) -> Double {
        let (h, n) = (hits.count, hits.count + misses.count)
        let beta = Double.logGamma(Double(h + 1)) + .logGamma(Double(n - h + 1)) - .logGamma(Double(n + 2))
        let null =
            hits.reduce(0) { $0 - .log(Double($1)) } + misses.reduce(0) { $0 + .log(onePlus: -1 / Double($1)) }
        return (beta - null) / .log(10)
    }
}

/// Holm's step-down adjustment (1979) for several tests at once.
public enum Holm {
    /// In the order given; each at least as large as its own tail.
    public static func adjusted(_ tails: [Tail]) -> [Tail] {
        var out = tails
        var worst = -Double.infinity
        for (rank, index) in tails.indices.sorted(by: { (tails[$0].log, $0) < (tails[$1].log, $1) }).enumerated() {
            worst = max(worst, tails[index].log + .log(Double(tails.count - rank)))
            out[index] = Tail(log: worst)
        }
        return out
    }
}
