import Base
import CLibPQ
import Foundation

/// Where a registry is: a PostgreSQL connection URL.
public struct RegistryAddress: Sendable, Hashable {
    let url: String
    /// What errors and pages say: without password and options.
    public let shown: String
    /// True where the connection leaves this machine, as far as the URL says.
    let isRemote: Bool
    let saysHowToEncrypt: Bool

    /// True where `text` looks like one.
    public static func isOne(_ text: String) -> Bool {
        text.hasPrefix("postgres://") || text.hasPrefix("postgresql://")
    }

    /// - Throws: `Problem` `registry.address` for what is no connection URL.
    public init(_ text: String) throws {
        var said: UnsafeMutablePointer<CChar>?
        guard Self.isOne(text), let options = PQconninfoParse(text, &said) else {
            // What libpq says may repeat the URL, and the URL may hold a password.
            PQfreemem(said)
            throw Problem(
                "registry.address", .usage, "this is no address of a registry",
                remedy: "Write postgres://USER@HOST:PORT/DATABASE; the password belongs in PGPASSWORD or ~/.pgpass.")
        }
        defer { PQconninfoFree(options) }
        var values: [String: String] = [:]
        var option = options
        while let keyword = option.pointee.keyword {
            if let value = option.pointee.val { values[String(cString: keyword)] = String(cString: value) }
            option += 1
        }
        url = text
        let host = values["host"] ?? values["hostaddr"] ?? ""
        let local = host.isEmpty || host.hasPrefix("/") || ["localhost", "127.0.0.1", "::1"].contains(host)
        isRemote = !local
        saysHowToEncrypt = values["sslmode"] != nil || ProcessInfo.processInfo.environment["PGSSLMODE"] != nil
        let user = values["user"].map { "\($0)@" } ?? ""
        let port = values["port"].map { ":\($0)" } ?? ""
        shown = "postgres://\(user)\(host)\(port)/\(values["dbname"] ?? "")"
    }
}
