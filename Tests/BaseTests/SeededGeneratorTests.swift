import Base
import Testing

@Suite struct SeededGeneratorTests {
    /// First outputs of xoshiro256** after SplitMix64(0), computed independently in Python from the published code.
    @Test func theStreamOfASeedNeverChanges() {
        var generator = SeededGenerator(seed: 0)
        #expect(
            (0..<3).map { _ in generator.next() } == [
                0x99ec_5f36_cb75_f2b4, 0xbf6e_1f78_4956_452a, 0x1a5f_849d_4933_e6e0,
            ])
    }

    @Test func drawsStayInTheirRangeAndAreEven() {
        var generator = SeededGenerator(seed: 5)
        var counts = [Int](repeating: 0, count: 7)
        for _ in 0..<70_000 { counts[generator.below(7)] += 1 }
        #expect(counts.allSatisfy { abs($0 - 10_000) < 400 })
        var sum = 0.0
        var squares = 0.0
        for _ in 0..<50_000 {
            let x = generator.normal()
            sum += x
            squares += x * x
        }
        #expect(abs(sum / 50_000) < 0.02)
        #expect(abs(squares / 50_000 - 1) < 0.03)
        #expect(generator.permutation(50).sorted() == Array(0..<50))
    }
}
