import Base
import CaseFile
import Foundation
import Importers
import Panel
import Probes
import Testing

@Suite struct RecordingFolderTests {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    private func write(_ name: String, _ text: String) throws { try write(name, Array(text.utf8)) }

    private func write(_ name: String, _ bytes: [UInt8]) throws {
        let url = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(bytes).write(to: url)
    }

    private func read(_ path: String = "", skipBad: Bool = false) throws -> (MemorySink, RecordingSummary) {
        let url = path.isEmpty ? folder : folder.appendingPathComponent(path)
        var sink = MemorySink()
        let summary = try RecordingFolder.detect(url).read(into: &sink, skipBad: skipBad)
        return (sink, summary)
    }

    private func problem(_ work: () throws -> Void) -> Problem? {
        do {
            try work()
            return nil
        } catch {
            return error as? Problem
        }
    }

    @Test func `AlpacaEval is joined on the instruction, whatever the order and the other keys`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(
            "b/model_outputs.json",
            #"[{"instruction":"Q2","output":"b2","generator":"B"},{"output":"b1","x":[NaN],"instruction":"Q1"}]"#)
        try write("a/model_outputs.json", #"[{"instruction":"Q1","output":"a1"},{"instruction":"Q2","output":null}]"#)
        try write("a/leaderboard.csv", "ignored")
        let (sink, summary) = try read()
        #expect(summary.responses == 4)
        #expect(sink.responses.map(\.model) == ["a", "a", "b", "b"])
        #expect(sink.responses[0].probe == sink.responses[3].probe)
        #expect(sink.responses[1].probe == sink.responses[2].probe)
        #expect(sink.responses.map { String(decoding: $0.response, as: UTF8.self) } == ["a1", "", "b2", "b1"])
        #expect(sink.responses[2].generator == "B")
        #expect(sink.responses[3].source == RecordingPlace(file: 1, offset: 52, record: 2))
        #expect(sink.responses.allSatisfy { $0.answer == nil && $0.suite == "alpaca-eval" })
    }

    @Test func `ZeroEval carries its key: a literal for crux, a number for gsm`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(
            "gsm/m.json", ##"[{"id":"g0","chat_history":["How many?"],"output":["{\"answer\": 18}"],"answer":"# 18"}]"##
        )
        try write("crux/m.json", ##"[{"id":"c0","chat_history":["f()?"],"output":["[1]"],"answer":"[(4, 1)]"}]"##)
        let (sink, _) = try read()
        #expect(sink.responses.map(\.suite) == ["zeroeval/crux", "zeroeval/gsm"])
        #expect(sink.responses[0].answer == AnswerSpec(type: .code, expectation: .truth(["[(4, 1)]"])))
        #expect(sink.responses[1].answer == AnswerSpec(type: .number, expectation: .truth(["18"])))
        #expect(sink.responses[1].prompt == "How many?")
        let (one, _) = try read("gsm")
        #expect(one.responses.map(\.suite) == ["zeroeval/gsm"])
    }

    @Test func `Lines carry everything that docs/recordings.md names`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write(
            "mine.jsonl",
            #"""
            {"model":"m","probe":"p1","prompt":"Who?","response":"Ann","sample":2,"answer":{"type":"person","truth":["Ann","Anna"]},"received_at":"2026-01-01T00:00:00Z","settings":{"temperature":0.5},"suite":"s"}

            {"model":"m","prompt":"Say.","response":null}
            """#)
        let (sink, _) = try read("mine.jsonl")
        let first = sink.responses[0]
        #expect(first.answer == AnswerSpec(type: .person, expectation: .truth(["Ann", "Anna"])))
        #expect(first.sample == 2)
        #expect(first.settings == GenerationSettings(temperature: 0.5))
        #expect(first.receivedAt == "2026-01-01T00:00:00Z")
        #expect(first.suite == "s")
        #expect(sink.responses[1].suite == "mine")
        #expect(sink.responses[1].response.isEmpty)
        #expect(sink.responses[1].source.record == 3)
    }

    @Test(arguments: [
        (#"[{"instruction":"Q","output":"a"},{"instruction":"R","outp"#, "record 2, byte 58", 1),
        (#"[{"instruction":"Q","output":"a"} {"instruction":"R","output":"b"}]"#, "record 1, byte 34", 1),
        (#"[{"instruction":"Q","output":5},{"instruction":"R","output":"b"}]"#, "record 1, byte 29", 1),
        (#"[{"output":"a"},{"instruction":"R","output":"b"}]"#, "record 1, byte 1", 1),
        (#"[{"instruction":"Q","output":"\ud800"},{"instruction":"R","output":"b"}]"#, "record 1, byte 30", 1),
        (#"[{"instruction":"Q","output":"a","output":"b"},{"instruction":"R","output":"b"}]"#, "record 1, byte 33", 1),
    ])
    func `A bad record is named with file, record and byte; --skip-bad goes on without it`(
        json: String, place: String, good: Int
    ) throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("m/model_outputs.json", json)
        let found = try #require(problem { _ = try read() })
        #expect(found.code == "import.bad-record")
        #expect(found.kind == .data)
        #expect(found.place?.hasSuffix("m/model_outputs.json, \(place)") == true, "\(found)")
        let (sink, summary) = try read(skipBad: true)
        #expect(sink.responses.count == good)
        #expect(summary.skipped.count == 1)
    }

    @Test func `A bad line costs one line`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let good = #"{"model":"m","probe":"1","prompt":"q","response":"r"}"#
        try write(
            "x.jsonl", good + "\n{\"model\": oops}\n" + good.replacingOccurrences(of: "\"1\"", with: "\"2\"") + "\n")
        #expect(problem { _ = try read("x.jsonl") }?.place?.hasSuffix("x.jsonl, record 2, byte 64") == true)
        let (sink, summary) = try read("x.jsonl", skipBad: true)
        #expect(sink.responses.map(\.probe) == ["1", "2"])
        #expect(summary.skipped.map(\.why) == ["the JSON is invalid: \"o\" cannot stand here"])
    }

    @Test func `An answer of 50 MB is an answer`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let text = [UInt8](repeating: UInt8(ascii: "a"), count: 50_000_000)
        try write("m/model_outputs.json", Array(#"[{"instruction":"Q","output":""#.utf8) + text + Array(#""}]"#.utf8))
        let store = try CaseStore.create(at: folder.appendingPathComponent("c.apograph"), title: "t")
        try RecordingFolder(folder, format: .alpacaEval).store(in: store)
        #expect(try store.responses().map(\.body.count) == [50_000_000])
    }

    @Test func `An empty folder, a missing one and an unknown format are told apart`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        #expect(problem { _ = try RecordingFolder(folder, format: .alpacaEval) }?.code == "import.empty")
        #expect(
            problem { _ = try RecordingFolder.detect(folder.appendingPathComponent("none")) }?.code == "import.missing")
        #expect(problem { _ = try RecordingFolder.detect(folder) }?.code == "import.unknown-format")
    }

    @Test func `A recording is stored whole or not at all, and again changes nothing`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        try write("r/a/model_outputs.json", #"[{"instruction":"Q","output":"a","generator":"A-1"}]"#)
        let store = try CaseStore.create(at: folder.appendingPathComponent("c.apograph"), title: "t")
        let recording = try RecordingFolder(folder.appendingPathComponent("r"), format: .alpacaEval)
        #expect(try recording.store(in: store).stored == CaseImport.Summary(added: 1, known: 0))
        #expect(try recording.store(in: store).stored == CaseImport.Summary(added: 0, known: 1))
        #expect(try store.models().map(\.requested) == ["A-1"])
        #expect(try store.suites().map(\.reference) == [SuiteReference(name: "alpaca-eval", version: "recorded")])
        let source = try #require(try store.events(kinds: ["source"]).first)
        #expect(source.body["name"]?.string == "a/model_outputs.json")
        #expect(
            source.body["sha256"]?.string
                == Digest256.hex(Array(#"[{"instruction":"Q","output":"a","generator":"A-1"}]"#.utf8)))

        try write("r/b/model_outputs.json", #"[{"instruction":"Q","output":"b"},{"instruction":"New","output":"b"}]"#)
        let wider = try RecordingFolder(folder.appendingPathComponent("r"), format: .alpacaEval)
        #expect(try wider.store(in: store).stored == CaseImport.Summary(added: 2, known: 1))
        #expect(try store.suites().map(\.reference.version) == ["recorded", "recorded+2"])

        let head = try store.chainHead
        try write("r/c/model_outputs.json", #"[{"instruction":"Q","output":"c"},{"instruction"#)
        let broken = try RecordingFolder(folder.appendingPathComponent("r"), format: .alpacaEval)
        #expect(problem { try broken.store(in: store) }?.code == "import.bad-record")
        #expect(try store.chainHead == head)
        #expect(try store.models().map(\.id) == ["a", "b"])
    }

    @Test func `Two models of one name are refused`() throws {
        defer { try? FileManager.default.removeItem(at: folder) }
        let line = #"{"model":"m","probe":"1","prompt":"q","response":"r"}"#
        try write("x.jsonl", line + "\n" + line.replacingOccurrences(of: "\"r\"", with: "\"s\""))
        let store = try CaseStore.create(at: folder.appendingPathComponent("c.apograph"), title: "t")
        let recording = try RecordingFolder.detect(folder.appendingPathComponent("x.jsonl"))
        #expect(problem { try recording.store(in: store) }?.code == "import.two-answers")
        #expect(try store.responseCount() == 0)
    }
}
