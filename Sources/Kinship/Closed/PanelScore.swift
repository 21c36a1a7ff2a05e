/// The panel score: one symmetric number a pair, for the likelihood ratio only.
///
/// Both directions pooled by inverse variance, each model's median with everybody taken off (rows and columns), the median of all taken off,
/// standard errors widened to the panel's own spread where that exceeds 1. Unrelated pairs then have z = score / error with a standard deviation of
/// 1.0–1.1 whatever the suite, which lets a calibration carry over from one suite to another.
public struct PanelScore: Sendable, Hashable {
    /// Models needed: with fewer the centring leaves nothing.
    public static let minimumModels = 4
    /// Models from which on a spread below 1 is believed.
    static let minimumModelsToNarrow = 12

    public let score: SquareMatrix
    /// Already times `widening`.
    public let standardError: SquareMatrix
    /// 1.4826 × median |score / error| before widening.
    public let spread: Double
    /// What errors were multiplied with: the spread, or 1 where that is larger and each probe was answered once.
    public let widening: Double

    /// - Parameter samples: answers a model gave to one probe, where `shares` are means over them. Their errors are those of one sample, so the
    ///   panel's own spread may narrow them, to 1 / √samples at most, in panels large enough to know it.
    /// - Throws: `KinshipError.tooFewModels` under four models.
    public init(_ shares: OrderedShares, samples: Double = 1) throws(KinshipError) {
        let narrowest = shares.count >= Self.minimumModelsToNarrow ? 1 / max(samples, 1).squareRoot() : 1
        try self.init(share: shares.share, standardError: shares.standardError, leastWidening: narrowest)
    }

    public init(
        share: SquareMatrix, standardError: SquareMatrix, leastWidening: Double = 1
    ) throws(KinshipError) {
        let n = share.count
        guard n >= Self.minimumModels else { throw .tooFewModels(have: n, need: Self.minimumModels) }
        var (c, s) = Self.pooled(share, standardError)
        let typical = (0..<n).map { i in median((0..<n).lazy.map { c[i, $0] }) ?? 0 }
        let grand = median(c.offDiagonal) ?? 0
        for i in 0..<n { for j in 0..<n where j != i { c[i, j] = c[i, j] - typical[i] - typical[j] + grand } }
        let rest = median(c.offDiagonal) ?? 0
        for i in 0..<n { for j in 0..<n where j != i { c[i, j] -= rest } }
        spread = 1.4826 * (median((0..<n * n).lazy.map { abs(c.values[$0] / s.values[$0]) }) ?? 0)
        widening = max(leastWidening, spread)
        for k in s.values.indices { s.values[k] *= widening }
        score = c
        self.standardError = s
    }

    /// With what is typical taken from a background and not from the panel itself, so that two models will do.
    /// - Parameter level: what `Level(_:)` found on the panel that the background was made from.
    /// - Throws: `KinshipError.tooFewModels` under two models.
    public init(_ shares: OrderedShares, level: Level) throws(KinshipError) {
        let n = shares.count
        guard n >= 2 else { throw .tooFewModels(have: n, need: 2) }
        var (c, s) = Self.pooled(shares.share, shares.standardError)
        widening = max(1, level.spread)
        for i in 0..<n {
            for j in 0..<n where j != i {
                c[i, j] -= level.offset
                s[i, j] *= widening
            }
        }
        spread = level.spread
        score = c
        standardError = s
    }

    /// What pooled shares of a panel look like before anything is taken off.
    public struct Level: Sendable, Hashable, Codable {
        /// Median over all pairs.
        public var offset: Double
        /// 1.4826 × median |(share − offset) / error|.
        public var spread: Double

        public init(offset: Double, spread: Double) {
            self.offset = offset
            self.spread = spread
        }

        public init(_ shares: OrderedShares) {
            let (c, s) = PanelScore.pooled(shares.share, shares.standardError)
            let middle = median(c.offDiagonal) ?? 0
            offset = middle
            spread = 1.4826 * (median(c.values.indices.lazy.map { abs((c.values[$0] - middle) / s.values[$0]) }) ?? 0)
        }
    }

    /// Both directions by inverse variance.
    private static func pooled(_ share: SquareMatrix, _ standardError: SquareMatrix) -> (SquareMatrix, SquareMatrix) {
        let n = share.count
        var c = SquareMatrix(n, repeating: .nan)
        var s = SquareMatrix(n, repeating: .nan)
        for i in 0..<n {
            for j in 0..<n where j != i {
                let forth = 1 / (standardError[i, j] * standardError[i, j])
                let back = 1 / (standardError[j, i] * standardError[j, i])
                let total = forth + back + 1e-12
                let there = share[i, j].isNaN ? 0 : share[i, j] * forth
                let here = share[j, i].isNaN ? 0 : share[j, i] * back
                // Who has nothing in common with anybody is not typical of anything.
                c[i, j] = share[i, j].isNaN && share[j, i].isNaN ? .nan : (there + here) / total
                s[i, j] = (2 / total).squareRoot()
            }
        }
        return (c, s)
    }

    public func z(_ i: Int, _ j: Int) -> Double { score[i, j] / standardError[i, j] }

    /// For each model the others whose z exceeds the limit, in ascending order.
    public func relatives(above limit: Double) -> [[Int]] {
        (0..<score.count).map { i in (0..<score.count).filter { $0 != i && z(i, $0) > limit } }
    }
}
