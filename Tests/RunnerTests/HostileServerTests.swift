import Base
import CaseFile
import Foundation
import Panel
import Probes
import Testing

@testable import Providers
@testable import Runner

/// What a server does wrong, and whether its answers count all the same.
struct Hostility: Sendable, CustomTestStringConvertible {
    var name: String
    var isAnswered: Bool
    var reply: @Sendable (FaultServer.Request) -> FaultServer.Reply
    var testDescription: String { name }

    private static let json = [("content-type", "application/json")]

    private static func failing(_ status: Int, _ header: String, _ value: String) -> Hostility {
        Hostility(name: "\(status) with \(header): \(value)", isAnswered: false) { _ in
            .http(status, headers: json + [(header, value)], body: errorBody("slow down"))
        }
    }

    private static func answering(
        _ name: String, _ headers: [(String, String)] = [], _ change: @escaping @Sendable (String) -> String
    )
        -> Hostility
    {
        Hostility(name: name, isAnswered: true) { _ in
            let body = change(String(decoding: chatAnswer("Danube"), as: UTF8.self))
            return .http(200, headers: json + headers, body: Array(body.utf8))
        }
    }

    private static func usage(_ usage: String) -> Hostility {
        answering("usage \(usage)") { body in
            let range = body.range(of: "\"usage\":{")!
            let end = body[range.upperBound...].firstIndex(of: "}")!
            return body[..<range.lowerBound] + "\"usage\":\(usage)" + body[body.index(after: end)...]
        }
    }

    static let waits = [
        "1e300", "-1e300", "nan", "inf", "-inf", "9999999h", "0.0.0s", "99999999999999999999999999999999", "0x1p1023",
        "4e4", "👾",
    ]

