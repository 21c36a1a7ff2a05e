/// What the items that a source got wrong say about one recipient: the sums of the inherited share.
///
/// With p the chance of the source's wrong answer by itself, m whether the recipient gave it, and k = −log p:
/// U = Σ k (m − p), B = Σ k (1 − p), I = Σ k² p (1 − p), J = Σ k² (1 − p)²; and G = Σ k² p (e − p) ρ / n, what the background, counted from n
/// weighted wrong answers, adds to the uncertainty (e: the chance of any error; ρ = Σ w² / Σ w over the panel).
public struct PairSums: Sendable, Hashable {
    public var excess = 0.0
    public var room = 0.0
    public var varianceByChance = 0.0
    public var varianceByCopying = 0.0
    public var varianceOfBackground = 0.0
    /// Items that the source got wrong and the recipient answered or abstained on.
    public var items = 0
    /// Of these, items on which the recipient gave the same wrong answer.
    public var matches = 0

    public init() {}

    /// The mean over several samples of the same answers; counts are rounded.
    static func mean(_ parts: [PairSums]) -> PairSums {
        guard parts.count > 1 else { return parts.first ?? PairSums() }
        let n = Double(parts.count)
        func mean(_ value: KeyPath<PairSums, Double>) -> Double { parts.reduce(0) { $0 + $1[keyPath: value] } / n }
        func count(_ value: KeyPath<PairSums, Int>) -> Int {
            Int((Double(parts.reduce(0) { $0 + $1[keyPath: value] }) / n).rounded())
        }
        var out = PairSums()
        out.excess = mean(\.excess)
        out.room = mean(\.room)
        out.varianceByChance = mean(\.varianceByChance)
        out.varianceByCopying = mean(\.varianceByCopying)
        out.varianceOfBackground = mean(\.varianceOfBackground)
        out.items = count(\.items)
        out.matches = count(\.matches)
        return out
    }

    /// What other items say besides: all sums are sums over items.
    mutating func add(_ other: PairSums) {
        excess += other.excess
        room += other.room
        varianceByChance += other.varianceByChance
        varianceByCopying += other.varianceByCopying
        varianceOfBackground += other.varianceOfBackground
        items += other.items
        matches += other.matches
    }

    mutating func add(chance p: Double, matched: Bool, weight k: Double) {
        let miss = 1 - p
        excess += k * ((matched ? 1 : 0) - p)
        room += k * miss
        varianceByChance += k * k * p * miss
        varianceByCopying += k * k * miss * miss
        items += 1
        if matched { matches += 1 }
    }

    /// ĉ = U / B; NaN where the source made no error that the recipient was asked about.
    public var share: Double { room > 0 ? excess / room : .nan }

    /// √I / B: the standard error if nothing was inherited. Infinite where there is nothing to see.
    public var errorUnderIndependence: Double { room > 0 ? varianceByChance.squareRoot() / room : .infinity }

    /// The standard error if a share c was inherited. A match then has the chance π = p + c (1 − p), and Σ k² π (1 − π) = (1 − c) (I + c J);
    /// an error of the background moves ĉ by (1 − c) k / B.
    public func error(underShare c: Double) -> Double {
        guard room > 0 else { return .infinity }
        let c = min(max(c, 0), 1)
        let variance = (1 - c) * (varianceByChance + c * varianceByCopying) + (1 - c) * (1 - c) * varianceOfBackground
        return variance.squareRoot() / room
    }

    /// The standard error at the estimate itself.
    public var error: Double { room > 0 ? error(underShare: share) : .infinity }

    /// All shares c with |ĉ − c| ≤ z · error(underShare: c): the score interval, which unlike ĉ ± z · error keeps its coverage near 0 and 1.
    /// −∞…∞ where there is nothing to see.
    public func interval(z: Double = 1.959963984540054) -> ClosedRange<Double> {
        guard room > 0 else { return -.infinity ... .infinity }
        let a = z * z / (room * room)
        let (i, j, g) = (varianceByChance, varianceByCopying, varianceOfBackground)
        // (ĉ − c)² = a [(1 − c)(I + c J) + (1 − c)² G], a quadratic in c.
        let square = 1 - a * (g - j)
        let linear = -2 * share - a * (j - i - 2 * g)
        let constant = share * share - a * (i + g)
        let root = max(linear * linear - 4 * square * constant, 0).squareRoot()
        var low = (-linear - root) / (2 * square)
        var high = (-linear + root) / (2 * square)
        // Under a share of nothing or less the variance is that at nothing.
        let plain = (a * (i + g)).squareRoot()
        if low < 0 { low = share - plain }
        if high < 0 { high = share + plain }
        return min(low, share)...max(high, share)
    }
}
