import Base
import Crypto
import Foundation
import GRDB
import Probes

/// Stores rows inside one transaction, and looks each model, probe and setting up once.
struct CaseWriter {
    private let db: Database
    private let salts: Commitment.SaltMaker
    private var modelIDs: [[UInt8]: Int64] = [:]
    private var probeIDs: [SuiteReference: [[UInt8]: Int64]] = [:]
    private var settingIDs: [GenerationSettings: (id: Int64, json: String)] = [:]
    private var nextIDs: [String: Int64] = [:]

    init(_ db: Database, secret: SymmetricKey) {
        self.db = db
        salts = Commitment.SaltMaker(secret: secret)
    }

    /// What was stored: its row and its leaf hash.
    struct Stored {
        var id: Int64
        var leaf: [UInt8]
    }

    /// Stores a response; `nil` where there is one of that key already.
    mutating func store(_ response: NewResponse) throws -> Stored? {
        let key = response.key
        let model = try modelID(key.model)
        let probe = try probeID(key.suite, key.probe)
        let settings = try settingsID(key.settings)
        let accepted = try response.accepted.map { try settingsID($0) }
        let served = try response.served.map { String(decoding: try CanonicalJSON.bytes(of: $0), as: UTF8.self) }
        let details = try response.details.map { String(decoding: try CanonicalJSON.bytes(of: $0), as: UTF8.self) }
        let id = try peekID("responses")
        let salts = self.salts.salts(.response, id)
        let digest = Array(SHA256.hash(data: response.body))
        let answer = RecordBytes.answer(
            body: Hex.text(digest), format: response.format,
            text: response.text.map { Digest256.hex(Array($0.utf8)) })
        let record = RecordBytes.response(
            id: id,
            model: Commitment.of(RecordBytes.model(name: key.model, served: served), salt: salts.model),
            question: Commitment.of(
                RecordBytes.question(
                    suite: key.suite, probe: key.probe, sample: key.sample, settings: settings.json,
                    accepted: accepted?.json),
                salt: salts.question),
            answer: Commitment.of(answer, salt: salts.content),
            details: details, intent: response.intent, receivedAt: response.receivedAt, source: response.source)
        let leaf = RecordBytes.leaf(record)
        var row = try RowInsert(
            db,
            sql: """
                INSERT INTO responses (id, model_id, probe_id, sample, settings_id, accepted_id, intent_id, received_at, format,
                    body, sha256, text, served, details, source_id, source_offset, source_record, leaf)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (probe_id, model_id, settings_id, sample) DO NOTHING
                """)
        row.bind(id)
        row.bind(model)
        row.bind(probe)
        row.bind(Int64(key.sample))
        row.bind(settings.id)
        row.bind(accepted?.id)
        row.bind(response.intent)
        row.bind(response.receivedAt)
        row.bind(response.format)
        row.bind(response.body)
        row.bind(digest)
        row.bind(response.text)
        row.bind(served)
        row.bind(details)
        row.bind(response.source?.source)
        row.bind(response.source?.offset)
        row.bind(response.source?.record)
        row.bind(leaf)
        guard try row.run() else { return nil }
        useID("responses")
        return Stored(id: id, leaf: leaf)
    }

