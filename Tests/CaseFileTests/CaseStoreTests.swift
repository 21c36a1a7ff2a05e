import Base
import CaseFile
import Foundation
import Panel
import Probes
import Testing

@Suite struct CaseStoreTests {
    let scratch: Scratch
    init() throws { scratch = try Scratch() }

    @Test func `What was stored reads back byte for byte, also bytes that are no UTF-8`() throws {
        let store = try CaseFixture.make(scratch)
        let body: [UInt8] = [0x22, 0xFF, 0xFE, 0x00, 0x0A]
        let key = ResponseKey(
            model: "beta", suite: CaseFixture.reference, probe: "r-2", sample: 1,
            settings: .init(temperature: 0.7, stop: ["\n"]))
        let new = NewResponse(
            key: key, body: body, format: "openai-chat", text: "Danube", receivedAt: "2026-01-02T03:04:05Z",
            accepted: .init(temperature: 1), served: .init(model: "beta-7", requestID: "q1"),
            details: .init(finishReason: "stop", outputTokens: 3, headers: ["date": "x", "a": "y"]))
        #expect(try store.recordResponse(new))
        let reopened = try CaseStore.open(at: store.url, mode: .following)
        let read = try #require(try reopened.responses().first)
        #expect(read.key == key)
        #expect(read.body == body)
        #expect(read.text == "Danube")
        #expect(read.format == "openai-chat")
        #expect(read.receivedAt == "2026-01-02T03:04:05Z")
        #expect(read.accepted == .init(temperature: 1))
        #expect(read.served == .init(model: "beta-7", requestID: "q1"))
        #expect(read.details == new.details)
        #expect(read.sha256 == Digest256.hex(body))
    }

    @Test func `A second answer to the same question is not stored, in one call or in two`() throws {
        let store = try CaseFixture.make(scratch)
        let first = CaseFixture.response(CaseFixture.key(), "one")
        #expect(try store.append([first, CaseFixture.response(CaseFixture.key(), "two")]) == 1)
        let head = try store.chainHead
        #expect(try store.recordResponse(CaseFixture.response(CaseFixture.key(), "three")) == false)
        #expect(try store.chainHead == head)
        #expect(try store.responses().map(\.text) == ["one"])
        #expect(try store.append([CaseFixture.response(CaseFixture.key("alpha", 1, sample: 1), "repeat")]) == 1)
    }

    @Test func `Pending is the plan without what is stored, in the plan's order`() throws {
        let store = try CaseFixture.make(scratch)
        let plan = ["beta", "alpha"].flatMap { model in (1...3).map { CaseFixture.key(model, $0) } }
        try store.append([CaseFixture.response(plan[1], "x"), CaseFixture.response(plan[3], "y")])
        #expect(try store.pending(plan) == [plan[0], plan[2], plan[4], plan[5]])
        #expect(try store.isAnswered(plan[1]))
        #expect(try !store.isAnswered(plan[0]))
        var other = plan[1]
        other.settings.temperature = 0.5
        #expect(try !store.isAnswered(other))
    }

    @Test func `An intent is open until it has a response or a failure`() throws {
        let store = try CaseFixture.make(scratch)
        let ids = try store.recordIntents(
            (1...3).map { NewIntent(key: CaseFixture.key("alpha", $0), request: Array("q\($0)".utf8)) })
        try store.recordResponse(CaseFixture.response(CaseFixture.key("alpha", 1), "a", intent: ids[0]))
        try store.recordFailure(
            NewFailure(
                intent: ids[1], kind: "rate-limited", message: "slow down", status: 429, headers: ["retry-after": "3"],
                body: [1, 2]))
        let open = try store.unansweredIntents()
        #expect(open.map(\.id) == [ids[2]])
        #expect(open[0].key == CaseFixture.key("alpha", 3))
        #expect(open[0].request == Array("q3".utf8))
        let failure = try #require(try store.failures().first)
        #expect(failure.key == CaseFixture.key("alpha", 2))
        #expect(failure.status == 429)
        #expect(failure.headers == ["retry-after": "3"])
        #expect(failure.body == [1, 2])
    }

    @Test func `The same steps in other groups give the same chain`() throws {
        let one = try CaseFixture.make(scratch, "one.apograph")
        let two = try CaseFixture.make(scratch, "two.apograph")
        let entries: [CaseEntry] = (1...3).flatMap { n -> [CaseEntry] in
            [
                .intent(NewIntent(key: CaseFixture.key("alpha", n), request: [UInt8(n)])),
                .response(CaseFixture.response(CaseFixture.key("alpha", n), "answer \(n)", intent: Int64(n))),
                .event(kind: "note", body: ["n": .integer(Int64(n))]),
            ]
        }
        try one.record(entries)
        for entry in entries { try two.record([entry]) }
        #expect(try one.chainHead == two.chainHead)
        #expect(try one.events().count == 4 + 9)
    }

    @Test func `A call that fails half-way stores nothing`() throws {
        let store = try CaseFixture.make(scratch)
        let head = try store.chainHead
        var unknown = CaseFixture.key()
        unknown.model = "gamma"
        let problem = #expect(throws: Problem.self) {
            try store.append([CaseFixture.response(CaseFixture.key(), "x"), CaseFixture.response(unknown, "y")])
        }
        #expect(problem?.code == "case.unknown-model")
        #expect(try store.responseCount() == 0)
        #expect(try store.chainHead == head)
    }

    @Test func `Two models whose names only look alike are refused`() throws {
        let store = try CaseFixture.make(scratch)
        let problem = #expect(throws: Problem.self) {
            try store.add(models: [
                PanelModel(id: "caf\u{E9}", provider: "recorded"), PanelModel(id: "cafe\u{301}", provider: "recorded"),
            ])
        }
        #expect(problem?.code == "case.two-models")
        #expect(try store.models().map(\.id) == ["alpha", "beta"])
    }

    @Test func `The same suite again changes nothing; another of that version is refused`() throws {
        let store = try CaseFixture.make(scratch)
        let head = try store.chainHead
        try store.add(suite: CaseFixture.suite)
        #expect(try store.chainHead == head)
        var changed = CaseFixture.suite
        changed.probes[0].prompt += "!"
        let problem = #expect(throws: Problem.self) { try store.add(suite: changed) }
        #expect(problem?.code == "case.suite-differs")
        #expect(try store.suites().map(\.suite) == [CaseFixture.suite])
    }
}
