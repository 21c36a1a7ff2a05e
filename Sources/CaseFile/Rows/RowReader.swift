import Base
import Crypto
import Foundation
import GRDB

/// Reads rows in the order of their ids, one at a time, with the names that their numbers stand for.
struct RowReader {
    private let db: Database
    private let secret: SymmetricKey
    private let responses: RowScan
    private let intents: RowScan
    private let failures: RowScan
    private var models: [Int64: String] = [:]
    private var probes: [Int64: (SuiteReference, String)] = [:]
    private var settings: [Int64: String] = [:]

    init(_ db: Database, secret: SymmetricKey) throws {
        self.db = db
        self.secret = secret
        responses = try RowScan(
            db,
            sql: """
                SELECT id, model_id, probe_id, sample, settings_id, accepted_id, intent_id, received_at, format, body,
                    sha256, text, served, details, source_id, source_offset, source_record, leaf
                FROM responses ORDER BY id
                """)
        intents = try RowScan(
            db,
            sql: """
                SELECT id, model_id, probe_id, sample, settings_id, attempt, resend, created_at, request, leaf
                FROM intents ORDER BY id
                """)
        failures = try RowScan(
            db,
            sql: """
                SELECT id, intent_id, at, kind, message, status, permanent, headers, body, leaf FROM failures ORDER BY id
                """)
        for row in try Row.fetchAll(db, sql: "SELECT id, name FROM models") { models[row[0]] = row[1] }
        for row in try Row.fetchAll(db, sql: "SELECT id, json FROM settings") { settings[row[0]] = row[1] }
        for row in try Row.fetchAll(
            db, sql: "SELECT p.id, s.name, s.version, p.name FROM probes p JOIN suites s ON s.id = p.suite_id")
        {
            probes[row[0]] = (SuiteReference(name: row[1], version: row[2]), row[3])
        }
    }

    func nextResponse() throws -> ResponseRow? {
        let row = responses
        guard try row.step() else { return nil }
        var place: SourcePlace?
        if let source = row.integerOrNull(14) {
            place = SourcePlace(source: source, offset: row.integer(15), record: row.integer(16))
        }
        return ResponseRow(
            id: row.integer(0), model: model(row.integer(1), served: row.textOrNull(12)),
            question: question(
                row.integer(2), sample: row.integer(3), settings: row.integer(4), accepted: row.integerOrNull(5)),
            format: row.text(8), body: row.bytes(9), text: row.textOrNull(11), details: row.textOrNull(13),
            intent: row.integerOrNull(6), receivedAt: row.textOrNull(7), source: place, secret: secret,
            storedSHA256: row.bytes(10), storedLeaf: row.bytes(17))
    }

    func nextIntent() throws -> IntentRow? {
        let row = intents
        guard try row.step() else { return nil }
        return IntentRow(
            id: row.integer(0), model: model(row.integer(1), served: nil),
            question: question(row.integer(2), sample: row.integer(3), settings: row.integer(4), accepted: nil),
            request: row.bytes(8), at: row.text(7), attempt: Int(row.integer(5)), resend: row.integer(6) != 0,
            secret: secret, storedLeaf: row.bytes(9))
    }

    func nextFailure() throws -> FailureRow? {
        let row = failures
        guard try row.step() else { return nil }
        let body = row.bytes(8)
        let failure = NewFailure(
            intent: row.integer(1), kind: row.text(3), message: row.text(4),
            status: row.integerOrNull(5).map { Int($0) }, permanent: row.integer(6) != 0,
            headers: try RowLookup(db).decoded([String: String].self, row.textOrNull(7)) ?? [:], body: body)
        return FailureRow(
            id: row.integer(0), intent: failure.intent, at: row.text(2),
            content: try RecordBytes.failureContent(failure, body: Digest256.hex(body)), body: body, secret: secret,
            storedLeaf: row.bytes(9))
    }

    private func model(_ id: Int64, served: String?) -> [UInt8] {
        RecordBytes.model(name: models[id] ?? "", served: served)
    }

    private func question(_ probe: Int64, sample: Int64, settings id: Int64, accepted: Int64?) -> [UInt8] {
        let (suite, name) = probes[probe] ?? (SuiteReference(name: "", version: ""), "")
        return RecordBytes.question(
            suite: suite, probe: name, sample: Int(sample), settings: settings[id] ?? "null",
            accepted: accepted.map { settings[$0] ?? "null" })
    }
}

/// Rows in pieces of about half a megabyte, as they are worked on together.
struct RowPieces<R: CommittedRow> {
    private static var most: Int { 1 << 19 }

    /// The next rows; `nil` after the last.
    static func next(_ read: () throws -> R?) throws -> [R]? {
        var rows: [R] = []
        var bytes = 0
        while bytes < most, let row = try read() {
            rows.append(row)
            bytes += row.size
        }
        return rows.isEmpty ? nil : rows
    }
}