    mutating func store(_ intent: NewIntent, at: String) throws -> Stored {
        let key = intent.key
        let model = try modelID(key.model)
        let probe = try probeID(key.suite, key.probe)
        let settings = try settingsID(key.settings)
        let id = try nextID("intents")
        let salts = self.salts.salts(.intent, id)
        let record = RecordBytes.intent(
            id: id, at: at, attempt: intent.attempt, resend: intent.resend,
            model: Commitment.of(RecordBytes.model(name: key.model, served: nil), salt: salts.model),
            question: Commitment.of(
                RecordBytes.question(
                    suite: key.suite, probe: key.probe, sample: key.sample, settings: settings.json, accepted: nil),
                salt: salts.question),
            request: Commitment.of(intent.request, salt: salts.content))
        let leaf = RecordBytes.leaf(record)
        try db.cachedStatement(
            sql: """
                INSERT INTO intents (id, model_id, probe_id, sample, settings_id, attempt, resend, created_at, request, leaf)
                VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            id, model, probe, key.sample, settings.id, intent.attempt, intent.resend, at, Data(intent.request),
            Data(leaf),
        ])
        return Stored(id: id, leaf: leaf)
    }

    mutating func store(_ failure: NewFailure, at: String) throws -> Stored {
        let id = try nextID("failures")
        let digest = SHA256.hash(data: failure.body)
        let record = RecordBytes.failure(
            id: id, at: at, intent: failure.intent,
            content: Commitment.of(
                try RecordBytes.failureContent(failure, body: Hex.text(digest)),
                salt: salts.salts(.failure, id).content))
        let leaf = RecordBytes.leaf(record)
        let headers = String(
            decoding: try CanonicalJSON.bytes(.object(RecordBytes.pairs(failure.headers))), as: UTF8.self)
        try db.cachedStatement(
            sql: """
                INSERT INTO failures (id, intent_id, at, kind, message, status, permanent, headers, body, sha256, leaf)
                VALUES (?, ?, ?, ?, CAST(? AS TEXT), ?, ?, ?, ?, ?, ?)
                """
        ).execute(arguments: [
            // As text it would end at its first NUL.
            id, failure.intent, at, failure.kind, Data(failure.message.utf8), failure.status, failure.permanent,
            headers,
            Data(failure.body), Data(digest), Data(leaf),
        ])
        return Stored(id: id, leaf: leaf)
    }

    /// The body that is stored under a key.
    mutating func body(of key: ResponseKey) throws -> [UInt8]? {
        let statement = try db.cachedStatement(
            sql: "SELECT body FROM responses WHERE probe_id = ? AND model_id = ? AND settings_id = ? AND sample = ?")
        return try Data.fetchOne(
            statement,
            arguments: [
                probeID(key.suite, key.probe), modelID(key.model), settingsID(key.settings).id, key.sample,
            ]
        ).map { Array($0) }
    }

    // MARK: Looking rows up

    /// Tells the row of a probe whose suite is not stored yet.
    mutating func know(probe: [UInt8], of suite: SuiteReference, as id: Int64) {
        probeIDs[suite, default: [:]][probe] = id
    }

    private mutating func modelID(_ name: String) throws -> Int64 {
        let bytes = Array(name.utf8)
        if let known = modelIDs[bytes] { return known }
        let statement = try db.cachedStatement(sql: "SELECT id FROM models WHERE name = ?")
        guard let id = try Int64.fetchOne(statement, arguments: [name]) else {
            throw Problem(
                "case.unknown-model", .software, "the case has no model of that name", at: name,
                remedy: "Add the model to the case before its answers.")
        }
        modelIDs[bytes] = id
        return id
    }

    private mutating func probeID(_ suite: SuiteReference, _ name: String) throws -> Int64 {
        let bytes = Array(name.utf8)
        if let known = probeIDs[suite]?[bytes] { return known }
        let statement = try db.cachedStatement(
            sql: """
                SELECT probes.id FROM probes JOIN suites ON suites.id = suite_id
                WHERE suites.name = ? AND suites.version = ? AND probes.name = ?
                """)
        guard let id = try Int64.fetchOne(statement, arguments: [suite.name, suite.version, name]) else {
            throw Problem(
                "case.unknown-probe", .software, "the case has no such probe",
                at: "\(suite.name) \(suite.version): \(name)",
                remedy: "Add the suite to the case before its answers.")
        }
        probeIDs[suite, default: [:]][bytes] = id
        return id
    }

    private mutating func settingsID(_ settings: GenerationSettings) throws -> (id: Int64, json: String) {
        if let known = settingIDs[settings] { return known }
        let json = try CanonicalJSON.bytes(of: settings)
        let sha256 = Digest256.hex(json)
        let text = String(decoding: json, as: UTF8.self)
        let id: Int64
        let statement = try db.cachedStatement(sql: "SELECT id FROM settings WHERE sha256 = ?")
        if let found = try Int64.fetchOne(statement, arguments: [sha256]) {
            id = found
        } else {
            try db.execute(sql: "INSERT INTO settings (sha256, json) VALUES (?, ?)", arguments: [sha256, text])
            id = db.lastInsertedRowID
        }
        settingIDs[settings] = (id, text)
        return (id, text)
    }

    private mutating func nextID(_ table: String) throws -> Int64 {
        defer { useID(table) }
        return try peekID(table)
    }

    /// The id that the next row of a table gets.
    private mutating func peekID(_ table: String) throws -> Int64 {
        if let known = nextIDs[table] { return known }
        let next = (try Int64.fetchOne(db.cachedStatement(sql: "SELECT max(id) FROM \(table)")) ?? 0) + 1
        nextIDs[table] = next
        return next
    }

    private mutating func useID(_ table: String) { nextIDs[table, default: 0] += 1 }
}