    static let all: [Hostility] =
        waits.flatMap { wait in
            [
                failing(429, "retry-after", wait), failing(503, "retry-after-ms", wait),
                Hostility(name: "429 saying try again in \(wait)", isAnswered: false) { _ in
                    .http(429, body: errorBody("Please try again in \(wait)"))
                },
                answering(
                    "limits that come back in \(wait)",
                    [
                        ("x-ratelimit-remaining-requests", "0"), ("x-ratelimit-reset-requests", wait),
                        ("x-ratelimit-remaining-tokens", "0"), ("x-ratelimit-reset-tokens", wait),
                    ]
                ) { $0 },
            ]
        }
        + [
            #"{"prompt_tokens":9223372036854775807,"completion_tokens":9223372036854775807}"#,
            #"{"prompt_tokens":-9223372036854775808,"completion_tokens":-5}"#,
            #"{"prompt_tokens":1e308,"completion_tokens":1e308}"#,
            #"{"prompt_tokens":4503599627370497,"completion_tokens":1}"#,
            #"{"prompt_tokens":1,"completion_tokens":5,"cost":1e30}"#,
            #"{"prompt_tokens":1,"completion_tokens":5,"cost":-1e30}"#,
            #"{"prompt_tokens":1,"completion_tokens":5,"cost":1e9}"#,
            #"{"prompt_tokens":"many","completion_tokens":[]}"#, "[]", "null",
        ].map(usage)
        + [
            "000", "001", "099", "600", "999", "1000", "-12", "2 00",
        ].map { status in
            Hostility(name: "status \(status)", isAnswered: false) { _ in
                .raw(
                    Array("HTTP/1.1 \(status) X\r\ncontent-type: application/json\r\ncontent-length: 2\r\n\r\n{}".utf8))
            }
        }
        + [
            Hostility(name: "a status in the body that there is not", isAnswered: false) { _ in
                .http(200, body: Array(#"{"error":{"code":9007199254740993,"message":"x"}}"#.utf8))
            },
            answering("NULs in the answer") { $0.replacingOccurrences(of: "Danube", with: "a\\u0000b\\u0000") },
            answering("NULs in the model's name") { $0.replacingOccurrences(of: "\"m\"", with: "\"m\\u0000n\"") },
            answering("half a surrogate pair") { $0.replacingOccurrences(of: "Danube", with: "\\ud800 half \\udc00") },
            answering("marks of byte order, noncharacters and controls") {
                $0.replacingOccurrences(
                    of: "Danube", with: "\u{FEFF}\u{FFFE}\u{FFFF}\u{10FFFF}\u{85}\u{2028}\\u0001\\u001f\u{7F}e\u{301}é")
            },
            Hostility(name: "NULs in an error", isAnswered: false) { _ in
                .http(400, body: Array(#"{"error":{"message":"a\u0000b","type":"x\u0000"}}"#.utf8))
            },
            // The library refuses so many; to us the connection failed.
            Hostility(name: "900 headers", isAnswered: false) { _ in
                .http(200, headers: json + (0..<900).map { ("x-ratelimit-h\($0)", "1") }, body: chatAnswer("Danube"))
            },
            answering("a model's name of a megabyte") {
                $0.replacingOccurrences(of: "\"m\"", with: "\"" + String(repeating: "m", count: 1_000_000) + "\"")
            },
        ]
}

@Suite struct HostileServerTests {
    static let key = "sk-live-Zx9/Qw7Lm4Tr8Vb2Nc6Kd0Hs5Jf"

    private func run(
        _ place: URL, secret: String? = nil, price: Price? = nil,
        _ reply: @escaping @Sendable (FaultServer.Request) -> FaultServer.Reply
    ) async throws -> (store: CaseStore, summary: RunSummary) {
        let server = try await FaultServer.start(reply)
        let connection = Connection(
            key: secret.map { _ in .environment("K") },
            limits: Limits(concurrency: 2, idleTimeout: 2, totalTimeout: 5, attempts: 3),
            price: price)
        let store = try makeCase(at: place, models: [model("a", at: server.base, connection: connection)], probes: 4)
        let policy = RetryPolicy(base: 0.001, cap: 0.004, breakAfter: 12, breakFor: 0.002, breaks: 3, objections: 6)
        let options = RunOptions(retry: policy, environment: secret.map { ["K": $0] } ?? [:])
        let summary = try await Runner(store: store, options: options, prices: noPrices).run()
        await server.stop()
        return (store, summary)
    }

    @Test(arguments: Hostility.all)
    func `whatever a server says, the run ends, everything is stored once and the case checks`(_ hostility: Hostility)
        async throws
    {
        let scratch = try Scratch()
        let (store, summary) = try await run(scratch.file("a.apograph"), hostility.reply)
        let failed = try store.failures().first?.message ?? ""
        #expect(summary.models[0].answered == (hostility.isAnswered ? 4 : 0), "\(summary) \(failed)")
        #expect(try store.responseCount() == summary.models[0].answered && store.unansweredIntents().isEmpty)
        #expect(try store.verifyChain().faults == [])
        for response in try store.responses() {
            let again = try OpenAIChat().answer(in: JSONValue(response: response.body))
            #expect((response.text ?? "").utf8.elementsEqual(again.text.utf8))
        }
        #expect(try store.failures().allSatisfy { $0.status.map { (100...599).contains($0) } ?? true })
    }

    @Test func `a wait above an hour is a refusal that is said and stored`() async throws {
        let scratch = try Scratch()
        let (store, summary) = try await run(scratch.file("a.apograph")) { _ in
            .http(
                429, headers: [("content-type", "application/json"), ("retry-after", "1e300")], body: errorBody("no"))
        }
        #expect(summary.models[0].stopped == "the server asks to wait 1000000000 s")
        #expect(
            try store.failures().contains {
                $0.message.hasSuffix("(it asks to wait more than an hour, which counts as a refusal)")
            })
    }

    @Test(arguments: [
        (#"{"prompt_tokens":1,"completion_tokens":5,"cost":1e9}"#, "cost: 1000000000.0"),
        (#"{"prompt_tokens":-1,"completion_tokens":-5}"#, "prompt_tokens: -1"),
        (#"{"prompt_tokens":1,"completion_tokens":5,"cost":-3}"#, "cost: -3.0"),
    ])
    func `figures that cannot be are noted, and the budget goes by what was reserved`(_ usage: String, _ note: String)
        async throws
    {
        let scratch = try Scratch()
        let (store, summary) = try await run(scratch.file("a.apograph"), price: Price(input: 10, output: 100)) { _ in
            let body = #"{"choices":[{"message":{"content":"x"},"finish_reason":"stop"}],"usage":\#(usage)}"#
            return .http(200, body: Array(body.utf8))
        }
        let spent = try #require(summary.models[0].spent)
        // Sixteen tokens of answer at 100 dollars a million, and what the prompt was reckoned to take.
        #expect(spent >= Money(dollars: 4 * 0.0016) && spent < Money(dollars: 0.02), "\(spent)")
        let notes = try store.responses().map { $0.details?.notes ?? [] }
        #expect(notes.count == 4 && notes.allSatisfy { $0.contains(note) }, "\(notes)")
    }

    @Test(arguments: Disguise.all.filter { !$0.name.contains("NUL") && !$0.name.contains("lines") })
    func `a key that a server echoes is in no file, wherever it stood`(_ disguise: Disguise) async throws {
        let scratch = try Scratch()
        let said = disguise.write(Self.key)
        let (store, _) = try await run(scratch.file("a.apograph"), secret: Self.key) { request in
            let whole =
                #"{"id":"\#(said)","model":"\#(said)","system_fingerprint":"\#(said)","choices":[{"message":{"content":"\#(said)"},"finish_reason":"\#(said)"}]}"#
            let headers = [
                ("content-type", "application/json"), ("x-request-id", said), ("via", said),
                ("x-ratelimit-\(Self.key)", "1"),
            ]
            switch request.prompt {
            case "Question 0?": return .http(200, headers: headers, body: Array(whole.utf8))
            case "Question 1?": return .http(400, headers: headers, body: errorBody("wrong key \(said)", code: said))
            case "Question 2?": return .truncated(body: Array(whole.utf8), after: whole.utf8.count / 5)
            default: return .http(200, headers: headers, body: Array("{not JSON \(said)".utf8))
            }
        }
        #expect(try store.verifyChain().faults == [])
        let scrubber = Scrubber([Self.key])
        for response in try store.responses() {
            #expect(scrubber.scrubbed(response.body) == nil && scrubber.scrubbed("\(response)") == "\(response)")
            #expect(response.details?.headers?["apograph-redacted"] != nil)
        }
        for failure in try store.failures() {
            #expect(
                scrubber.scrubbed(failure.body, isCut: false) == nil && scrubber.scrubbed("\(failure)") == "\(failure)")
        }
        let file = try Data(contentsOf: scratch.file("a.apograph"))
        for form in [said, Self.key, String(Self.key.reversed()), Data(Self.key.utf8).base64EncodedString()] {
            #expect(file.range(of: Data(form.utf8)) == nil)
        }
    }

    @Test func `a seed at the edge of whole numbers has samples of its own`() {
        let seeds = Set(
            (0..<5).compactMap { sample in
                Plan.sent(.init(seed: .max), sample: sample, of: 5, without: []).seed
            })
        #expect(seeds.count == 5)
    }

    @Test func `random answers and headers never stop the reader`() {
        var random = SplitMix64(seed: 18)
        let pieces = [
            "{", "}", "[", "]", ",", ":", "\"", "null", "true", "1e999", "-0", "9223372036854775808", "\\u0000",
            "\\ud800", "\"choices\":",
            "\"message\":", "\"content\":", "\"usage\":", "\"prompt_tokens\":", "\"error\":", "\"code\":",
            "\"detail\":", "\"loc\":", "é", "\u{0}",
        ]
        let values =
            Hostility.waits + [
                "", " ", "Tue, 99 Foo 99999 99:99:99 GMT", "9999-99-99T99:99:99Z", "1h1h1h1h", "µs", "1e5µs",
            ]
        for _ in 0..<20_000 {
            let body = (0..<Int(random.next() % 24)).map { _ in pieces[Int(random.next() % UInt64(pieces.count))] }
                .joined()
            let headers = [
                "retry-after", "retry-after-ms", "x-ratelimit-reset-requests", "anthropic-ratelimit-tokens-reset",
            ].map {
                Header($0, values[Int(random.next() % UInt64(values.count))])
            }
            let response = WireResponse(status: Int(random.next() % 700), headers: headers, body: Array(body.utf8))
            for format in Provider.Format.allCases { _ = try? format.wire.read(response, now: .distantPast) }
            let rates = RateState(headers, now: .distantFuture)
            #expect((0...1e9).contains(rates.wait(forTokens: .max)))
            #expect(RetryAfter.seconds(in: headers, now: .distantPast).map { (0...1e9).contains($0) } ?? true)
        }
    }
}
