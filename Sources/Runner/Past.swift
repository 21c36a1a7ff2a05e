import Base
import CaseFile
import Panel
import Probes

/// What earlier runs of a case left behind.
struct Past: Sendable {
    var answered: Set<ResponseKey>
    var permanent: Set<ResponseKey>
    /// Intents that were recorded and then nothing: a crash came between.
    var open: Set<ResponseKey> = []
    /// Batches whose results are still to be fetched.
    var batches: [Batch]
    /// Intents of those batches that have no outcome, and their questions.
    var inBatches: [ResponseKey: Int64] = [:]
    /// Batches that the case ever planned.
    var batchCount: Int
    var seed: UInt64?
    var spent: [String: Money] = [:]
    var refused: [String: Set<OptionalSetting>] = [:]
    /// The newest answer to each question, whatever its sample; only where it was asked for.
    var newest: [ResponseKey: Newest] = [:]
    /// What servers called themselves, by model.
    var served: [String: Set<String>] = [:]

    struct Newest: Sendable {
        var receivedAt: String
        /// The next sample that no answer has.
        var nextSample: Int
    }

    /// Nothing.
    init() { (answered, permanent, batches, batchCount) = ([], [], [], 0) }

    /// - Parameter newest: also find out how old answers are.
    init(_ store: CaseStore, newest wantsNewest: Bool = false) throws {
        answered = try store.answeredKeys()
        permanent = try store.permanentFailureKeys()
        (batches, batchCount) = try Batch.read(store)
        for intent in try store.unansweredIntents() {
            if batches.contains(where: { $0.intents.contains(intent.id) }) {
                inBatches[intent.key] = intent.id
            } else {
                open.insert(intent.key)
            }
        }
        for event in try store.events(kinds: ["run-started", "setting-refused"]) {
            if event.kind == "run-started" {
                seed = event.body["seed"]?.string.flatMap { UInt64($0) }
            } else if let model = event.body["model"]?.string,
                let setting = event.body["setting"]?.string.flatMap(OptionalSetting.init(rawValue:))
            {
                refused[model, default: []].insert(setting)
            }
        }
        try store.forEachResponse { response in
            let model = response.key.model
            if wantsNewest {
                var question = response.key
                question.sample = 0
                let known = newest[question] ?? Newest(receivedAt: "", nextSample: 0)
                newest[question] = Newest(
                    receivedAt: max(known.receivedAt, response.receivedAt ?? ""),
                    nextSample: max(known.nextSample, response.key.sample + 1))
            }
            if let cost = response.details?.cost.flatMap({ Money($0) }) {
                spent[model] = (spent[model] ?? .zero) + cost
            }
            if let identity = response.served?.identity { served[model, default: []].insert(identity) }
        }
    }

    /// Nothing has to be sent for it: it is answered, failed for good, or under way in a batch.
    func isDone(_ key: ResponseKey, again: Bool) -> Bool {
        answered.contains(key) || inBatches[key] != nil || (!again && permanent.contains(key))
    }
}

extension ServedBy {
    /// The model, fingerprint and upstream provider in one text; `nil` where the server names no model.
    var identity: String? {
        model.map { [$0, fingerprint, provider].compactMap(\.self).joined(separator: " ") }
    }
}
