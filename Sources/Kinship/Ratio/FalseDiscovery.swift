import RealModule

/// Many pairs tested at once.
public enum FalseDiscovery {
    /// One-sided p-value of Student's t with 8 degrees of freedom at z: the chance of a panel score this high between unrelated models.
    ///
    /// With x = 8 / (8 + z²), P(T > |z|) = ½ I_x(4, ½), which for 8 degrees is a polynomial in cos² of the angle (Abramowitz and Stegun 26.7.4).
    public static func pValue(z: Double) -> Double {
        guard !z.isNaN else { return 1 }
        let sine = z / (8 + z * z).squareRoot()
        let cosine = 8 / (8 + z * z)
        guard sine.isFinite else { return z > 0 ? 0 : 1 }
        let series = 1 + cosine / 2 + cosine * cosine * 3 / 8 + cosine * cosine * cosine * 5 / 16
        // Far out 1 − A loses its digits; the incomplete beta function does not.
        guard abs(z) > 4 else { return 0.5 * (1 - sine * series) }
        let tail = 0.5 * IncompleteBeta.value(cosine, 4, 0.5)
        return z > 0 ? tail : 1 - tail
    }

    /// Benjamini and Hochberg (1995): adjusted p-values in the order given. Reject at q where the adjusted value is at most q.
    public static func adjusted(_ p: [Double]) -> [Double] {
        let order = p.indices.sorted { (p[$0], $0) < (p[$1], $1) }
        var out = [Double](repeating: 1, count: p.count)
        var least = 1.0
        for (rank, index) in order.enumerated().reversed() {
            least = min(least, p[index] * Double(p.count) / Double(rank + 1))
            out[index] = least
        }
        return out
    }

    /// Adjusted one-sided p-values of all unordered pairs of a panel, symmetric; NaN on the diagonal.
    public static func adjusted(_ score: PanelScore) -> SquareMatrix {
        let n = score.score.count
        let pairs = (0..<n).flatMap { i in (i + 1..<max(n, i + 1)).map { (i, $0) } }
        let values = adjusted(pairs.map { pValue(z: score.z($0.0, $0.1)) })
        var out = SquareMatrix(n, repeating: .nan)
        for (pair, value) in zip(pairs, values) {
            out[pair.0, pair.1] = value
            out[pair.1, pair.0] = value
        }
        return out
    }
}
