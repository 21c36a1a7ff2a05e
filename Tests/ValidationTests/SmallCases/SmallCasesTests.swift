import Answers
import Base
import Kinship
import Probes
import Testing

@testable import Validation

@Suite struct SmallCasesTests {
    /// Twelve made-up models on 200 questions: the second has half of the first one's errors, all others are strangers.
    static func recording() -> AnswerSheet {
        var random = SeededGenerator(seed: 4)
        let questions = (0..<200).map { item -> AnswerSheet.Question in
            var said = (0..<12).map { _ in random.uniform() < 0.5 ? "right\(item)" : "wrong\(item)x\(random.below(9))" }
            if !said[0].hasPrefix("right"), random.uniform() < 0.5 { said[1] = said[0] }
            return .init(
                id: .init(suite: "made-up", probe: "p\(item)"),
                probe: Probe(
                    id: "p\(item)", prompt: "?", kind: .closed,
                    answer: AnswerSpec(type: .word, expectation: .truth(["right\(item)"]))),
                said: said.map { [$0] })
        }
        return AnswerSheet(name: "made-up", models: (0..<12).map { "m\($0)" }, questions: questions)
    }

    static func labels() throws -> PairLabels {
        var labels = PairLabels()
        let rows = (0..<12).flatMap { a in (a + 1..<12).map { "m\(a),m\($0),\((a, $0) == (0, 1) ? 1 : 0)" } }
        try labels.add(CSVTable("model_a,model_b,related\n" + rows.joined(separator: "\n"), place: "labels.csv"))
        return labels
    }

    @Test func `More questions find more kin, and sizes that the recording cannot fill have no row`() async throws {
        let cases = SmallCases(references: [4, 8, 40], questions: [50, 200, 500], draws: 12)
        let table = try await cases.recordings([Self.recording()], labels: Self.labels())
        #expect(table.rows.map { [$0.references, $0.questions] } == [[4, 50], [4, 200], [8, 50], [8, 200]])
        for row in table.rows {
            #expect(row.panels == 12 && row.panelsApart == 12)
            // The pair of kin is no pair of strangers; in the other half every pair is one.
            let all = (row.references + 2) * (row.references + 1) / 2
            #expect((24 * all - 24...24 * all - 12).contains(row.strangers))
            #expect(row.overHundred <= row.overTen && row.found <= row.panels)
        }
        #expect(table.rows[1].found > table.rows[0].found)
        #expect(table.rows[1].width < table.rows[0].width)
        #expect(table.rows[3].kinLog10 > 2 && table.rows[3].strangersLog10 < 0)
    }

    @Test func `The same seed gives the same bytes and another one does not`() async throws {
        func json(_ seed: UInt64) async throws -> String {
            try await SmallCases(references: [4], questions: [100], draws: 8, seed: seed).recordings(
                [Self.recording()], labels: Self.labels()
            ).json()
        }
        let first = try await json(1)
        #expect(try await json(1) == first)
        #expect(try await json(2) != first)
    }

    @Test func `Labels of one kind only are refused and not an empty table`() async throws {
        await #expect(throws: Problem.self) {
            try await SmallCases().recordings([Self.recording()], labels: PairLabels())
        }
    }
}
