import Base
import RealModule

/// The closed channel's likelihood ratio of one pair against the number of questions: the ratio of random subsets of the items.
///
/// Ability, background and the panel's centring are those of all items, as in the bootstrap of `ClosedRatio`; a subset changes the sums.
public struct RatioGrowth: Sendable, Hashable {
    public struct Step: Sendable, Hashable {
        public let items: Int
        /// Median over the subsets, and where 95 % of them lie; log10, held to the bounds of the calibration.
        public let log10: Double
        public let low: Double
        public let high: Double
    }

    /// In rising order of the number of items; the last is all of them.
    public let steps: [Step]

    /// - Parameters:
    ///   - samples, first, second, shares, panel, calibration: as in `ClosedRatio`.
    ///   - draws: orders of the items that are drawn; each gives one subset a step, the smaller within the larger.
    public init(
        _ samples: [AnswerModel], first: Int, second: Int, shares: OrderedShares, panel: PanelScore,
        calibration: ClosedCalibration, draws: Int = 200, seed: UInt64
    ) {
        let references = calibration.references.map(\.share)
        let forth = SampledTerms(samples, recipient: first, source: second)
        let back = SampledTerms(samples, recipient: second, source: first)
        let offset =
            panel.score[first, second]
            - ClosedRatio.pooled(
                shares.sums(recipient: first, source: second), shares.sums(recipient: second, source: first)
            ).share
        let wider = panel.widening
        let items = samples.first?.matrix.items ?? 0
        let sizes = Self.sizes(items)
        var ratios = [[Double]](repeating: [], count: sizes.count)
        if offset.isFinite {
            for draw in 0..<draws {
                var generator = SeededGenerator(seed: seed, stream: UInt64(draw))
                var order = Array(0..<items)
                for place in order.indices.dropLast() {
                    order.swapAt(place, place + generator.below(order.count - place))
                }
                var weights = [Double](repeating: 0, count: order.count)
                var taken = 0
                for (step, size) in sizes.enumerated() {
                    for item in order[taken..<size] { weights[item] = 1 }
                    taken = size
                    let drawn = ClosedRatio.pooled(forth.sums(weights), back.sums(weights))
                    ratios[step].append(
                        calibration.bounds.hold(
                            LogLikelihoodRatio.log10(
                                score: drawn.share + offset, error: drawn.error * wider, shares: references)))
                }
            }
        }
        steps = zip(sizes, ratios).compactMap { size, ratios in
            guard let middle = median(ratios), let low = quantile(ratios, 0.025), let high = quantile(ratios, 0.975)
            else { return nil }
            return Step(items: size, log10: middle, low: low, high: high)
        }
    }

    /// A twentieth of the items, each tenth, and all; none below ten items.
    static func sizes(_ items: Int) -> [Int] {
        var sizes: [Int] = []
        for twentieths in [1, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20] {
            let size = (items * twentieths + 10) / 20
            if size >= min(10, items), size > sizes.last ?? 0 { sizes.append(size) }
        }
        return sizes
    }
}
