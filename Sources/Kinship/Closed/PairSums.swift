/// What the items that a source got wrong say about one recipient: the sums of the inherited share.
///
/// With p the chance of the source's wrong answer by itself, m whether the recipient gave it, and k = −log p:
/// U = Σ k (m − p), B = Σ k (1 − p), I = Σ k² p (1 − p), J = Σ k² (1 − p)².
public struct PairSums: Sendable, Hashable {
    public var excess = 0.0
    public var room = 0.0
    public var varianceByChance = 0.0
    public var varianceByCopying = 0.0
    /// Items that the source got wrong and the recipient answered or abstained on.
    public var items = 0
    /// Of these, items on which the recipient gave the same wrong answer.
    public var matches = 0

    public init() {}

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

    /// The standard error if a share c was inherited: a match then has the chance π = p + c (1 − p), and
    /// Σ k² π (1 − π) = (1 − c) (I + c J).
    public func error(underShare c: Double) -> Double {
        guard room > 0 else { return .infinity }
        let c = min(max(c, 0), 1)
        return ((1 - c) * (varianceByChance + c * varianceByCopying)).squareRoot() / room
    }
}
