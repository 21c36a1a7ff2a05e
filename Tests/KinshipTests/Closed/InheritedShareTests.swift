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
