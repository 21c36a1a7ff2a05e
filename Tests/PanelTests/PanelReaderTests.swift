import Base
import Foundation
import Probes
import Testing

@testable import Panel

private func read(_ text: String, insecure: Bool = false, environment: [String: String]? = nil) throws -> Panel {
    try PanelReader(file: "panel.yaml", insecure: insecure, environment: environment).panel(from: text)
}

@Suite struct PanelReaderTests {
    @Test func `a panel is read with defaults filled in and the line of each model`() throws {
        let panel = try read(
            """
            panel: example
            checked: 2026-11-21
            defaults:
              limits: {concurrency: 4, requests_per_minute: 60}
              settings: {temperature: 0}
            models:
              - id: grok-2
                provider: xai
                model: grok-2-1212
                role: suspect
                released: 2024-08
                parents: [grok-1]
                limits: {concurrency: 2}
                settings: {max_tokens: 64}
                omit: [seed]
                headers: {X-Title: study}
                price: {input: 2, output: 10}
              - id: local
                provider: ollama
                key: {command: "pass show local"}
            """)
        let grok = panel.models[0]
        #expect(panel.name == "example" && panel.checked == "2026-11-21")
        #expect(grok.requestedName == "grok-2-1212" && grok.role == .suspect && grok.parents == ["grok-1"])
        #expect(grok.connection.limits.concurrency == 2 && grok.connection.limits.requestsPerMinute == 60)
        #expect(grok.connection.settings == GenerationSettings(temperature: 0, maxTokens: 64))
        #expect(grok.connection.omit == [.seed] && grok.connection.headers == ["x-title": "study"])
        #expect(grok.connection.price == Price(input: 2, output: 10))
        #expect(grok.connection.key == .environment("XAI_API_KEY"))
        #expect(grok.connection.declaredAt == "panel.yaml:7")
        #expect(panel.models[1].connection.key == .command("pass show local"))
        #expect(panel.models[1].connection.limits.concurrency == 4)
    }

    @Test(
        "what would fail after money was spent is refused with its line",
        arguments: [
            ("provider: opnai", "panel.unknown-provider", 3),
            ("provider: openai-chat\n  - id: a\n    provider: xai", "panel.duplicate-id", 4),
            ("provider: xai\n    limits:\n      concurrency: 0", "panel.limits", 5),
            ("provider: xai\n    limits: {idle_timeout: 9, total_timeout: 3}", "panel.limits", 4),
            ("provider: xai\n    endpoint: http://api.x.ai/v1", "panel.plain-http", 4),
            ("provider: xai\n    endpoint: https://u:p@api.x.ai/v1", "panel.credentials-in-url", 4),
            ("provider: xai\n    endpoint: https://h/v1?api_key=x", "panel.credentials-in-url", 4),
            ("provider: xai\n    key: sk-verysecret", "panel.key-in-file", 4),
            ("provider: xai\n    headers:\n      Authorization: Bearer x", "panel.key-in-file", 5),
            ("provider: azure-openai", "panel.no-endpoint", 2),
            ("provider: xai\n    conurrency: 3", "panel.unknown-field", 4),
            ("provider: xai\n    settings: {temperature: 3}", "panel.type", 4),
            ("id: b\n    provider: xai", "panel.duplicate-field", 2),
            ("provider: }", "panel.yaml", 3),
        ])
    func refusal(model: String, code: String, line: Int) throws {
        let text = "models:\n  - id: a\n    " + model
        let problem = try #require(throws: Problem.self) { try read(text) }
        #expect(problem.code == code)
        #expect(problem.place == "panel.yaml:\(line)", "\(problem)")
        #expect(problem.kind == .configuration)
    }

    @Test func `a panel without models is refused`() throws {
        let problem = try #require(throws: Problem.self) { try read("panel: x\nmodels: []") }
        #expect(problem.code == "panel.no-models" && problem.place == "panel.yaml:2")
    }

    @Test func `a missing key is refused where the environment is known, and never shown where it is there`() throws {
        let text = "models:\n  - id: a\n    provider: xai\n    key: {env: MY_KEY}"
        let problem = try #require(throws: Problem.self) { try read(text, environment: [:]) }
        #expect(problem.code == "panel.missing-key" && problem.place == "panel.yaml:4")
        let panel = try read(text, environment: ["MY_KEY": "canary"])
        #expect(!String(decoding: try JSONEncoder().encode(panel), as: UTF8.self).contains("canary"))
    }

    @Test func `a key that stood in the file is not echoed`() throws {
        let problem = try #require(throws: Problem.self) {
            try read("models:\n  - id: a\n    provider: xai\n    key: sk-canary")
        }
        #expect(!problem.description.contains("sk-canary"))
    }

    @Test(
        "plain http is for this machine only",
        arguments: [
            ("http://127.0.0.1:8080/v1", true), ("http://localhost/v1", true), ("http://[::1]:9/v1", true),
            ("http://127.0.0.1.evil.example/v1", false), ("http://192.168.0.2/v1", false),
        ])
    func loopback(address: String, allowed: Bool) throws {
        #expect((EndpointRule(insecure: false).objection(to: address) == nil) == allowed)
        #expect(EndpointRule(insecure: true).objection(to: address) == nil)
    }

    @Test func `a model written before connections existed can be read`() throws {
        let model = try JSONDecoder().decode(
            PanelModel.self,
            from: Data(#"{"id":"a","provider":"recorded","parents":[],"role":"reference","laboratory":false}"#.utf8))
        #expect(model == PanelModel(id: "a", provider: "recorded"))
    }
}
