import Base
import CaseFile
import Foundation
import Panel
import Probes
import Providers
import Synchronization
import Testing

@testable import Runner

/// What a server did, by model and prompt.
final class Book: Sendable {
    private let answers = Mutex<[String: Int]>([:])
    private let faults = Mutex<[String: Int]>([:])

    func answered(_ request: FaultServer.Request) {
        answers.withLock { $0["\(request.model) \(request.prompt)", default: 0] += 1 }
    }

    func fault(_ name: String) { faults.withLock { $0[name, default: 0] += 1 } }

    var answersByQuestion: [String: Int] { answers.withLock { $0 } }
    var faultCounts: [String: Int] { faults.withLock { $0 } }
}

/// A bad day, the same for the same seed and the same order of requests.
struct BadDay: Sendable {
    let book: Book
    let seed: UInt64

    func reply(_ request: FaultServer.Request) -> FaultServer.Reply {
        switch request.prompt {
        case "Question 3?":
            return .http(400, body: errorBody("this question is never allowed", type: "invalid_request_error"))
        case "Question 4?": return .http(500, body: errorBody("boom 4"))
        case "Question 5?":
            return .raw(
                Array("HTTP/1.1 200 X\r\ncontent-length: 60000000\r\ncontent-type: application/json\r\n\r\n".utf8))
        default: break
        }
        var random = SplitMix64(seed: seed &+ UInt64(request.number))
        let body = chatAnswer("to \(request.prompt)", model: request.model)
        let json = [("content-type", "application/json")]
        switch random.next() % 1000 {
        case 0..<10:
            return count("429 with", .http(429, headers: json + [("retry-after", "0.02")], body: errorBody("slow")))
        case 10..<20: return count("429 without", .http(429, body: errorBody("slow")))
        case 20..<110: return count("500", .http(500, body: errorBody("boom \(request.number)")))
        case 110..<120: return count("503", .http(503, body: []))
        case 120..<170: return count("reset", .reset)
        case 170..<200: return count("truncated", .truncated(body: body, after: 40))
        case 200..<220: return count("content type", .http(200, headers: [("content-type", "text/html")], body: body))
        case 220..<240: return count("invalid JSON", .http(200, body: Array(body.dropLast(3))))
        case 240..<260: return count("invalid UTF-8", .http(200, body: [0x22, 0xC3, 0x28, 0x22]))
        case 260..<264: return count("stall", .stall)
        case 264..<268: return count("drip too slow", .drip(body: body, milliseconds: 20))
        case 268..<285: return count("redirect", .http(302, headers: [("location", "http://127.0.0.1:1/")], body: []))
        case 285..<300: return count("not HTTP", .raw(Array("what?\r\n\r\n".utf8)))
        case 300..<320:
            book.answered(request)
            return .late(milliseconds: 30, body: body)
        default:
            book.answered(request)
            return .http(200, body: body)
        }
    }

    private func count(_ name: String, _ reply: FaultServer.Reply) -> FaultServer.Reply {
        book.fault(name)
        return reply
    }
}

@Suite struct FaultyRunTests {
    @Test func `5,000 questions on a bad day: every answer once, every failure explained`() async throws {
        let scratch = try Scratch()
        let book = Book()
        let day = BadDay(book: book, seed: 99)
        let server = try await FaultServer.start { day.reply($0) }
        let limits = Limits(concurrency: 64, idleTimeout: 0.4, totalTimeout: 1.5, attempts: 6)
        // The third speaks no TLS behind its https address: it is left alone, and what the others get is not touched by it.
        let models =
            ["a", "b"].map { model($0, at: server.base, connection: Connection(limits: limits)) } + [
                model(
                    "untrusted", at: "https://127.0.0.1:\(server.port)/v1", connection: Connection(limits: limits))
            ]
        let store = try makeCase(at: scratch.file("a.apograph"), models: models, probes: 2500)
        var runs = 0
        var missing = Int.max
        while missing > 0, runs < 6 {
            let summary = try await Runner(store: store, options: RunOptions(retry: quick), prices: noPrices).run()
            missing = summary.models[0].missing + summary.models[1].missing
            #expect(summary.models[2].stopped?.contains("cannot be trusted") == true, "\(summary.models[2])")
            #expect(summary.models[2].answered == 0)
            runs += 1
        }
        let responses = try store.responseCount()
        let failures = try store.failures()
        #expect(missing == 0, "\(runs) runs")
        #expect(responses == 5000 - 6)
        #expect(try store.answeredKeys().count == responses)
        // On a busy machine a good answer may come too late; then it is asked for again, and the case says why.
        let late = book.answersByQuestion.values.reduce(0) { $0 + $1 - 1 }
        let lost = failures.count { $0.kind == "timeout" } - (book.faultCounts["stall"] ?? 0)
        #expect(book.answersByQuestion.count == responses && late <= max(0, lost), "\(late) late, \(lost) timeouts")
        var lastIntent: [ResponseKey: Int64] = [:]
        for intent in try store.intents(1...store.lastIntent) { lastIntent[intent.key] = intent.id }
        try store.forEachResponse { #expect(lastIntent[$0.key] == $0.intent, "asked again after its answer") }
        #expect(try store.unansweredIntents().isEmpty)
        let untrusted = failures.filter { $0.key.model == "untrusted" }
        #expect(untrusted.allSatisfy { $0.kind == "tls" && !$0.permanent } && (1...16 * runs).contains(untrusted.count))
        #expect(failures.count - untrusted.count + responses >= server.requests, "every request has its outcome")
        #expect(failures.allSatisfy { !$0.message.isEmpty && ProviderFailure.Kind(rawValue: $0.kind) != nil })
        #expect(Set(failures.filter(\.permanent).map(\.key.probe)) == ["p3", "p4", "p5"])
        #expect(book.faultCounts.count == 13, "every fault came: \(book.faultCounts)")
        let kinds = Dictionary(grouping: failures, by: \.kind).mapValues(\.count)
        #expect(
            Set(kinds.keys) == [
                "rate-limit", "transient", "overloaded", "connection", "malformed", "timeout", "redirect",
                "bad-request", "too-large", "tls",
            ], "\(kinds)")
        await server.stop()
    }

