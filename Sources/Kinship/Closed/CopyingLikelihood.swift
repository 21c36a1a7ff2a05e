import RealModule

/// Likelihood of a copying model: P(y_r | y_s) = c [y_r = y_s] + (1 − c) ind(y_r) over the items that the source got wrong.
///
/// Only matches need a logarithm: LL(c) − LL(0) = (mismatches) log(1 − c) + Σ over matches of log(c / ind + 1 − c), concave in c.
public struct CopyingLikelihood: Sendable, Hashable {
    /// Share at the maximum on the grid, the maximum itself (natural log), and how many items it rests on.
    public struct Maximum: Sendable, Hashable {
        public var share: Double
        public var logLikelihood: Double
    }

    /// 1 / ind for each item on which recipient and source gave the same wrong answer.
    private let rarity: [Double]
    private let mismatches: Double

    /// 0 … 0.95 in 39 equal steps, as the reference has it.
    public static let grid: [Double] = (0..<39).map { 0.95 * Double($0) / 38 }

    /// - Parameters:
    ///   - chances: chance of the source's wrong answer by itself, one for each match.
    ///   - mismatches: how many other errors of the source the recipient was asked about and did not repeat.
    public init(chances: [Double], mismatches: Int) {
        rarity = chances.map { 1 / min(max($0, 1e-6), 1) }
        self.mismatches = Double(mismatches)
    }

    init(_ model: AnswerModel, background: Background, source: Int) {
        let matrix = model.matrix
        let recipient = background.recipient
        let index = model.wrong
        let settings = model.settings
        var rarity: [Double] = []
        var missed = 0
        for k in index.range(source) {
            let item = Int(index.entryItem[k])
            let said = matrix[recipient, item]
            guard said != AnswerMatrix.missing else { continue }
            guard said == matrix[source, item] else {
                missed += 1
                continue
            }
            let weight = background.weights[source]
            let gave = background.same[Int(index.entrySlot[k])] - weight + settings.smoothing
            let erred = background.wrong[item] - weight + settings.smoothing * settings.readings
            rarity.append(1 / min(max(model.chanceOfError(recipient, item) * gave / erred, 1e-6), 1))
        }
        missed += index.unmatched[source].count { matrix[recipient, Int($0)] != AnswerMatrix.missing }
        self.rarity = rarity
        mismatches = Double(missed)
    }

    /// LL(c) − LL(0), natural log.
    public func gain(_ c: Double) -> Double {
        var sum = mismatches > 0 ? mismatches * Double.log(onePlus: -c) : 0
        var product = 1.0
        for (k, x) in rarity.enumerated() {
            product *= c * x + 1 - c
            // Factors are at most 10⁶: forty of them stay far below the largest double.
            if k % 40 == 39 {
                sum += .log(product)
                product = 1
            }
        }
        return sum + .log(product)
    }

    /// The largest gain on the grid. Concavity makes it a search by halves.
    public var maximumOnGrid: Maximum {
        let grid = Self.grid
        var low = 0
        var high = grid.count - 1
        while low < high {
            let middle = (low + high) / 2
            if gain(grid[middle + 1]) > gain(grid[middle]) { low = middle + 1 } else { high = middle }
        }
        return Maximum(share: grid[low], logLikelihood: gain(grid[low]))
    }

    /// d LL / dc.
    private func slope(_ c: Double) -> Double {
        rarity.reduce(mismatches > 0 ? -mismatches / (1 - c) : 0) { $0 + ($1 - 1) / (c * $1 + 1 - c) }
    }

    /// The exact maximum over 0…1, found by halving on the sign of the slope.
    public var maximum: Maximum {
        guard slope(0) > 0 else { return Maximum(share: 0, logLikelihood: 0) }
        guard mismatches > 0 else { return Maximum(share: 1, logLikelihood: gain(1)) }
        let c = Self.bisect(0, 1) { slope($0) > 0 }
        return Maximum(share: c, logLikelihood: gain(c))
    }

    /// Shares whose gain lies within 1.92 of the maximum (half the 95 % point of χ² with one degree of freedom).
    public var profileInterval: ClosedRange<Double> {
        let top = maximum
        let limit = top.logLikelihood - 1.920729410347062
        let low = gain(0) >= limit ? 0 : Self.bisect(0, top.share) { gain($0) < limit }
        let high = top.share == 1 || gain(1) >= limit ? 1 : Self.bisect(top.share, 1) { gain($0) >= limit }
        return low...max(low, high)
    }

    /// The place where `holds`, true at `low` and false at `high`, changes.
    private static func bisect(_ low: Double, _ high: Double, _ holds: (Double) -> Bool) -> Double {
        var (low, high) = (low, high)
        for _ in 0..<60 {
            let middle = (low + high) / 2
            if holds(middle) { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    /// Share and gain of every ordered pair (row = recipient, column = source), at the grid's maximum; zeros on the diagonal.
    public static func ordered(
        _ model: AnswerModel, workers: Int = Parallel.cores
    ) async -> (share: SquareMatrix, logLikelihood: SquareMatrix) {
        let n = model.matrix.models
        let rows = await Parallel.map(n, workers: workers) { r in
            let background = Background(model, recipient: r)
            return (0..<n).map { s in
                s == r
                    ? Maximum(share: 0, logLikelihood: 0)
                    : CopyingLikelihood(model, background: background, source: s).maximumOnGrid
            }
        }
        var share = SquareMatrix(n)
        var likelihood = SquareMatrix(n)
        for (r, row) in rows.enumerated() {
            for (s, cell) in row.enumerated() {
                share[r, s] = cell.share
                likelihood[r, s] = cell.logLikelihood
            }
        }
        return (share, likelihood)
    }
}
