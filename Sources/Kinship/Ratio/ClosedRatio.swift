import Base
import RealModule

/// The closed channel's likelihood ratio for one pair, with an interval by bootstrap over items.
public struct ClosedRatio: Sendable, Hashable {
    /// log10, held to the bounds of the calibration; so are `low` and `high`.
    public let log10: Double
    public let low: Double
    public let high: Double
    /// log10 before the bounds.
    public let uncapped: Double

    /// - Parameters:
    ///   - samples: one fit for each sample of the answers; a single one where every probe was answered once.
    ///   - first, second: the models of the pair; their order does not matter but for the stream of random numbers.
    ///   - shares: the ordered shares that `panel` was made from.
    ///   - replicates: bootstrap replicates; items are resampled and never responses. Ability, background and the panel's centring are held
    ///     fixed, which makes a replicate a sum over the source's errors.
    public init(
        _ samples: [AnswerModel], first: Int, second: Int, shares: OrderedShares, panel: PanelScore,
        calibration: ClosedCalibration,
        replicates: Int = 1000, seed: UInt64
    ) {
        let references = calibration.references.map(\.share)
        let score = panel.score[first, second]
        let error = panel.standardError[first, second]
        let ratio = LogLikelihoodRatio.log10(score: score, error: error, shares: references)
        let forth = SampledTerms(samples, recipient: first, source: second)
        let back = SampledTerms(samples, recipient: second, source: first)
        let raw = Self.pooled(
            shares.sums(recipient: first, source: second), shares.sums(recipient: second, source: first))
        let offset = score - raw.share
        let wider = panel.widening
        let items = samples.first?.matrix.items ?? 0
        var ratios: [Double] = []
        if items > 0, offset.isFinite {
            for replicate in 0..<replicates {
                var generator = SeededGenerator(seed: seed, stream: UInt64(replicate))
                var weights = [Double](repeating: 0, count: items)
                for _ in 0..<items { weights[generator.below(items)] += 1 }
                let drawn = Self.pooled(forth.sums(weights), back.sums(weights))
                ratios.append(
                    LogLikelihoodRatio.log10(
                        score: drawn.share + offset, error: drawn.error * wider, shares: references))
            }
        }
        let bounds = calibration.bounds
        uncapped = ratio
        log10 = bounds.hold(ratio)
        low = bounds.hold(min(ratio, quantile(ratios, 0.025) ?? ratio))
        high = bounds.hold(max(ratio, quantile(ratios, 0.975) ?? ratio))
    }

    /// Both directions by inverse variance, as the panel score pools them.
    static func pooled(_ forth: PairSums, _ back: PairSums) -> (share: Double, error: Double) {
        let w = 1 / (forth.errorUnderIndependence * forth.errorUnderIndependence)
        let v = 1 / (back.errorUnderIndependence * back.errorUnderIndependence)
        let total = w + v + 1e-12
        let there = forth.room > 0 ? forth.share * w : 0
        let here = back.room > 0 ? back.share * v : 0
        return ((there + here) / total, (2 / total).squareRoot())
    }
}
