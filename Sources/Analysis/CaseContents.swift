import Base
import CaseFile
import Normalization
import Panel
import Probes

/// Everything in a case that the analysis reads, sorted by what reads it. Texts are held in memory once; raw bodies are not.
struct CaseContents: Sendable {
    /// An open prompt with each model's answer, in the order of the models.
    struct OpenPrompt: Sendable {
        var suite: String
        var probe: Probe
        var texts: [String?]
    }
    /// A choice or identity probe with each model's samples.
    struct SampledProbe: Sendable {
        var suite: String
        var probe: Probe
        var texts: [[String]]
    }

    var info: CaseInfo
    var chainHead: String
    /// What was fixed before the first question.
    var fixed: FixedClaim?
    /// Entries of the provenance register, oldest first.
    var register: [JSONValue] = []
    var clock = ClockDifference()
    var models: [PanelModel]
    var suites: [StoredSuite]
    var closed: [AnswerTable.Question] = []
    var open: [OpenPrompt] = []
    var choice: [SampledProbe] = []
    var identity: [SampledProbe] = []
    var collection: [CollectionRow] = []
    /// What a fault or a replay would have left behind.
    var traces: CollectionTraces
    var responses = 0
    var from: String?
    var to: String?

    init(_ store: CaseStore) throws {
        info = store.info
        chainHead = try store.chainHead
        fixed = try store.fixedClaim()
        register = try store.events(kinds: ["register"]).map(\.body)
        models = try store.models()
        suites = try store.suites()
        let modelIndex = Dictionary(uniqueKeysWithValues: models.enumerated().map { ($1.id, $0) })
        var place: [SuiteReference: [String: Int]] = [:]
        var probes: [(suite: String, probe: Probe)] = []
        for stored in suites {
            let reference = SuiteReference(name: stored.suite.name, version: stored.suite.version)
            for probe in stored.suite.probes {
                place[reference, default: [:]][probe.id] = probes.count
                // What the analysis hands on ends in reports; the wording of private suites never gets there.
                probes.append((stored.suite.name, stored.suite.isPrivate ? probe.withholdingTexts : probe))
            }
        }
        var said = [[[(sample: Int, text: String)]]](
            repeating: [[(sample: Int, text: String)]](repeating: [], count: models.count), count: probes.count)
        var rows = models.map { CollectionRow(model: $0.id, endpoint: $0.endpoint ?? $0.provider, asked: $0.requested) }
        var traces = CollectionTraces(models: models.count)
        var served: [Set<String>] = Array(repeating: [], count: models.count)
        var count = 0
        var clock = ClockDifference()
        try store.forEachResponse { response in
            guard let model = modelIndex[response.key.model],
                let probe = place[response.key.suite]?[response.key.probe]
            else { return }
            count += 1
            traces.take(response, model: model, probe: probe)
            if let text = response.text { said[probe][model].append((response.key.sample, text)) }
            rows[model].responses += 1
            if let at = response.receivedAt {
                rows[model].first = min(rows[model].first ?? at, at)
                rows[model].last = max(rows[model].last ?? at, at)
            }
            clock.add(header: response.details?.headers?["date"], receivedAt: response.receivedAt)
            if let by = response.served {
                let name = [by.model, by.fingerprint, by.provider].compactMap { $0 }.joined(separator: " · ")
                if !name.isEmpty { served[model].insert(name) }
            }
        }
        for index in rows.indices { rows[index].served = served[index].sorted() }
        responses = count
        self.clock = clock
        self.traces = traces
        collection = rows
        from = rows.compactMap(\.first).min()
        to = rows.compactMap(\.last).max()
        for (index, entry) in probes.enumerated() {
            let texts = said[index].map { $0.sorted { $0.sample < $1.sample }.map(\.text) }
            switch entry.probe.kind {
            case .closed:
                closed.append(.init(suite: entry.suite, probe: entry.probe, texts: texts))
            case .open, .canary:
                open.append(
                    .init(
                        suite: entry.suite, probe: entry.probe,
                        texts: texts.map { $0.first.flatMap(ShownReasoning.finished) }))
            case .choice: choice.append(.init(suite: entry.suite, probe: entry.probe, texts: texts))
            case .identity: identity.append(.init(suite: entry.suite, probe: entry.probe, texts: texts))
            }
        }
    }
}
