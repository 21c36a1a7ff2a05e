import Base
import Crypto
import Foundation
import GRDB

/// Adds events to the chain inside one transaction.
///
/// An event's hash is SHA-256 over the canonical JSON of `{"at", "body", "kind", "previous", "seq"}`, where `body` is the salted commitment
/// to the canonical JSON of what happened. Changing, removing or reordering an event breaks every hash after it.
struct EventLog {
    private let db: Database
    private let secret: SymmetricKey
    private(set) var seq: Int64
    private(set) var head: [UInt8]

    init(_ db: Database, secret: SymmetricKey) throws {
        self.db = db
        self.secret = secret
        let newest = try db.cachedStatement(sql: "SELECT seq, hash FROM events ORDER BY seq DESC LIMIT 1")
        if let row = try Row.fetchOne(newest) {
            seq = row["seq"]
            head = Array(row["hash"] as Data)
        } else {
            seq = 0
            head = [UInt8](repeating: 0, count: 32)
        }
    }

    mutating func append(_ kind: String, _ body: JSONValue, at: String) throws {
        try append(kind, canonical: CanonicalJSON.bytes(body), at: at)
    }

    /// Adds an event whose body is canonical JSON already.
    mutating func append(_ kind: String, canonical body: [UInt8], at: String) throws {
        let next = seq + 1
        let hash = EventHash.of(
            seq: next, previous: Hex.text(head), kind: kind, at: at,
            body: Commitment.of(body, salt: Commitment.salts(secret: secret, .event, next).content))
        try db.cachedStatement(
            sql: "INSERT INTO events (seq, kind, at, body, previous, hash) VALUES (?, ?, ?, ?, ?, ?)"
        ).execute(arguments: [next, kind, at, String(decoding: body, as: UTF8.self), Data(head), Data(hash)])
        seq = next
        head = hash
    }
}

/// The hash of one event.
public enum EventHash {
    /// - Parameters:
    ///   - previous: hash of the event before, lower-case hexadecimal; 64 zeros for the first.
    ///   - body: the commitment to the event's body, lower-case hexadecimal.
    public static func of(seq: Int64, previous: String, kind: String, at: String, body: String) -> [UInt8] {
        var bytes = Array("{\"at\":".utf8)
        CanonicalJSON.append(string: at, to: &bytes)
        bytes.append(contentsOf: ",\"body\":\"\(body)\",\"kind\":".utf8)
        CanonicalJSON.append(string: kind, to: &bytes)
        bytes.append(contentsOf: ",\"previous\":\"\(previous)\",\"seq\":\(seq)}".utf8)
        return Array(SHA256.hash(data: bytes))
    }
}
