import Base
import CaseFile
import Foundation
import Panel
import Probes

/// A batch of questions, as the events of the case tell of it.
///
/// What may happen only once is written down before it is tried and again when it is known to have happened: `batch-planned` (with the
/// intents), `batch-file`, `batch-sent`, `batch-submitted`, `batch-settled`. After a crash between the last two but one, the account's own list
/// of batches says whether the batch was started.
struct Batch: Sendable, Hashable {
    /// Unique among all batches of all cases.
    var tag: String
    var model: String
    /// Rows of its questions.
    var intents: ClosedRange<Int64>
    /// SHA-256 of its lines.
    var sha256: String
    /// Settings that were left out, since the server had refused them.
    var without: Set<OptionalSetting>
    /// The server's name for the file of questions, where there is one.
    var file: String?
    /// When the call that starts it was last sent, in seconds since 1970.
    var sentAt: Double?
    /// The server's name for it.
    var id: String?

    /// What it is called at the server: a copy of the case would make other batches of the same tag.
    var mark: String { "\(tag)-\(sha256.prefix(12))" }

    /// The name of one of its questions: at most 64 letters, digits and hyphens, and no other for the same question.
    func customID(_ key: ResponseKey) throws -> String { "\(tag)-\(Digest256.hex(try Plan.line(key)).prefix(24))" }

    static func tag(_ number: Int, of store: CaseStore) -> String { "\(store.info.id)-\(number)" }

    /// The event that plans it; it stands in one transaction with its intents.
    var plan: CaseEntry {
        .event(
            kind: "batch-planned",
            body: [
                "batch": .string(tag), "first": .integer(intents.lowerBound), "last": .integer(intents.upperBound),
                "model": .string(model), "sha256": .string(sha256),
                "without": .array(without.map(\.rawValue).sorted().map { .string($0) }),
            ])
    }

    func step(_ kind: String, _ more: [(String, JSONValue)] = []) -> CaseEntry {
        .event(
            kind: kind,
            body: .object(
                ([("batch", .string(tag)), ("model", .string(model))] + more).map { JSONMember($0.0, $0.1) }))
    }

    /// The batches that are not settled, oldest first, and how many there ever were.
    static func read(_ store: CaseStore) throws -> (open: [Batch], count: Int) {
        var batches: [Batch] = []
        var places: [String: Int] = [:]
        var settled: Set<String> = []
        for event in try store.events(
            kinds: ["batch-planned", "batch-file", "batch-sent", "batch-submitted", "batch-settled"])
        {
            guard let tag = event.body["batch"]?.string else { continue }
            if event.kind == "batch-planned", let model = event.body["model"]?.string,
                let first = event.body["first"]?.integer, let last = event.body["last"]?.integer, first <= last
            {
                let without = (event.body["without"]?.array ?? []).compactMap {
                    $0.string.flatMap(OptionalSetting.init(rawValue:))
                }
                places[tag] = batches.count
                batches.append(
                    Batch(
                        tag: tag, model: model, intents: first...last, sha256: event.body["sha256"]?.string ?? "",
                        without: Set(without)))
            }
            guard let place = places[tag] else { continue }
            switch event.kind {
            case "batch-file": batches[place].file = event.body["file"]?.string
            case "batch-sent": batches[place].sentAt = event.body["sent_ms"]?.integer.map { Double($0) / 1000 }
            case "batch-submitted": batches[place].id = event.body["id"]?.string
            case "batch-settled": settled.insert(tag)
            default: break
            }
        }
        return (batches.filter { !settled.contains($0.tag) }, batches.count)
    }

    /// The names of all batches that the case ever submitted.
    static func known(_ store: CaseStore) throws -> Set<String> {
        Set(try store.events(kinds: ["batch-submitted"]).compactMap { $0.body["id"]?.string })
    }
}
