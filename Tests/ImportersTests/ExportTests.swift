import Base
import Foundation
import Importers
import Probes
import Testing

/// Our questions go out to another tool and what it records comes back to the same questions.
@Suite struct ExportTests {
    static let suite = Suite(
        name: "trivia/capitals", version: "1.2.0", about: "Capitals; \"quoted\", with a\nline break.",
        probes: [
            Probe(
                id: "c1", prompt: "Capital of France?\nOne word: {{x}}", kind: .closed,
                answer: AnswerSpec(type: .place, expectation: .truth(["Paris"])),
                settings: GenerationSettings(temperature: 0, maxTokens: 8)),
            Probe(
                id: "c2", prompt: "Capital of Zubrowka?", kind: .closed,
                answer: AnswerSpec(type: .place, expectation: .falsePremise), samples: 2,
                settings: GenerationSettings(temperature: 1, maxTokens: 8)),
        ])

    private func file(_ name: String, _ files: [SuiteExport.File]) throws -> String {
        try #require(files.first { $0.name == name }).text
    }

    private func back(_ files: [String: String], _ format: RecordingFormat) throws -> [RecordedResponse] {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: folder) }
        for (name, text) in files {
            let url = folder.appendingPathComponent(name)
            try FileManager.default.createDirectory(
                at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
            try Data(text.utf8).write(to: url)
        }
        var sink = MemorySink()
        try RecordingFolder(folder, format: format).read(into: &sink)
        return sink.responses
    }

    private func lands(_ found: [RecordedResponse], prompts: Bool = true) {
        #expect(found.map(\.suite) == found.map { _ in Self.suite.name })
        for response in found {
            let probe = Self.suite.probes.first { $0.id == response.probe }
            #expect(probe != nil)
            if prompts { #expect(response.prompt == probe?.prompt) }
        }
    }

    @Test func `a harness task is one per kind of generation, and its documents come back to their probes`() throws {
        let files = try SuiteExport.lmEval.files([Self.suite])
        #expect(
            files.map(\.name) == [
                "apograph_trivia_capitals.yaml", "apograph_trivia_capitals.jsonl", "apograph_trivia_capitals-2.yaml",
                "apograph_trivia_capitals-2.jsonl",
            ])
        let task = try file("apograph_trivia_capitals.yaml", files)
        #expect(
            task.contains("output_type: generate_until") && task.contains("do_sample: false")
                && task.contains("max_gen_toks: 8"))
        let open = try file("apograph_trivia_capitals-2.yaml", files)
        #expect(open.contains("metric: bypass") && open.contains("repeats: 2") && open.contains("do_sample: true"))
        let document = try file("apograph_trivia_capitals.jsonl", files).dropLast()
        let prompt = #""Capital of France?\nOne word: {{x}}""#
        let sample =
            "{\"doc_id\": 0, \"doc\": \(document), \"target\": \"Paris\", \"arguments\": {\"gen_args_0\": {\"arg_0\": \(prompt), \"arg_1\": {}}}, \"resps\": [[\"Paris\"]], \"filter\": \"none\"}"
        let found = try back(["m/samples_apograph_trivia_capitals_2026-01-01T00-00-00.1.jsonl": sample], .lmEval)
        lands(found)
        #expect(found[0].answer == Self.suite.probes[0].answer)
    }

    @Test func `an Inspect dataset carries its passport in the metadata`() throws {
        let lines = try file("trivia_capitals.jsonl", SuiteExport.inspect.files([Self.suite])).split(separator: "\n")
        #expect(lines.count == 2)
        let samples = lines.map { line in
            line.dropLast()
                + #", "epoch": 1, "output": {"model": "m", "choices": [{"message": {"content": "Paris"}}]}}"#
        }
        let log =
            "{\"version\": 2, \"eval\": {\"task\": \"t\", \"model\": \"m\"}, \"samples\": [\(samples.joined(separator: ","))]}"
        let found = try back(["log.json": log], .inspect)
        lands(found)
        #expect(found.map(\.answer) == Self.suite.probes.map(\.answer))
    }

    @Test func `a batch asks every sample once and its results land on probe and sample`() throws {
        let requests = try file("requests.jsonl", SuiteExport.openAIBatch.files([Self.suite], model: "m"))
        #expect(requests.split(separator: "\n").count == 3)
        #expect(
            requests.contains(#""custom_id":"trivia/capitals/c2#1""#)
                && requests.contains(#""max_completion_tokens":8"#))
        let results = ["c1#0", "c2#0", "c2#1"].map {
            "{\"custom_id\": \"trivia/capitals/\($0)\", \"response\": {\"status_code\": 200, \"body\": {\"model\": \"m\", \"choices\": [{\"message\": {\"content\": \"x\"}}]}}, \"error\": null}\n"
        }
        let found = try back(["requests.jsonl": requests, "results.jsonl": results.joined()], .batch)
        lands(found)
        #expect(found.map(\.sample) == [0, 0, 1])
        #expect(throws: Problem.self) { try SuiteExport.openAIBatch.files([Self.suite]) }
    }

    @Test func `promptfoo's tests keep braces as they are and come back to their probes`() throws {
        let files = try SuiteExport.promptfoo.files([Self.suite])
        let tests = try file("tests.json", files)
        #expect(tests.contains("{% raw %}Capital of France?"))
        #expect(try file("promptfooconfig.yaml", files).contains("file://tests.json"))
        let cases = try #require(try JSONSerialization.jsonObject(with: Data(tests.utf8)) as? [[String: Any]])
        let metadata = try JSONSerialization.data(withJSONObject: try #require(cases[1]["metadata"]))
        let result =
            "{\"evalId\": \"e\", \"results\": {\"version\": 3, \"results\": [{\"promptIdx\": 0, \"testIdx\": 1, \"testCase\": {\"metadata\": \(String(decoding: metadata, as: UTF8.self))}, \"provider\": {\"id\": \"m\"}, \"prompt\": {\"raw\": \"Capital of Zubrowka?\"}, \"response\": {\"output\": \"Lutz\"}}]}}"
        let found = try back(["results.json": result], .promptfoo)
        lands(found)
        #expect(found[0].answer == Self.suite.probes[1].answer)
    }

    @Test func `nothing to ask is an error`() {
        #expect(throws: Problem.self) { try SuiteExport.inspect.files([]) }
    }
}
