import RealModule

/// The upper tail of a test's distribution, kept as a logarithm: a probability of 10^-500 is a number here, and never 0.
public struct Tail: Sendable, Hashable {
    /// Natural logarithm of the probability, at most 0.
    public var log: Double

    public init(log: Double) { self.log = min(0, log) }

    /// The probability; underflows to 0 below about 10^-308, so that nothing prints it without ``log10``.
    public var probability: Double { .exp(log) }

    public var log10: Double { log / .log(10) }

    public static let certain = Tail(log: 0)

    /// As a person reads it, with two digits: `0.031`, `2.1e-07`, `1.3e-512`. Never 0.
    public var text: String {
        if log10 > -3.3 { return Self.digits(probability) }
        var exponent = log10.rounded(.down)
        var mantissa = (Double.exp10(log10 - exponent) * 10).rounded() / 10
        if mantissa >= 10 {
            mantissa = 1
            exponent += 1
        }
        let magnitude = -exponent
        return "\(mantissa)e-\(magnitude < 10 ? "0" : "")\(UInt64(magnitude))"
    }

    private static func digits(_ value: Double) -> String {
        if value > 0.99995 { return value == 1 ? "1" : "0.9999" }
        let scale: Double = value >= 0.1 ? 100 : value >= 0.01 ? 1_000 : 10_000
        let rounded = (value * scale).rounded() / scale
        return rounded >= 1 ? "0.99" : "\(rounded)"
    }
}

extension Tail: Comparable {
    public static func < (a: Tail, b: Tail) -> Bool { a.log < b.log }
}

extension Tail {
    /// P(Binomial(`trials`, `chance`) ≥ `hits`), the regularized incomplete beta function I_chance(hits, trials − hits + 1).
    ///
    /// The first term is Loader's saddle-point form (C. Loader, Fast and Accurate Computation of Binomial Probabilities, 2000); all others follow from
    /// it by exact ratios, and only positive terms are added, so that a tiny tail keeps its digits.
    /// - Precondition: 0 < chance < 1, 0 ≤ trials.
    public static func binomial(hits: Int, of trials: Int, chance: Double) -> Tail {
        if hits <= 0 { return .certain }
        if hits > trials { return Tail(log: -.infinity) }
        let mean = Double(trials) * chance
        // Above the mean the tail is summed upwards; below it, what is missing from 1 is.
        if Double(hits) > mean {
            return Tail(log: logTerm(hits, trials, chance) + .log(sum(upFrom: hits, trials, chance)))
        }
        let below = logTerm(hits - 1, trials, chance) + .log(sum(upFrom: trials - hits + 1, trials, 1 - chance))
        return Tail(log: .log(onePlus: -.exp(below)))
    }

    /// The sum over k = hits … trials of the terms divided by the first.
    private static func sum(upFrom hits: Int, _ trials: Int, _ chance: Double) -> Double {
        let odds = chance / (1 - chance)
        var total = 1.0
        var term = 1.0
        var k = hits
        while k < trials {
            term *= Double(trials - k) / Double(k + 1) * odds
            total += term
            k += 1
            if term < total * 1e-18 { break }
        }
        return total
    }

    /// log of C(n, k) p^k (1 − p)^(n − k).
    private static func logTerm(_ k: Int, _ n: Int, _ p: Double) -> Double {
        if k == 0 { return Double(n) * .log(onePlus: -p) }
        if k == n { return Double(n) * .log(p) }
        let (x, m) = (Double(k), Double(n))
        return SaddlePoint.stirling(n) - SaddlePoint.stirling(k) - SaddlePoint.stirling(n - k)
            - SaddlePoint.deviance(x, m * p) - SaddlePoint.deviance(m - x, m * (1 - p))
            + 0.5 * (.log(m) - .log(2 * .pi) - .log(x) - .log(m - x))
    }

    /// P(Gamma(`shape`, 1) ≥ `value`), the regularized upper incomplete gamma function Q(shape, value): the sum of `shape` exponential variables.
    ///
    /// Series below the mean, Lentz's continued fraction above it (DLMF 8.11.4 and 8.9.2), both times the saddle-point form of the first term.
    /// - Precondition: value ≥ 0, shape ≥ 0.
    public static func gamma(_ value: Double, shape: Int) -> Tail {
        if value <= 0 || shape == 0 { return value <= 0 ? .certain : Tail(log: -.infinity) }
        let a = Double(shape)
        // value^a e^-value / Γ(a)
        let front =
            -SaddlePoint.stirling(shape) - SaddlePoint.deviance(a, value) + 0.5 * (.log(a) - .log(2 * .pi))
        if value < a + 1 {
            var total = 1 / a
            var term = total
            var k = a
            repeat {
                k += 1
                term *= value / k
                total += term
            } while term > total * 1e-18
            return Tail(log: .log(onePlus: -min(1, .exp(front + .log(total)))))
        }
        // Q = front / (value + 1 − a − 1 (1 − a) / (value + 3 − a − …))
        var b = value + 1 - a
        var c = 1e300
        var d = 1 / b
        var fraction = d
        var i = 1.0
        while i < 1e8 {
            let numerator = -i * (i - a)
            b += 2
            d = numerator * d + b
            if abs(d) < 1e-300 { d = 1e-300 }
            c = b + numerator / c
            if abs(c) < 1e-300 { c = 1e-300 }
            d = 1 / d
            let step = d * c
            fraction *= step
            if abs(step - 1) < 1e-16 { break }
            i += 1
        }
        return Tail(log: front + .log(fraction))
    }
}
