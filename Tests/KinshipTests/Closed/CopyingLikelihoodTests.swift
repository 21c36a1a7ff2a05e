import Foundation
import Kinship
import Testing

@Suite struct CopyingLikelihoodTests {
    @Test func gridMaximaOfAllOrderedPairsEqualTheReference() async throws {
        let plain = try ReferenceFixture.load().plain
        let found = await CopyingLikelihood.ordered(AnswerModel(try AnswerMatrix(rows: plain.rows)))
        #expect(distance(found.logLikelihood.values, plain.copyingLL) < 1e-9)
        #expect(distance(found.share.values, plain.copyingShare) < 1e-12)
    }

    @Test func theExactMaximumIsNoLowerThanTheGridAndItsIntervalHoldsIt() {
        let likelihood = CopyingLikelihood(chances: [0.02, 0.1, 0.004, 0.3, 0.05], mismatches: 21)
        let exact = likelihood.maximum
        #expect(exact.logLikelihood >= likelihood.maximumOnGrid.logLikelihood)
        #expect(abs(exact.share - likelihood.maximumOnGrid.share) < 0.025)
        let interval = likelihood.profileInterval
        #expect(interval.contains(exact.share))
        #expect(abs(likelihood.gain(interval.lowerBound) - (exact.logLikelihood - 1.9207)) < 1e-3)
        #expect(abs(likelihood.gain(interval.upperBound) - (exact.logLikelihood - 1.9207)) < 1e-3)
    }

    @Test func withoutMatchesTheShareIsZeroAndWithoutMismatchesOne() {
        #expect(CopyingLikelihood(chances: [], mismatches: 9).maximum.share == 0)
        #expect(CopyingLikelihood(chances: [0.1, 0.2], mismatches: 0).maximum.share == 1)
        #expect(CopyingLikelihood(chances: [], mismatches: 9).profileInterval.lowerBound == 0)
        #expect(CopyingLikelihood(chances: [0.1, 0.2], mismatches: 0).profileInterval.upperBound == 1)
    }
}

@Suite struct MixtureTests {
    @Test func sharesEqualTheReferenceAndThePlantedSourceComesFirst() async throws {
        let plain = try ReferenceFixture.load().plain
        let mixture = Mixture(await AnswerModel(try AnswerMatrix(rows: plain.rows)), recipient: plain.mixture.recipient)
        #expect(mixture.candidates == plain.mixture.sources)
        #expect(abs(mixture.own - plain.mixture.own) < 1e-6)
        #expect(distance(mixture.shares, plain.mixture.shares) < 1e-6)
        #expect(mixture.ranked.first?.model == 0)
    }

    @Test func nobodyToCopyFromLeavesEverythingToTheModelItself() async throws {
        let model = await AnswerModel(
            try AnswerMatrix(rows: [[0, 1, 2, 0], [1, 0, 0, 1], [0, 0, 1, 1], [1, 1, 0, 0]]))
        let mixture = Mixture(model, recipient: 0, candidates: [])
        #expect(mixture.own == 1)
        #expect(mixture.shares.isEmpty)
    }
}

@Suite struct ItemContributionTests {
    @Test func rowsRebuildTheShareTheyStandFor() async throws {
        let plain = try ReferenceFixture.load().plain
        let model = await AnswerModel(try AnswerMatrix(rows: plain.rows))
        let shares = await InheritedShare.ordered(model)
        let rows = ItemContribution.rows(model, recipient: 1, source: 0, share: 0.5)
        var sums = 0.0
        var room = 0.0
        for row in rows {
            let k = -log(row.chance)
            sums += k * ((row.matched ? 1 : 0) - row.chance)
            room += k * (1 - row.chance)
        }
        #expect(abs(sums / room - shares.share[1, 0]) < 1e-12)
        #expect(rows.count == shares.sums(recipient: 1, source: 0).items)
        #expect(rows.allSatisfy { $0.matched == ($0.contribution > 0) })
    }
}
