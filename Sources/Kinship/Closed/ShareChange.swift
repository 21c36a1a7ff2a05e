import Base
import RealModule

/// Did the share that one line of models inherited from a source change from one release to the next?
///
/// Both releases are held against the errors of the same source, so what makes an item easy or common moves both shares alike: items are resampled
/// together, and only the difference is looked at. Ability, background and relatives are held fixed.
public struct ShareChange: Sendable, Hashable {
    /// Later less earlier share.
    public let difference: Double
    /// Standard deviation of the difference over the replicates.
    public let standardError: Double
    /// 2.5 % and 97.5 % quantiles over the replicates.
    public let low: Double
    public let high: Double
    /// Two-sided, from the normal distribution at difference / standard error.
    public let p: Double

    /// - Parameter relatives: models that may not speak for the background, beside the two releases and the source themselves.
    /// - Returns: `nil` where the source made no error that both were asked about.
    public init?(
        _ model: AnswerModel, earlier: Int, later: Int, source: Int, relatives: [Int] = [], replicates: Int = 500,
        seed: UInt64
    ) {
        let out = Set(relatives + [earlier, later])
        let first = ItemTerms(
            model, recipient: earlier, source: source, leavingOut: out.subtracting([earlier, source]).sorted())
        let second = ItemTerms(
            model, recipient: later, source: source, leavingOut: out.subtracting([later, source]).sorted())
        let items = model.matrix.items
        let ones = [Double](repeating: 1, count: items)
        let whole = second.sums(ones).share - first.sums(ones).share
        guard whole.isFinite, items > 0 else { return nil }
        var drawn: [Double] = []
        for replicate in 0..<replicates {
            var generator = SeededGenerator(seed: seed, stream: UInt64(replicate))
            var weights = [Double](repeating: 0, count: items)
            for _ in 0..<items { weights[generator.below(items)] += 1 }
            let value = second.sums(weights).share - first.sums(weights).share
            if value.isFinite { drawn.append(value) }
        }
        guard drawn.count > 1 else { return nil }
        let mean = drawn.reduce(0, +) / Double(drawn.count)
        let variance = drawn.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(drawn.count - 1)
        difference = whole
        standardError = variance.squareRoot()
        low = min(quantile(drawn, 0.025) ?? whole, whole)
        high = max(quantile(drawn, 0.975) ?? whole, whole)
        p = variance > 0 ? Double.erfc((whole / standardError).magnitude / Double.sqrt(2)) : 1
    }
}
