import Base
import Foundation
import Registry
import Testing

/// One PostgreSQL server for all tests of this process, made by `deploy/postgres-here` in a folder that goes with it; a database a test.
final class Server: Sendable {
    static let shared: Server? = try? Server()
    static let reason: Comment = "PostgreSQL is not installed (apt-get install postgresql): the registry is not tested"

    let folder: URL
    private let script: URL
    private let port: String
    let hasTLS: Bool

    private init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "registry-\(UUID().uuidString.prefix(8))")
        script =
            URL(fileURLWithPath: #filePath).resolvingSymlinksInPath().deletingLastPathComponent()
            .appendingPathComponent("../../deploy/postgres-here").standardized
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let started = try Self.shell(
            """
            cd '\(folder.path)' && chmod 755 . &&
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -addext subjectAltName=DNS:localhost \
                -keyout right.key -out right.pem 2>/dev/null &&
            openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=localhost -keyout wrong.key -out wrong.pem 2>/dev/null
            [ -f right.key ] && chmod 600 right.key && { id postgres >/dev/null 2>&1 && [ $(id -u) = 0 ] && chown postgres right.key; true; } &&
                export POSTGRES_OPTIONS="-c ssl=on -c ssl_cert_file=$PWD/right.pem -c ssl_key_file=$PWD/right.key"
            POSTGRES_OPTIONS="${POSTGRES_OPTIONS:-} -c fsync=off" exec '\(script.path)' start .
            """)
        guard started.status == 0, let port = URL(string: started.output.trimmingCharacters(in: .newlines))?.port else {
            throw Problem("test.server", .unavailable, started.output, remedy: "")
        }
        self.port = "\(port)"
        hasTLS = FileManager.default.fileExists(atPath: folder.appendingPathComponent("right.pem").path)
        atexit { Server.shared?.stop() }
    }

    private func stop() {
        _ = try? Self.shell("'\(script.path)' stop '\(folder.path)' immediate; rm -rf '\(folder.path)'")
    }

    /// - Parameter more: options of the address.
    func address(
        _ database: String, user: String = "owner", host: String = "127.0.0.1", _ more: String = ""
    ) throws -> RegistryAddress {
        try RegistryAddress("postgres://\(user)@\(host):\(port)/\(database)\(more)")
    }

    /// A new database with a registry in it, and logins of each role.
    func registry() throws -> String {
        let name = "t" + UUID().uuidString.lowercased().replacing("-", with: "")
        try sql("postgres", "CREATE DATABASE \(name)")
        try AnswerRegistry.create(address(name), software: "test") { Date(timeIntervalSince1970: 1_790_000_000) }
        for role in ["collector", "analyst", "worker", "nobody"] {
            try sql(
                name,
                """
                DO $$ BEGIN CREATE ROLE test_\(role) LOGIN; EXCEPTION WHEN duplicate_object OR unique_violation THEN NULL; END $$;
                \(role == "nobody" ? "" : "GRANT apograph_\(role) TO test_\(role)")
                """)
        }
        return name
    }

    @discardableResult
    func sql(_ database: String, user: String = "owner", _ text: String) throws -> String {
        let file = folder.appendingPathComponent("\(UUID().uuidString).sql")
        try Data(text.utf8).write(to: file)
        let result = try Self.shell(
            "psql -X -q -A -t -v ON_ERROR_STOP=1 -f '\(file.path)' 'postgres://\(user)@127.0.0.1:\(port)/\(database)' 2>&1"
        )
        try? FileManager.default.removeItem(at: file)
        guard result.status == 0 else { throw Problem("test.sql", .software, result.output, remedy: "") }
        return result.output.trimmingCharacters(in: .newlines)
    }

    static func shell(_ line: String) throws -> (status: Int32, output: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", line]
        let file = FileManager.default.temporaryDirectory.appendingPathComponent("shell-\(UUID().uuidString)")
        try Data().write(to: file)
        defer { try? FileManager.default.removeItem(at: file) }
        process.standardOutput = try FileHandle(forWritingTo: file)
        process.standardInput = FileHandle.nullDevice
        try process.run()
        process.waitUntilExit()
        return (process.terminationStatus, try String(contentsOf: file, encoding: .utf8))
    }
}
