import Base
import CaseFile
import Foundation
import Panel
import Probes
import Providers
import Synchronization
import Testing

@testable import Runner

/// A clock on which waiting takes no time.
final class VirtualClock: Sendable {
    private let seconds = Mutex(0.0)

    var elapsed: Double { seconds.withLock { $0 } }

    var clock: RunClock {
        RunClock(
            now: { Date(timeIntervalSince1970: 1_700_000_000 + self.elapsed) },
            sleep: { span in
                self.seconds.withLock { $0 += span }
                await Task.yield()
            })
    }
}

@Suite struct BehaviorTests {
    @Test func `a budget is never passed, counts earlier runs, and a larger one goes on`() async throws {
        let scratch = try Scratch()
        let server = try await FaultServer.start { _ in .http(200, body: chatAnswer("x", usage: (10, 5))) }
        let connection = Connection(limits: Limits(concurrency: 16), price: Price(input: 0, output: 1000))
        let store = try makeCase(
            at: scratch.file("a.apograph"), models: [model("a", at: server.base, connection: connection)], probes: 100)
        let first = try await Runner(store: store, options: RunOptions(budget: Money(dollars: 0.1)), prices: noPrices)
            .run()
        let spent = try #require(first.models[0].spent)
        #expect(spent <= Money(dollars: 0.1) && spent >= Money(dollars: 0.08), "\(spent)")
        #expect(first.models[0].stopped == "the next request could pass the spending limit" && first.missing > 0)
        let second = try await Runner(store: store, options: RunOptions(budget: Money(dollars: 0.1)), prices: noPrices)
            .run()
        #expect(second.answered == 0)
        let third = try await Runner(store: store, options: RunOptions(budget: Money(dollars: 0.6)), prices: noPrices)
            .run()
        #expect(third.missing == 0 && third.models[0].spent == Money(dollars: 0.5) && server.requests == 100)
        await server.stop()
    }

