import CaseFile
import Panel
import Probes

/// What earlier runs of a case left behind.
struct Past: Sendable {
    var answered: Set<ResponseKey>
    var permanent: Set<ResponseKey>
    /// Intents that were recorded and then nothing: a crash came between.
    var open: Set<ResponseKey>
    var seed: UInt64?
    var spent: [String: Money] = [:]
    var refused: [String: Set<OptionalSetting>] = [:]
    /// The newest answer to each question, whatever its sample.
    var newest: [ResponseKey: Newest] = [:]
    /// What servers called themselves, by model.
    var served: [String: Set<String>] = [:]

    struct Newest: Sendable {
        var receivedAt: String
        /// The next sample that no answer has.
        var nextSample: Int
    }

    init(_ store: CaseStore) throws {
        answered = try store.answeredKeys()
        permanent = try store.permanentFailureKeys()
        open = Set(try store.unansweredIntents().map(\.key))
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
            var question = response.key
            question.sample = 0
            let known = newest[question] ?? Newest(receivedAt: "", nextSample: 0)
            newest[question] = Newest(
                receivedAt: max(known.receivedAt, response.receivedAt ?? ""),
                nextSample: max(known.nextSample, response.key.sample + 1))
            if let cost = response.details?.cost.flatMap({ Money($0) }) {
                spent[model] = (spent[model] ?? .zero) + cost
            }
            if let name = response.served?.model {
                let identity = [name, response.served?.fingerprint, response.served?.provider].compactMap(\.self)
                served[model, default: []].insert(identity.joined(separator: " "))
            }
        }
    }

    func isDone(_ key: ResponseKey, again: Bool) -> Bool {
        answered.contains(key) || (!again && permanent.contains(key))
    }
}
