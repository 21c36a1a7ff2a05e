import Base
import Foundation
import Kinship
import Testing

/// Against the NumPy reference on one small panel, and on panels whose answer is plain.
@Suite struct InheritedShareTests {
    let fixture: ReferenceFixture
    init() throws { fixture = try ReferenceFixture.load() }

    @Test func abilitiesAndDifficultiesEqualTheReference() async throws {
        let rasch = await Rasch.fit(try AnswerMatrix(rows: fixture.plain.rows))
        #expect(distance(rasch.abilities, fixture.plain.abilities) < 1e-9)
        #expect(distance(rasch.difficulties, fixture.plain.difficulties) < 1e-9)
    }

    @Test func theChanceOfAnsweringAtAllEqualsTheReference() async throws {
        let rasch = await Rasch.fit(try AnswerMatrix(rows: fixture.abstaining.rows), to: .answered)
        #expect(distance(rasch.abilities, fixture.abstaining.answerAbilities) < 1e-9)
        #expect(distance(rasch.difficulties, fixture.abstaining.answerDifficulties) < 1e-9)
    }

    @Test func sharesAndErrorsOfAllOrderedPairsEqualTheReference() async throws {
        let shares = await InheritedShare.ordered(AnswerModel(try AnswerMatrix(rows: fixture.plain.rows)))
        #expect(distance(shares.share.values, fixture.plain.share) < 1e-9)
        #expect(distance(shares.standardError.values, fixture.plain.error) < 1e-9)
    }

    @Test func abstentionsLowerTheChanceOfAMatchAsInTheReference() async throws {
        let shares = await InheritedShare.ordered(AnswerModel(try AnswerMatrix(rows: fixture.abstaining.rows)))
        #expect(distance(shares.share.values, fixture.abstaining.share) < 1e-9)
        #expect(distance(shares.standardError.values, fixture.abstaining.error) < 1e-9)
    }

    @Test func theSecondPassLeavesRelativesOutOfTheBackgroundAsInTheReference() async throws {
        let model = await AnswerModel(try AnswerMatrix(rows: fixture.abstaining.rows))
        let shares = await InheritedShare.twoPass(model)
        #expect(distance(shares.share.values, fixture.abstaining.twoPassShare) < 1e-9)
        #expect(distance(shares.standardError.values, fixture.abstaining.twoPassError) < 1e-9)
        #expect(
            shares != (await InheritedShare.ordered(model)), "the fixture holds relatives, so the passes must differ")
    }

    @Test func oneCoreAndManyGiveTheSameBits() async throws {
        let matrix = try AnswerMatrix(rows: fixture.abstaining.rows)
        let one = await InheritedShare.twoPass(AnswerModel(matrix, workers: 1), workers: 1)
        let many = await InheritedShare.twoPass(AnswerModel(matrix, workers: 5), workers: 5)
        #expect(one.sums == many.sums)
        #expect(one.share.values.map(\.bitPattern) == many.share.values.map(\.bitPattern))
    }

    @Test func aReadingThatNeverMatchesCountsAsAnErrorNobodyShares() async throws {
        var rows = fixture.plain.rows
        let shares = await InheritedShare.ordered(AnswerModel(try AnswerMatrix(rows: rows)))
        let matrix = try AnswerMatrix(rows: rows)
        var codes = matrix.codes
        // A reading that only model 5 gave may as well have the code of those that never match.
        let lone = try #require(
            (0..<matrix.items).first { i in
                (1...252).contains(matrix[5, i])
                    && (0..<matrix.models).filter { matrix[$0, i] == matrix[5, i] }.count == 1
            })
        codes[5 * matrix.items + lone] = AnswerMatrix.neverMatches
        rows.removeAll()
        let same = await InheritedShare.ordered(
            AnswerModel(try AnswerMatrix(models: matrix.models, items: matrix.items, codes: codes)))
        #expect(distance(same.share.values, shares.share.values.map { $0.isFinite ? $0 : nil }) < 1e-12)
    }

    @Test func aSourceWithoutErrorsSaysNothing() async throws {
        let rows = [[0, 0, 0, 0], [1, 0, 1, 0], [0, 2, 1, 0], [1, 1, 0, 0]]
        let shares = await InheritedShare.ordered(AnswerModel(try AnswerMatrix(rows: rows)))
        #expect(shares.share[1, 0].isNaN)
        #expect(shares.standardError[1, 0] == .infinity)
        #expect(try PanelScore(shares).score[1, 0].isFinite)
    }
}

@Suite struct PanelScoreTests {
    @Test func scoresErrorsAndSpreadEqualTheReference() async throws {
        let plain = try ReferenceFixture.load().plain
        let score = try PanelScore(await InheritedShare.ordered(AnswerModel(try AnswerMatrix(rows: plain.rows))))
        #expect(distance(score.score.values, plain.panelScore) < 1e-9)
        #expect(distance(score.standardError.values, plain.panelError) < 1e-9)
        #expect(abs(score.spread - plain.spread) < 1e-9)
    }

    @Test func threeModelsAreNoPanel() async throws {
        let shares = await InheritedShare.ordered(AnswerModel(try AnswerMatrix(rows: [[1, 0], [1, 1], [0, 1]])))
        #expect(throws: KinshipError.tooFewModels(have: 3, need: 4)) { try PanelScore(shares) }
    }
}

@Suite struct BlendedBackgroundTests {
    /// Eight models; strong ones give one and the same "wrong" answer to items whose key is wrong.
    static func matrix(wrongKeys: Int) throws -> AnswerMatrix {
        var generator = SeededGenerator(seed: 21)
        let items = 300
        let abilities = [-1.5, -1, -0.5, 0, 0.5, 1.8, 2, 2.2, 2.4, 2.1]
        let rows = abilities.map { ability -> [Int] in
            (0..<items).map { item in
                if item < wrongKeys, ability > 1 { return generator.uniform() < 0.9 ? 7 : 0 }
                let right = 1 / (1 + Foundation.exp(Double(item % 5) - 2 - ability))
                return generator.uniform() < right ? 0 : 1 + generator.below(5)
            }
        }
        return try AnswerMatrix(rows: rows)
    }

    @Test func strongModelsThatTripOverTheSameWrongKeysLookLessLikeKin() async throws {
        let model = await AnswerModel(try Self.matrix(wrongKeys: 12))
        let plain = await InheritedShare.ordered(model)
        let blended = await InheritedShare.ordered(model.with(.panel))
        #expect(plain.share[5, 6] > 0.1, "the premise: unblended, wrong keys look like kinship")
        #expect(blended.share[5, 6] < plain.share[5, 6])
    }

    @Test func theRowsOfOnePairRebuildABlendedShareAsWell() async throws {
        let model = await AnswerModel(try Self.matrix(wrongKeys: 12)).with(.panel)
        let shares = await InheritedShare.ordered(model)
        let rows = ItemContribution.rows(model, recipient: 5, source: 6, share: 0.2)
        var excess = 0.0
        var room = 0.0
        for row in rows {
            let k = -Foundation.log(row.chance)
            excess += k * ((row.matched ? 1 : 0) - row.chance)
            room += k * (1 - row.chance)
        }
        #expect(abs(excess / room - shares.share[5, 6]) < 1e-12)
    }
}
