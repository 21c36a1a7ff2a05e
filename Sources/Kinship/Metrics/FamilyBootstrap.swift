import Base

/// Intervals that count families and not pairs.
///
/// M models give M² pairs and only about as many independent sources as there are families. So whole families are drawn with replacement;
/// a pair between two families weighs the product of their draws, a pair within one its draws.
public struct FamilyBootstrap: Sendable {
    /// Family of every model, 0 ..< `families`.
    public let family: [Int]
    public let families: Int

    /// Families as the connected groups of models that any related pair joins; a model without relatives is a family by itself.
    /// - Parameter relatedPairs: indices of models.
    public init(models: Int, relatedPairs: [(Int, Int)]) {
        var parent = Array(0..<models)
        func root(_ model: Int) -> Int {
            var at = model
            while parent[at] != at { at = parent[at] }
            return at
        }
        for (a, b) in relatedPairs {
            let (x, y) = (root(a), root(b))
            parent[max(x, y)] = min(x, y)
        }
        var number: [Int: Int] = [:]
        family = (0..<models).map { model in
            let top = root(model)
            if let known = number[top] { return known }
            number[top] = number.count
            return number.count - 1
        }
        families = number.count
    }

    /// The percentile interval of a figure over bootstrap draws.
    ///
    /// - Parameters:
    ///   - pairs: indices of the models of each pair.
    ///   - figure: the figure under given weights of the pairs; draws for which it is `nil` are left out.
    /// - Returns: `nil` where fewer than half of the draws give a figure.
    public func interval(
        pairs: [(Int, Int)], draws: Int = 400, level: Double = 0.95, seed: UInt64 = 20_261_121,
        _ figure: ([Double]) -> Double?
    ) -> (low: Double, high: Double)? {
        Self.interval(draw(pairs, draws, seed).map(figure), level)
    }

    /// The intervals of the figures by which rankings are judged.
    public func intervals(
        _ ranked: RankedPairs, pairs: [(Int, Int)], draws: Int = 400, level: Double = 0.95, seed: UInt64 = 20_261_121
    ) -> (auc: Interval?, averagePrecision: Interval?, truePositiveRate: Interval?) {
        let figures = draw(pairs, draws, seed).map { ranked.figures($0) }
        return (
            Self.interval(figures.map(\.auc), level), Self.interval(figures.map(\.averagePrecision), level),
            Self.interval(figures.map(\.truePositiveRate), level)
        )
    }

    public typealias Interval = (low: Double, high: Double)

    private func draw(_ pairs: [(Int, Int)], _ draws: Int, _ seed: UInt64) -> some Sequence<[Double]> {
        (0..<draws).lazy.map { draw in
            var random = SeededGenerator(seed: seed, stream: UInt64(draw))
            return weights(of: pairs, &random)
        }
    }

    private static func interval(_ drawn: [Double?], _ level: Double) -> Interval? {
        let values = drawn.compactMap { $0 }
        let draws = drawn.count
        guard values.count * 2 >= draws, let low = quantile(values, (1 - level) / 2),
            let high = quantile(values, (1 + level) / 2)
        else { return nil }
        return (low, high)
    }

    /// Weights of the pairs in one draw of the families.
    func weights(of pairs: [(Int, Int)], _ random: inout SeededGenerator) -> [Double] {
        var drawn = [Double](repeating: 0, count: families)
        for _ in 0..<families { drawn[random.below(families)] += 1 }
        return pairs.map { a, b in
            family[a] == family[b] ? drawn[family[a]] : drawn[family[a]] * drawn[family[b]]
        }
    }
}
