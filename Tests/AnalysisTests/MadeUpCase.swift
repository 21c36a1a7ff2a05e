import Base
import CaseFile
import Foundation
import Kinship
import Panel
import Probes

/// A case file of made-up models with a stated mechanism: simulated, and only for tests.
struct MadeUpCase {
    let store: CaseStore
    private let folder: URL

    /// Eight (or so many) independent models, a student that takes over 40 % of m0's errors, and a clone of m1; each asked `items` questions.
    ///
    /// - Parameters:
    ///   - change: what a model is made to say instead.
    ///   - received: how a model's answer to an item came to be received.
    static func panel(
        items: Int, independent: Int = 8, seed: UInt64 = 1,
        change: (_ model: String, _ item: Int, _ text: String) -> String = { $2 },
        received: (_ model: String, _ item: Int) -> (ServedBy?, ResponseDetails?) = { _, _ in (nil, nil) }
    ) throws -> MadeUpCase {
        var said = answers(items: items, independent: independent, seed: seed)
        for (model, texts) in said {
            said[model] = texts.enumerated().map { change(model, $0, $1) }
        }
        return try MadeUpCase(said, items: items, received: received)
    }

    /// What the models of `panel` say, by name.
    static func answers(items: Int, independent: Int = 8, seed: UInt64 = 1) -> [String: [String]] {
        var random = SeededGenerator(seed: seed)
        var said: [String: [String]] = [:]
        for model in 0..<independent {
            said["m\(model)"] = (0..<items).map { item in
                random.uniform() < 0.5 ? "right\(item)" : "wrong\(item)x\(random.below(12))"
            }
        }
        let teacher = said["m0"] ?? []
        said["student"] = (0..<items).map { item in
            if !teacher[item].hasPrefix("right"), random.uniform() < 0.4 { return teacher[item] }
            return random.uniform() < 0.5 ? "right\(item)" : "wrong\(item)x\(random.below(12))"
        }
        said["clone"] = said["m1"]
        return said
    }

    /// - Parameter received: how a model's answer to an item came to be received, for tests of the collection.
    init(
        _ said: [String: [String]], items: Int, parents: [String: [String]] = [:],
        facts: [String: (maker: String, released: String)] = [:], tags: (_ item: Int) -> [String] = { _ in [] },
        received: (_ model: String, _ item: Int) -> (ServedBy?, ResponseDetails?) = { _, _ in (nil, nil) }
    ) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let clock = Date(timeIntervalSince1970: 1_700_000_000)
        store = try CaseStore.create(
            at: folder.appendingPathComponent("made-up.apograph"), title: "Made up", now: { clock },
            secret: [UInt8](repeating: 7, count: 32))
        let suite = Suite(
            name: "made-up/words", version: "1.0.0",
            probes: (0..<items).map { item in
                Probe(
                    id: "p\(item)", prompt: "What is word \(item)?", kind: .closed,
                    answer: AnswerSpec(type: .word, expectation: .truth(["right\(item)"])), tags: tags(item))
            })
        try store.add(suite: suite)
        let names = said.keys.sorted()
        try store.add(
            models: names.map {
                PanelModel(
                    id: $0, provider: Provider.recorded, maker: facts[$0]?.maker, released: facts[$0]?.released,
                    parents: parents[$0] ?? [])
            })
        let reference = SuiteReference(name: suite.name, version: suite.version)
        for name in names {
            try store.append(
                (said[name] ?? []).enumerated().map { item, text in
                    var response = NewResponse(
                        key: ResponseKey(model: name, suite: reference, probe: "p\(item)"), body: Array(text.utf8))
                    (response.served, response.details) = received(name, item)
                    return response
                })
        }
    }

    func remove() { try? FileManager.default.removeItem(at: folder) }
}
