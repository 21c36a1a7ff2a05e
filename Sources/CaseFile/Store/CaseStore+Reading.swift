import Base
import Foundation
import GRDB
import Probes

/// Which responses to read.
public struct ResponseFilter: Sendable, Hashable {
    public var model: String?
    public var suite: SuiteReference?
    public var probe: String?
    /// Only rows after this one.
    public var after: Int64
    /// At most so many; `nil` for all.
    public var most: Int?

    public init(
        model: String? = nil, suite: SuiteReference? = nil, probe: String? = nil, after: Int64 = 0, most: Int? = nil
    ) {
        self.model = model
        self.suite = suite
        self.probe = probe
        self.after = after
        self.most = most
    }
}

extension CaseStore {
    /// The number of responses stored.
    public func responseCount() throws -> Int {
        try reading { try Int.fetchOne($0, sql: "SELECT count(*) FROM responses") ?? 0 }
    }

    /// Hands every response to `body`, in the order in which they were stored, one at a time: memory stays flat.
    ///
    /// The case cannot be written through this store while `body` runs; `body` must not call the store.
    public func forEachResponse(_ filter: ResponseFilter = .init(), _ body: (StoredResponse) throws -> Void) throws {
        try reading { db in
            var lookup = RowLookup(db)
            var conditions = ["r.id > ?"]
            var arguments: [(any DatabaseValueConvertible)?] = [filter.after]
            if let model = filter.model {
                conditions.append("r.model_id = (SELECT id FROM models WHERE name = ?)")
                arguments.append(model)
            }
            if let suite = filter.suite {
                conditions.append(
                    "r.probe_id IN (SELECT id FROM probes WHERE suite_id = (SELECT id FROM suites WHERE name = ? AND version = ?))"
                )
                arguments += [suite.name, suite.version]
            }
            if let probe = filter.probe {
                conditions.append("r.probe_id IN (SELECT id FROM probes WHERE name = ?)")
                arguments.append(probe)
            }
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    \(RowLookup.responses) r WHERE \(conditions.joined(separator: " AND ")) ORDER BY r.id
                        LIMIT \(filter.most ?? -1)
                    """, arguments: StatementArguments(arguments))
            while let row = try rows.next() { try body(lookup.response(row)) }
        }
    }

    /// All responses that pass the filter, in the order in which they were stored.
    public func responses(_ filter: ResponseFilter = .init()) throws -> [StoredResponse] {
        var all: [StoredResponse] = []
        try forEachResponse(filter) { all.append($0) }
        return all
    }

    /// The responses of these ids, in rising order; an id that there is none of is left out.
    public func responses(ids: [Int64]) throws -> [StoredResponse] {
        try reading { db in
            var lookup = RowLookup(db)
            return try Row.fetchAll(
                db,
                sql: "\(RowLookup.responses) WHERE id IN (\(ids.map(String.init).joined(separator: ", "))) ORDER BY id"
            ).map { try lookup.response($0) }
        }
    }

    /// The keys that have a response.
    public func answeredKeys() throws -> Set<ResponseKey> {
        try reading { db in
            var lookup = RowLookup(db)
            var keys: Set<ResponseKey> = []
            let rows = try Row.fetchCursor(
                db, sql: "SELECT model_id, probe_id, sample, settings_id FROM responses")
            while let row = try rows.next() {
                keys.insert(try lookup.key(model: row[0], probe: row[1], sample: row[2], settings: row[3]))
            }
            return keys
        }
    }

    /// True where the case holds a response of that key.
    public func isAnswered(_ key: ResponseKey) throws -> Bool {
        let settings = Digest256.hex(try CanonicalJSON.bytes(of: key.settings))
        return try reading { db in
            try Int.fetchOne(
                db,
                sql: """
                    SELECT 1 FROM responses r JOIN models m ON m.id = r.model_id JOIN probes p ON p.id = r.probe_id
                        JOIN suites s ON s.id = p.suite_id JOIN settings g ON g.id = r.settings_id
                    WHERE m.name = ? AND s.name = ? AND s.version = ? AND p.name = ? AND g.sha256 = ? AND r.sample = ?
                    """, arguments: [key.model, key.suite.name, key.suite.version, key.probe, settings, key.sample])
                != nil
        }
    }

    /// The part of a plan that has no response yet, in the plan's order.
    public func pending(_ plan: [ResponseKey]) throws -> [ResponseKey] {
        let answered = try answeredKeys()
        return plan.filter { !answered.contains($0) }
    }

    /// Every failed attempt, in the order in which they were stored.
    public func failures() throws -> [StoredFailure] {
        try reading { db in
            var lookup = RowLookup(db)
            return try Row.fetchAll(
                db,
                sql: """
                    SELECT f.id, f.intent_id, f.at, f.kind, CAST(f.message AS BLOB) AS message, f.status, f.permanent, f.headers,
                        f.body, i.model_id, i.probe_id, i.sample, i.settings_id
                    FROM failures f JOIN intents i ON i.id = f.intent_id ORDER BY f.id
                    """
            ).map { row in
                StoredFailure(
                    id: row["id"], intent: row["intent_id"],
                    key: try lookup.key(
                        model: row["model_id"], probe: row["probe_id"], sample: row["sample"],
                        settings: row["settings_id"]),
                    at: row["at"], kind: row["kind"], message: String(decoding: row["message"] as Data, as: UTF8.self),
                    status: row["status"],
                    permanent: row["permanent"],
                    headers: try lookup.decoded([String: String].self, row["headers"]) ?? [:],
                    body: Array((row["body"] as Data?) ?? Data()))
            }
        }
    }

    /// The request as it was sent for a response, where the case sent one.
    public func request(ofIntent id: Int64) throws -> [UInt8]? {
        try reading { db in
            try Data.fetchOne(db, sql: "SELECT request FROM intents WHERE id = ?", arguments: [id]).map { Array($0) }
        }
    }
}

/// Turns row ids back into names, each once.
struct RowLookup {
    private let db: Database
    private var models: [Int64: String] = [:]
    private var probes: [Int64: (SuiteReference, String)] = [:]
    private var settings: [Int64: GenerationSettings] = [:]
    private var suites: [Int64: SuiteReference] = [:]

    init(_ db: Database) { self.db = db }

    /// What `response(_:)` reads. Text is taken as bytes, since a string ends at its first NUL.
    static let responses = """
        SELECT id, model_id, probe_id, sample, settings_id, accepted_id, intent_id, received_at, format, body, sha256,
            CAST(text AS BLOB) AS text, served, details, source_id, source_offset, source_record
        FROM responses
        """

    mutating func key(model: Int64, probe: Int64, sample: Int, settings id: Int64) throws -> ResponseKey {
        let probe = try self.probe(probe)
        return ResponseKey(
            model: try self.model(model), suite: probe.0, probe: probe.1, sample: sample, settings: try settings(id))
    }

    mutating func response(_ row: Row) throws -> StoredResponse {
        let format: String = row["format"]
        let body = Array(row["body"] as Data)
        var text = (row["text"] as Data?).map { String(decoding: $0, as: UTF8.self) }
        if text == nil, format == "text", !body.isEmpty { text = String(decoding: body, as: UTF8.self) }
        var place: SourcePlace?
        if let source: Int64 = row["source_id"] {
            place = SourcePlace(source: source, offset: row["source_offset"] ?? 0, record: row["source_record"] ?? 0)
        }
        return StoredResponse(
            id: row["id"],
            key: try key(
                model: row["model_id"], probe: row["probe_id"], sample: row["sample"], settings: row["settings_id"]),
            body: body, format: format, sha256: Hex.text(row["sha256"] as Data),
            text: text.flatMap { $0.isEmpty ? nil : $0 }, receivedAt: row["received_at"],
            accepted: try (row["accepted_id"] as Int64?).map { try settings($0) },
            served: try decoded(ServedBy.self, row["served"]),
            details: try decoded(ResponseDetails.self, row["details"]),
            intent: row["intent_id"], source: place)
    }

    func decoded<T: Decodable>(_ type: T.Type, _ json: String?) throws -> T? {
        guard let json else { return nil }
        do {
            return try JSONDecoder().decode(type, from: Data(json.utf8))
        } catch {
            throw unreadable("a stored description (\(json.prefix(80)))")
        }
    }

    private mutating func model(_ id: Int64) throws -> String {
        if let known = models[id] { return known }
        guard let name = try String.fetchOne(db, sql: "SELECT name FROM models WHERE id = ?", arguments: [id]) else {
            throw unreadable("model \(id)")
        }
        models[id] = name
        return name
    }

    private mutating func probe(_ id: Int64) throws -> (SuiteReference, String) {
        if let known = probes[id] { return known }
        guard
            let row = try Row.fetchOne(
                db,
                sql: """
                    SELECT s.name AS suite, s.version, p.name FROM probes p JOIN suites s ON s.id = p.suite_id WHERE p.id = ?
                    """, arguments: [id])
        else { throw unreadable("probe \(id)") }
        let found = (SuiteReference(name: row["suite"], version: row["version"]), row["name"] as String)
        probes[id] = found
        return found
    }

    private mutating func settings(_ id: Int64) throws -> GenerationSettings {
        if let known = settings[id] { return known }
        let json = try String.fetchOne(db, sql: "SELECT json FROM settings WHERE id = ?", arguments: [id])
        guard let found = try decoded(GenerationSettings.self, json) else { throw unreadable("settings \(id)") }
        settings[id] = found
        return found
    }

    private func unreadable(_ what: String) -> Problem {
        Problem(
            "case.damaged", .data, "the case file is damaged: \(what) cannot be read",
            remedy: "Run `apograph verify` on the case: it names what was changed.")
    }
}
