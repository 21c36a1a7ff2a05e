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

    @Test("looking only for habits that all candidates have gives the same shared tics")
    func common() async throws {
        let union = try await TicTable(Self.answers(), models: 6, candidates: [0, 1, 2])
        let common = try await TicTable(Self.answers(), models: 6, candidates: [0, 1], common: true)
        #expect(common.shared(0, 1) == union.shared(0, 1))
        #expect(common.tics.count < union.tics.count)
    }

    @Test("a book of some habits counts them as a book of all does")
    func books() {
        let texts = [
            "It's a plain, short text. It's (very) plain.", "A plain text\u{2014}it's short: one two three four.",
        ]
        var all = HabitBook()
        for text in texts { all.read(Array(text.utf8)) }
        let habits = all.habits(inAnswers: 2).sorted()
        #expect(habits.contains(Habit(kind: .phrase, text: "a plain")))
        #expect(!habits.contains(Habit(kind: .phrase, text: "two three")))
        var some = HabitBook(of: habits)
        for text in texts { some.read(Array(text.utf8)) }
        #expect(some.words == all.words && some.answers == 2)
        for habit in habits {
            let (a, b) = (some.tally(some.place(of: habit)), all.tally(all.place(of: habit)))
            #expect(a.uses == b.uses && a.inAnswers == b.inAnswers, "\(habit)")
            #expect(a.inAnswers == 2, "\(habit)")
        }
    }

    @Test("the layout of lines is read at every kind of line break")
    func layouts() {
        let text =
            "# Title\r\n- one\n* two\u{85}• three\u{2028}1. four\n 12) five\n```\n|a|b|\n**bold** text\n١. six\n-no\n3 no"
        #expect(
            Layout.all(in: Array(text.utf8)).map { Layout.allCases[$0] } == [
                .heading, .dashes, .stars, .dots, .points, .parentheses, .code, .table, .bold, .points,
            ])
        #expect(Layout.all(in: []).isEmpty && Layout.all(in: Array("\n\n".utf8)).isEmpty)
    }

    @Test("lower case is that of the whole text, also around a capital sigma and broken bytes")
    func lowercase() {
        for (text, lower) in [
            ("ÀÉ plain Ω", "àé plain ω"), ("ΟΔΥΣΣΕΥΣ said ΣΑΣ", "οδυσσευς said σας"), ("İX", "i\u{307}x"),
            ("ASCII", "ascii"),
        ] {
            var lowered: [UInt8] = [1]
            TextScalars.shared.appendLowercase(of: Array(text.utf8), to: &lowered)
            #expect(String(decoding: lowered.dropFirst(), as: UTF8.self) == lower, "\(text)")
        }
        var broken: [UInt8] = []
        TextScalars.shared.appendLowercase(of: [0x41, 0xC3, 0x42, 0xE2, 0x82], to: &broken)
        #expect(String(decoding: broken, as: UTF8.self) == "a\u{FFFD}b\u{FFFD}")
    }

    @Test("the z of Monroe et al. is 0 where both say it alike and grows with the evidence")
    func z() {
        #expect(abs(TicTable.z(10, of: 100, rest: 50, of: 500)) < 1e-9)
        #expect(TicTable.z(20, of: 100, rest: 10, of: 500) > TicTable.z(10, of: 50, rest: 5, of: 250))
        #expect(TicTable.z(0, of: 100, rest: 50, of: 500) < -2)
    }
}
