import Testing

@testable import Kinship

struct DiscriminationTests {
    // By hand: related 0.9, 0.5, 0.5; unrelated 0.7, 0.5, 0.1.
    // Wins of 9 comparisons: 0.9 beats 3; each 0.5 loses to 0.7, ties 0.5, beats 0.1: 3 + 1.5 + 1.5 = 6.
    let scores = [0.9, 0.5, 0.5, 0.7, 0.5, 0.1]
    let related = [true, true, true, false, false, false]

    @Test("AUC counts ties as one half")
    func auc() {
        #expect(Discrimination.auc(scores: scores, related: related) == 6.0 / 9)
    }

    @Test("average precision goes down the ranking and keeps the given order among equals")
    func averagePrecision() throws {
        let found = try #require(Discrimination.averagePrecision(scores: scores, related: related))
        #expect(abs(found - (1.0 + 2.0 / 3 + 3.0 / 4) / 3) < 1e-15)
    }

    @Test("the limit at 1 % of 200 unrelated pairs is the third score from the top")
    func limit() {
        let scores = (1...200).map(Double.init) + [198, 198.5, 250]
        let related = Array(repeating: false, count: 200) + [true, true, true]
        #expect(Discrimination.limit(scores: scores, related: related, falsePositiveRate: 0.01) == 198)
        #expect(Discrimination.truePositiveRate(scores: scores, related: related) == 2.0 / 3)
    }

    @Test("a pair of weight 2 counts like the same pair given twice")
    func weights() {
        let weights = [2.0, 1, 1, 1, 2, 1]
        let doubled = scores + [0.9, 0.5]
        let labels = related + [true, false]
        #expect(
            Discrimination.auc(scores: scores, related: related, weights: weights)
                == Discrimination.auc(scores: doubled, related: labels))
        #expect(
            Discrimination.truePositiveRate(scores: scores, related: related, weights: weights)
                == Discrimination.truePositiveRate(scores: doubled, related: labels))
    }

    @Test("without one of the two kinds there is no figure")
    func oneKind() {
        #expect(Discrimination.auc(scores: [1, 2], related: [true, true]) == nil)
        #expect(Discrimination.averagePrecision(scores: [1, 2], related: [false, false]) == nil)
        #expect(Discrimination.truePositiveRate(scores: [1, 2], related: [true, true]) == nil)
    }
}
