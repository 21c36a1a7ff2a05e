import Base
import CaseFile
import Foundation

/// A library of answers that many share: models, questions, readings and, where allowed, whole cases, in PostgreSQL. Append-only and hash-chained; every
/// answer names the deposit, and so the head of the case, that it came with.
///
/// One connection; not for several threads at once.
public final class AnswerRegistry {
    let connection: PostgresConnection

    /// Opens a registry, after checking that this program can read it.
    ///
    /// - Parameter timeout: seconds without a byte after which a server counts as hanging.
    /// - Throws: `Problem`: `registry.not-one`, `registry.newer`, `registry.older`, and what connecting throws.
    public init(_ address: RegistryAddress, timeout: Int = 60) throws {
        connection = try PostgresConnection(address, timeout: timeout)
        let rows = try connection.run("SELECT value FROM apograph.info WHERE key = 'version'")
        guard let version = rows.count == 1 ? rows.integer(0, 0) : nil else {
            throw PostgresFault.problem(state: "42P01", said: "", at: connection.shown)
        }
        let what = "the registry has schema version \(version), and this Apograph reads \(RegistrySchema.version)"
        if version > RegistrySchema.version {
            throw Problem("registry.newer", .data, what, at: connection.shown, remedy: "Install the newer version.")
        }
        if version < RegistrySchema.version {
            throw Problem(
                "registry.older", .data, what, at: connection.shown,
                remedy: "Make a registry with this version and push the cases again.")
        }
    }

    /// Makes the tables, their guards and the roles in a database that has none. All or nothing.
    ///
    /// - Throws: `Problem` `registry.exists`, and what connecting throws.
    public static func create(
        _ address: RegistryAddress, timeout: Int = 60, software: String, now: CaseClock = { Date() }
    ) throws {
        let connection = try PostgresConnection(address, timeout: timeout)
        let there = try connection.run("SELECT to_regnamespace('apograph') IS NOT NULL")
        guard there.text(0, 0) == "f" else {
            throw Problem(
                "registry.exists", .cannotCreate, "this database holds a registry already", at: connection.shown,
                remedy: "Use it as it is, or choose another database.")
        }
        try connection.transaction {
            try connection.script(RegistrySchema.script)
            try connection.run(
                "INSERT INTO apograph.info VALUES ('version', $1)", [.text("\(RegistrySchema.version)")])
            try RegistryChain.append(
                "created", ["software": .string(software), "version": .whole(RegistrySchema.version)],
                at: Timestamp.text(now()), connection)
        }
    }

    func refused(_ code: String, _ kind: Problem.Kind, _ what: String, remedy: String) -> Problem {
        Problem(code, kind, what, at: connection.shown, remedy: remedy)
    }
}
