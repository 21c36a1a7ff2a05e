import Base
import RealModule

/// Shares of several sources estimated together, without the loss at small shares that expectation–maximisation has.
///
/// A recipient takes source l's answer, whatever it is, with chance c_l and else gives its own. So on the items that source k got wrong,
/// E[m_k] = (1 − Σ c) p_k + Σ_l c_l [y_l = y_k], which is linear in c. Weighting by −log p_k and adding up over items gives one equation a source,
/// M c = u with M_kl = Σ w_k ([y_l = y_k] − p_k) and u_k = Σ w_k (m_k − p_k). With one source this is the inherited share.
public struct JointShares: Sendable, Hashable {
    public let recipient: Int
    /// Sources in the order asked for.
    public let sources: [Int]
    /// One share a source.
    public let shares: [Double]
    /// `sources × sources`, row-major: M⁻¹ Var(u) M⁻ᵀ under the fitted shares.
    public let covariance: SquareMatrix
    /// Items on which at least one source erred and the recipient was asked.
    public let items: Int
    private let terms: JointTerms

    /// - Parameter relatives: models that may not speak for the background; the sources never do.
    /// - Returns: `nil` where the sources' errors cannot be told apart (the system is singular) or there are none.
    public init?(_ model: AnswerModel, recipient: Int, sources: [Int], relatives: [Int] = []) {
        let terms = JointTerms(model, recipient: recipient, sources: sources, relatives: relatives)
        guard let shares = terms.solve(weights: nil), let covariance = terms.covariance(shares) else { return nil }
        self.recipient = recipient
        self.sources = sources
        self.shares = shares
        self.covariance = covariance
        self.terms = terms
        items = terms.items.count
    }

    /// The recipient's own.
    public var own: Double { 1 - shares.reduce(0, +) }

    public func error(_ place: Int) -> Double { max(covariance[place, place], 0).squareRoot() }

    /// 95 % intervals by bootstrap over items (never responses), the background held fixed; one a source.
    public func bootstrapIntervals(replicates: Int = 1000, seed: UInt64) -> [ClosedRange<Double>] {
        var drawn = [[Double]](repeating: [], count: sources.count)
        for replicate in 0..<replicates {
            var generator = SeededGenerator(seed: seed, stream: UInt64(replicate))
            var weights = [Double](repeating: 0, count: items)
            for _ in 0..<items { weights[generator.below(items)] += 1 }
            guard let found = terms.solve(weights: weights) else { continue }
            for (place, share) in found.enumerated() { drawn[place].append(share) }
        }
        return sources.indices.map { place in
            let low = quantile(drawn[place], 0.025) ?? -.infinity
            let high = quantile(drawn[place], 0.975) ?? .infinity
            return min(low, shares[place])...max(high, shares[place])
        }
    }
}

/// The rows of the linear system by item.
private struct JointTerms: Sendable, Hashable {
    /// One source that erred on an item.
    struct Row: Sendable, Hashable {
        var source: Int
        var chance: Double
        var weight: Double
        var matched: Bool
        /// [y_l = y_k] for each source l.
        var same: [Double]
    }

    let count: Int
    let items: [[Row]]

    init(_ model: AnswerModel, recipient: Int, sources: [Int], relatives: [Int]) {
        let matrix = model.matrix
        let out = (relatives + sources).filter { $0 != recipient }
        let background = Background(model, recipient: recipient, leavingOut: out)
        count = sources.count
        items = (0..<matrix.items).compactMap { item -> [Row]? in
            let said = matrix[recipient, item]
            guard said != AnswerMatrix.missing else { return nil }
            let rows = sources.enumerated().compactMap { place, source -> Row? in
                let code = matrix[source, item]
                guard AnswerMatrix.isWrong(code) else { return nil }
                let p = background.chance(model, source: source, item: item)
                let alone = code == AnswerMatrix.neverMatches
                return Row(
                    source: place, chance: p, weight: -.log(p), matched: !alone && said == code,
                    same: sources.enumerated().map { other, u in
                        other == place || (!alone && matrix[u, item] == code) ? 1 : 0
                    })
            }
            return rows.isEmpty ? nil : rows
        }
    }

    /// M and u, each item counted `weights[item]` times.
    private func system(_ weights: [Double]?) -> (matrix: SquareMatrix, right: [Double]) {
        var matrix = SquareMatrix(count)
        var right = [Double](repeating: 0, count: count)
        for (place, rows) in items.enumerated() {
            let times = weights?[place] ?? 1
            guard times > 0 else { continue }
            for row in rows {
                let w = times * row.weight
                right[row.source] += w * ((row.matched ? 1 : 0) - row.chance)
                for l in 0..<count { matrix[row.source, l] += w * (row.same[l] - row.chance) }
            }
        }
        return (matrix, right)
    }

    func solve(weights: [Double]?) -> [Double]? {
        let (matrix, right) = system(weights)
        return matrix.inverse().map { inverse in
            (0..<count).map { k in (0..<count).reduce(0) { $0 + inverse[k, $1] * right[$1] } }
        }
    }

    /// Var(u): on one item the events "gave k's answer" and "gave l's answer" are one event or exclude each other.
    func covariance(_ shares: [Double]) -> SquareMatrix? {
        let held = shares.map { max($0, 0) }
        let own = max(1 - held.reduce(0, +), 0)
        var spread = SquareMatrix(count)
        for rows in items {
            let chances = rows.map { row in
                min(own * row.chance + zip(held, row.same).reduce(0) { $0 + $1.0 * $1.1 }, 1)
            }
            for (i, a) in rows.enumerated() {
                for (j, b) in rows.enumerated() {
                    let together = a.same[b.source] == 1 ? min(chances[i], chances[j]) : 0
                    spread[a.source, b.source] += a.weight * b.weight * (together - chances[i] * chances[j])
                }
            }
        }
        guard let inverse = system(nil).matrix.inverse() else { return nil }
        return inverse.times(spread).times(inverse.transposed)
    }
}

extension SquareMatrix {
    /// Gauss and Jordan with the largest pivot of each column; `nil` where a pivot is under 10⁻⁹ of the largest value.
    func inverse() -> SquareMatrix? {
        var left = self
        var right = SquareMatrix(count)
        for k in 0..<count { right[k, k] = 1 }
        let scale = values.lazy.map(abs).max() ?? 0
        guard scale > 0, scale.isFinite else { return nil }
        for column in 0..<count {
            let pivot = (column..<count).max { abs(left[$0, column]) < abs(left[$1, column]) } ?? column
            guard abs(left[pivot, column]) > 1e-9 * scale else { return nil }
            for k in 0..<count where pivot != column {
                (left.values[column * count + k], left.values[pivot * count + k]) = (left[pivot, k], left[column, k])
                (right.values[column * count + k], right.values[pivot * count + k]) = (
                    right[pivot, k], right[column, k]
                )
            }
            let divisor = left[column, column]
            for k in 0..<count {
                left[column, k] /= divisor
                right[column, k] /= divisor
            }
            for row in 0..<count where row != column {
                let factor = left[row, column]
                guard factor != 0 else { continue }
                for k in 0..<count {
                    left[row, k] -= factor * left[column, k]
                    right[row, k] -= factor * right[column, k]
                }
            }
        }
        return right
    }

    func times(_ other: SquareMatrix) -> SquareMatrix {
        var out = SquareMatrix(count)
        for i in 0..<count {
            for j in 0..<count {
                out[i, j] = (0..<count).reduce(0) { $0 + self[i, $1] * other[$1, j] }
            }
        }
        return out
    }
}
