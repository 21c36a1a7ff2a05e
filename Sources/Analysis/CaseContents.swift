import Answers
import Base
import CaseFile
import Findings
import Marks
import Panel
import Probes

/// Everything in a case that the analysis reads, sorted by what reads it. Texts are held in memory once; raw bodies are not.
struct CaseContents: Sendable {
    var info: CaseInfo
    var chainHead: String
    /// What was fixed before the first question.
    var fixed: FixedClaim?
    /// Entries of the provenance register, oldest first.
    var register: [JSONValue] = []
    var clock = ClockDifference()
    /// Kept outcomes of tests of marks, oldest first.
    var marks: [CaseEvent] = []
    var models: [PanelModel]
    var suites: [StoredSuite]
    let sheet: AnswerSheet
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
        marks = try store.events(kinds: [MarkResult.event])
        models = try store.models()
        suites = try store.suites()
        let privateSuites = Set(
            suites.filter(\.suite.isPrivate).map { SuiteReference(name: $0.suite.name, version: $0.suite.version) })
        var rows = models.map { CollectionRow(model: $0.id, endpoint: $0.endpoint ?? $0.provider, asked: $0.requested) }
        var traces = CollectionTraces(models: models.count)
        var served: [Set<String>] = Array(repeating: [], count: models.count)
        var settings: [Set<GenerationSettings>] = Array(repeating: [], count: models.count)
        var count = 0
        var clock = ClockDifference()
        sheet = try AnswerSheet(store) { response, model, question in
            count += 1
            traces.take(response, model: model, probe: question)
            rows[model].responses += 1
            settings[model].insert(Self.shown(response, isPrivate: privateSuites.contains(response.key.suite)))
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
        let failures = try store.progress()
        for index in rows.indices {
            rows[index].served = served[index].sorted()
            rows[index].settings = try Self.text(of: settings[index])
            rows[index].failures = failures[rows[index].model]?.failures ?? 0
        }
        responses = count
        self.clock = clock
        self.traces = traces
        collection = rows
        from = rows.compactMap(\.first).min()
        to = rows.compactMap(\.last).max()
    }

    /// Distinct settings that are shown of one model.
    private static let mostSettings = 6

    /// The settings that an answer was given at, as others may see them.
    private static func shown(_ response: StoredResponse, isPrivate: Bool) -> GenerationSettings {
        var settings = response.accepted ?? response.key.settings
        if isPrivate, settings.system != nil { settings.system = Probe.withheldText }
        return settings
    }

    private static func text(of settings: Set<GenerationSettings>) throws -> String {
        let texts = try settings.map { String(decoding: try CanonicalJSON.bytes(of: $0), as: UTF8.self) }.sorted()
        let more = texts.count - mostSettings
        return texts.prefix(mostSettings).joined(separator: " · ") + (more > 0 ? " · and \(more) more" : "")
    }
}
