import Kinship

/// What one core of this machine can do at most, measured in the same run, with the instructions that Swift compiles for by default.
struct CoreLimits {
    /// Bytes that can be read a second.
    let bandwidth: Double
    /// Divisions a second each with the logarithm of what it gives, of doubles that lie in the first cache.
    let logarithms: Double
    /// Multiplications a second each added to a number in the first cache.
    let products: Double

    init() async {
        // So many that no cache holds them, and gone before anything else is measured.
        let words = [SIMD8<UInt64>](repeating: .one, count: 1 << 22)
        bandwidth = await Self.best { Self.read(words) }
        logarithms = await Self.best { Self.divideAndTakeLogarithms() }
        products = await Self.best { Self.multiply() }
    }

    var text: String {
        "limits of one core: \(figure(bandwidth / 1e9)) GB/s read from memory, \(figure(1e9 / logarithms)) ns for a division and the logarithm of the quotient, \(figure(1e9 / products)) ns for a product added to a sum"
    }

    /// The fastest of five: what the core can do, not what others leave of it.
    private static func best(_ work: () -> (done: Double, check: Double)) async -> Double {
        var rate = 0.0
        for _ in 0..<5 {
            let (cost, result) = await Cost.of(work)
            // The result is looked at, so that the loop is not thrown away.
            if !result.check.isNaN { rate = max(rate, result.done / max(cost.processor, 1e-9)) }
        }
        return rate
    }

    @inline(never)
    private static func read(_ words: [SIMD8<UInt64>]) -> (done: Double, check: Double) {
        words.withUnsafeBufferPointer { words in
            var sum = SIMD8<UInt64>.zero
            for word in words { sum &+= word }
            return (Double(words.count * MemoryLayout<SIMD8<UInt64>>.size), Double(sum.wrappedSum()))
        }
    }

    @inline(never)
    private static func divideAndTakeLogarithms() -> (done: Double, check: Double) {
        let size = 64
        let rounds = 200_000
        var top = (0..<size).map { SIMD4<Double>(repeating: 0.1 + Double($0) / 100) }
        let bottom = (0..<size).map { SIMD4<Double>(repeating: 1.5 + Double($0) / 70) }
        var check = 0.0
        top.withUnsafeMutableBufferPointer { top in
            bottom.withUnsafeBufferPointer { bottom in
                for _ in 0..<rounds {
                    var sum = SIMD4<Double>.zero
                    for k in 0..<size { sum += vectorLog(top[k] / bottom[k]) }
                    check += sum[0]
                    // No two rounds are alike.
                    top[rounds % size] += 1e-9
                }
            }
        }
        return (Double(rounds * size * 4), check)
    }

    @inline(never)
    private static func multiply() -> (done: Double, check: Double) {
        let size = 256
        let rounds = 100_000
        var sums = [SIMD4<Double>](repeating: .zero, count: size)
        let weights = (0..<size).map { SIMD4<Double>(repeating: Double($0)) }
        sums.withUnsafeMutableBufferPointer { sums in
            weights.withUnsafeBufferPointer { weights in
                for round in 0..<rounds {
                    let factor = Double(round & 7)
                    for k in 0..<size { sums[k] += factor * weights[k] }
                }
            }
        }
        return (Double(rounds * size * 4), sums.reduce(0) { $0 + $1[0] })
    }
}
