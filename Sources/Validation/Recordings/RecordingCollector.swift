import Importers
import Probes

/// Gathers responses of any order into recordings, one a suite.
struct RecordingCollector: RecordingSink {
    private struct Probe {
        var prompt: String
        var answer: AnswerSpec?
        var kind: ErrorKind?
        var said: [Int: [UInt8]] = [:]
    }

    private struct Suite {
        var models: [String: Int] = [:]
        var probes: [String: Int] = [:]
        var order: [(id: String, probe: Probe)] = []
    }

    private var suites: [String: Suite] = [:]
    private var names: [String] = []
    /// What a suite is called as a data set.
    let name: @Sendable (String) -> String

    init(name: @escaping @Sendable (String) -> String = { $0 }) {
        self.name = name
    }

    var wantsDigests: Bool { false }
    mutating func begin(_ file: RecordingFile) {}

    mutating func take(_ response: RecordedResponse) {
        guard response.sample == 0 else { return }
        add(
            suite: response.suite, model: response.model, probe: response.probe, prompt: response.prompt,
            answer: response.answer, said: response.response)
    }

    mutating func add(
        suite: String, model: String, probe: String, prompt: String, answer: AnswerSpec?, kind: ErrorKind? = nil,
        said: [UInt8]
    ) {
        if suites[suite] == nil { names.append(suite) }
        let modelNumber = suites[suite, default: Suite()].models[model] ?? suites[suite]?.models.count ?? 0
        suites[suite, default: Suite()].models[model] = modelNumber
        let probeNumber: Int
        if let known = suites[suite]?.probes[probe] {
            probeNumber = known
        } else {
            probeNumber = suites[suite]?.order.count ?? 0
            suites[suite, default: Suite()].probes[probe] = probeNumber
            suites[suite, default: Suite()].order.append((probe, Probe(prompt: prompt, answer: answer, kind: kind)))
        }
        suites[suite]?.order[probeNumber].probe.said[modelNumber] = said
    }

    /// The recordings in the order in which their suites came; models by name, probes by id.
    func recordings() -> [Recording] {
        names.compactMap { key in
            guard let suite = suites[key] else { return nil }
            let models = suite.models.keys.sorted()
            let numbers = models.compactMap { suite.models[$0] }
            let probes = suite.order.sorted { $0.id < $1.id }.map { id, probe in
                Recording.RecordedProbe(
                    id: id, prompt: probe.prompt, answer: probe.answer, kind: probe.kind,
                    said: numbers.map { probe.said[$0] })
            }
            return Recording(name: name(key), models: models, probes: probes)
        }
    }
}
