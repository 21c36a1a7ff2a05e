import Base
import RealModule

/// Answers of two models to one choice probe, compared as distributions.
public struct ChoiceTest: Sendable, Hashable {
    /// Jensen–Shannon distance (Endres and Schindelin 2003: the root of the divergence in bits), 0 for equal and 1 for disjoint distributions.
    public let distance: Double
    /// Permutation p of "both answer from one distribution": the share of random partings of all samples with at least this distance,
    /// the given one counted among them (Phipson and Smyth 2010).
    public let p: Double

    /// - Parameters:
    ///   - a: counts by reading; b: counts in the same order.
    ///   - permutations: random partings; more give a finer p.
    /// - Returns: `nil` where either has no sample.
    public init?(_ a: [Int], _ b: [Int], permutations: Int = 2000, random: inout SeededGenerator) {
        guard a.count == b.count, a.contains(where: { $0 > 0 }), b.contains(where: { $0 > 0 }) else { return nil }
        let observed = Self.jensenShannon(a, b)
        distance = observed
        let first = a.reduce(0, +)
        var pool = zip(a, b).enumerated().flatMap { Array(repeating: $0.offset, count: $0.element.0 + $0.element.1) }
        var reached = 1
        for _ in 0..<permutations {
            random.shuffle(&pool)
            var x = [Int](repeating: 0, count: a.count)
            var y = x
            for (place, reading) in pool.enumerated() {
                if place < first { x[reading] += 1 } else { y[reading] += 1 }
            }
            if Self.jensenShannon(x, y) >= observed - 1e-12 { reached += 1 }
        }
        p = Double(reached) / Double(permutations + 1)
    }

    /// Jensen–Shannon distance between two sets of counts, 0…1; 0 where either is empty.
    public static func jensenShannon(_ a: [Int], _ b: [Int]) -> Double {
        let (n, m) = (Double(a.reduce(0, +)), Double(b.reduce(0, +)))
        guard n > 0, m > 0 else { return 0 }
        var bits = 0.0
        for (x, y) in zip(a, b) {
            let (p, q) = (Double(x) / n, Double(y) / m)
            let middle = (p + q) / 2
            if p > 0 { bits += p * Double.log2(p / middle) / 2 }
            if q > 0 { bits += q * Double.log2(q / middle) / 2 }
        }
        return min(max(bits, 0), 1).squareRoot()
    }
}
