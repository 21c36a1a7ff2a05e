/// Up to 64 errors of one source on their way through the arithmetic. Each step runs over all of them before the next begins: a step by itself is
/// short enough for the processor to have several errors in hand at once, which the whole chain of two divisions and a logarithm is not.
struct PairBlock {
    typealias Lanes = SIMD4<Double>
    static let size = 64
    static let vectors = 3 * size

    /// p, the chance that the recipient gives the source's answer by itself.
    private let chance: UnsafeMutablePointer<Lanes>
    /// p (e − p) / n, with e the chance of any error and n the weighted wrong answers that p was counted from.
    private let ground: UnsafeMutablePointer<Lanes>
    /// k = −log p.
    private let rarity: UnsafeMutablePointer<Lanes>

    /// - Parameter memory: `vectors` of them at least.
    init(_ memory: UnsafeMutablePointer<Lanes>) {
        chance = memory
        ground = chance + Self.size
        rarity = ground + Self.size
    }

    /// p = top / bottom within its bounds.
    @inline(__always)
    func set(_ place: Int, top: Lanes, bottom: Lanes, error: Lanes, floor: Lanes, ceiling: Lanes) {
        let inverse = 1 / bottom
        let p = larger(smaller(top * inverse, ceiling), floor)
        chance[place] = p
        ground[place] = p * (error - p) * inverse
    }

    func takeLogarithms(_ count: Int) {
        for place in 0..<count { rarity[place] = -vectorLog(chance[place]) }
    }

    /// Adds all but the uncertainty of the background. `matched(place)`: 1 where the recipient gave the source's answer.
    @inline(__always)
    func add(_ count: Int, to sums: inout PairLanes, matched: (Int) -> Lanes) {
        var (excess, room, byChance, byCopying) = (sums.excess, sums.room, sums.chance, sums.copying)
        for place in 0..<count {
            let p = chance[place]
            let k = rarity[place]
            let miss = 1 - p
            let spread = k * k * miss
            excess += k * (matched(place) - p)
            room += k * miss
            byChance += spread * p
            byCopying += spread * miss
        }
        (sums.excess, sums.room, sums.chance, sums.copying) = (excess, room, byChance, byCopying)
    }

    @inline(__always)
    func addGround(_ count: Int, to sums: inout PairLanes) {
        var total = sums.ground
        for place in 0..<count { total += rarity[place] * rarity[place] * ground[place] }
        sums.ground = total
    }
}

/// The sums of one source with four recipients.
struct PairLanes {
    var excess = SIMD4<Double>.zero
    var room = SIMD4<Double>.zero
    var chance = SIMD4<Double>.zero
    var copying = SIMD4<Double>.zero
    var ground = SIMD4<Double>.zero
    var asked = SIMD4<Double>.zero
    var matches = SIMD4<Double>.zero

    /// - Parameter concentration: ρ of that lane's background.
    func sums(_ lane: Int, concentration: Double) -> PairSums {
        var sums = PairSums()
        sums.excess = excess[lane]
        sums.room = room[lane]
        sums.varianceByChance = chance[lane]
        sums.varianceByCopying = copying[lane]
        sums.varianceOfBackground = ground[lane] * concentration
        sums.items = Int(asked[lane])
        sums.matches = Int(matches[lane])
        return sums
    }
}

@inline(__always)
func larger(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> { a.replacing(with: b, where: a .< b) }

@inline(__always)
func smaller(_ a: SIMD4<Double>, _ b: SIMD4<Double>) -> SIMD4<Double> { a.replacing(with: b, where: b .< a) }
