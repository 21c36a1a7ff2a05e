import Base
import Crypto
import Foundation
import GRDB
import Probes

/// A suite as used in a case.
public struct StoredSuite: Sendable {
    public var suite: Suite
    /// SHA-256 of its canonical JSON, lower-case hexadecimal.
    public var sha256: String

    public var reference: SuiteReference { SuiteReference(name: suite.name, version: suite.version) }
}

extension CaseStore {
    /// Adds a suite as it will be used. The same suite again changes nothing.
    ///
    /// - Returns: SHA-256 of its canonical JSON, lower-case hexadecimal.
    /// - Throws: `Problem` `case.suite-differs` where the case has another suite of that name and version, `case.two-probes` where an id stands twice.
    @discardableResult
    public func add(suite: Suite) throws -> String {
        try writing { db, log in
            try CaseStore.add(suite, db: db, log: &log, secret: secret, at: Timestamp.text(now()))
        }
    }

    @discardableResult
    static func add(
        _ suite: Suite, db: Database, log: inout EventLog, secret: SymmetricKey, at: String
    ) throws -> String {
        let place = "\(suite.name) \(suite.version)"
        try refuseNUL(in: suite.name, suite.version, at: place)
        let json = try CanonicalJSON.bytes(of: suite)
        let sha256 = Digest256.hex(json)
        if let known = try String.fetchOne(
            db, sql: "SELECT sha256 FROM suites WHERE name = ? AND version = ?", arguments: [suite.name, suite.version])
        {
            guard known == sha256 else {
                throw Problem(
                    "case.suite-differs", .data, "the case holds another suite of that name and version", at: place,
                    remedy: "Give the changed suite a version of its own: answers to different questions never mix.")
            }
            return sha256
        }
        try refuseDeviation(db, suite: suite)
        let id = (try Int64.fetchOne(db, sql: "SELECT max(id) FROM suites") ?? 0) + 1
        var names: Set<String> = []
        let insert = try db.cachedStatement(
            sql:
                "INSERT INTO probes (id, suite_id, name, json) VALUES ((SELECT coalesce(max(id), 0) + 1 FROM probes), ?, ?, ?)"
        )
        for probe in suite.probes {
            try refuseNUL(in: probe.id, at: "\(place): \(probe.id)")
            guard names.insert(probe.id).inserted else {
                throw Problem(
                    "case.two-probes", .data, "two probes of the suite have one id", at: "\(place): \(probe.id)",
                    remedy: "Give every probe an id of its own.")
            }
            try insert.execute(arguments: [
                id, probe.id, String(decoding: try CanonicalJSON.bytes(of: probe), as: UTF8.self),
            ])
        }
        try seal(suite, id: id, db: db, log: &log, secret: secret, at: at)
        return sha256
    }

    /// The suites in the order in which they were added.
    public func suites() throws -> [StoredSuite] {
        try reading { db in
            try Row.fetchAll(db, sql: "SELECT json, sha256 FROM suites ORDER BY id").map { row in
                do {
                    return StoredSuite(
                        suite: try JSONDecoder().decode(Suite.self, from: Data((row["json"] as String).utf8)),
                        sha256: row["sha256"])
                } catch {
                    throw CaseStore.damaged(url, "a suite cannot be read")
                }
            }
        }
    }
}
