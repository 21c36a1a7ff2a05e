import Base
import CaseFile
import Foundation
import Panel
import Probes
import Testing

@testable import Runner

@Suite struct RecorderTests {
    private func makeStore(_ scratch: Scratch) throws -> CaseStore {
        try makeCase(at: scratch.file("a.apograph"), models: [model("a", at: "http://127.0.0.1:1/v1")], probes: 3)
    }

    private func note(_ text: String) -> CaseEntry { .event(kind: "note", body: ["text": .string(text)]) }

    private func notes(_ store: CaseStore) throws -> [String?] {
        try store.events(kinds: ["note"]).map { $0.body["text"]?.string }
    }

    @Test func `what is posted waits for the next step that somebody waits for, and stands before it`() async throws {
        let scratch = try Scratch()
        let store = try makeStore(scratch)
        let recorder = Recorder(store)
        let said = Steps()
        recorder.post([note("first")]) { said.add("first") }
        recorder.post([note("second")]) { said.add("second") }
        #expect(try notes(store) == [] && said.all == [])
        _ = try await recorder.record([note("third")])
        #expect(try notes(store) == ["first", "second", "third"] && said.all == ["first", "second"])
        recorder.post([note("fourth")]) { said.add("fourth") }
        try await recorder.flush()
        #expect(try notes(store).last == "fourth" && said.all.last == "fourth")
    }

    @Test func `rows come back to the step that they belong to`() async throws {
        let scratch = try Scratch()
        let store = try makeStore(scratch)
        let recorder = Recorder(store)
        let key = ResponseKey(model: "a", suite: SuiteReference(name: "test/suite", version: "1.0.0"), probe: "p0")
        recorder.post([.intent(NewIntent(key: key, request: [1]))]) {}
        let rows = try await recorder.record([note("x"), .intent(NewIntent(key: key, attempt: 2, request: [2]))])
        #expect(rows == [nil, 2])
    }

    @Test func `after something posted could not be stored nothing more is`() async throws {
        let scratch = try Scratch()
        let store = try makeStore(scratch)
        let recorder = Recorder(store)
        let said = Steps()
        let unknown = ResponseKey(model: "nobody", suite: SuiteReference(name: "x", version: "1"), probe: "p0")
        recorder.post([.intent(NewIntent(key: unknown, request: [1]))]) { said.add("stored") }
        await #expect(throws: (any Error).self) { _ = try await recorder.record([self.note("after it")]) }
        await #expect(throws: (any Error).self) { try await recorder.flush() }
        #expect(try notes(store) == [] && said.all == [])
    }
}
