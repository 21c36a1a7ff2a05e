import Base
import CaseFile
import Foundation
import Panel
import Probes
import Synchronization
import Testing

@testable import Runner

@Suite struct RunnerTests {
    @Test func `every probe is asked of every model once, and stored with what the server said of itself`() async throws
    {
        let scratch = try Scratch()
        let server = try await FaultServer.start { request in
            .http(200, body: chatAnswer("to \(request.prompt)", model: "\(request.model)-0807", fingerprint: "fp1"))
        }
        let store = try makeCase(
            at: scratch.file("a.apograph"), models: [model("a", at: server.base), model("b", at: server.base)],
            probes: 20, samples: 2)
        let summary = try await Runner(store: store, prices: noPrices).run()
        #expect(summary.answered == 80 && summary.missing == 0 && server.requests == 80)
        let responses = try store.responses()
        #expect(Set(responses.map(\.key)).count == 80)
        let one = try #require(responses.first { $0.key.model == "b" && $0.key.probe == "p7" && $0.key.sample == 1 })
        #expect(one.text == "to Question 7?" && one.served?.model == "b-0807" && one.served?.fingerprint == "fp1")
        #expect(one.details?.inputTokens == 10 && one.details?.outputTokens == 5 && one.details?.cost == "0.00")
        #expect(one.key.settings == GenerationSettings(temperature: 0, maxTokens: 16) && one.accepted == nil)
        let request = String(decoding: try #require(try store.request(ofIntent: one.intent ?? 0)), as: UTF8.self)
        #expect(request.hasPrefix("POST /v1/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:\(server.port)\r\n"))
        #expect(request.contains(#""content":"Question 7?""#))
        await server.stop()
    }

    @Test func `a second run sends nothing, and a run after new probes sends only those`() async throws {
        let scratch = try Scratch()
        let server = try await FaultServer.start { _ in .http(200, body: chatAnswer("x")) }
        let store = try makeCase(at: scratch.file("a.apograph"), models: [model("a", at: server.base)], probes: 10)
        _ = try await Runner(store: store, prices: noPrices).run()
        let again = try await Runner(store: store, prices: noPrices).run()
        #expect(again.answered == 0 && again.missing == 0 && server.requests == 10)
        try store.add(
            suite: Suite(name: "more", version: "1", probes: [Probe(id: "q", prompt: "New?", kind: .open)]))
        let more = try await Runner(store: store, prices: noPrices).run()
        #expect(more.answered == 1 && server.requests == 11)
        await server.stop()
    }

    @Test func `the plan's order depends on its seed alone, and a run after a stop keeps the seed`() async throws {
        let scratch = try Scratch()
        let server = try await FaultServer.start { _ in .http(200, body: chatAnswer("x")) }
        let models = [model("a", at: server.base), model("b", at: server.base)]
        let store = try makeCase(at: scratch.file("a.apograph"), models: models, probes: 30)
        let suites = try store.suites().map(\.suite)
        let plan = Plan(models: models, suites: suites, seed: 7)
        #expect(plan.items == Plan(models: models, suites: suites, seed: 7).items)
        #expect(plan.items != Plan(models: models, suites: suites, seed: 8).items)
        #expect(Set(plan.items).count == 60)
        let stop = StopSignal()
        let seen = Counter()
        let options = RunOptions(seed: 7)
        let first = try await Runner(store: store, options: options, prices: noPrices, stop: stop) { event in
            if case .answered = event, seen.next() == 10 { stop.request() }
        }.run()
        #expect(
            first.interrupted && first.answered >= 10 && first.answered < 60 && first.missing == 60 - first.answered)
        #expect(try store.unansweredIntents().isEmpty)
        let second = try await Runner(store: store, prices: noPrices).run()
        #expect(second.missing == 0 && server.requests == 60)
        #expect(try store.events(kinds: ["run-started"]).map { $0.body["seed"]?.string } == ["7", "7"])
        await server.stop()
    }

    @Test func `in ordered mode a budget stops two runs at the same place, and a larger one goes on`() async throws {
        let scratch = try Scratch()
        var heads: [String] = []
        for run in 0..<2 {
            let server = try await FaultServer.start { request in
                .late(milliseconds: (request.number * (run == 0 ? 7 : 11)) % 13, body: chatAnswer(request.prompt))
            }
            let tick = Counter()
            let lab = "http://laboratory.invalid/v1"
            let connection = Connection(price: Price(input: 0, output: 1000))
            let store = try makeCase(
                at: scratch.file("\(run).apograph"),
                models: [model("a", at: lab, connection: connection), model("b", at: lab)], probes: 40,
                now: { Date(timeIntervalSince1970: 1_700_000_000 + Double(tick.next())) },
                secret: Array(repeating: 7, count: 32))
            func options(_ budget: Double) -> RunOptions {
                RunOptions(
                    budget: Money(dollars: budget), seed: 1, ordered: 8, connectTo: [lab: server.base],
                    clock: RunClock(now: { Date(timeIntervalSince1970: 1_700_000_000) }, sleep: RunClock.system.sleep))
            }
            let first = try await Runner(store: store, options: options(0.1), prices: noPrices).run()
            let spent = try #require(first.models[0].spent)
            #expect(spent <= Money(dollars: 0.1) && spent >= Money(dollars: 0.08), "\(spent)")
            #expect(first.models[0].stopped == "the next request could pass the spending limit")
            #expect(first.models[1].missing == 0, "what is free goes on")
            #expect(server.requests == first.answered)
            heads.append(try store.chainHead)
            let second = try await Runner(store: store, options: options(0.6), prices: noPrices).run()
            #expect(second.missing == 0 && second.models[0].spent == Money(dollars: 0.2) && server.requests == 80)
            await server.stop()
        }
        #expect(heads[0] == heads[1])
    }

    @Test func `in ordered mode two runs give the same chain, whatever arrives first`() async throws {
        let scratch = try Scratch()
        var heads: [String] = []
        for run in 0..<2 {
            let server = try await FaultServer.start { request in
                .late(milliseconds: (request.number * (run == 0 ? 7 : 11)) % 13, body: chatAnswer(request.prompt))
            }
            let tick = Counter()
            let clock: CaseClock = { Date(timeIntervalSince1970: 1_700_000_000 + Double(tick.next())) }
            let lab = "http://laboratory.invalid/v1"
            let store = try makeCase(
                at: scratch.file("\(run).apograph"), models: [model("a", at: lab), model("b", at: lab)], probes: 40,
                now: clock, secret: Array(repeating: 7, count: 32))
            let options = RunOptions(
                seed: 1, ordered: 8, connectTo: [lab: server.base],
                clock: RunClock(now: { Date(timeIntervalSince1970: 1_700_000_000) }, sleep: RunClock.system.sleep))
            let summary = try await Runner(store: store, options: options, prices: noPrices).run()
            #expect(summary.answered == 80 && server.requests == 80)
            heads.append(try store.chainHead)
            await server.stop()
        }
        #expect(heads[0] == heads[1])
    }
}
