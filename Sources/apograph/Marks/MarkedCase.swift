import Base
import CaseFile
import Foundation
import Marks
import Panel
import Probes

/// What a case holds for the tests of marks.
struct MarkedCase {
    let store: CaseStore
    let path: String
    let suites: [StoredSuite]
    let models: [PanelModel]

    init(_ file: CaseArgument, mode: CaseStore.Mode = .readOnly) throws {
        store = try file.open(mode)
        path = file.path
        suites = try store.suites()
        models = try store.models()
    }

    func model(_ name: String) throws -> PanelModel {
        if let model = models.first(where: { $0.id == name }) { return model }
        throw Problem(
            "model.unknown", .usage, "the case has no model called \(name)", at: path,
            remedy: Spelling.nearest(to: name, among: models.map(\.id)).map { "Did you mean `\($0)`?" }
                ?? "It has: \(models.map(\.id).joined(separator: ", ")).")
    }

    func book() throws -> CanaryBook { try CanaryBook(suites: suites.map(\.suite), at: path) }

    /// What was said in answer to the book's questions, and the day of the first answer.
    func canaryAnswers(of model: String, book: CanaryBook) throws -> (answers: CanaryAnswers, first: String?) {
        // Questions in the order of the suites, as the book has them.
        var place: [SuiteReference: [String: (fact: Int, question: Int)]] = [:]
        var asked = [Int](repeating: 0, count: book.facts.count)
        let index = Dictionary(uniqueKeysWithValues: book.facts.enumerated().map { ($1.id, $0) })
        for stored in suites {
            for probe in stored.suite.probes where probe.kind == .canary {
                guard let fact = index[CanaryBook.fact(of: probe.id)] else { continue }
                place[SuiteReference(name: stored.suite.name, version: stored.suite.version), default: [:]][probe.id] =
                    (
                        fact, asked[fact]
                    )
                asked[fact] += 1
            }
        }
        var said = [[(Int, Int, String?)]](repeating: [], count: book.facts.count)
        var first: String?
        try store.forEachResponse(ResponseFilter(model: model)) { response in
            guard let at = place[response.key.suite]?[response.key.probe] else { return }
            said[at.fact].append((at.question, response.key.sample, response.text))
            if let day = response.receivedAt { first = min(first ?? day, day) }
        }
        let texts = said.map { $0.sorted { ($0.0, $0.1) < ($1.0, $1.1) }.map(\.2) }
        return (CanaryAnswers(texts: texts), first.map { String($0.prefix(10)) })
    }

    /// Every answer of a model with its prompt, in the order of suites and samples. Answers to canaries are not among them: what stands there was drawn by a
    /// key of the same owner, so that it carries a mark of its own, or none, and either would blur the watermark's.
    func answers(of model: String) throws -> (rows: [(key: ResponseKey, prompt: String, text: String)], first: String?)
    {
        var prompts: [SuiteReference: [String: String]] = [:]
        for stored in suites {
            let reference = SuiteReference(name: stored.suite.name, version: stored.suite.version)
            for probe in stored.suite.probes where probe.kind != .canary {
                prompts[reference, default: [:]][probe.id] = probe.prompt
            }
        }
        var rows: [(key: ResponseKey, prompt: String, text: String)] = []
        var first: String?
        try store.forEachResponse(ResponseFilter(model: model)) { response in
            guard let text = response.text, let prompt = prompts[response.key.suite]?[response.key.probe] else {
                return
            }
            // A system prompt is something that a model could repeat as well.
            rows.append(
                (response.key, [response.key.settings.system, prompt].compactMap { $0 }.joined(separator: "\n"), text))
            if let day = response.receivedAt { first = min(first ?? day, day) }
        }
        rows.sort {
            ($0.key.suite.name, $0.key.probe, $0.key.sample) < ($1.key.suite.name, $1.key.probe, $1.key.sample)
        }
        return (rows, first.map { String($0.prefix(10)) })
    }

    /// Keeps a result as an event of the case's chain, where pages and exhibits find it.
    func keep(_ result: some Encodable) throws {
        try store.log(kind: MarkResult.event, body: try CanonicalJSON.value(of: CanonicalJSON.bytes(of: result)))
    }
}
