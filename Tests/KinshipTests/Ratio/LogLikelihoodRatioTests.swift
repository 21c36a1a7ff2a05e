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
                shares: plain.logLR.references, reach: 0)
        }
        #expect(distance(mine, plain.logLR.values) < 1e-9)
        let cost = LikelihoodRatioCost.cllr(logRatios: mine, related: plain.logLR.related.map { $0 == 1 })
        #expect(abs(try #require(cost) - plain.logLR.cllr) < 1e-12)
    }

    @Test("a bolder copy does not look weaker, however far it lies above the documented shares")
    func dose() {
        let shares = [0.03, 0.06, 0.1, 0.13, 0.2, 0.3, 0.43]
        for error in [0.04, 0.08] {
            let ratios = stride(from: 0.1, through: 0.95, by: 0.05).map {
                LogLikelihoodRatio.log10(score: $0, error: error, shares: shares)
            }
            #expect(zip(ratios, ratios.dropFirst()).allSatisfy { $1 >= $0 - 0.1 }, "\(error): \(ratios)")
            #expect(ratios[ratios.count - 1] >= ratios[6])
        }
    }

    @Test func littleEvidenceGivesARatioNearOne() {
        let ratio = LogLikelihoodRatio.log10(score: 0.3, error: 50, shares: [0.1, 0.2, 0.4])
        #expect(abs(ratio) < 1e-4)
        #expect(LogLikelihoodRatio.log10(score: .nan, error: 1, shares: [0.1]) == 0)
        #expect(LogLikelihoodRatio.log10(score: 0.2, error: .infinity, shares: [0.1]) == 0)
        #expect(LogLikelihoodRatio.log10(score: 0.2, error: 0.1, shares: []) == 0)
    }
}
