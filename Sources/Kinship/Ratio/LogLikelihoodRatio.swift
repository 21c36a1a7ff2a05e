import RealModule

/// Likelihood ratio of "some line of descent" against "none beyond what models of this time share", from a panel score and its error.
///
/// LR = mean over shares c_k of t₈((c − c_k) / s) divided by t₈(c / s), t₈ Student's density with 8 degrees of freedom. Nine tenths of the mean are
/// shares found between models of documented kinship in other recordings, held to [0.02, 1]; one tenth are shares spread evenly over [0.02, 1], since
/// the documented ones end near 0.4 and a copy must not look weaker for being a bolder one. With few errors s is wide and the LR goes to 1 by itself.
public enum LogLikelihoodRatio {
    public static let degreesOfFreedom = 8.0

    /// Weight of the shares that are spread evenly.
    public static let reach = 0.1
    private static let even = (0..<25).map { 0.02 + 0.98 * Double($0) / 24 }

    /// Log of Student's density with 8 degrees of freedom, without its constant.
    @inlinable static func logT(_ x: Double) -> Double {
        -(degreesOfFreedom + 1) / 2 * Double.log(onePlus: x * x / degreesOfFreedom)
    }

    /// Natural log of the LR.
    /// - Parameters:
    ///   - score: panel score of the pair.
    ///   - error: its standard error.
    ///   - shares: the reference shares; without any the answer is 0 (LR 1).
    ///   - reach: weight of the evenly spread shares.
    public static func natural(score: Double, error: Double, shares: [Double], reach: Double = reach) -> Double {
        guard !shares.isEmpty, score.isFinite, error.isFinite, error > 0 else { return 0 }
        let documented = logMean(shares.map { logT((score - min(max($0, 0.02), 1)) / error) })
        let alone = logT(score / error)
        guard reach > 0 else { return documented - alone }
        let bold = logMean(even.map { logT((score - $0) / error) })
        let top = max(documented, bold)
        return top + Double.log((1 - reach) * Double.exp(documented - top) + reach * Double.exp(bold - top)) - alone
    }

    /// log10 of the LR.
    public static func log10(score: Double, error: Double, shares: [Double]) -> Double {
        natural(score: score, error: error, shares: shares) / Double.log(10)
    }

    /// log of the mean of the exponentials.
    static func logMean(_ values: [Double]) -> Double {
        let top = values.max() ?? 0
        guard top.isFinite else { return top }
        return top + .log(values.reduce(0) { $0 + .exp($1 - top) } / Double(values.count))
    }
}
