import Base
import Testing

@testable import Kinship

struct FamilyBootstrapTests {
    @Test("models joined by related pairs are one family, also through a third")
    func families() {
        let found = FamilyBootstrap(models: 6, relatedPairs: [(4, 1), (1, 3)])
        #expect(found.family == [0, 1, 2, 1, 1, 3])
        #expect(found.families == 4)
    }

    @Test("the interval holds the figure, repeats under the same seed")
    func interval() throws {
        // 12 families of 3 models; the score of a related pair depends on its family only.
        let models = 36
        var pairs: [(Int, Int)] = []
        var scores: [Double] = []
        var related: [Bool] = []
        var random = SeededGenerator(seed: 1)
        let quality = (0..<12).map { _ in random.normal() }
        for a in 0..<models {
            for b in a + 1..<models {
                pairs.append((a, b))
                related.append(a / 3 == b / 3)
                scores.append(a / 3 == b / 3 ? 1 + quality[a / 3] : random.normal())
            }
        }
        let auc = try #require(Discrimination.auc(scores: scores, related: related))
        func width(_ bootstrap: FamilyBootstrap) throws -> (Double, Double) {
            let found = try #require(
                bootstrap.interval(pairs: pairs, draws: 200) {
                    Discrimination.auc(scores: scores, related: related, weights: $0)
                })
            #expect(found.low < auc && auc < found.high)
            return found
        }
        let byFamily = FamilyBootstrap(
            models: models, relatedPairs: zip(pairs, related).filter(\.1).map(\.0))
        let first = try width(byFamily)
        let again = try width(byFamily)
        #expect(first == again)
    }
}
