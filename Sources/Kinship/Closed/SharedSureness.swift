import RealModule

/// Who is the surer of the errors that two models share? A source guessed; its copy learned the guess as a fact.
///
/// Every model answers each probe several times. Its sureness on an item is the share of its samples that give its usual answer, as a rank among all its
/// items, so that a model that varies little in general is not mistaken for a sure one. Over the errors that r and s share, D_rs is the mean rank of r
/// less that of s. What is typical of either model with everybody, a_r − a_s (medians), is taken off, and errors are widened to the panel's own spread.
/// On networks of known lineage, D is positive where r learned from s, and near 0 for twins, models of common texts, fine-tunes and strangers.
public struct SharedSureness: Sendable, Hashable {
    /// z of centered D; row r, column s: positive where r is the surer. NaN where they share fewer than `leastErrors`.
    public let z: SquareMatrix
    /// Centered D, between −1 and 1.
    public let difference: SquareMatrix
    /// Shared errors counted.
    public let errors: SquareMatrix

    /// Samples of a probe from which on its sureness counts.
    public static let leastSamples = 3
    /// Shared errors of a pair below which it takes no part.
    public static let leastErrors = 10
    /// Shared errors from which on a direction is said.
    public static let leastErrorsToTell = 20
    /// Other models with which both models of a pair must share so many errors, to know what is typical of them.
    public static let leastOthers = 3
    /// |z| from which on a direction is said.
    public static let leastZ = 3.0

    /// - Parameters:
    ///   - matrix: usual answers.
    ///   - agreement: for each model, the share of its samples that give its usual answer to each item; NaN with fewer than `leastSamples`.
    /// - Throws: `KinshipError.shape` where the two differ in size.
    public init(_ matrix: AnswerMatrix, agreement: [[Double]]) throws(KinshipError) {
        let n = matrix.models
        guard agreement.count == n, agreement.allSatisfy({ $0.count == matrix.items }) else {
            throw .shape("sureness needs one row of \(matrix.items) shares for each of \(n) models")
        }
        let ranks = agreement.map(Self.ranks)
        var difference = SquareMatrix(n, repeating: .nan)
        var error = difference
        var errors = SquareMatrix(n)
        for r in 0..<n {
            for s in 0..<r {
                var sum = 0.0
                var squares = 0.0
                var count = 0.0
                for item in 0..<matrix.items {
                    let code = matrix[r, item]
                    guard code == matrix[s, item], AnswerMatrix.isWrong(code), code != AnswerMatrix.neverMatches else {
                        continue
                    }
                    let gap = ranks[r][item] - ranks[s][item]
                    guard !gap.isNaN else { continue }
                    sum += gap
                    squares += gap * gap
                    count += 1
                }
                errors[r, s] = count
                errors[s, r] = count
                guard count >= Double(Self.leastErrors) else { continue }
                let variance = max(squares - sum * sum / count, 0) / (count - 1)
                difference[r, s] = sum / count
                difference[s, r] = -sum / count
                error[r, s] = (variance / count).squareRoot()
                error[s, r] = error[r, s]
            }
        }
        let typical = Self.typical(difference)
        var z = difference
        for r in 0..<n {
            for s in 0..<n where s != r {
                difference[r, s] -= typical.level[r] - typical.level[s]
                let own = error[r, s] * error[r, s]
                let whole = (own + typical.variance[r] + typical.variance[s]).squareRoot()
                z[r, s] = own > 0 ? difference[r, s] / whole : .nan
            }
        }
        let widening = max(1, 1.4826 * (median(z.values.map(abs)) ?? 0))
        for k in z.values.indices { z.values[k] /= widening }
        self.z = z
        self.difference = difference
        self.errors = errors
    }

    /// 1 where `first` learned from `second`, −1 the other way round, 0 where it is not told.
    public func toward(_ first: Int, _ second: Int) -> Int {
        guard errors[first, second] >= Double(Self.leastErrorsToTell) else { return 0 }
        let z = z[first, second]
        return z >= Self.leastZ ? 1 : z <= -Self.leastZ ? -1 : 0
    }

    /// Mid-ranks in (0, 1) of the numbers that are not NaN.
    static func ranks(_ values: [Double]) -> [Double] {
        let order = values.indices.filter { !values[$0].isNaN }.sorted { values[$0] < values[$1] }
        var out = [Double](repeating: .nan, count: values.count)
        var start = 0
        while start < order.count {
            var end = start
            while end < order.count, values[order[end]] == values[order[start]] { end += 1 }
            for place in start..<end { out[order[place]] = Double(start + end) / 2 / Double(order.count) }
            start = end
        }
        return out
    }

    /// For each model the median of its differences once those of the others are taken into account, and the variance of that median (robust);
    /// NaN with too few others.
    private static func typical(_ difference: SquareMatrix) -> (level: [Double], variance: [Double]) {
        let n = difference.count
        let known = (0..<n).map { r in (0..<n).count { !difference[r, $0].isNaN } > Self.leastOthers }
        var level = [Double](repeating: 0, count: n)
        for _ in 0..<30 {
            let next = (0..<n).map { r in
                known[r] ? median((0..<n).lazy.map { difference[r, $0] + (known[$0] ? level[$0] : .nan) }) ?? 0 : 0
            }
            let mean = next.reduce(0, +) / Double(max(n, 1))
            // Half steps: whole ones can swing between two states.
            for r in 0..<n { level[r] += ((next[r] - mean) - level[r]) / 2 }
        }
        let variance = (0..<n).map { r -> Double in
            let rest = (0..<n).map { difference[r, $0] - level[r] + (known[$0] ? level[$0] : .nan) }.filter {
                !$0.isNaN
            }
            // The median's variance is π/2 times the mean's.
            let spread = 1.4826 * (median(rest.map(abs)) ?? 0)
            return .pi / 2 * spread * spread / Double(max(rest.count, 1))
        }
        return ((0..<n).map { known[$0] ? level[$0] : .nan }, variance)
    }
}
