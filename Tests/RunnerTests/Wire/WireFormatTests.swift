import Foundation
import Panel
import Probes
import Synchronization
import Testing

@testable import Providers

/// One exchange in a provider's shape, written from its published reference.
struct WireCase: Sendable, CustomTestStringConvertible {
    var name: String
    var provider: String
    /// Appended to the server's address to make the endpoint.
    var base = ""
    var model = "m-1"
    var connection = Connection()
    var key: String? = "canary-key"
    /// What the request must look like on the wire.
    var path: String
    var sent: String
    var headers: [String: String]
    /// What the server answers, and how it must be read.
    var answer: String
    var read: WireAnswer
    /// The settings that the format carries.
    var accepted: GenerationSettings

    var testDescription: String { name }
}

private let asked = GenerationSettings(
    temperature: 0, topP: 0.9, maxTokens: 64, seed: 7, stop: ["END"], reasoningEffort: "low", system: "Be brief.")

private func without(_ change: (inout GenerationSettings) -> Void) -> GenerationSettings {
    var settings = asked
    change(&settings)
    return settings
}

let wireCases: [WireCase] = [
    WireCase(
        name: "OpenAI Chat", provider: "openai-compatible", base: "/v1", path: "/v1/chat/completions",
        sent: """
            {"max_tokens":64,"messages":[{"content":"Be brief.","role":"system"},{"content":"Who?","role":"user"}],\
            "model":"m-1","reasoning_effort":"low","seed":7,"stop":["END"],"stream":false,"temperature":0,"top_p":0.9}
            """,
        headers: ["authorization": "Bearer canary-key", "content-type": "application/json"],
        answer: """
            {"id":"chatcmpl-9","object":"chat.completion","created":1700000000,"model":"m-1-0807","service_tier":"default",
             "system_fingerprint":"fp_44709d6fcb","choices":[{"index":0,"message":{"role":"assistant","content":"Ann Lee",
             "refusal":null},"logprobs":{"content":[{"token":"Ann","logprob":-0.01,"bytes":[65],"top_logprobs":[]}]},
             "finish_reason":"stop"}],"usage":{"prompt_tokens":19,"completion_tokens":10,"total_tokens":29,
             "prompt_tokens_details":{"cached_tokens":4},"completion_tokens_details":{"reasoning_tokens":6}}}
            """,
        read: WireAnswer(
            text: "Ann Lee", finish: .stop, finishReason: "stop",
            usage: Usage(input: 19, output: 10, reasoning: 6, cached: 4), servedModel: "m-1-0807",
            fingerprint: "fp_44709d6fcb", responseID: "chatcmpl-9", hasLogprobs: true),
        accepted: asked),
    WireCase(
        name: "OpenRouter's additions", provider: "openrouter", base: "/api/v1", path: "/api/v1/chat/completions",
        sent: """
            {"max_tokens":64,"messages":[{"content":"Be brief.","role":"system"},{"content":"Who?","role":"user"}],\
            "model":"m-1","reasoning_effort":"low","seed":7,"stop":["END"],"stream":false,"temperature":0,"top_p":0.9}
            """,
        headers: ["authorization": "Bearer canary-key"],
        answer: """
            {"id":"gen-1","provider":"DeepInfra","model":"m-1","choices":[{"finish_reason":"length",
             "native_finish_reason":"max_tokens","message":{"role":"assistant","content":"Ann"}}],
             "usage":{"prompt_tokens":3,"completion_tokens":1,"total_tokens":4,"cost":0.00014}}
            """,
        read: WireAnswer(
            text: "Ann", finish: .length, finishReason: "length", usage: Usage(input: 3, output: 1, cost: 0.00014),
            servedModel: "m-1", upstream: "DeepInfra", responseID: "gen-1"),
        accepted: asked),
    WireCase(
        name: "Azure OpenAI by deployment", provider: "azure-openai", model: "my gpt",
        connection: Connection(omit: [.reasoningEffort, .stop, .seed], apiVersion: "2024-10-21"),
        path: "/openai/deployments/my%20gpt/chat/completions?api-version=2024-10-21",
        sent: """
            {"max_completion_tokens":64,"messages":[{"content":"Be brief.","role":"system"},\
            {"content":"Who?","role":"user"}],"model":"my gpt","stream":false,"temperature":0,"top_p":0.9}
            """,
        headers: ["api-key": "canary-key"],
        answer: #"{"id":"1","model":"gpt-4o","choices":[{"finish_reason":"stop","message":{"content":"Ann"}}]}"#,
        read: WireAnswer(text: "Ann", finish: .stop, finishReason: "stop", servedModel: "gpt-4o", responseID: "1"),
        accepted: without {
            $0.reasoningEffort = nil
            $0.stop = nil
            $0.seed = nil
        }),
    WireCase(
        name: "OpenAI Responses", provider: "openai-responses", base: "/v1", path: "/v1/responses",
        sent: """
            {"input":"Who?","instructions":"Be brief.","max_output_tokens":64,"model":"m-1","reasoning":{"effort":"low"},\
            "store":false,"temperature":0,"top_p":0.9}
            """,
        headers: ["authorization": "Bearer canary-key"],
        answer: """
            {"id":"resp_1","object":"response","status":"completed","error":null,"incomplete_details":null,"model":"m-1-x",
             "output":[{"type":"reasoning","summary":[]},{"type":"message","role":"assistant","content":[
             {"type":"output_text","text":"Ann ","annotations":[]},{"type":"output_text","text":"Lee"}]}],
             "usage":{"input_tokens":9,"input_tokens_details":{"cached_tokens":0},"output_tokens":12,
             "output_tokens_details":{"reasoning_tokens":8},"total_tokens":21}}
            """,
        read: WireAnswer(
            text: "Ann Lee", finish: .stop, finishReason: "completed",
            usage: Usage(input: 9, output: 12, reasoning: 8, cached: 0), servedModel: "m-1-x", responseID: "resp_1"),
        accepted: without {
            $0.seed = nil
            $0.stop = nil
        }),
    WireCase(
        name: "Anthropic Messages", provider: "anthropic", path: "/v1/messages",
        sent: """
            {"max_tokens":64,"messages":[{"content":"Who?","role":"user"}],"model":"m-1",\
            "output_config":{"effort":"low"},"stop_sequences":["END"],"system":"Be brief.","temperature":0,"top_p":0.9}
            """,
        headers: ["x-api-key": "canary-key", "anthropic-version": "2023-06-01"],
        answer: """
            {"id":"msg_1","type":"message","role":"assistant","model":"m-1-20260807","content":[
             {"type":"thinking","thinking":"hmm","signature":"x"},{"type":"text","text":"Ann Lee"}],
             "stop_reason":"end_turn","stop_sequence":null,"usage":{"input_tokens":10,"cache_creation_input_tokens":3,
             "cache_read_input_tokens":2,"output_tokens":6}}
            """,
        read: WireAnswer(
            text: "Ann Lee", finish: .stop, finishReason: "end_turn", usage: Usage(input: 15, output: 6, cached: 2),
            servedModel: "m-1-20260807", responseID: "msg_1"),
        accepted: without { $0.seed = nil }),
    WireCase(
        name: "Gemini generateContent", provider: "gemini", path: "/v1beta/models/m-1:generateContent",
        sent: """
            {"contents":[{"parts":[{"text":"Who?"}],"role":"user"}],"generationConfig":{"maxOutputTokens":64,"seed":7,\
            "stopSequences":["END"],"temperature":0,"thinkingConfig":{"thinkingLevel":"low"},"topP":0.9},"store":false,\
            "systemInstruction":{"parts":[{"text":"Be brief."}]}}
            """,
        headers: ["x-goog-api-key": "canary-key"],
        answer: """
            {"candidates":[{"content":{"role":"model","parts":[{"text":"hmm","thought":true},{"text":"Ann Lee"}]},
             "finishReason":"STOP","index":0,"avgLogprobs":-0.1,"logprobsResult":{"chosenCandidates":[]}}],
             "usageMetadata":{"promptTokenCount":8,"candidatesTokenCount":3,"thoughtsTokenCount":20,"totalTokenCount":31},
             "modelVersion":"m-1-001","responseId":"r1"}
            """,
        read: WireAnswer(
            text: "Ann Lee", finish: .stop, finishReason: "STOP", usage: Usage(input: 8, output: 23, reasoning: 20),
            servedModel: "m-1-001", responseID: "r1", hasLogprobs: true),
        accepted: asked),
    WireCase(
        name: "Ollama chat", provider: "ollama", key: nil, path: "/api/chat",
        sent: """
            {"messages":[{"content":"Be brief.","role":"system"},{"content":"Who?","role":"user"}],"model":"m-1",\
            "options":{"num_predict":64,"seed":7,"stop":["END"],"temperature":0,"top_p":0.9},"stream":false,"think":"low"}
            """,
        headers: [:],
        answer: """
            {"model":"m-1:8b","created_at":"2026-01-01T00:00:00Z","message":{"role":"assistant","content":"Ann Lee",
             "thinking":"hmm"},"done":true,"done_reason":"stop","total_duration":5,"prompt_eval_count":12,"eval_count":4}
            """,
        read: WireAnswer(
            text: "Ann Lee", finish: .stop, finishReason: "stop", usage: Usage(input: 12, output: 4),
            servedModel: "m-1:8b"),
        accepted: asked),
    WireCase(
        name: "Bedrock Converse", provider: "bedrock", model: "anthropic.m-1:0",
        path: "/model/anthropic.m-1%3A0/converse",
        sent: """
            {"inferenceConfig":{"maxTokens":64,"stopSequences":["END"],"temperature":0,"topP":0.9},\
            "messages":[{"content":[{"text":"Who?"}],"role":"user"}],"outputConfig":{"effort":"low"},\
            "system":[{"text":"Be brief."}]}
            """,
        headers: ["authorization": "Bearer canary-key"],
        answer: """
            {"output":{"message":{"role":"assistant","content":[{"reasoningContent":{"reasoningText":{"text":"hmm"}}},
             {"text":"Ann Lee"}]}},"stopReason":"max_tokens","usage":{"inputTokens":9,"outputTokens":3,"totalTokens":12},
             "metrics":{"latencyMs":512}}
            """,
        read: WireAnswer(
            text: "Ann Lee", finish: .length, finishReason: "max_tokens", usage: Usage(input: 9, output: 3)),
        accepted: without { $0.seed = nil }),
]