    @Test func `a body without end is given up at its limit, and what came of it is kept`() async throws {
        let scratch = try Scratch()
        let server = try await FaultServer.start { _ in .endless(bytes: 52_000_000) }
        let store = try makeCase(at: scratch.file("a.apograph"), models: [model("a", at: server.base)], probes: 1)
        let summary = try await Runner(store: store, options: RunOptions(retry: quick), prices: noPrices).run()
        let failures = try store.failures()
        #expect(summary.models[0].permanent == 1 && failures.map(\.kind) == ["too-large"])
        #expect(failures[0].body.count == 65_536 && failures[0].message == "the answer is larger than 50 MB")
        await server.stop()
    }

    @Test func `a server without TLS behind an https address is explained and stops its model`() async throws {
        let scratch = try Scratch()
        let server = try await FaultServer.start { _ in .http(200, body: chatAnswer("x")) }
        let models = [
            model("tls", at: "https://127.0.0.1:\(server.port)/v1"), model("plain", at: server.base),
        ]
        let store = try makeCase(at: scratch.file("a.apograph"), models: models, probes: 5)
        let summary = try await Runner(store: store, options: RunOptions(retry: quick), prices: noPrices).run()
        #expect(summary.models[1].missing == 0 && summary.models[0].answered == 0)
        #expect(summary.models[0].stopped?.contains("cannot be trusted") == true, "\(summary.models[0])")
        await server.stop()
    }

    @Test func `a host that is down is given up, and the others go on`() async throws {
        let scratch = try Scratch()
        let server = try await FaultServer.start { _ in .http(200, body: chatAnswer("x")) }
        let gone = try await FaultServer.start { _ in .reset }
        await gone.stop()
        let limits = Limits(concurrency: 4, attempts: 100)
        let models = [
            model("down", at: gone.base, connection: Connection(limits: limits)), model("up", at: server.base),
        ]
        let store = try makeCase(at: scratch.file("a.apograph"), models: models, probes: 20)
        let policy = RetryPolicy(base: 0.001, cap: 0.01, breakAfter: 5, breakFor: 0.005, breaks: 3)
        let summary = try await Runner(store: store, options: RunOptions(retry: policy), prices: noPrices).run()
        #expect(summary.models[1].missing == 0)
        #expect(summary.models[0].stopped == "127.0.0.1:\(gone.port) is down" && summary.models[0].failedAttempts < 20)
        #expect(try store.failures().allSatisfy { $0.kind == "connection" && !$0.permanent })
        await server.stop()
    }

    @Test func `a refused key stops its model after a few requests, and the others go on`() async throws {
        let scratch = try Scratch()
        let server = try await FaultServer.start { request in
            request.model == "bad"
                ? .http(401, body: errorBody("no such key", code: "invalid_api_key"))
                : .http(200, body: chatAnswer("x"))
        }
        let store = try makeCase(
            at: scratch.file("a.apograph"), models: [model("bad", at: server.base), model("good", at: server.base)],
            probes: 50)
        let summary = try await Runner(store: store, options: RunOptions(retry: quick), prices: noPrices).run()
        #expect(summary.models[1].missing == 0)
        #expect(summary.models[0].stopped == "HTTP 401: no such key" && summary.models[0].failedAttempts <= 8)
        await server.stop()
    }

    @Test func `the same failure again and again becomes permanent while others are answered, and is not asked again`()
        async throws
    {
        let scratch = try Scratch()
        let asked = Counter()
        let server = try await FaultServer.start { request in
            guard request.prompt == "Question 7?" else { return .http(200, body: chatAnswer("x")) }
            _ = asked.next()
            return .http(500, body: errorBody("always the same"))
        }
        let limits = Limits(concurrency: 2, attempts: 50)
        let store = try makeCase(
            at: scratch.file("a.apograph"),
            models: [model("a", at: server.base, connection: Connection(limits: limits))],
            probes: 200)
        let summary = try await Runner(store: store, options: RunOptions(seed: 3, retry: quick), prices: noPrices).run()
        #expect(summary.models[0].permanent == 1 && summary.missing == 0 && asked.value <= 8)
        let before = asked.value
        let again = try await Runner(store: store, options: RunOptions(retry: quick), prices: noPrices).run()
        #expect(again.missing == 0 && asked.value == before)
        await server.stop()
    }
}
