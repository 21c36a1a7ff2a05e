import Base
import Foundation
import GRDB

/// A request as it was sent, with what came of it.
public struct StoredRequest: Sendable {
    public var id: Int64
    public var model: String
    public var suite: SuiteReference
    public var probe: String
    public var sample: Int
    public var attempt: Int
    /// When it was about to be sent, RFC 3339, by the collecting machine's clock.
    public var sentAt: String
    /// SHA-256 of the request's body, lower-case hexadecimal.
    public var sha256: String
    /// The answer's row, when it was whole, what the server said of itself, and the headers that were kept.
    public var response: Int64?
    public var receivedAt: String?
    public var served: ServedBy?
    public var headers: [String: String]
    /// A stable word, where the attempt failed, and the status, where there was one.
    public var failure: String?
    public var failedAt: String?
    public var status: Int?
}

extension CaseStore {
    /// Hands every request to `body`, in the order in which they were sent. `body` must not call the store.
    public func forEachRequest(_ body: (StoredRequest) throws -> Void) throws {
        try reading { db in
            let lookup = RowLookup(db)
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT i.id, m.name AS model, s.name AS suite, s.version, p.name AS probe, i.sample, i.attempt,
                        i.created_at, i.request, r.id AS response, r.received_at, r.served, r.details,
                        f.kind, f.at, f.status, f.headers
                    FROM intents i JOIN models m ON m.id = i.model_id JOIN probes p ON p.id = i.probe_id
                        JOIN suites s ON s.id = p.suite_id LEFT JOIN responses r ON r.intent_id = i.id
                        LEFT JOIN failures f ON f.intent_id = i.id
                    ORDER BY i.id
                    """)
            while let row = try rows.next() {
                let details = try lookup.decoded(ResponseDetails.self, row["details"])
                let failed = try lookup.decoded([String: String].self, row["headers"])
                try body(
                    StoredRequest(
                        id: row["id"], model: row["model"],
                        suite: SuiteReference(name: row["suite"], version: row["version"]), probe: row["probe"],
                        sample: row["sample"], attempt: row["attempt"], sentAt: row["created_at"],
                        sha256: Digest256.hex((row["request"] as Data?) ?? Data()), response: row["response"],
                        receivedAt: row["received_at"], served: try lookup.decoded(ServedBy.self, row["served"]),
                        headers: details?.headers ?? failed ?? [:], failure: row["kind"], failedAt: row["at"],
                        status: row["status"]))
            }
        }
    }
}
