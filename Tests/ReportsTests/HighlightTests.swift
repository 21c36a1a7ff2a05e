import Testing

@testable import Reports

@Suite struct HighlightTests {
    private func marked(_ text: String, _ terms: [String]) -> [String] {
        Highlight.pieces(of: text, terms: terms).filter(\.isMarked).map(\.text)
    }

    @Test func `whole words are marked in any case, with any space between them`() {
        #expect(
            marked("In  Conclusion, in\nconclusion; inconclusive", ["in conclusion"]) == [
                "In  Conclusion", "in\nconclusion",
            ])
        #expect(marked("a tapestry — of tapestries", ["tapestry", "—"]) == ["tapestry", "—"])
        #expect(marked("It's worth noting", ["it ' s"]) == ["It's"])
    }

    @Test func `the longest term wins, and nothing of the text is lost`() {
        let text = "It is worth noting that it is."
        let pieces = Highlight.pieces(of: text, terms: ["it is", "it is worth noting"])
        #expect(pieces.filter(\.isMarked).map(\.text) == ["It is worth noting", "it is"])
        #expect(pieces.map(\.text).joined() == text)
    }

    @Test func `an empty term or text marks nothing`() {
        #expect(marked("abc", ["", " "]).isEmpty)
        #expect(Highlight.pieces(of: "", terms: ["a"]).isEmpty)
    }

    @Test func `every text comes back whole`() {
        for text in Payloads.all {
            let pieces = Highlight.pieces(of: text, terms: ["a", "<", "script", "1"])
            #expect(pieces.map(\.text).joined() == text, "\(text.prefix(40).debugDescription)")
        }
    }
}
