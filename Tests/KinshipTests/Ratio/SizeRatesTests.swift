import Base
import Kinship
import Testing

@Suite struct SizeRatesTests {
    private func row(_ recording: String, _ references: Int, _ questions: Int, _ overTen: Int) -> SizeRates.Row {
        .init(
            recording: recording, references: references, questions: questions, strangers: 1000, overTen: overTen,
            overHundred: 0)
    }

    @Test func `a case gets the worst recording at the largest size that it reaches`() {
        let rates = SizeRates(
            made: "a test",
            rows: [
                row("a", 4, 100, 9), row("a", 8, 100, 3), row("a", 8, 500, 2), row("b", 8, 500, 7),
                row("b", 12, 500, 1),
            ])
        #expect(rates.row(references: 8, questions: 700) == row("b", 8, 500, 7))
        #expect(rates.row(references: 11, questions: 120) == row("a", 8, 100, 3))
        #expect(rates.row(references: 3, questions: 700) == nil)
        #expect(rates.row(references: 20, questions: 50) == nil)
    }

    @Test func `what ships knows the smallest case that gets a ratio, and small panels mislead more often`() throws {
        let rates = try SizeRates.shipped()
        let small = try #require(rates.row(references: PanelEnvelope.leastModels - 2, questions: 200))
        let large = try #require(rates.row(references: 24, questions: 500))
        let share = { (row: SizeRates.Row) in Double(row.overTen) / Double(row.strangers) }
        #expect(share(small) > share(large))
    }
}
