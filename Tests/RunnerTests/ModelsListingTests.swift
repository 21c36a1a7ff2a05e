import Foundation
import Panel
import Probes
import Testing

@testable import Runner

@Suite struct ModelsListingTests {
    @Test func `what a provider no longer serves is told from its own list, in every wire format`() async throws {
        let server = try await FaultServer.start { request in
            switch request.path {
            case "/v1/models": .http(200, body: Array(#"{"data":[{"id":"here-1"},{"id":"here-2"}]}"#.utf8))
            case "/v1/models?limit=1000":
                .http(200, body: Array(#"{"data":[{"id":"here-1"}],"has_more":true,"last_id":"here-1"}"#.utf8))
            case "/v1/models?limit=1000&after_id=here-1":
                .http(200, body: Array(#"{"data":[{"id":"second-page"}],"has_more":false}"#.utf8))
            case "/v1/models/alias": .http(200, body: Array(#"{"id":"here-1"}"#.utf8))
            case "/v1beta/models?pageSize=1000":
                .http(200, body: Array(#"{"models":[{"name":"models/here-1"}]}"#.utf8))
            case "/api/tags": .http(200, body: Array(#"{"models":[{"name":"here-1:latest"}]}"#.utf8))
            default: .http(404, body: errorBody("no such thing"))
            }
        }
        let root = "http://127.0.0.1:\(server.port)"
        func asked(_ id: String, _ provider: String, _ base: String, _ name: String) -> PanelModel {
            PanelModel(
                id: id, provider: provider, endpoint: base, requested: name,
                connection: Connection(key: .environment("K")))
        }
        let models = [
            asked("chat", "openai-chat", root + "/v1", "here-1"),
            asked("chat-gone", "openai-chat", root + "/v1", "here-9"),
            asked("responses-gone", "openai-responses", root + "/v1", "gone"),
            asked("anthropic", "anthropic", root, "second-page"),
            asked("anthropic-alias", "anthropic", root, "alias"),
            asked("anthropic-gone", "anthropic", root, "gone"),
            asked("gemini", "gemini", root, "here-1"), asked("gemini-gone", "gemini", root, "gone"),
            asked("ollama", "ollama", root, "here-1"), asked("ollama-gone", "ollama", root, "gone"),
            asked("bedrock", "bedrock", root, "here-1"), asked("nowhere", "openai-chat", root + "/v9", "here-1"),
        ]
        let findings = await ModelsListing(
            models: models, environment: ["K": "secret", "AWS_ACCESS_KEY_ID": "a"], retry: quick
        ).findings()
        #expect(findings.map(\.model) == models.map(\.id))
        let outcomes = Dictionary(uniqueKeysWithValues: findings.map { ($0.model, $0.outcome) })
        for (name, outcome) in outcomes {
            let expected: ModelsListing.Outcome =
                name.hasSuffix("gone") ? .notOffered : ["bedrock", "nowhere"].contains(name) ? .cannotTell : .offered
            #expect(outcome == expected, "\(name)")
        }
        #expect(findings[1].similar == ["here-1", "here-2"])
        #expect(findings.allSatisfy { ($0.reason == nil) == ($0.outcome != .cannotTell) })
        let keyless = await ModelsListing(models: [models[0]], environment: [:]).findings()
        #expect(keyless[0].outcome == .cannotTell && keyless[0].reason?.contains("K is not set") == true)
        await server.stop()
    }
}
