import RealModule

/// A share of a count, with an interval that is honest where the count is small.
public struct Proportion: Sendable, Codable, Hashable {
    public var hits: Int
    public var of: Int
    /// hits / of; 0 where nothing was counted (`of` says so).
    public var share: Double
    public var low: Double
    public var high: Double

    /// Clopper–Pearson: covers at least `level`, whatever the true share.
    public static func exact(_ hits: Int, of total: Int, level: Double = 0.95) -> Proportion {
        let tail = (1 - level) / 2
        guard total > 0 else { return Proportion(hits: 0, of: 0, share: 0, low: 0, high: 1) }
        let low = hits == 0 ? 0 : IncompleteBeta.quantile(tail, Double(hits), Double(total - hits + 1))
        let high = hits == total ? 1 : IncompleteBeta.quantile(1 - tail, Double(hits + 1), Double(total - hits))
        return Proportion(hits: hits, of: total, share: Double(hits) / Double(total), low: low, high: high)
    }

    /// Wilson's score interval (Wilson 1927), for shares that are shown and not defended in court; 95 % by default.
    public static func wilson(_ hits: Int, of total: Int, z: Double = 1.959963984540054) -> Proportion {
        guard total > 0 else { return Proportion(hits: 0, of: 0, share: 0, low: 0, high: 1) }
        let n = Double(total)
        let p = Double(hits) / n
        let center = (p + z * z / (2 * n)) / (1 + z * z / n)
        let half = z * Double.sqrt(p * (1 - p) / n + z * z / (4 * n * n)) / (1 + z * z / n)
        return Proportion(
            hits: hits, of: total, share: p, low: hits == 0 ? 0 : Swift.max(0, center - half),
            high: hits == total ? 1 : Swift.min(1, center + half))
    }

    /// The one-sided upper limit at `level`: 0 of 20 gives 0.139 at 95 %.
    public static func upperLimit(_ hits: Int, of total: Int, level: Double = 0.95) -> Double {
        guard total > 0, hits < total else { return 1 }
        return IncompleteBeta.quantile(level, Double(hits + 1), Double(total - hits))
    }
}

/// The regularized incomplete beta function and its inverse.
enum IncompleteBeta {
    /// I_x(a, b) by Lentz's continued fraction (Numerical Recipes §6.4); a, b > 0, x in 0…1.
    static func value(_ x: Double, _ a: Double, _ b: Double) -> Double {
        if x <= 0 { return 0 }
        if x >= 1 { return 1 }
        let front = Double.exp(
            Double.logGamma(a + b) - Double.logGamma(a) - Double.logGamma(b) + a * Double.log(x)
                + b * Double.log(onePlus: -x))
        return x < (a + 1) / (a + b + 2) ? front * fraction(x, a, b) / a : 1 - front * fraction(1 - x, b, a) / b
    }

    /// The x with I_x(a, b) = p, to the last bits, by bisection (monotone, so it cannot miss).
    static func quantile(_ p: Double, _ a: Double, _ b: Double) -> Double {
        var low = 0.0
        var high = 1.0
        for _ in 0..<200 {
            let middle = (low + high) / 2
            if middle == low || middle == high { break }
            if value(middle, a, b) < p { low = middle } else { high = middle }
        }
        return (low + high) / 2
    }

    private static func fraction(_ x: Double, _ a: Double, _ b: Double) -> Double {
        let tiny = 1e-300
        var c = 1.0
        var d = 1 - (a + b) * x / (a + 1)
        d = 1 / (d.magnitude < tiny ? tiny : d)
        var result = d
        for step in 1...500 {
            let m = Double(step)
            for numerator in [
                m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m)),
                -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1)),
            ] {
                d = 1 + numerator * d
                d = 1 / (d.magnitude < tiny ? tiny : d)
                c = 1 + numerator / c
                c = c.magnitude < tiny ? tiny : c
                result *= d * c
            }
            if (d * c - 1).magnitude < 1e-15 { break }
        }
        return result
    }
}
