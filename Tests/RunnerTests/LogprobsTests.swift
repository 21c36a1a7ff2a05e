import Base
import CaseFile
import Foundation
import Lab
import Panel
import Probes
import Synchronization
import Testing

@testable import Providers
@testable import Runner

@Suite struct LogprobsTests {
    /// Provider, what is sent where two alternatives are asked for, and an answer with log probabilities in its shape.
    static let shapes: [(provider: String, sent: [String], answer: String)] = [
        (
            "openai-compatible", [#""logprobs":true"#, #""top_logprobs":2"#],
            #"{"model":"m","choices":[{"finish_reason":"stop","message":{"content":"Hi"},"logprobs":{"content":[{"token":"Hi","logprob":-0.1,"bytes":[72,105],"top_logprobs":[]}]}}]}"#
        ),
        (
            "openai-responses", [#""include":["message.output_text.logprobs"]"#, #""top_logprobs":2"#],
            #"{"status":"completed","model":"m","output":[{"type":"message","content":[{"type":"output_text","text":"Hi","logprobs":[{"token":"Hi","logprob":-0.1}]}]}]}"#
        ),
        (
            "gemini", [#""responseLogprobs":true"#, #""logprobs":2"#],
            #"{"modelVersion":"m","candidates":[{"finishReason":"STOP","content":{"parts":[{"text":"Hi"}]},"logprobsResult":{"chosenCandidates":[{"token":"Hi","logProbability":-0.1}]}}]}"#
        ),
        (
            "ollama", [#""logprobs":true"#, #""top_logprobs":2"#],
            #"{"model":"m","message":{"role":"assistant","content":"Hi"},"done":true,"done_reason":"stop","logprobs":[{"token":"Hi","logprob":-0.1}]}"#
        ),
    ]

    @Test(arguments: shapes)
    func `log probabilities are asked for in the provider's way and kept with the answer`(
        shape: (provider: String, sent: [String], answer: String)
    ) async throws {
        let scratch = try Scratch()
        let bodies = Mutex<[String]>([])
        let server = try await FaultServer.start { request in
            bodies.withLock { $0.append(String(decoding: request.body, as: UTF8.self)) }
            return .http(200, body: Array(shape.answer.utf8))
        }
        let connection = Connection(key: .environment("K"), settings: GenerationSettings(logprobs: 2))
        let store = try makeCase(
            at: scratch.file("a.apograph"),
            models: [model("a", at: server.base, provider: shape.provider, connection: connection)], probes: 1)
        let summary = try await Runner(
            store: store, options: RunOptions(environment: ["K": "canary"]), prices: noPrices
        ).run()
        #expect(summary.missing == 0)
        let body = try #require(bodies.withLock { $0.first })
        for part in shape.sent { #expect(body.contains(part), "\(body)") }
        let response = try #require(try store.responses().first)
        #expect(response.text == "Hi" && response.body == Array(shape.answer.utf8))
        #expect(response.details?.logprobs == true && response.key.settings.logprobs == 2 && response.accepted == nil)
        await server.stop()
    }

    @Test(arguments: ["anthropic", "bedrock"])
    func `an API without log probabilities is not sent the wish, and that is recorded`(provider: String) throws {
        let format = try #require(Provider.catalog[provider]).format.wire
        let request = format.request(
            for: Ask(prompt: "Hi", settings: GenerationSettings(maxTokens: 5, logprobs: 2)),
            to: PanelModel(id: "m", provider: provider), base: "https://host")
        #expect(!String(decoding: request.body, as: UTF8.self).contains("logprob") && request.sent.logprobs == nil)
    }

    @Test func `a panel's wish reaches a real server, and its alternatives are in the case`() async throws {
        let scratch = try Scratch()
        let (panel, file) = (scratch.file("panel.yaml"), scratch.file("a.apograph"))
        try await LabServer(cast: try Cast.load()).serving { base in
            try """
            models:
              - { id: aurora-1, provider: laboratory, endpoint: "\(base)", settings: { logprobs: 3 } }
            """.write(to: panel, atomically: true, encoding: .utf8)
            let models = try Panel.read(path: panel.path).models
            let store = try makeCase(at: file, models: models, probes: 2)
            let summary = try await Runner(store: store, prices: noPrices).run()
            #expect(summary.missing == 0)
            for response in try store.responses() {
                let body = try JSONValue(response: response.body)
                let places = try #require(body["choices"]?[0]?["logprobs"]?["content"]?.array)
                #expect(!places.isEmpty && response.details?.logprobs == true)
                #expect(places.allSatisfy { $0["top_logprobs"]?.array?.count == 3 && $0["logprob"]?.double != nil })
            }
        }
    }

    @Test func `more alternatives than any API lists are refused with the panel's line`() throws {
        let scratch = try Scratch()
        let panel = scratch.file("panel.yaml")
        try """
        models:
          - id: a
            provider: laboratory
            settings:
              logprobs: 21
        """.write(to: panel, atomically: true, encoding: .utf8)
        let problem = #expect(throws: Problem.self) { try Panel.read(path: panel.path) }
        #expect(problem?.place?.hasSuffix("panel.yaml:5") == true, "\(String(describing: problem))")
    }
}
