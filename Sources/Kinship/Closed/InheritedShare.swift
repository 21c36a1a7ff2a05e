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

    /// The distribution of several samples of one probe in place of one answer: U, B and I are sums over the answers of source and recipient, so
    /// their means over samples are what P_s(w) and P_r(w) give. The error stays that of one sample; `PanelScore` finds how much smaller it is.
    /// - Parameter samples: the shares by one sample each, of the same models.
    public init(mean samples: [OrderedShares]) {
        let count = samples.first?.count ?? 0
        let pairs = samples.first?.sums.count ?? 0
        self.init(count, sums: (0..<pairs).map { pair in PairSums.mean(samples.map { $0.sums[pair] }) })
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
        var sums = [PairSums](repeating: PairSums(), count: n * n)
        await rows(model, Array(0..<n), sources: Array(0..<n), relatives, workers: workers, into: &sums)
        return OrderedShares(n, sums: sums)
    }

    /// The first pass of some recipients alone: what `ordered(_:)` computes for them, to the bit, whoever computes the others.
    /// - Parameter sources: all models unless given.
    /// - Returns: one row a recipient, one entry a source; what a recipient has with itself is empty.
    public static func rows(
        _ model: AnswerModel, recipients: [Int], sources: [Int]? = nil, workers: Int = Parallel.cores
    ) async -> [[PairSums]] {
        let sources = sources ?? Array(0..<model.matrix.models)
        let nobody = [[Int]](repeating: [], count: model.matrix.models)
        var rows = await rows(model, recipients, sources: sources, nobody, workers: workers)
        for (place, r) in recipients.enumerated() {
            for (k, s) in sources.enumerated() where s == r { rows[place][k] = PairSums() }
        }
        return rows
    }

    /// Sums of each recipient with each source, four recipients at a time. What a recipient gets with itself means nothing.
    private static func rows(
        _ model: AnswerModel, _ recipients: [Int], sources: [Int], _ relatives: [[Int]], workers: Int
    ) async -> [[PairSums]] {
        let width = RecipientLanes.width
        let groups = (recipients.count + width - 1) / width
        let parts = await Parallel.map(groups, workers: workers) { group -> [[PairSums]] in
            let part = Array(recipients[group * width..<min((group + 1) * width, recipients.count)])
            return PairKernel(RecipientLanes(model, recipients: part, leavingOut: part.map { relatives[$0] }))
                .sums(from: sources, leavingOut: relatives)
        }
        var rows = Array(parts.joined())
        guard let keyless = model.keyless else { return rows }
        let more = await Parallel.map(recipients.count, workers: workers) { k in
            KeylessBackground(keyless, model, recipient: recipients[k], leavingOut: relatives[recipients[k]])
                .sums(model, from: sources, leavingOut: relatives)
        }
        for (place, row) in more.enumerated() {
            for (k, pair) in row.enumerated() { rows[place][k].add(pair) }
        }
        return rows
    }

    private static func rows(
        _ model: AnswerModel, _ recipients: [Int], sources: [Int], _ relatives: [[Int]], workers: Int,
        into sums: inout [PairSums]
    ) async {
        let n = model.matrix.models
        let rows = await rows(model, recipients, sources: sources, relatives, workers: workers)
        for (r, row) in zip(recipients, rows) {
            for (s, pair) in zip(sources, row) where s != r { sums[r * n + s] = pair }
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
        let touched = relatives.indices.filter { !relatives[$0].isEmpty }
        guard !touched.isEmpty else { return first }
        // Pairs without relatives keep their first figures to the bit.
        let n = first.count
        var sums = first.sums
        await rows(model, touched, sources: Array(0..<n), relatives, workers: workers, into: &sums)
        let rest = relatives.indices.filter { relatives[$0].isEmpty }
        await rows(model, rest, sources: touched, relatives, workers: workers, into: &sums)
        return OrderedShares(n, sums: sums)
    }
}
