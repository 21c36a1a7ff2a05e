import RealModule

/// The two parts of Loader's saddle-point form of binomial and Poisson terms (2000), which keep the digits that lgamma differences lose.
enum SaddlePoint {
    /// log(n!) − log(√(2πn) (n/e)^n): exact differences for small n, the asymptotic series (DLMF 5.11.1) beyond.
    static func stirling(_ n: Int) -> Double {
        if n < exact.count { return exact[n] }
        let x = Double(n)
        let s = x * x
        return (1 / 12.0 - (1 / 360.0 - (1 / 1260.0 - (1 / 1680.0 - 1 / 1188.0 / s) / s) / s) / s) / x
    }

    /// x log(x / m) + m − x without cancellation where x is near m.
    static func deviance(_ x: Double, _ m: Double) -> Double {
        if abs(x - m) < 0.1 * (x + m) {
            let v = (x - m) / (x + m)
            var sum = (x - m) * v
            var term = 2 * x * v
            var j = 1.0
            while true {
                term *= v * v
                let next = sum + term / (2 * j + 1)
                if next == sum || j > 1_000 { return next }
                sum = next
                j += 1
            }
        }
        return x * .log(x / m) + m - x
    }

    /// The error of Stirling's formula for n = 0 … 15, to the last bit (mpmath 1.3, 40 digits); 0 for n = 0, which is never divided by.
    private static let exact: [Double] = [
        0, 0.08106146679532726, 0.0413406959554093, 0.02767792568499834,
        0.020790672103765093, 0.016644691189821193, 0.013876128823070748, 0.01189670994589177,
        0.010411265261972096, 0.009255462182712733, 0.00833056343336287, 0.007573675487951841,
        0.00694284010720953, 0.006408994188004207, 0.0059513701127588475, 0.005554733551962801,
    ]
}
