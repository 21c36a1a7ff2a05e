/// Shares of all ordered pairs: which part of the column model's errors did the row model take over?
public struct OrderedShares: Sendable, Hashable {
    /// ĉ; row = recipient, column = source; NaN on the diagonal and where there is nothing to see.
    public let share: SquareMatrix
    /// Standard error if nothing was inherited; what the panel score and z rest on. Infinite where the share is NaN.
    public let standardError: SquareMatrix
    /// The sums behind each pair, row-major; zeros on the diagonal.
    public let sums: [PairSums]

    init(_ count: Int, sums: [PairSums]) {
        var share = SquareMatrix(count, repeating: .nan)
        var error = SquareMatrix(count, repeating: .infinity)
        for k in sums.indices where k / count != k % count {
            share.values[k] = sums[k].share
            error.values[k] = sums[k].errorUnderIndependence
        }
        self.share = share
        standardError = error
        self.sums = sums
    }

    public var count: Int { share.count }

    public func sums(recipient: Int, source: Int) -> PairSums { sums[recipient * count + source] }
}

/// Inherited share of closed answers, the first-line statistic (STATISTICS.md §2 of the design; the estimator is that of a copying model
/// for answers in examinations with an ability-weighted nominal response background).
///
/// Over the items that source s got wrong: ĉ = Σ k (m − p) / Σ k (1 − p) with p the chance that recipient r gives s's wrong answer by itself,
/// m whether it did (0 where it abstained) and k = −log p. Copying with share c gives E[m] = p + c (1 − p), so ĉ is unbiased.
public enum InheritedShare {
    /// One pass: only r and s themselves are left out of the background, and the `relatives` of either.
    /// - Parameter relatives: for each model the others that may not speak for it; empty means nobody.
    public static func ordered(
        _ model: AnswerModel, relatives: [[Int]] = [], workers: Int = Parallel.cores
    ) async -> OrderedShares {
        let n = model.matrix.models
        let relatives = relatives.isEmpty ? [[Int]](repeating: [], count: n) : relatives
        let rows = await Parallel.map(n, workers: workers) { r in row(model, r, relatives) }
        return OrderedShares(n, sums: Array(rows.joined()))
    }

    private static func row(_ model: AnswerModel, _ r: Int, _ relatives: [[Int]]) -> [PairSums] {
        let kernel = PairKernel(model, background: Background(model, recipient: r, leavingOut: relatives[r]))
        return (0..<model.matrix.models).map { s in
            s == r ? PairSums() : kernel.sums(from: s, leavingOut: relatives[s].filter { $0 != r })
        }
    }

    /// Two passes, the share that people are shown: the first finds relatives (panel z above the limit), the second leaves those of r and of s
    /// out of the background of that pair. A source's other students would make its errors look common.
    /// - Parameter first: the shares of `ordered(_:)` without relatives, where they are at hand.
    public static func twoPass(
        _ model: AnswerModel, first given: OrderedShares? = nil, workers: Int = Parallel.cores
    ) async -> OrderedShares {
        let first = if let given { given } else { await ordered(model, workers: workers) }
        guard let score = try? PanelScore(first) else { return first }
        let relatives = score.relatives(above: model.settings.relativesAbove)
        guard relatives.contains(where: { !$0.isEmpty }) else { return first }
        let n = first.count
        let rows = await Parallel.map(n, workers: workers) { r -> [PairSums] in
            // Pairs without relatives keep their first figures to the bit.
            guard relatives[r].isEmpty else { return row(model, r, relatives) }
            let touched = (0..<n).filter { s in s != r && relatives[s].contains { $0 != r } }
            var out = Array(first.sums[r * n..<(r + 1) * n])
            guard !touched.isEmpty else { return out }
            let kernel = PairKernel(model, background: Background(model, recipient: r))
            for s in touched { out[s] = kernel.sums(from: s, leavingOut: relatives[s].filter { $0 != r }) }
            return out
        }
        return OrderedShares(n, sums: Array(rows.joined()))
    }
}
