import Answers
import Testing

@testable import Validation

/// Simulated unrelated models under a circumstance, on the road that a case takes.
@Suite struct CircumstanceTests {
    @Test(
        "what looks like kinship before the circumstance is named does not after",
        arguments: [SimulatedCircumstance.unknownFiller, .wordedTokenizer, .taggedTokenizer, .defaultNumber])
    func takenOff(circumstance: SimulatedCircumstance) async throws {
        let row = try #require(try await CircumstanceTable(panels: 1, circumstances: [circumstance]).rows.first)
        #expect(2 * row.under.tenBefore > row.under.pairs)
        #expect(row.under.hundred == 0)
        #expect(row.under.ten * 10 <= row.under.pairs)
        #expect(!row.named.isEmpty)
    }

    @Test("models with nothing in common but the questions are no kin")
    func nothing() async throws {
        let row = try #require(try await CircumstanceTable(panels: 1, circumstances: [.abilities]).rows.first)
        #expect(row.under.pairs == 0 && row.others.pairs == 276)
        #expect(row.others.ten <= 3)
    }

    @Test("a panel is the same whenever its seed is")
    func seeded() {
        for circumstance in [SimulatedCircumstance.numberStyle, .letter, .wrongKeys] {
            let (one, two) = (circumstance.panel(seed: 3), circumstance.panel(seed: 3))
            #expect(one.sheet.questions.map(\.said) == two.sheet.questions.map(\.said))
            #expect(one.sheet.questions.map(\.said) != circumstance.panel(seed: 4).sheet.questions.map(\.said))
        }
    }
}
