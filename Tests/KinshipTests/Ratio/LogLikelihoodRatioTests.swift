import Foundation
import Kinship
import Testing

@Suite struct LogLikelihoodRatioTests {
    @Test func ratiosAndTheirCostEqualTheReference() throws {
        let plain = try ReferenceFixture.load().plain
        let n = plain.rows.count
        let pairs = (0..<n).flatMap { i in (i + 1..<n).map { i * n + $0 } }
        let mine = try pairs.map { k in
            LogLikelihoodRatio.natural(
                score: try #require(plain.panelScore[k]), error: try #require(plain.panelError[k]),
                shares: plain.logLR.references)
        }
        #expect(distance(mine, plain.logLR.values) < 1e-9)
        let cost = LikelihoodRatioCost.cllr(logRatios: mine, related: plain.logLR.related.map { $0 == 1 })
        #expect(abs(try #require(cost) - plain.logLR.cllr) < 1e-12)
    }

    @Test func littleEvidenceGivesARatioNearOne() {
        let ratio = LogLikelihoodRatio.log10(score: 0.3, error: 50, shares: [0.1, 0.2, 0.4])
        #expect(abs(ratio) < 1e-4)
        #expect(LogLikelihoodRatio.log10(score: .nan, error: 1, shares: [0.1]) == 0)
        #expect(LogLikelihoodRatio.log10(score: 0.2, error: .infinity, shares: [0.1]) == 0)
        #expect(LogLikelihoodRatio.log10(score: 0.2, error: 0.1, shares: []) == 0)
    }
}
