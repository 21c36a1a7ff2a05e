import Foundation

/// What a test can find, before anybody pays for one.
public struct CanaryPower: Sendable, Hashable {
    /// The share of the facts that a student has by heart; it answers all others with an option at random, the worst case.
    public var recalled: Double
    /// The chance that the test's tail, adjusted for all recipients, falls below the level.
    public var power: Double

    /// The fewest hits of `facts` whose tail, times the number of recipients, is at most `level`; `nil` where not even all are enough.
    public static func leastHits(facts: Int, options: Int, recipients: Int, level: Double) -> Int? {
        guard facts > 0, options > 1, recipients > 0 else { return nil }
        let bound = log(level) - log(Double(recipients))
        var (low, high) = (0, facts + 1)
        while low < high {
            let middle = (low + high) / 2
            if Tail.binomial(hits: middle, of: facts, chance: 1 / Double(options)).log <= bound {
                high = middle
            } else {
                low = middle + 1
            }
        }
        return low > facts ? nil : low
    }

    /// - Parameter shares: of the facts that the student has by heart.
    public static func table(
        facts: Int, options: Int, recipients: Int, level: Double, shares: [Double] = [0.02, 0.05, 0.1, 0.2, 0.5]
    ) -> [CanaryPower] {
        let least = leastHits(facts: facts, options: options, recipients: recipients, level: level)
        return shares.map { share in
            guard let least else { return CanaryPower(recalled: share, power: 0) }
            let chance = min(share + (1 - share) / Double(options), 1 - 1e-12)
            return CanaryPower(
                recalled: share, power: Tail.binomial(hits: least, of: facts, chance: chance).probability)
        }
    }
}
