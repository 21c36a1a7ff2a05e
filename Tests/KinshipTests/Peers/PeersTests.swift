import Foundation
import Testing

@testable import Kinship

struct PeersTests {
    /// Three made-up models; the expected figures below were printed by `reference/copymodel.py` on these rows, 2026-11-21.
    static let rows = [[0, 1, 2, 0, -1, 1, 0, 2], [0, 1, 1, 0, 1, 1, 0, 2], [1, 2, 2, 0, 0, -1, 3, 2]]

    @Test("CAPA with hard predictions agrees with the reference")
    func capa() throws {
        let found = ClosedPeers.capa(try AnswerMatrix(rows: Self.rows))
        #expect(abs(found[0, 1] - 0.8055555555555555) < 1e-12)
        #expect(abs(found[0, 2] - 0.38461538461538464) < 1e-12)
        #expect(abs(found[1, 2] - 0.07894736842105265) < 1e-12)
        #expect(found[2, 1] == found[1, 2])
    }

    @Test("with an unbounded number of options chance agreement is only about being right")
    func unbounded() throws {
        // Models 0 and 1 both answered 7 items, 3 right each, and agree on 6.
        let found = ClosedPeers.capa(try AnswerMatrix(rows: Self.rows), options: nil)
        let chance = (3.0 / 7) * (3.0 / 7)
        #expect(abs(found[0, 1] - (6.0 / 7 - chance) / (1 - chance)) < 1e-12)
    }

    @Test("agreement when both are wrong agrees with the reference")
    func agreeWrong() throws {
        let found = ClosedPeers.agreementWhenBothWrong(try AnswerMatrix(rows: Self.rows))
        #expect(found[0, 1] == 0.75)
        #expect(found[0, 2] == 2.0 / 3)
        #expect(found[1, 2] == 1.0 / 3)
    }

    @Test("readings that never match count as wrong and as different")
    func neverMatches() throws {
        let code = AnswerMatrix.neverMatches
        let answers = try AnswerMatrix(models: 2, items: 2, codes: [code, 1, code, 1])
        #expect(ClosedPeers.agreementWhenBothWrong(answers)[0, 1] == 0.5)
    }

    @Test("error consistency is Cohen's kappa of right and wrong")
    func kappa() throws {
        // 4 items: both right, both wrong, first only, both right. p_o = 3/4, p_e = (3/4)(2/4) + (1/4)(2/4) = 1/2, kappa = 1/2.
        let found = ClosedPeers.errorConsistency(try AnswerMatrix(rows: [[0, 1, 0, 0], [0, 2, 1, 0]]))
        #expect(abs(found[0, 1] - 0.5) < 1e-12)
    }

    @Test("the overlap of over-used words agrees with the reference, ties included")
    func topWords() async throws {
        // The answers of PairedTextGolden three times over; `top_terms_jaccard(…, top=12)`, 2026-11-21.
        let golden = try JSONDecoder().decode(PairedTextTests.Golden.self, from: Data(PairedTextGolden.json.utf8))
        let texts = golden.answers.map { row in
            row.map { text -> [UInt8]? in Array(String(repeating: text + " ", count: 3).utf8) }
        }
        let found = try await TopWords.overlap(texts, models: 5, top: 12)
        #expect(abs(found[0, 1] - 0.846153846154) < 1e-9)
        #expect(found[0, 2] == 0)
        #expect(abs(found[2, 3] - 0.714285714286) < 1e-9)
        #expect(abs(found[1, 4] - 0.263157894737) < 1e-9)
    }

    @Test("trigrams and openings are compared prompt by prompt, over the prompts that both answered")
    func sameprompt() async throws {
        func bytes(_ text: String) -> [UInt8]? { Array(text.utf8) }
        let texts = [
            [bytes("One, two three four"), bytes("one two three FIVE")],
            [bytes("Well, yes"), nil],
            [bytes("a b"), bytes("a b")],
        ]
        // Prompt 1: {one two three, two three four} and {one two three, two three five}: 1 of 3. Prompt 3 has no trigram: 0.
        let jaccard = try await OpenPeers.trigramJaccard(texts, models: 2)
        #expect(abs(jaccard[0, 1] - 1.0 / 6) < 1e-12)
        let opening = try await OpenPeers.sameOpening(texts, models: 2)
        #expect(opening[1, 0] == 1)
    }
}
