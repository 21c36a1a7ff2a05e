import RealModule

/// Likelihood ratio of "some line of descent" against "none beyond what models of this time share", from a panel score and its error.
///
/// LR = mean over reference shares c_k of t₈((c − c_k) / s) divided by t₈(c / s), t₈ Student's density with 8 degrees of freedom. The c_k are
/// shares found between models of documented kinship in other recordings, held to [0.02, 1]. With few errors s is wide and the LR goes to 1 by
/// itself.
public enum LogLikelihoodRatio {
    public static let degreesOfFreedom = 8.0

    /// Log of Student's density with 8 degrees of freedom, without its constant.
    @inlinable static func logT(_ x: Double) -> Double {
        -(degreesOfFreedom + 1) / 2 * Double.log(onePlus: x * x / degreesOfFreedom)
    }

    /// Natural log of the LR.
    /// - Parameters:
    ///   - score: panel score of the pair.
    ///   - error: its standard error.
    ///   - shares: the reference shares; without any the answer is 0 (LR 1).
    public static func natural(score: Double, error: Double, shares: [Double]) -> Double {
        guard !shares.isEmpty, score.isFinite, error.isFinite, error > 0 else { return 0 }
        let each = shares.map { logT((score - min(max($0, 0.02), 1)) / error) }
        return logMean(each) - logT(score / error)
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
