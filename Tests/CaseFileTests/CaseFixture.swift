import CaseFile
import Foundation
import Panel
import Probes

/// A folder that is removed with its owner.
final class Scratch: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String) -> URL { folder.appendingPathComponent(name) }
}

/// A small case: two models, one suite of three probes, a fixed clock and a fixed secret.
enum CaseFixture {
    static let clock: CaseClock = { Date(timeIntervalSince1970: 1_790_000_000.25) }
    static let secret = [UInt8](repeating: 7, count: 32)
    static let suite = Suite(
        name: "demo/rivers", version: "1.0.0",
        probes: (1...3).map {
            Probe(id: "r-\($0)", prompt: "Which river is number \($0)?", kind: .open)
        })
    static let reference = SuiteReference(name: "demo/rivers", version: "1.0.0")

    static func make(_ scratch: Scratch, _ name: String = "a.apograph") throws -> CaseStore {
        let store = try CaseStore.create(at: scratch.file(name), title: "Rivers", now: clock, secret: secret)
        try store.add(models: [
            PanelModel(id: "alpha", provider: "recorded"), PanelModel(id: "beta", provider: "recorded"),
        ])
        try store.add(suite: suite)
        return store
    }

    static func key(_ model: String = "alpha", _ probe: Int = 1, sample: Int = 0) -> ResponseKey {
        ResponseKey(model: model, suite: reference, probe: "r-\(probe)", sample: sample)
    }

    static func response(_ key: ResponseKey, _ text: String, intent: Int64? = nil) -> NewResponse {
        NewResponse(key: key, body: Array(text.utf8), intent: intent)
    }
}
