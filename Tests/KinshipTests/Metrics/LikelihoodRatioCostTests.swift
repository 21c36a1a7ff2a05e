import Base
import Foundation
import Testing

@testable import Kinship

struct LikelihoodRatioCostTests {
    @Test("saying LR = 1 always costs exactly 1")
    func nothingSaid() {
        #expect(LikelihoodRatioCost.cllr(logRatios: [0, 0, 0], related: [true, false, false]) == 1)
    }

    @Test("Cllr is the published formula: LR 3 for a related and 1/7 for an unrelated pair")
    func byHand() throws {
        let found = try #require(
            LikelihoodRatioCost.cllr(logRatios: [log(3.0), log(1.0 / 7)], related: [true, false]))
        #expect(abs(found - (log2(1 + 1.0 / 3) + log2(1 + 1.0 / 7)) / 2) < 1e-14)
    }

    @Test("PAV pools what is out of order and leaves Cllr-min 0 where the kinds separate")
    func pav() throws {
        let ratios = try #require(
            LikelihoodRatioCost.isotonicLogRatios(scores: [1, 2, 3, 4], related: [false, true, false, true]))
        #expect(ratios == [-.infinity, 0, 0, .infinity])
        let least = try #require(
            LikelihoodRatioCost.cllrMin(scores: [1, 2, 3, 4], related: [false, true, false, true]))
        #expect(abs(least - 0.5) < 1e-14)
        #expect(LikelihoodRatioCost.cllrMin(scores: [1, 2, 3, 4], related: [false, false, true, true]) == 0)
    }

    @Test("Cllr-min does not change under a monotone change of the scores and never exceeds Cllr")
    func monotone() throws {
        var random = SeededGenerator(seed: 4)
        let related = (0..<300).map { $0 % 3 == 0 }
        let scores = related.map { ($0 ? 1.0 : 0.0) + random.normal() }
        let plain = try #require(LikelihoodRatioCost.cllrMin(scores: scores, related: related))
        let bent = try #require(LikelihoodRatioCost.cllrMin(scores: scores.map { exp($0) }, related: related))
        let all = try #require(LikelihoodRatioCost.cllr(logRatios: scores, related: related))
        #expect(plain == bent)
        #expect(plain <= all)
    }

    @Test("the empirical cross-entropy at even odds is Cllr, and always saying LR = 1 costs the entropy of the prior")
    func crossEntropy() throws {
        let ratios = [2.0, -0.5, -1, 0.3]
        let related = [true, true, false, false]
        let curve = try #require(CrossEntropyCurve(logRatios: ratios, related: related, priors: [0, 1]))
        #expect(curve.points[0].system == LikelihoodRatioCost.cllr(logRatios: ratios, related: related))
        let p = 10.0 / 11
        #expect(abs(curve.points[1].uninformative - (-p * log2(p) - (1 - p) * log2(1 - p))) < 1e-12)
    }

    @Test("the Tippett table counts pairs at or above each mark")
    func tippett() {
        let table = TippettTable(
            logRatios: [log(100.0), log(5.0), log(5.0), 0], related: [true, true, false, false], marks: [0, 0.5, 1.9])
        #expect(table.rows.map(\.relatedCount) == [2, 2, 1])
        #expect(table.rows.map(\.unrelatedCount) == [2, 1, 0])
        #expect(table.rows[1].unrelated == 0.5)
    }
}
