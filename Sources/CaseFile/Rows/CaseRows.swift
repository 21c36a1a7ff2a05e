import Crypto
import Foundation
import GRDB

/// A response row as the chain commits to it: every piece as the bytes that are hashed, with its salts.
public struct ResponseRow: Sendable {
    public var id: Int64
    /// `{"name", "served"?}`
    public var model: [UInt8]
    /// `{"accepted"?, "probe", "sample", "settings", "suite", "version"}`
    public var question: [UInt8]
    public var format: String
    public var body: [UInt8]
    public var text: String?
    /// Canonical JSON.
    public var details: String?
    public var intent: Int64?
    public var receivedAt: String?
    public var source: SourcePlace?
    public var salts: Commitment.Salts
    /// What the row says of its body.
    public var storedSHA256: [UInt8]
    /// What the row says its leaf hash is.
    public var storedLeaf: [UInt8]

    /// `{"body": SHA-256, "format", "text"?: SHA-256}`
    public var answer: [UInt8] {
        RecordBytes.answer(
            body: Digest256.hex(body), format: format, text: text.map { Digest256.hex(Array($0.utf8)) })
    }

    /// The record, and the commitments that it holds.
    public func record() -> [UInt8] {
        RecordBytes.response(
            id: id, model: Commitment.of(model, salt: salts.model),
            question: Commitment.of(question, salt: salts.question),
            answer: Commitment.of(answer, salt: salts.content), details: details, intent: intent,
            receivedAt: receivedAt,
            source: source)
    }
}

/// An intent row as the chain commits to it.
public struct IntentRow: Sendable {
    public var id: Int64
    public var model: [UInt8]
    public var question: [UInt8]
    public var request: [UInt8]
    public var at: String
    public var attempt: Int
    public var resend: Bool
    public var salts: Commitment.Salts
    public var storedLeaf: [UInt8]

    public func record() -> [UInt8] {
        RecordBytes.intent(
            id: id, at: at, attempt: attempt, resend: resend, model: Commitment.of(model, salt: salts.model),
            question: Commitment.of(question, salt: salts.question),
            request: Commitment.of(request, salt: salts.content))
    }
}

/// A failure row as the chain commits to it.
public struct FailureRow: Sendable {
    public var id: Int64
    public var intent: Int64
    public var at: String
    /// `{"body": SHA-256, "headers", "kind", "message", "permanent", "status"?}`
    public var content: [UInt8]
    public var body: [UInt8]
    public var salts: Commitment.Salts
    public var storedLeaf: [UInt8]

    public func record() -> [UInt8] {
        RecordBytes.failure(
            id: id, at: at, intent: intent, content: Commitment.of(content, salt: salts.content))
    }
}

/// Reads rows in the order of their ids, one at a time, with the names that their numbers stand for.
struct RowReader {
    private let db: Database
    private let secret: SymmetricKey
    private let responses: RowCursor
    private let intents: RowCursor
    private let failures: RowCursor
    private var models: [Int64: String] = [:]
    private var probes: [Int64: (SuiteReference, String)] = [:]
    private var settings: [Int64: String] = [:]

    init(_ db: Database, secret: SymmetricKey) throws {
        self.db = db
        self.secret = secret
        responses = try Row.fetchCursor(db, sql: "SELECT * FROM responses ORDER BY id")
        intents = try Row.fetchCursor(db, sql: "SELECT * FROM intents ORDER BY id")
        failures = try Row.fetchCursor(db, sql: "SELECT * FROM failures ORDER BY id")
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM models") { models[row[0]] = row[1] }
        for row in try Row.fetchAll(db, sql: "SELECT id, json FROM settings") { settings[row[0]] = row[1] }
        for row in try Row.fetchAll(
            db, sql: "SELECT p.id, s.name, s.version, p.name FROM probes p JOIN suites s ON s.id = p.suite_id")
        {
            probes[row[0]] = (SuiteReference(name: row[1], version: row[2]), row[3])
        }
    }

    mutating func nextResponse() throws -> ResponseRow? {
        guard let row = try responses.next() else { return nil }
        let id: Int64 = row["id"]
        var place: SourcePlace?
        if let source: Int64 = row["source_id"] {
            place = SourcePlace(source: source, offset: row["source_offset"] ?? 0, record: row["source_record"] ?? 0)
        }
        return ResponseRow(
            id: id, model: model(row["model_id"], served: row["served"]),
            question: question(
                row["probe_id"], sample: row["sample"], settings: row["settings_id"], accepted: row["accepted_id"]),
            format: row["format"], body: row.withBytes("body"), text: row["text"], details: row["details"],
            intent: row["intent_id"], receivedAt: row["received_at"], source: place,
            salts: Commitment.salts(secret: secret, .response, id), storedSHA256: row.withBytes("sha256"),
            storedLeaf: row.withBytes("leaf"))
    }

    mutating func nextIntent() throws -> IntentRow? {
        guard let row = try intents.next() else { return nil }
        let id: Int64 = row["id"]
        return IntentRow(
            id: id, model: model(row["model_id"], served: nil),
            question: question(row["probe_id"], sample: row["sample"], settings: row["settings_id"], accepted: nil),
            request: row.withBytes("request"), at: row["created_at"], attempt: row["attempt"], resend: row["resend"],
            salts: Commitment.salts(secret: secret, .intent, id), storedLeaf: row.withBytes("leaf"))
    }

