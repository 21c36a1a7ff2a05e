import Base
import CaseFile
import Foundation
import Panel
import Probes
import Synchronization
import Testing

@testable import Runner

/// What a run said, in order.
final class Steps: Sendable {
    private let steps = Mutex<[String]>([])
    var all: [String] { steps.withLock { $0 } }
    func add(_ step: String) { steps.withLock { $0.append(step) } }
}

@Suite struct BatchTests {
    static let providers = ["openai-chat", "anthropic"]
    private let environment = ["K": "canary-key"]

    private func asked(_ provider: String, at server: FaultServer, price: Price? = nil) -> PanelModel {
        model(
            "a", at: provider == "anthropic" ? "http://127.0.0.1:\(server.port)" : server.base, provider: provider,
            connection: Connection(key: .environment("K"), price: price))
    }

    private func runner(
        _ store: CaseStore, batch: Bool, budget: Money? = nil, _ seen: Steps? = nil
    ) -> Runner {
        var retry = quick
        retry.batchGrace = 0
        let options = RunOptions(budget: budget, retry: retry, batch: batch, environment: environment)
        return Runner(store: store, options: options, prices: noPrices) { event in
            if case .batch(_, _, let step, _, _, _) = event { seen?.add(step.rawValue) }
        }
    }

    @Test(arguments: providers)
    func `a batch is handed in once, collected when it has ended, and what it left out is asked alone`(
        provider: String
    ) async throws {
        let scratch = try Scratch()
        let never = errorBody("this question is never allowed", type: "invalid_request_error")
        let batches = BatchServer { prompt in
            switch prompt {
            case "Question 3?": .refused(400, never)
            case "Question 4?": .expired
            case "Question 5?": .forgotten
            case "Question 6?": .refused(500, errorBody("boom", type: "api_error"))
            default: .answered
            }
        }
        let server = try await FaultServer.start { batches.reply($0) }
        let price = Price(input: 0, output: 1000)
        let store = try makeCase(
            at: scratch.file("a.apograph"), models: [asked(provider, at: server, price: price)], probes: 20)
        let seen = Steps()
        let first = try await runner(store, batch: true, seen).run()
        #expect(first.answered == 0 && first.inBatches == 20 && first.missing == 20 && batches.batchCount == 1)
        let waiting = try await runner(store, batch: false, seen).run()
        #expect(waiting.inBatches == 20 && waiting.answered == 0 && batches.askedAlone == [])
        let dry = try runner(store, batch: true).estimate()
        #expect(dry.requests == 0 && dry.models[0].inBatches == 20)
        batches.end()
        let last = try await runner(store, batch: false, seen).run()
        #expect(seen.all == ["submitted", "under-way", "collected"])
        #expect(last.missing == 0 && last.answered == 19 && last.models[0].permanent == 1 && last.inBatches == 0)
        #expect(batches.askedAlone.sorted() == ["Question 4?", "Question 5?", "Question 6?"])
        #expect(batches.asked.count == 20 && batches.asked.values.allSatisfy { $0 == 1 })
        let responses = try store.responses()
        #expect(responses.count == 19 && Set(responses.map(\.key)).count == 19)
        let one = try #require(responses.first { $0.key.probe == "p7" })
        #expect(one.text == "to Question 7?" && one.served?.model == "m-7" && one.details?.cost == "0.0025")
        #expect(one.format == (provider == "anthropic" ? "anthropic-batch" : "openai-batch"))
        #expect(String(decoding: one.body, as: UTF8.self).contains(#""custom_id":"#), "the line as it came")
        let request = String(decoding: try #require(try store.request(ofIntent: one.intent ?? 0)), as: UTF8.self)
        #expect(request.contains("Question 7?") && request.contains(#""custom_id":"#))
        #expect(last.models[0].spent == Money(dollars: 16 * 0.0025 + 3 * 0.005), "half price, and whole for the rest")
        #expect(try store.failures().filter(\.permanent).map(\.key.probe) == ["p3"])
        #expect(try store.unansweredIntents().isEmpty)
        let again = try await runner(store, batch: true).run()
        #expect(again.answered == 0 && again.missing == 0 && batches.batchCount == 1)
        await server.stop()
    }

    @Test(arguments: providers)
    func `a budget lets in what half the price allows, and counts batches under way`(provider: String) async throws {
        let scratch = try Scratch()
        let batches = BatchServer()
        let server = try await FaultServer.start { batches.reply($0) }
        let price = Price(input: 0, output: 1000)
        let store = try makeCase(
            at: scratch.file("a.apograph"), models: [asked(provider, at: server, price: price)], probes: 20)
        let whole = try runner(store, batch: false).estimate()
        let half = try runner(store, batch: true).estimate()
        #expect(half.dollars == whole.dollars / 2 && half.models[0].asBatch)
        let limit = Money(dollars: 0.085)
        let first = try await runner(store, batch: true, budget: limit).run()
        #expect(first.inBatches == 10, "16 tokens at half price are 0.008 dollars")
        #expect(first.models[0].stopped == "the next question could pass the spending limit")
        let alone = try await runner(store, batch: false, budget: limit).run()
        #expect(alone.answered == 0 && batches.askedAlone == [], "the batch may take all that is left")
        batches.end()
        let last = try await runner(store, batch: true, budget: Money(dollars: 10)).run()
        #expect(last.answered == 10 && last.inBatches == 10)
        let end = try await runner(store, batch: true).run()
        #expect(end.missing == 0 && end.models[0].spent == Money(dollars: 20 * 0.0025))
        await server.stop()
    }

    @Test func `where the server has no batch API the questions are free again`() async throws {
        let scratch = try Scratch()
        let server = try await FaultServer.start { request in
            request.path == "/v1/chat/completions"
                ? .http(200, body: chatAnswer("x")) : .http(404, body: errorBody("no such path"))
        }
        let store = try makeCase(
            at: scratch.file("a.apograph"), models: [asked("openai-chat", at: server)], probes: 3)
        let first = try await runner(store, batch: true).run()
        #expect(first.missing == 3 && first.inBatches == 0)
        let second = try await runner(store, batch: false).run()
        #expect(second.missing == 0 && second.answered == 3)
        await server.stop()
    }

    @Test func `a case without a batch API is told so before anything is sent`() async throws {
        let scratch = try Scratch()
        let store = try makeCase(
            at: scratch.file("a.apograph"), models: [model("a", at: "http://127.0.0.1:1/v1")], probes: 1)
        let problem = await #expect(throws: Problem.self) { try await self.runner(store, batch: true).run() }
        #expect(problem?.code == "run.no-batches")
    }

    /// The run is killed at its n-th call to the server, for every n there is; each time the same command goes on.
    @Test(arguments: providers, [true, false])
    func `killed at any call, before or after the server acted on it, no question is handed in twice`(
        provider: String, acted: Bool
    ) async throws {
        var call = 0
        var wasReached = true
        while wasReached {
            call += 1
            let scratch = try Scratch()
            let file = scratch.file("a.apograph")
            let batches = BatchServer()
            let doomed = Mutex<(process: pid_t, at: Int)?>(nil)
            let server = try await FaultServer.start { request in
                let isLast = doomed.withLock { doomed in
                    guard let (_, at) = doomed else { return false }
                    doomed?.at = at - 1
                    return at == 1
                }
                if !isLast { return batches.reply(request) }
                if acted { _ = batches.reply(request) }
                doomed.withLock { doomed in
                    if let process = doomed?.process { kill(process, SIGKILL) }
                    doomed = nil
                }
                return .reset
            }
            var made: CaseStore? = try makeCase(at: file, models: [asked(provider, at: server)], probes: 4)
            made = nil
            _ = made
            doomed.withLock { $0 = (0, call) }
            wasReached = false
            for command in [["--batch"], []] {
                var isKilled = true
                while isKilled {
                    let process = try doomed.withLock { doomed in
                        let process = try Program.start(
                            ["probe", file.path, "--quiet", "--batch-grace", "0"] + command, environment: environment)
                        doomed?.process = process.processIdentifier
                        return process
                    }
                    process.waitUntilExit()
                    isKilled = process.terminationReason == .uncaughtSignal
                    wasReached = wasReached || isKilled
                }
                // What cannot be told before the batch has ended is told after it.
                batches.end()
            }
            let last = try Program.run(
                ["probe", file.path, "--quiet", "--batch-grace", "0"], environment: environment)
            #expect(last.status == 0, "call \(call): \(String(decoding: last.output, as: UTF8.self))")
            let end = try CaseStore.open(at: file, mode: .readOnly)
            #expect(try end.responseCount() == 4 && end.unansweredIntents().isEmpty, "call \(call)")
            #expect(batches.asked.count == 4 && batches.asked.values.allSatisfy { $0 == 1 }, "call \(call)")
            #expect(batches.askedAlone == [], "call \(call)")
            await server.stop()
        }
        #expect(call > (provider == "anthropic" ? 3 : 5), "the premise: there were calls to be killed at: \(call)")
    }
}
