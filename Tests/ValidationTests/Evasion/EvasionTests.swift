import Base
import Kinship
import Testing

@testable import Validation

@Suite struct EvasionTests {
    @Test func `Every reading has a word of its own, and its bare form is read as itself`() {
        let words = (UInt8(0)...252).map(Evasion.word)
        #expect(Set(words).count == 253)
        for code in UInt8(0)...252 { #expect(Evasion.code(of: words[Int(code)], before: code) == code) }
    }

    @Test func `Another style is read as before, and a disguise that leaves texts alone rewrites nothing`() throws {
        var random = SeededGenerator(seed: 3)
        for code in UInt8(0)...252 {
            let text = try #require(Disguise.restyled.rewritten(Evasion.word(code), &random))
            #expect(Evasion.code(of: text, before: code) == code, "\(text)")
        }
        #expect(Disguise.planted(0.1).rewritten("Andaros", &random) == nil)
    }

    @Test func `A rewriting that the normaliser does not see through is counted as lost`() {
        #expect(Evasion.code(of: "Belkiros, as far as I know.", before: 1) != AnswerMatrix.right)
        #expect(Evasion.code(of: "I don't know.", before: 1) == AnswerMatrix.abstained)
    }

    @Test func `Shares fall as answers are withheld or mixed, and no stranger is accused for it`() async throws {
        let table = try await Evasion().table([.none, .abstaining(0.5), .planted(0.2), .mixed(0.5)])
        func row(_ disguise: Disguise, _ dose: Double) throws -> EvasionTable.Row {
            try #require(table.rows.first { $0.disguise == disguise.words && $0.dose == dose })
        }
        let plain = try row(.none, 0.4)
        #expect(plain.found == plain.students)
        #expect(abs(plain.share - plain.causal) < 0.03)
        for disguise in [Disguise.abstaining(0.5), .mixed(0.5)] {
            let hidden = try row(disguise, 0.4)
            #expect(hidden.share < 0.75 * plain.share && hidden.share > 0.25 * plain.share)
        }
        #expect(try row(.planted(0.2), 0.4).share < plain.share)
        for row in table.rows { #expect(Double(row.strangersOverTen) <= 0.01 * Double(row.strangers)) }
        #expect(table.lines.last?.contains("did not learn") == true)
    }
}
