import RealModule

/// Two models may err on the same questions because neither knows the subject. What they then say is what anybody says who does not know; who copied
/// says the *same* wrong thing. So descent is compared with a shared weakness by everything that the recipient did where the source erred: gave its
/// answer, erred otherwise, did not err.
///
///     descent:   P(match) = e q + c (1 − e q)     P(otherwise) = (1 − c) e (1 − q)     P(not wrong) = (1 − c) (1 − e)
///     weakness:  the same with c = 0 and e' = (1 − π) e + π max(e, h): on a part π of these questions the recipient errs with chance h
///
/// e: chance that the recipient errs on the item, q: chance of the source's answer where it errs, c: reference shares, π and h: best of a grid.
/// Unrelated pairs with a weak subject in common come out at −2 to −15 (simulated), documented kin of crux and gsm at −1.3 and more.
struct SharedWeakness {
    /// log10 likelihood of descent less that of a shared weakness.
    let descentOverWeakness: Double
    /// log10 likelihood ratio of descent where the shared weakness is granted.
    let descentGivenWeakness: Double

    /// The weakness explains the pair 30 times better than descent does.
    static let limit = -1.5
    var explains: Bool { descentOverWeakness < Self.limit }

    private static let parts = [
        0, 0.02, 0.04, 0.06, 0.08, 0.1, 0.13, 0.16, 0.2, 0.25, 0.3, 0.4, 0.5, 0.6, 0.7, 0.85, 1,
    ]
    private static let chances = [0.6, 0.9]

    /// - Parameters:
    ///   - forth, back: both orders of the pair.
    ///   - readings: how many readings the pseudo-counts stand for.
    ///   - shares: reference shares.
    ///   - keep: the terms that count.
    init(
        _ forth: PairTerms, _ back: PairTerms, readings: Double, shares: [Double],
        where keep: (PairTerms.Term) -> Bool
    ) {
        let shares = shares.map { min(max($0, 0.02), 0.98) }
        let sides = [forth, back].map { Side($0, readings: readings, where: keep) }
        func mean(_ likelihood: (Side) -> [Double]) -> [Double] {
            let (a, b) = (likelihood(sides[0]), likelihood(sides[1]))
            return zip(a, b).map { ($0 + $1) / 2 }
        }
        let descent = LogLikelihoodRatio.logMean(mean { $0.likelihoods(shares, part: 0, chance: 0) })
        var weakness = -Double.infinity
        var both = [Double](repeating: -.infinity, count: shares.count)
        for chance in Self.chances {
            for part in Self.parts {
                let found = mean { $0.likelihoods([0] + shares, part: part, chance: chance) }
                weakness = max(weakness, found[0])
                for k in shares.indices { both[k] = max(both[k], found[k + 1]) }
            }
        }
        descentOverWeakness = (descent - weakness) / Double.log(10)
        descentGivenWeakness = (LogLikelihoodRatio.logMean(both) - weakness) / Double.log(10)
    }

    /// One order of the pair.
    private struct Side {
        /// Chances e and q of the matches, e (1 − q) is needed of the other errors and 1 − e of the rest.
        private let matches: [(error: Double, reading: Double)]
        private let otherwise: [Double]
        private let rest: [Double]
        private let readingsElsewhere: Double

        init(_ terms: PairTerms, readings: Double, where keep: (PairTerms.Term) -> Bool) {
            var matches: [(error: Double, reading: Double)] = []
            var otherwise: [Double] = []
            var rest: [Double] = []
            var elsewhere = 0.0
            for term in terms.terms where keep(term) {
                let e = min(max(term.error, 0.001), 0.97)
                let q = min(max(terms.reading(term, readings: readings, habits: true), 0.001), 0.98)
                switch term.outcome {
                case .matched: matches.append((e, q))
                case .wrongOtherwise:
                    otherwise.append(e)
                    elsewhere += Double.log(1 - q)
                case .notWrong: rest.append(e)
                }
            }
            self.matches = matches
            self.otherwise = otherwise
            self.rest = rest
            readingsElsewhere = elsewhere
        }

        /// Natural log likelihoods at each share c.
        func likelihoods(_ shares: [Double], part: Double, chance: Double) -> [Double] {
            func raised(_ e: Double) -> Double { (1 - part) * e + part * max(e, chance) }
            var base = readingsElsewhere
            for e in otherwise { base += Double.log(raised(e)) }
            for e in rest { base += Double.log(1 - raised(e)) }
            let alone = matches.map { raised($0.error) * $0.reading }
            let misses = Double(otherwise.count + rest.count)
            return shares.map { c in
                alone.reduce(base + misses * Double.log(1 - c)) { $0 + Double.log($1 + c * (1 - $1)) }
            }
        }
    }
}