@Suite struct WireFormatTests {
    @Test("each format's request and answer over real HTTP", arguments: wireCases)
    func exchange(_ wire: WireCase) async throws {
        let seen = Mutex<FaultServer.Request?>(nil)
        let server = try await FaultServer.start { request in
            seen.withLock { $0 = request }
            return .http(200, body: Array(wire.answer.utf8))
        }
        let transport = Transport(idleTimeout: 5)
        let client = try ProviderClient(
            model: PanelModel(
                id: "x", provider: wire.provider, endpoint: "http://127.0.0.1:\(server.port)\(wire.base)/",
                requested: wire.model, connection: wire.connection),
            secret: wire.key.map { Secret(token: $0) }, transport: transport)
        let request = client.request(for: Ask(prompt: "Who?", settings: asked))
        let exchange = await client.send(request, now: Date())
        let got = try #require(seen.withLock { $0 })
        #expect(got.path == wire.path)
        #expect(String(decoding: got.body, as: UTF8.self) == wire.sent)
        for (name, value) in wire.headers { #expect(got.headers[name] == value, "\(name)") }
        #expect(try exchange.outcome.get() == wire.read)
        #expect(exchange.response?.body == Array(wire.answer.utf8))
        #expect(request.sent == wire.accepted)
        #expect(client.request(for: Ask(prompt: "Who?", settings: asked)) == request)
        #expect(!String(decoding: client.evidence(of: request), as: UTF8.self).contains("canary-key"))
        await transport.shutdown()
        await server.stop()
    }

    @Test func `a question without settings sends none, but for what an API demands`() {
        let model = PanelModel(id: "m", provider: "anthropic")
        let anthropic = AnthropicMessages().request(for: Ask(prompt: "Hi"), to: model, base: "https://h")
        #expect(
            String(decoding: anthropic.body, as: UTF8.self)
                == #"{"max_tokens":1024,"messages":[{"content":"Hi","role":"user"}],"model":"m"}"#)
        #expect(anthropic.sent == GenerationSettings(maxTokens: 1024))
        let gemini = GeminiGenerate().request(for: Ask(prompt: "Hi"), to: model, base: "https://h")
        #expect(
            String(decoding: gemini.body, as: UTF8.self)
                == #"{"contents":[{"parts":[{"text":"Hi"}],"role":"user"}],"store":false}"#)
    }
}
