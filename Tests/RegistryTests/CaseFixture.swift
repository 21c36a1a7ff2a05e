import Base
import CaseFile
import Foundation
import Kinship
import Panel
import Probes
import Simulation

/// A folder that goes with its owner, and cases of simulated answers in it.
final class CaseFixture: Sendable {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("library-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    func file(_ name: String) -> URL { folder.appendingPathComponent(name) }

    static let questions = 120

    /// Models `from ..< to` of one simulated library of 24, whose last two are students of its first two: every case asks the same questions.
    @discardableResult
    func make(
        _ name: String, _ models: Range<Int>, asked: Range<Int> = 0..<questions, isPrivate: Bool = false
    ) throws -> CaseStore {
        let store = try CaseStore.create(
            at: file(name), title: name, now: { Date(timeIntervalSince1970: 1_790_000_000) },
            secret: Array(Digest256.hex(Array(name.utf8)).utf8.prefix(32)))
        try store.add(
            suite: Suite(
                name: "demo/numbers", version: "1.0.0",
                probes: (0..<Self.questions).map { item in
                    Probe(
                        id: "n-\(item)", prompt: "Which number is \(item)?", kind: .closed,
                        answer: AnswerSpec(type: .number, expectation: .truth(["\(1000 + item)"])))
                }, isPrivate: isPrivate))
        try store.add(models: models.map { PanelModel(id: "m\($0)", provider: "recorded", maker: "maker \($0)") })
        try add(models, asked, to: store)
        return store
    }

    func add(_ models: Range<Int>, _ asked: Range<Int>, to store: CaseStore) throws {
        let library = try SimulatedAnswers.matrix(models: 24, items: Self.questions, students: 2, seed: 5)
        let reference = SuiteReference(name: "demo/numbers", version: "1.0.0")
        try store.record(
            models.flatMap { model in
                asked.map { item in
                    let code = Int(library[model, item])
                    return .response(
                        NewResponse(
                            key: ResponseKey(model: "m\(model)", suite: reference, probe: "n-\(item)"),
                            body: Array("\(1000 + item + 7 * code)".utf8)))
                }
            })
    }
}
