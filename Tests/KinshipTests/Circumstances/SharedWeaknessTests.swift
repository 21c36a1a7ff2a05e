import Testing

@testable import Kinship

@Suite struct SharedWeaknessTests {
    @Test("descent against a shared weakness has the values of a NumPy program that was written apart")
    func golden() async throws {
        let plain = try ReferenceFixture.load().plain
        let model = await AnswerModel(try AnswerMatrix(rows: plain.rows))
        #expect(abs(WrongAgreement.of(model.matrix) - 0.327174402884) < 1e-11)
        let expected = [
            (1, 0, 5.894157372, 5.894294959, 9.279831213780584), (7, 9, -0.939550332, -0.939550332, 8.656022228321207),
            (2, 5, -1.165506953, -1.165506953, 9.368867392691907),
        ]
        for (a, b, descent, given, references) in expected {
            let found = SharedWeakness(
                PairTerms(model, Background(model, recipient: a), source: b, habits: nil),
                PairTerms(model, Background(model, recipient: b), source: a, habits: nil), readings: 3,
                shares: plain.logLR.references
            ) { _ in true }
            #expect(abs(found.descentOverWeakness - descent) < 1e-6)
            #expect(abs(found.descentGivenWeakness - given) < 1e-6)
            let pair = SharedCircumstances(
                model, first: a, second: b, score: 0, error: 1, shares: plain.logLR.references, habits: nil,
                partitions: [])
            #expect(abs(pair.references - references) < 1e-6)
        }
    }
}