    @Test func `a budget needs a price`() async throws {
        let scratch = try Scratch()
        let store = try makeCase(
            at: scratch.file("a.apograph"),
            models: [PanelModel(id: "a", provider: "xai", connection: Connection(key: .environment("K")))], probes: 1)
        let options = RunOptions(budget: Money(dollars: 1), environment: ["K": "secret"])
        let problem = await #expect(throws: Problem.self) {
            try await Runner(store: store, options: options, prices: noPrices).run()
        }
        #expect(problem?.code == "run.unpriced")
        #expect(try store.unansweredIntents().isEmpty)
    }

    @Test func `Retry-After is obeyed and does not touch the concurrency`() async throws {
        let scratch = try Scratch()
        let time = VirtualClock()
        let sentAt = Mutex<[Double]>([])
        let server = try await FaultServer.start { request in
            sentAt.withLock { $0.append(time.elapsed) }
            return request.number == 1
                ? .http(
                    429, headers: [("content-type", "application/json"), ("retry-after", "43")], body: errorBody("slow")
                )
                : .http(200, body: chatAnswer("x"))
        }
        let limits = Limits(concurrency: 1)
        let store = try makeCase(
            at: scratch.file("a.apograph"),
            models: [model("a", at: server.base, connection: Connection(limits: limits))],
            probes: 3)
        let waits = Mutex<[Double]>([])
        let options = RunOptions(clock: time.clock)
        let summary = try await Runner(store: store, options: options, prices: noPrices) { event in
            if case .waiting(_, let seconds, _) = event { waits.withLock { $0.append(seconds) } }
        }.run()
        #expect(summary.missing == 0 && waits.withLock { $0 } == [43])
        #expect(sentAt.withLock { $0[1] - $0[0] >= 43 && $0[1] - $0[0] < 44 })
        await server.stop()
    }

    @Test func `a model whose server asks for more patience than there is, is left for later`() async throws {
        let scratch = try Scratch()
        let server = try await FaultServer.start { _ in
            .http(
                429, headers: [("content-type", "application/json"), ("retry-after", "7200")], body: errorBody("daily"))
        }
        let store = try makeCase(at: scratch.file("a.apograph"), models: [model("a", at: server.base)], probes: 30)
        let summary = try await Runner(store: store, prices: noPrices).run()
        #expect(summary.models[0].stopped == "the server asks to wait 7200 s" && server.requests <= 4)
        await server.stop()
    }

    @Test func `requests a minute are kept`() async throws {
        let scratch = try Scratch()
        let time = VirtualClock()
        let server = try await FaultServer.start { _ in .http(200, body: chatAnswer("x")) }
        let limits = Limits(concurrency: 8, requestsPerMinute: 60)
        let store = try makeCase(
            at: scratch.file("a.apograph"),
            models: [model("a", at: server.base, connection: Connection(limits: limits))],
            probes: 66)
        let summary = try await Runner(store: store, options: RunOptions(clock: time.clock), prices: noPrices).run()
        #expect(summary.missing == 0 && time.elapsed >= 59, "\(time.elapsed)")
        await server.stop()
    }

    @Test func `a setting that the server refuses is left out, and both are recorded`() async throws {
        let scratch = try Scratch()
        let server = try await FaultServer.start { request in
            request.json["temperature"] == nil
                ? .http(200, body: chatAnswer("x"))
                : .http(400, body: errorBody("no", code: "unsupported_parameter", param: "temperature"))
        }
        let limits = Limits(concurrency: 1)
        let store = try makeCase(
            at: scratch.file("a.apograph"),
            models: [model("a", at: server.base, connection: Connection(limits: limits))],
            probes: 10)
        let summary = try await Runner(store: store, options: RunOptions(retry: quick), prices: noPrices).run()
        #expect(summary.missing == 0 && server.requests == 11)
        let responses = try store.responses()
        #expect(responses.allSatisfy { $0.key.settings.temperature == 0 })
        #expect(responses.allSatisfy { $0.accepted == GenerationSettings(maxTokens: 16) })
        #expect(try store.events(kinds: ["setting-refused"]).map { $0.body["setting"]?.string } == ["temperature"])
        try store.add(
            suite: Suite(
                name: "more", version: "1",
                probes: [Probe(id: "q", prompt: "New?", kind: .open, settings: .init(temperature: 0))]))
        _ = try await Runner(store: store, prices: noPrices).run()
        #expect(server.requests == 12, "a later run remembers")
        await server.stop()
    }

    @Test func `another model behind the same name is noted in the case`() async throws {
        let scratch = try Scratch()
        let server = try await FaultServer.start { request in
            .http(200, body: chatAnswer("x", model: request.number <= 5 ? "m-0807" : "m-1101"))
        }
        let limits = Limits(concurrency: 1)
        let store = try makeCase(
            at: scratch.file("a.apograph"),
            models: [model("a", at: server.base, connection: Connection(limits: limits))],
            probes: 10)
        _ = try await Runner(store: store, prices: noPrices).run()
        let events = try store.events(kinds: ["served-changed"])
        #expect(events.map { $0.body["from"]?.string } == ["m-0807"])
        #expect(events.map { $0.body["to"]?.string } == ["m-1101"])
        await server.stop()
    }

    @Test func `a twentieth of old answers is asked again on request, as further samples`() async throws {
        let scratch = try Scratch()
        let server = try await FaultServer.start { _ in .http(200, body: chatAnswer("x")) }
        let store = try makeCase(at: scratch.file("a.apograph"), models: [model("a", at: server.base)], probes: 200)
        _ = try await Runner(store: store, options: RunOptions(seed: 1), prices: noPrices).run()
        let early = try await Runner(store: store, options: RunOptions(repeatAfter: 3600), prices: noPrices).run()
        #expect(early.answered == 0)
        let late = try await Runner(store: store, options: RunOptions(repeatAfter: 0), prices: noPrices).run()
        #expect((4...20).contains(late.answered), "\(late.answered)")
        #expect(try store.responses().filter { $0.key.sample == 1 }.count == late.answered)
        await server.stop()
    }

    @Test func `cancelling stops at once, and the next run finishes`() async throws {
        let scratch = try Scratch()
        let stalls = Mutex(true)
        let server = try await FaultServer.start { request in
            stalls.withLock { $0 } && request.number > 5 ? .stall : .http(200, body: chatAnswer("x"))
        }
        let store = try makeCase(at: scratch.file("a.apograph"), models: [model("a", at: server.base)], probes: 20)
        let runner = Runner(store: store, prices: noPrices)
        let task = Task { try await runner.run() }
        while server.requests < 8 { try await Task.sleep(for: .milliseconds(10)) }
        task.cancel()
        let summary = try await task.value
        #expect(summary.interrupted && summary.missing > 0)
        stalls.withLock { $0 = false }
        let rest = try await Runner(store: store, prices: noPrices).run()
        #expect(rest.missing == 0)
        #expect(try store.responseCount() == 20)
        await server.stop()
    }

    @Test func `a dry run sends nothing and says what would be sent`() async throws {
        let scratch = try Scratch()
        let server = try await FaultServer.start { _ in .http(200, body: chatAnswer("x")) }
        let connection = Connection(limits: Limits(requestsPerMinute: 10), price: Price(input: 1, output: 10))
        let store = try makeCase(
            at: scratch.file("a.apograph"), models: [model("a", at: server.base, connection: connection)], probes: 20)
        let estimate = try Runner(store: store, options: RunOptions(seed: 4), prices: noPrices).estimate()
        #expect(estimate.requests == 20 && estimate.models[0].outputTokens == 320 && estimate.models[0].seconds == 120)
        #expect(abs(estimate.dollars - (Double(estimate.models[0].inputTokens) + 3200) / 1e6) < 1e-9)
        #expect(server.requests == 0 && estimate.plan.count == 64 && estimate.seed == "4")
        await server.stop()
    }
}

