import Base
import Crypto
import Foundation
import GRDB
import Probes

extension CaseStore {
    /// Hash of the last event, lower-case hexadecimal. A report cites it.
    public var chainHead: String {
        get throws {
            try reading { db in
                try Data.fetchOne(db, sql: "SELECT hash FROM events ORDER BY seq DESC LIMIT 1").map { Hex.text($0) }
                    ?? String(repeating: "0", count: 64)
            }
        }
    }

    /// Hands every event to `body`, oldest first; those of some kinds alone where any is named. `body` must not call the store.
    public func forEachEvent(
        after seq: Int64 = 0, kinds: Set<String> = [], _ body: (CaseEvent) throws -> Void
    ) throws {
        let wanted = kinds.isEmpty ? "" : "AND kind IN (\(kinds.map { _ in "?" }.joined(separator: ", ")))"
        try reading { db in
            let rows = try Row.fetchCursor(
                db, sql: "SELECT seq, kind, at, body, previous, hash FROM events WHERE seq > ? \(wanted) ORDER BY seq",
                arguments: StatementArguments([seq] + kinds.sorted().map { $0 as any DatabaseValueConvertible }))
            while let row = try rows.next() {
                try body(
                    CaseEvent(
                        seq: row["seq"], kind: row["kind"], at: row["at"],
                        body: try CanonicalJSON.value(of: (row["body"] as String).utf8),
                        previous: Hex.text(row["previous"] as Data), hash: Hex.text(row["hash"] as Data)))
            }
        }
    }

    /// The events of some kinds, oldest first; all events where none is named.
    public func events(kinds: Set<String> = []) throws -> [CaseEvent] {
        var found: [CaseEvent] = []
        try forEachEvent(kinds: kinds) { found.append($0) }
        return found
    }
}
