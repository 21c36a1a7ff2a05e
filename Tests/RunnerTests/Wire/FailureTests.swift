import Base
import Foundation
import Panel
import Probes
import Testing

@testable import Providers

/// An error as a provider documents it, and what it means.
struct ErrorCase: Sendable, CustomTestStringConvertible {
    var format: Provider.Format
    var status: Int
    var body: String
    var kind: ProviderFailure.Kind
    var refused: OptionalSetting?
    var headers: [Header] = []

    init(
        _ format: Provider.Format, _ status: Int, _ body: String, _ kind: ProviderFailure.Kind,
        refused: OptionalSetting? = nil, headers: [Header] = []
    ) {
        self.format = format
        self.status = status
        self.body = body
        self.kind = kind
        self.refused = refused
        self.headers = headers
    }

    var testDescription: String { "\(format.rawValue) \(status) \(body.prefix(60))" }
}

let errorCases: [ErrorCase] = [
    .init(
        .openAIChat, 401,
        #"{"error":{"message":"Incorrect API key","type":"invalid_request_error","code":"invalid_api_key"}}"#, .auth),
    .init(
        .openAIChat, 429, #"{"error":{"message":"Rate limit reached","type":"tokens","code":"rate_limit_exceeded"}}"#,
        .rateLimit),
    .init(
        .openAIChat, 429,
        #"{"error":{"message":"You exceeded your current quota","type":"insufficient_quota","code":"insufficient_quota"}}"#,
        .quota),
    .init(
        .openAIChat, 400,
        #"{"error":{"message":"maximum context length is 8192 tokens","type":"invalid_request_error","code":"context_length_exceeded"}}"#,
        .contextLength),
    .init(
        .openAIChat, 404,
        #"{"error":{"message":"The model does not exist","type":"invalid_request_error","code":"model_not_found"}}"#,
        .gone),
    .init(
        .openAIChat, 400,
        #"{"error":{"message":"Unsupported parameter: 'temperature' is not supported with this model.","type":"invalid_request_error","param":"temperature","code":"unsupported_parameter"}}"#,
        .badRequest, refused: .temperature),
    .init(
        .openAIResponses, 400,
        #"{"error":{"message":"Unsupported parameter: 'reasoning.effort'","type":"invalid_request_error","param":"reasoning.effort","code":"unsupported_parameter"}}"#,
        .badRequest, refused: .reasoningEffort),
    .init(
        .openAIChat, 400,
        #"{"error":{"message":"The response was filtered","code":"content_filter","innererror":{"code":"ResponsibleAIPolicyViolation"}}}"#,
        .contentFilter),
    .init(.openAIChat, 200, #"{"error":{"code":502,"message":"Provider returned error"}}"#, .transient),
    .init(.openAIChat, 200, #"{"choices":[{"error":{"code":429,"message":"upstream busy"}}]}"#, .rateLimit),
    .init(.openAIChat, 402, #"{"error":{"code":402,"message":"Insufficient credits"}}"#, .quota),
    .init(.openAIChat, 500, "<html>oops</html>", .transient),
    .init(.openAIChat, 503, "", .overloaded),
    .init(
        .anthropic, 429,
        #"{"type":"error","error":{"type":"rate_limit_error","message":"slow down"},"request_id":"r"}"#, .rateLimit),
    .init(
        .anthropic, 529, #"{"type":"error","error":{"type":"overloaded_error","message":"Overloaded"}}"#, .overloaded),
    .init(
        .anthropic, 400,
        #"{"type":"error","error":{"type":"invalid_request_error","message":"prompt is too long: 210000 tokens > 200000 maximum"}}"#,
        .contextLength),
    .init(
        .anthropic, 400,
        #"{"type":"error","error":{"type":"invalid_request_error","message":"`temperature` is deprecated for this API version"}}"#,
        .badRequest, refused: .temperature),
    .init(
        .anthropic, 400,
        #"{"type":"error","error":{"type":"invalid_request_error","message":"messages: at least one message is required"}}"#,
        .badRequest),
    .init(.anthropic, 404, #"{"type":"error","error":{"type":"not_found_error","message":"model: claude-0"}}"#, .gone),
    .init(
        .anthropic, 400,
        #"{"type":"error","error":{"type":"billing_error","message":"Your credit balance is too low"}}"#, .quota),
    .init(
        .gemini, 429,
        #"{"error":{"code":429,"message":"Quota exceeded","status":"RESOURCE_EXHAUSTED","details":[{"@type":"type.googleapis.com/google.rpc.RetryInfo","retryDelay":"34s"}]}}"#,
        .rateLimit),
    .init(
        .gemini, 400, #"[{"error":{"code":400,"message":"Unknown name \"seed\"","status":"INVALID_ARGUMENT"}}]"#,
        .badRequest, refused: .seed),
    .init(
        .gemini, 503, #"{"error":{"code":503,"message":"The model is overloaded.","status":"UNAVAILABLE"}}"#,
        .overloaded),
    .init(
        .gemini, 200, #"{"promptFeedback":{"blockReason":"SAFETY"},"usageMetadata":{"promptTokenCount":4}}"#,
        .contentFilter),
    .init(.gemini, 200, #"{"usageMetadata":{"promptTokenCount":4}}"#, .malformed),
    .init(.ollama, 404, #"{"error":"model 'x' not found"}"#, .gone),
    .init(
        .bedrock, 400, #"{"message":"The model ID is invalid"}"#, .badRequest,
        headers: [Header("x-amzn-errortype", "ValidationException:http://x")]),
    .init(
        .bedrock, 429, #"{"message":"Too many requests"}"#, .rateLimit,
        headers: [Header("x-amzn-errortype", "ThrottlingException")]),
    .init(
        .bedrock, 403, #"{"message":"not allowed"}"#, .auth,
        headers: [Header("x-amzn-errortype", "AccessDeniedException")]),
    .init(.openAIChat, 301, "", .redirect, headers: [Header("location", "https://elsewhere/")]),
    .init(.openAIChat, 200, "{\"choices\":[", .malformed),
    .init(.openAIChat, 200, "{}", .malformed),
    .init(.openAIChat, 200, "<html>hello</html>", .malformed, headers: [Header("content-type", "text/html")]),
]

@Suite struct FailureTests {
    @Test("each provider's errors are told apart", arguments: errorCases)
    func errors(_ error: ErrorCase) throws {
        let response = WireResponse(status: error.status, headers: error.headers, body: Array(error.body.utf8))
        let failure = try #require(throws: ProviderFailure.self) {
            try error.format.wire.read(response, now: Date())
        }
        #expect(failure.kind == error.kind, "\(failure.message)")
        #expect(failure.refused == error.refused)
    }

    @Test func `invalid UTF-8 in an answer is named with its place`() throws {
        let body = Array(#"{"choices":[{"message":{"content":""#.utf8) + [0xFF, 0xFE] + Array(#""}}]}"#.utf8)
        let failure = try #require(throws: ProviderFailure.self) {
            try OpenAIChat().read(WireResponse(status: 200, body: body), now: Date())
        }
        #expect(
            failure.kind == .malformed && failure.message.contains("not valid UTF-8")
                && failure.message.contains("byte 35"))
    }

    @Test(
        "every form of Retry-After is read",
        arguments: [
            ([Header("retry-after", "2")], 2), ([Header("retry-after", "1.5")], 1.5),
            ([Header("retry-after-ms", "250"), Header("retry-after", "9")], 0.25),
            ([Header("retry-after", "Tue, 14 Nov 2023 22:13:50 GMT")], 30),
            ([Header("retry-after", "Tuesday, 14-Nov-23 22:13:50 GMT")], 30),
            ([Header("retry-after", "Tue Nov 14 22:13:50 2023")], 30),
            ([Header("retry-after", "Tue, 14 Nov 2023 22:13:00 GMT")], 0), ([Header("retry-after", "-3")], 0),
            ([Header("retry-after", "soon")], nil), ([Header("retry-after", "inf")], nil), ([], nil),
        ] as [([Header], Double?)])
    func retryAfter(headers: [Header], seconds: Double?) {
        #expect(RetryAfter.seconds(in: headers, now: Date(timeIntervalSince1970: 1_700_000_000)) == seconds)
    }

    @Test(
        "durations of rate-limit headers are read",
        arguments: [
            ("12ms", 0.012), ("1s", 1), ("6m0s", 360), ("1h2m3.5s", 3723.5), ("0", 0), ("-1", nil), ("x", nil),
            ("", nil), ("5 s", nil),
        ] as [(String, Double?)])
    func durations(text: String, seconds: Double?) {
        let read = RetryAfter.duration(text)
        #expect((read == nil) == (seconds == nil) && abs((read ?? 0) - (seconds ?? 0)) < 1e-9)
    }

    @Test func `limit headers of both families say how long to wait`() {
        let now = Date(timeIntervalSince1970: 1_700_000_000)
        let openAI = RateState(
            [
                Header("x-ratelimit-remaining-requests", "0"), Header("x-ratelimit-reset-requests", "1m2s"),
                Header("x-ratelimit-remaining-tokens", "500"), Header("x-ratelimit-reset-tokens", "90s"),
            ], now: now)
        #expect(openAI.wait(forTokens: 100) == 62)
        #expect(openAI.wait(forTokens: 501) == 90)
        let anthropic = RateState(
            [
                Header("anthropic-ratelimit-requests-remaining", "0"),
                Header("anthropic-ratelimit-requests-reset", "2023-11-14T22:13:40Z"),
            ], now: now)
        #expect(anthropic.wait(forTokens: 1) == 20)
        let azure = RateState([Header("x-ratelimit-remaining-requests", "-1")], now: now)
        #expect(azure.wait(forTokens: 1) == 0)
    }

    @Test func `a wait that stands in the text or the body is read`() throws {
        let chat = Complaint("x").retryAfter
        #expect(chat == nil)
        #expect(Complaint.wait(in: "Rate limit reached. Please try again in 1m2.5s. Visit") == 62.5)
        let failure = try #require(throws: ProviderFailure.self) {
            try GeminiGenerate().read(
                WireResponse(
                    status: 429,
                    body: Array(
                        #"{"error":{"code":429,"status":"RESOURCE_EXHAUSTED","details":[{"retryDelay":"34.5s"}]}}"#.utf8
                    )
                ), now: Date())
        }
        #expect(failure.retryAfter == 34.5)
    }
}
