import Base
import Testing

@Suite struct SplitMix64Tests {
    /// First outputs for the seed 1234567, as published with Java's and C's SplitMix64 (https://rosettacode.org/wiki/Pseudo-random_numbers/Splitmix64).
    @Test func `the stream of a seed never changes`() {
        var stream = SplitMix64(seed: 1_234_567)
        #expect(
            (0..<3).map { _ in stream.next() } == [
                6_457_827_717_110_365_317, 3_203_168_211_198_807_973, 9_817_491_932_198_370_423,
            ])
    }

    /// Computed independently in Python: the order in which 0.1.0 asked, by which runs that it began are resumed.
    @Test func `the order that a seed draws never changes`() {
        var stream = SplitMix64(seed: 42)
        var order = Array(0..<10)
        stream.shuffle(&order)
        #expect(order == [0, 9, 5, 8, 6, 4, 7, 2, 1, 3])
        #expect(stream.below(1) == 0 && (0..<100).allSatisfy { _ in stream.below(3) < 3 })
    }
}
