import Base
import Kinship
import Testing

@Suite struct RankedPairsTests {
    @Test
    func `figures of pairs ranked once are those of pairs ranked each time, to the bit, ties and weights included`() {
        for seed in UInt64(1)...40 {
            var random = SeededGenerator(seed: seed)
            let count = 5 + random.below(60)
            let scores = (0..<count).map { _ in Double(random.below(12)) / 4 }
            let related = (0..<count).map { _ in random.uniform() < 0.3 }
            let weights = (0..<count).map { _ in Double(random.below(4)) }
            for rate in [0.01, 0.2] {
                let found = RankedPairs(scores: scores, related: related).figures(weights, atFalsePositiveRate: rate)
                #expect(found.auc == Discrimination.auc(scores: scores, related: related, weights: weights))
                #expect(
                    found.averagePrecision
                        == Discrimination.averagePrecision(scores: scores, related: related, weights: weights))
                #expect(
                    found.truePositiveRate
                        == Discrimination.truePositiveRate(
                            scores: scores, related: related, atFalsePositiveRate: rate, weights: weights))
            }
        }
    }
}
