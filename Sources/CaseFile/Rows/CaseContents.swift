import Base
import Foundation
import GRDB

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

    /// Works on every response row, in the order of ids: `work` makes something of some of them on any core, `take` gets what was made,
    /// in order, on this thread. Memory stays flat. Neither must call the store.
    public func forEachResponsePiece<Made: Sendable>(
        _ work: @escaping @Sendable ([ResponseRow]) throws -> Made, take: (Made) throws -> Void
    ) throws {
        try reading { db in
            let rows = try RowReader(db, secret: secret)
            try CaseStore.inPieces(rows.nextResponse, work, take)
        }
    }

    /// The same for every intent row.
    public func forEachIntentPiece<Made: Sendable>(
        _ work: @escaping @Sendable ([IntentRow]) throws -> Made, take: (Made) throws -> Void
    ) throws {
        try reading { db in
            let rows = try RowReader(db, secret: secret)
            try CaseStore.inPieces(rows.nextIntent, work, take)
        }
    }

    /// The same for every failure row.
    public func forEachFailurePiece<Made: Sendable>(
        _ work: @escaping @Sendable ([FailureRow]) throws -> Made, take: (Made) throws -> Void
    ) throws {
        try reading { db in
            let rows = try RowReader(db, secret: secret)
            try CaseStore.inPieces(rows.nextFailure, work, take)
        }
    }

    private static func inPieces<R: CommittedRow, Made: Sendable>(
        _ read: () throws -> R?, _ work: @escaping @Sendable ([R]) throws -> Made, _ take: (Made) throws -> Void
    ) throws {
        var ahead = Ahead(work)
        while let made = try ahead.next({ try RowPieces.next(read) }) { try take(made) }
    }
}
