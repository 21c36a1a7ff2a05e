import Base
import Testing

@testable import Kinship

struct ChoiceTests {
    @Test("the Jensen–Shannon distance is 0 for equal, 1 for disjoint distributions, and the formula between")
    func distance() {
        #expect(ChoiceTest.jensenShannon([2, 4], [1, 2]) == 0)
        #expect(ChoiceTest.jensenShannon([3, 0], [0, 5]) == 1)
        // p = (1, 0), q = (1/2, 1/2), m = (3/4, 1/4): ½ log2(4/3) + ½ (½ log2(2/3) + ½ log2 2) = 0.311278…
        #expect(abs(ChoiceTest.jensenShannon([4, 0], [2, 2]) - 0.5579230452841438) < 1e-9)
    }

    @Test("samples of one distribution give a large p, of disjoint ones the smallest that the permutations allow")
    func permutation() throws {
        var random = SeededGenerator(seed: 3)
        let same = try #require(ChoiceTest([10, 11, 9], [11, 10, 9], permutations: 500, random: &random))
        #expect(same.p > 0.5)
        let apart = try #require(ChoiceTest([20, 0], [0, 20], permutations: 500, random: &random))
        #expect(apart.p == 1.0 / 501)
        #expect(ChoiceTest([0, 0], [1, 2], random: &random) == nil)
    }

    @Test("under one distribution p is below 0.1 in about a tenth of the cases")
    func level() {
        var random = SeededGenerator(seed: 8)
        var below = 0
        for _ in 0..<300 {
            var counts = [[0, 0, 0], [0, 0, 0]]
            for side in 0..<2 { for _ in 0..<30 { counts[side][random.below(3)] += 1 } }
            if let test = ChoiceTest(counts[0], counts[1], permutations: 199, random: &random), test.p <= 0.1 {
                below += 1
            }
        }
        // 30 expected; the band is four binomial standard deviations.
        #expect((9...51).contains(below))
    }
}
