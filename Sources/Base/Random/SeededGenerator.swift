import RealModule

/// A deterministic source of random numbers: xoshiro256** 1.0 (Blackman and Vigna 2018), its state filled from the seed by SplitMix64.
///
/// The algorithms of `uniform()`, `below(_:)`, `normal()` and `shuffle(_:)` are part of the promise: a seed gives the same numbers in every
/// version of Apograph. The standard library's own (`Double.random(in:using:)`, `shuffled(using:)`) may change and are not used.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    @usableFromInline var s: (UInt64, UInt64, UInt64, UInt64)

    public init(seed: UInt64) {
        var fill = SplitMix64(seed: seed)
        s = (fill.next(), fill.next(), fill.next(), fill.next())
    }

    /// A generator of its own for part `stream` of a job, so that parts can run in any order and in parallel.
    public init(seed: UInt64, stream: UInt64) {
        var mix = SplitMix64(seed: seed)
        self.init(seed: mix.next() ^ (stream &* 0xD1B5_4A32_D192_ED03))
    }

    @inlinable static func rotl(_ x: UInt64, _ k: UInt64) -> UInt64 { (x << k) | (x >> (64 - k)) }

    @inlinable public mutating func next() -> UInt64 {
        let result = Self.rotl(s.1 &* 5, 7) &* 9
        let t = s.1 << 17
        s.2 ^= s.0
        s.3 ^= s.1
        s.1 ^= s.2
        s.0 ^= s.3
        s.2 ^= t
        s.3 = Self.rotl(s.3, 45)
        return result
    }

    /// Uniform in [0, 1): the upper 53 bits.
    @inlinable public mutating func uniform() -> Double { Double(next() >> 11) * 0x1p-53 }

    @inlinable public mutating func uniform(_ low: Double, _ high: Double) -> Double { low + (high - low) * uniform() }

    /// Uniform in 0..<`bound`, without bias (Lemire 2019). `bound` must be positive.
    @inlinable public mutating func below(_ bound: Int) -> Int {
        precondition(bound > 0, "an empty range has no random element")
        let range = UInt64(bound)
        var wide = next().multipliedFullWidth(by: range)
        if wide.low < range {
            let threshold = (0 &- range) % range
            while wide.low < threshold { wide = next().multipliedFullWidth(by: range) }
        }
        return Int(wide.high)
    }

    /// Standard normal, by Box and Muller; one of the pair is dropped so that the state stays four words.
    public mutating func normal() -> Double {
        let u = 1 - uniform()
        let v = uniform()
        return (-2 * Double.log(u)).squareRoot() * Double.cos(2 * Double.pi * v)
    }

    /// Fisher and Yates, from the end.
    @inlinable public mutating func shuffle<T>(_ array: inout [T]) {
        guard array.count > 1 else { return }
        for i in stride(from: array.count - 1, to: 0, by: -1) { array.swapAt(i, below(i + 1)) }
    }

    /// 0..<`count` in random order.
    public mutating func permutation(_ count: Int) -> [Int] {
        var out = Array(0..<count)
        shuffle(&out)
        return out
    }

    /// `count` draws with replacement from 0..<`count`, sorted: the items of one bootstrap replicate.
    public mutating func resample(_ count: Int) -> [Int] {
        var out = [Int]()
        out.reserveCapacity(count)
        for _ in 0..<count { out.append(below(count)) }
        out.sort()
        return out
    }
}
