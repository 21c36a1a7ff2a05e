import RealModule

/// Empirical lower and upper bound of a likelihood ratio (ELUB; Vergeer, van Es, de Jongh, Alberink, Stoel 2016, Science & Justice 56, 482–491):
/// where validation data stop, so must the figures.
///
/// For a threshold θ ≥ 1 one invented misleading comparison is added at θ, and θ is kept while
/// θ (number of unrelated with LR ≥ θ, plus 1) / (N₂ + 1) + (share of related with LR < θ) < 1, that is while acting on the system is better than
/// ignoring it; θ < 1 is the mirror image. The search runs outward from 1 in steps of 0.01 in log10 and no further than log10(N + 1).
public struct EmpiricalBounds: Sendable, Hashable, Codable {
    /// Largest log10 LR that the data support; 0 where they support none.
    public var cap: Double
    /// Smallest log10 LR that the data support; at most 0.
    public var floor: Double
    /// Independent comparisons behind it.
    public var related: Int
    public var unrelated: Int

    /// - Parameters: log10 LRs, one for each *independent* comparison.
    public init(related: [Double], unrelated: [Double]) {
        self.related = related.count
        self.unrelated = unrelated.count
        cap = Self.bound(helpful: related, misleading: unrelated)
        floor = -Self.bound(helpful: unrelated.map { -$0 }, misleading: related.map { -$0 })
    }

    private static func bound(helpful: [Double], misleading: [Double]) -> Double {
        guard !helpful.isEmpty, !misleading.isEmpty else { return 0 }
        let n = Double(misleading.count)
        var last = 0.0
        for step in 0... {
            let x = Double(step) / 100
            guard x <= .log10(n + 1) else { break }
            let alarms = Double(misleading.count { $0 >= x } + 1)
            let misses = Double(helpful.count { $0 < x }) / Double(helpful.count)
            guard .exp10(x) * alarms / (n + 1) + misses < 1 else { break }
            last = x
        }
        return last
    }

    /// A log10 LR held to the bounds.
    public func hold(_ log10: Double) -> Double { min(max(log10, floor), cap) }
}
