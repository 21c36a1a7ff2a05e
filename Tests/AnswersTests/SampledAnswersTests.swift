import Answers
import Kinship
import Probes
import Testing

@Suite struct SampledAnswersTests {
    private let probe = Probe(
        id: "a", prompt: "?", kind: .closed, answer: AnswerSpec(type: .word, expectation: .truth(["blue"])))

    private func table(_ said: [[String]?]) async throws -> AnswerTable {
        try await AnswerTable(
            AnswerSheet(
                name: "made up", models: said.indices.map { "m\($0)" },
                questions: [.init(id: .init(suite: "s", probe: "a"), probe: probe, said: said)]))
    }

    @Test func `several answers to one question keep their distribution beside the usual one`() async throws {
        let table = try await table([["Blue.", "Red.", "Red."], ["Green.", "Blue.", "Green."], [], ["Red."]])
        #expect(table.items[0].said.prefix(2) == ["Red", "Green"])
        #expect(table.matrix[0, 0] == table.matrix[3, 0])
        #expect(table.sampled.samples.count == 3)
        #expect(table.sampled.samples[0][0, 0] == AnswerMatrix.right)
        #expect(table.sampled.samples[1][0, 0] == table.sampled.samples[1][3, 0])
        #expect(abs(table.sampled.agreement[1][0] - 2 / 3) < 1e-12)
        #expect(table.sampled.agreement[2][0].isNaN && table.sampled.agreement[3][0].isNaN)
    }

    @Test func `one answer to each question needs no distribution`() async throws {
        let table = try await table([["Blue."], ["Red."]])
        #expect(table.sampled.samples.isEmpty)
        #expect(table.sampled.usual == table.matrix)
    }
}