    mutating func nextFailure() throws -> FailureRow? {
        guard let row = try failures.next() else { return nil }
        let id: Int64 = row["id"]
        let lookup = RowLookup(db)
        let body = row.withBytes("body")
        let failure = NewFailure(
            intent: row["intent_id"], kind: row["kind"], message: row["message"], status: row["status"],
            permanent: row["permanent"], headers: try lookup.decoded([String: String].self, row["headers"]) ?? [:],
            body: body)
        return FailureRow(
            id: id, intent: failure.intent, at: row["at"],
            content: try RecordBytes.failureContent(failure, body: Digest256.hex(body)), body: body,
            salts: Commitment.salts(secret: secret, .failure, id), storedLeaf: row.withBytes("leaf"))
    }

    private func model(_ id: Int64, served: String?) -> [UInt8] {
        RecordBytes.model(name: models[id] ?? "", served: served)
    }

    private func question(_ probe: Int64, sample: Int, settings id: Int64, accepted: Int64?) -> [UInt8] {
        let (suite, name) = probes[probe] ?? (SuiteReference(name: "", version: ""), "")
        return RecordBytes.question(
            suite: suite, probe: name, sample: sample, settings: settings[id] ?? "null",
            accepted: accepted.map { settings[$0] ?? "null" })
    }
}

extension Row {
    /// The bytes of a column; none where it is null.
    fileprivate func withBytes(_ column: String) -> [UInt8] {
        guard let data: Data = self[column] else { return [] }
        return Array(data)
    }
}

/// Everything in a case, in the order in which an exhibit lists it. Each closure is called for one row at a time.
public struct CaseContents: Sendable {
    /// A model's row id and its canonical JSON.
    public struct Model: Sendable {
        public var id: Int64
        public var json: [UInt8]
        public var salt: [UInt8]
    }
    /// A suite's or a probe's row.
    public struct Question: Sendable {
        public var id: Int64
        /// The suite that a probe belongs to; its own id for a suite.
        public var suite: Int64
        public var json: [UInt8]
        public var salt: [UInt8]
    }
    /// An event with the bytes of its body and the salt of its commitment.
    public struct Event: Sendable {
        public var seq: Int64
        public var kind: String
        public var at: String
        public var previous: String
        public var hash: String
        /// Canonical JSON.
        public var body: [UInt8]
        public var salt: [UInt8]
    }

    public var models: [Model]
    public var suites: [Question]
    public var probes: [Question]
}

extension CaseStore {
    /// The models, suites and probes with their salts.
    public func contents() throws -> CaseContents {
        try reading { db in
            let models = try Row.fetchAll(db, sql: "SELECT id, json FROM models ORDER BY id").map { row in
                CaseContents.Model(
                    id: row[0], json: Array((row[1] as String).utf8),
                    salt: Commitment.salts(secret: secret, .model, row[0]).model)
            }
            let suites = try Row.fetchAll(db, sql: "SELECT id, json FROM suites ORDER BY id").map { row in
                CaseContents.Question(
                    id: row[0], suite: row[0], json: Array((row[1] as String).utf8),
                    salt: Commitment.salts(secret: secret, .suite, row[0]).question)
            }
            let probes = try Row.fetchAll(db, sql: "SELECT id, suite_id, json FROM probes ORDER BY id").map { row in
                CaseContents.Question(
                    id: row[0], suite: row[1], json: Array((row[2] as String).utf8),
                    salt: Commitment.salts(secret: secret, .probe, row[0]).question)
            }
            return CaseContents(models: models, suites: suites, probes: probes)
        }
    }

    /// Hands every event to `body` with its bytes and salt, oldest first. `body` must not call the store.
    public func forEachSaltedEvent(_ body: (CaseContents.Event) throws -> Void) throws {
        try reading { db in
            let rows = try Row.fetchCursor(
                db, sql: "SELECT seq, kind, at, body, previous, hash FROM events ORDER BY seq")
            while let row = try rows.next() {
                let bytes = Array((row["body"] as String).utf8)
                let seq: Int64 = row["seq"]
                try body(
                    .init(
                        seq: seq, kind: row["kind"], at: row["at"], previous: Hex.text(row["previous"] as Data),
                        hash: Hex.text(row["hash"] as Data), body: bytes,
                        salt: Commitment.salts(secret: secret, .event, seq).content))
            }
        }
    }

    /// Hands every response row to `body`, in the order of ids. `body` must not call the store.
    public func forEachResponseRow(_ body: (ResponseRow) throws -> Void) throws {
        try reading { db in
            var rows = try RowReader(db, secret: secret)
            while let row = try rows.nextResponse() { try body(row) }
        }
    }

    /// Hands every intent row to `body`, in the order of ids.
    public func forEachIntentRow(_ body: (IntentRow) throws -> Void) throws {
        try reading { db in
            var rows = try RowReader(db, secret: secret)
            while let row = try rows.nextIntent() { try body(row) }
        }
    }

    /// Hands every failure row to `body`, in the order of ids.
    public func forEachFailureRow(_ body: (FailureRow) throws -> Void) throws {
        try reading { db in
            var rows = try RowReader(db, secret: secret)
            while let row = try rows.nextFailure() { try body(row) }
        }
    }
}