@Suite struct ControlTests {
    @Test func `backoff grows, is spread, and never passes its cap`() {
        let policy = RetryPolicy(base: 0.5, cap: 60)
        var random = SplitMix64(seed: 1)
        for attempt in 1...2000 {
            let delay = policy.delay(afterAttempt: attempt, using: &random)
            #expect(delay <= 60 && delay >= min(60, 0.5 * exp2(Double(min(attempt, 40) - 1))) / 2)
        }
    }

    @Test func `concurrency doubles until the first objection, halves at each, and then grows by one`() {
        var limit = AdaptiveLimit(ceiling: 64)
        for _ in 0..<4 { limit.answered() }
        #expect(limit.limit == 8)
        for _ in 0..<8 { limit.answered() }
        #expect(limit.limit == 16)
        limit.objected(sent: 30, latest: 40)
        #expect(limit.limit == 8)
        limit.objected(sent: 35, latest: 41)
        #expect(limit.limit == 8, "one burst of objections counts once")
        for _ in 0..<8 { limit.answered() }
        #expect(limit.limit == 9)
        for sent in 50..<60 { limit.objected(sent: sent, latest: sent) }
        #expect(limit.limit == 1)
    }

    @Test func `a ledger lets nothing through that could pass the limit`() {
        let ledger = Ledger(
            limit: Money(dollars: 1), limitPerModel: Money(dollars: 0.7), spent: ["a": Money(dollars: 0.5)])
        #expect(ledger.reserve(Money(dollars: 0.2), for: "a") == .reserved)
        #expect(ledger.reserve(Money(dollars: 0.1), for: "a") == .wait)
        #expect(ledger.reserve(Money(dollars: 0.3), for: "a") == .exhausted)
        #expect(ledger.reserve(Money(dollars: 0.4), for: "b") == .wait)
        ledger.settle(reserved: Money(dollars: 0.2), spent: Money(dollars: 0.05), for: "a")
        #expect(ledger.reserve(Money(dollars: 0.4), for: "b") == .reserved)
        #expect(ledger.spent(by: "a") == Money(dollars: 0.55))
    }

    @Test func `amounts are exact and read back`() {
        #expect(Price(input: 0.15, output: 0.6).cost(input: 1, output: 1) == Money(billionths: 750))
        #expect(Money(billionths: 750).description == "0.00000075" && Money(dollars: 20).description == "20.00")
        #expect(Money("0.00000075") == Money(billionths: 750))
    }

    @Test func `the shipped prices have sources, and know versions from other models`() throws {
        let table = try PriceTable.shipped()
        #expect(table.prices.allSatisfy { $0.source.hasPrefix("https://") && $0.output >= $0.input && $0.input > 0 })
        func price(_ provider: String, _ name: String) -> Price? {
            table.price(of: PanelModel(id: name, provider: provider))
        }
        #expect(price("openai-chat", "gpt-4o-2024-08-06") == Price(input: 2.5, output: 10))
        #expect(price("openai-chat", "gpt-4o-mini") == Price(input: 0.15, output: 0.6))
        #expect(price("openai-chat", "gpt-4o-audio") == nil)
        #expect(price("ollama", "anything") == Price(input: 0, output: 0))
        #expect(
            table.price(of: PanelModel(id: "gpt-4o", provider: "openai-chat", endpoint: "https://other/v1")) == nil,
            "another server has other prices")
    }
}
