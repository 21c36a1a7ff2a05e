import CaseFile
import Foundation
import Panel
import Probes

@testable import Runner

/// A folder that is gone when the test is.
final class Scratch {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-runner-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: url) }

    func file(_ name: String) -> URL { url.appendingPathComponent(name) }
}

/// A case with `probes` questions for each model.
func makeCase(
    at url: URL, models: [PanelModel], probes: Int, samples: Int = 1,
    settings: GenerationSettings = .init(temperature: 0, maxTokens: 16), now: @escaping CaseClock = { Date() },
    secret: [UInt8]? = nil
) throws -> CaseStore {
    let store = try CaseStore.create(at: url, title: "a test", now: now, secret: secret)
    try store.add(models: models)
    try store.add(
        suite: Suite(
            name: "test/suite", version: "1.0.0",
            probes: (0..<probes).map {
                Probe(id: "p\($0)", prompt: "Question \($0)?", kind: .open, samples: samples, settings: settings)
            }))
    return store
}

func model(
    _ id: String, at base: String, provider: String = "openai-compatible", connection: Connection = .init()
) -> PanelModel {
    PanelModel(id: id, provider: provider, endpoint: base, connection: connection)
}

/// What an OpenAI-shaped server answers.
func chatAnswer(_ text: String, model: String = "m", fingerprint: String? = nil, usage: (Int, Int) = (10, 5)) -> [UInt8]
{
    var body: [String: Any] = [
        "id": "chatcmpl-1", "object": "chat.completion", "created": 0, "model": model,
        "choices": [
            ["index": 0, "finish_reason": "stop", "message": ["role": "assistant", "content": text]] as [String: Any]
        ],
        "usage": ["prompt_tokens": usage.0, "completion_tokens": usage.1, "total_tokens": usage.0 + usage.1],
    ]
    if let fingerprint { body["system_fingerprint"] = fingerprint }
    return (try? JSONSerialization.data(withJSONObject: body, options: .sortedKeys)).map(Array.init) ?? []
}

func errorBody(_ message: String, type: String = "x", code: String? = nil, param: String? = nil) -> [UInt8] {
    var error: [String: Any] = ["message": message, "type": type]
    error["code"] = code
    error["param"] = param
    return (try? JSONSerialization.data(withJSONObject: ["error": error], options: .sortedKeys)).map(Array.init) ?? []
}

/// No prices but the panel's own.
let noPrices = PriceTable(asOf: "2026-11-21", prices: [])

/// Waits in thousandths of what a real run waits.
let quick = RetryPolicy(
    base: 0.002, cap: 0.02, patience: 900, breakAfter: 30, breakFor: 0.01, breaks: 50, identicalFailures: 4)
