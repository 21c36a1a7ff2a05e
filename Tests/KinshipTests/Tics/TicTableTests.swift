import Testing

@testable import Kinship

struct TicTableTests {
    /// Six models, twenty prompts; 0 and 1 share a tic, 2 has its own, all say the same otherwise.
    static func answers() -> [[[UInt8]?]] {
        (0..<20).map { prompt in
            (0..<6).map { model -> [UInt8]? in
                var text = "The answer to question \(prompt) is plain and short."
                if model < 2, prompt < 15 { text = "Certainly! Let us delve into question \(prompt).\n- It is plain." }
                if model == 2, prompt % 2 == 0 { text += " In a nutshell — that is it." }
                return Array(text.utf8)
            }
        }
    }

    @Test("what two models both over-use comes first, and what only one of them does not come at all")
    func shared() async throws {
        let table = try await TicTable(Self.answers(), models: 6, candidates: [0, 1])
        let shared = table.shared(0, 1)
        #expect(shared.contains { $0.text.contains("delve into") })
        #expect(shared.contains { $0.kind == .layout && $0.text == "bullets with -" })
        #expect(shared.allSatisfy { $0.z[0] >= 3 && $0.z[1] >= 3 })
        #expect(!shared.contains { $0.text.contains("nutshell") })
        #expect(table.shared(0, 2).isEmpty)
    }

    @Test("openings are their own kind, and of phrases within one another the strongest alone stands")
    func kinds() async throws {
        let table = try await TicTable(Self.answers(), models: 6, candidates: [0, 1])
        #expect(table.tics.contains { $0.kind == .opening && $0.text == "certainly! let" })
        let phrases = table.shared(0, 1).filter { $0.kind != .layout }.map { " \($0.text) " }
        for (place, one) in phrases.enumerated() {
            for other in phrases[..<place] { #expect(!one.contains(other) && !other.contains(one)) }
        }
    }

    @Test("an em dash is a mark, and its uses are counted per 1,000 words")
    func marks() async throws {
        let table = try await TicTable(Self.answers(), models: 6, candidates: [2])
        let dash = try #require(table.own(2).first { $0.kind == .mark && $0.text == "—" })
        #expect(dash.answers == [0, 0, 10, 0, 0, 0])
        // 20 answers of 9 words, ten of them with 6 more.
        #expect(abs(dash.perThousand[2] - 1000 * 10 / 240.0) < 1e-9)
    }

    @Test("the z of Monroe et al. is 0 where both say it alike and grows with the evidence")
    func z() {
        #expect(abs(TicTable.z(10, of: 100, rest: 50, of: 500)) < 1e-9)
        #expect(TicTable.z(20, of: 100, rest: 10, of: 500) > TicTable.z(10, of: 50, rest: 5, of: 250))
        #expect(TicTable.z(0, of: 100, rest: 50, of: 500) < -2)
    }
}
