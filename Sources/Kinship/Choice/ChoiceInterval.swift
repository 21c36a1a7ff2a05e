import Base

/// How far off a Jensen–Shannon distance may be that a few samples show.
public enum ChoiceInterval {
    /// A 95 % interval of the distance by resampling both models' answers (basic bootstrap, Davison and Hinkley 1997, of the divergence).
    ///
    /// Few samples make two equal distributions look apart, and resampled ones further apart again; the basic interval takes that off, and is
    /// widened to hold the distance seen. In 400 simulated pairs a cell of eight readings it held the true distance in 87–99 % of them with 20 or
    /// 30 samples each, and in 94–100 % with 100.
    ///
    /// - Parameters:
    ///   - a: counts by reading; b: counts in the same order.
    /// - Returns: bounds in 0…1; the whole range where either has no sample.
    public static func jensenShannon(
        _ a: [Int], _ b: [Int], replicates: Int = 1000, random: inout SeededGenerator
    ) -> ClosedRange<Double> {
        let seen = ChoiceTest.jensenShannon(a, b)
        guard a.count == b.count, a.contains(where: { $0 > 0 }), b.contains(where: { $0 > 0 }), replicates > 0 else {
            return 0...1
        }
        let pools = [a, b].map { counts in
            counts.enumerated().flatMap { Array(repeating: $0.offset, count: $0.element) }
        }
        var drawn: [Double] = []
        for _ in 0..<replicates {
            let counts = pools.map { pool in
                var counts = [Int](repeating: 0, count: a.count)
                for _ in pool { counts[pool[random.below(pool.count)]] += 1 }
                return counts
            }
            let distance = ChoiceTest.jensenShannon(counts[0], counts[1])
            drawn.append(distance * distance)
        }
        func bound(_ level: Double) -> Double {
            min(max(2 * seen * seen - (quantile(drawn, level) ?? 0), 0), 1).squareRoot()
        }
        return min(bound(0.975), seen)...max(bound(0.025), seen)
    }
}
