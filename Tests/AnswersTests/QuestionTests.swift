import Answers
import CaseFile
import Foundation
import Importers
import Normalization
import Panel
import Probes
import Testing

/// Which answers are answers to one question.
@Suite struct QuestionTests {
    @Test func `two versions of a suite in one case are two questions under one name`() async throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("answers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try CaseStore.create(at: folder.appendingPathComponent("two.apograph"), title: "Two versions")
        for (version, truth) in [("1.0.0", "one"), ("2.0.0", "two")] {
            try store.add(
                suite: Suite(
                    name: "made-up/words", version: version,
                    probes: [
                        Probe(
                            id: "p", prompt: "Which \(truth)?", kind: .closed,
                            answer: AnswerSpec(type: .word, expectation: .truth([truth])))
                    ]))
        }
        try store.add(models: ["a", "b"].map { PanelModel(id: $0, provider: Provider.recorded) })
        for (model, texts) in [("a", ["one", "two"]), ("b", ["one", "one"])] {
            for (version, text) in zip(["1.0.0", "2.0.0"], texts) {
                let key = ResponseKey(
                    model: model, suite: .init(name: "made-up/words", version: version), probe: "p")
                try store.append([NewResponse(key: key, body: Array(text.utf8))])
            }
        }
        let sheet = try AnswerSheet(store)
        #expect(sheet.questions.map(\.id.version) == ["1.0.0", "2.0.0"])
        let table = try await AnswerTable(sheet)
        #expect(table.items.count == 2)
        #expect(table.states[0] == [.right: 2] && table.states[1] == [.right: 1, .wrong: 1])
    }

    @Test func `a recording is one sheet a suite, with every sample and with gaps where nobody was asked`() throws {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("answers-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let lines = [
            #"{"model":"b","suite":"x","probe":"1","prompt":"?","response":"no","answer":{"type":"word"}}"#,
            #"{"model":"a","suite":"x","probe":"1","prompt":"?","response":"yes","answer":{"type":"word"}}"#,
            #"{"model":"a","suite":"x","probe":"1","prompt":"?","response":"aye","sample":1,"answer":{"type":"word"}}"#,
            #"{"model":"a","suite":"y","probe":"1","prompt":"Say.","response":"Said."}"#,
        ]
        try Data(lines.joined(separator: "\n").utf8).write(to: folder.appendingPathComponent("lines.jsonl"))
        let sheets = try AnswerSheet.sheets(of: RecordingFolder(folder, format: .jsonl))
        #expect(sheets.map(\.name) == ["x", "y"])
        #expect(sheets[0].models == ["a", "b"])
        #expect(sheets[0].questions[0].said == [["yes", "aye"], ["no"]])
        #expect(sheets[0].closed.count == 1 && sheets[1].open.count == 1)
        #expect(sheets[0].questions[0].probe.answer?.expectation == .unknown)
    }
}
