import Base
import Foundation
import GRDB
import Probes

/// What a run needs of a probe: a hundred thousand of them must not fill the memory.
public struct Question: Sendable, Decodable {
    public var id: String
    public var prompt: String
    public var samples: Int
    public var settings: GenerationSettings
}

extension CaseStore {
    /// Hands the question of every probe to `body`, suite by suite, in the order of the suites. `body` must not call the store.
    public func forEachQuestion(_ body: (SuiteReference, Question) throws -> Void) throws {
        try reading { db in
            let lookup = RowLookup(db)
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT s.name AS suite, s.version, p.json FROM probes p JOIN suites s ON s.id = p.suite_id
                        ORDER BY p.suite_id, p.id
                    """)
            while let row = try rows.next() {
                guard let question = try lookup.decoded(Question.self, row["json"]) else { continue }
                try body(SuiteReference(name: row["suite"], version: row["version"]), question)
            }
        }
    }

    /// The row of the newest intent; 0 where there is none.
    public var lastIntent: Int64 {
        get throws { try reading { db in try Int64.fetchOne(db, sql: "SELECT max(id) FROM intents") ?? 0 } }
    }

    /// The intents of these rows, in their order.
    public func intents(_ rows: ClosedRange<Int64>) throws -> [StoredIntent] {
        try intents(where: "id BETWEEN ? AND ?", [rows.lowerBound, rows.upperBound])
    }

    /// Intents that were recorded and have neither a response nor a failure: what a crash left open, or what is in a batch.
    public func unansweredIntents() throws -> [StoredIntent] {
        try intents(
            where: """
                NOT EXISTS (SELECT 1 FROM responses r WHERE r.intent_id = intents.id)
                    AND NOT EXISTS (SELECT 1 FROM failures f WHERE f.intent_id = intents.id)
                """, [])
    }

    private func intents(where condition: String, _ arguments: StatementArguments) throws -> [StoredIntent] {
        try reading { db in
            var lookup = RowLookup(db)
            var found: [StoredIntent] = []
            let rows = try Row.fetchCursor(
                db, sql: "SELECT * FROM intents WHERE \(condition) ORDER BY id", arguments: arguments)
            while let row = try rows.next() {
                found.append(
                    StoredIntent(
                        id: row["id"],
                        key: try lookup.key(
                            model: row["model_id"], probe: row["probe_id"], sample: row["sample"],
                            settings: row["settings_id"]),
                        attempt: row["attempt"], resend: row["resend"], createdAt: row["created_at"],
                        request: Array(row["request"] as Data)))
            }
            return found
        }
    }
}
