import Base
import CaseFile
import Foundation
import Testing
@testable import Registry

@Suite(.enabled(if: Server.shared != nil, Server.reason)) struct FaultTests {
    private let server: Server
    private let fixture: CaseFixture

    init() throws {
        server = try #require(Server.shared)
        fixture = try CaseFixture()
    }

    private func code(_ work: () async throws -> Void) async -> String? {
        do {
            try await work()
            return nil
        } catch { return (error as? Problem)?.code ?? "\(error)" }
    }

    @Test func aLoginWithoutTheRightIsToldSo() async throws {
        let database = try server.registry()
        let store = try fixture.make("a.apograph", 0..<3)
        for user in ["test_analyst", "test_worker", "test_nobody"] {
            let found = await code {
                let registry = try AnswerRegistry(server.address(database, user: user), timeout: 20)
                _ = try await registry.push(store, evidence: false, software: "test")
            }
            #expect(found == "registry.not-allowed", "\(user)")
        }
        let registry = try AnswerRegistry(server.address(database, user: "test_collector"), timeout: 20)
        _ = try await registry.push(store, evidence: false, software: "test")
        for user in ["test_collector", "test_analyst", "test_worker"] {
            for statement in [
                "UPDATE apograph.answers SET state = 'right'", "DELETE FROM apograph.answers",
                "TRUNCATE apograph.entries",
                "DROP TABLE apograph.answers", "ALTER TABLE apograph.answers DISABLE TRIGGER append_only",
            ] {
                #expect(throws: Problem.self, "\(user): \(statement)") {
                    try server.sql(database, user: user, statement)
                }
            }
        }
        #expect(try registry.status(verify: true).faults == [])
    }

    @Test func aRegistryOfAnotherVersionOrNoneIsToldApart() async throws {
        let database = try server.registry()
        #expect(
            await code { try AnswerRegistry.create(server.address(database), software: "test") } == "registry.exists")
        for (version, expected) in [("2", "registry.newer"), ("0", "registry.older")] {
            try server.sql(
                database,
                "ALTER TABLE apograph.info DISABLE TRIGGER append_only; UPDATE apograph.info SET value = '\(version)'")
            #expect(await code { _ = try AnswerRegistry(server.address(database)) } == expected)
        }
        #expect(await code { _ = try AnswerRegistry(server.address("postgres")) } == "registry.not-one")
        #expect(await code { _ = try AnswerRegistry(server.address("nowhere")) } == "registry.no-database")
        #expect(await code { _ = try AnswerRegistry(server.address(database, user: "stranger")) } == "registry.login")
        #expect(
            await code { _ = try AnswerRegistry(RegistryAddress("postgres://127.0.0.1:1/x")) } == "registry.unreachable"
        )
    }

    @Test func anAddressShowsNoPassword() throws {
        let address = try RegistryAddress("postgres://ada:secret@db.example.org:5433/x?sslmode=disable&password=hidden")
        #expect(address.shown == "postgres://ada@db.example.org:5433/x")
        for text in ["", "x.apograph", "mysql://a/b", "postgres://a:b:c:d@[/x?nothing=1"] {
            do {
                _ = try RegistryAddress(text)
                Issue.record("\(text) is no address")
            } catch let problem as Problem {
                #expect(problem.code == "registry.address" && !problem.description.contains("nothing"))
            }
        }
    }

    @Test func aServerThatDiesInTheMiddleOfAPushLeavesNothingAndTheSameCommandGoesOn() async throws {
        let database = try server.registry()
        let store = try fixture.make("a.apograph", 0..<20)
        // The server ends the connection at the worst moment: all rows are sent, and none is committed.
        try server.sql(
            database,
            """
            CREATE FUNCTION public.die() RETURNS trigger LANGUAGE plpgsql AS $$
                BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); RETURN NEW; END $$;
            CREATE TRIGGER die BEFORE INSERT ON apograph.entries FOR EACH ROW WHEN (NEW.kind = 'evidence') EXECUTE FUNCTION public.die();
            """)
        let registry = try AnswerRegistry(server.address(database), timeout: 20)
        let found = await code { _ = try await registry.push(store, evidence: true, software: "test") }
        #expect(found == "registry.lost")
        #expect(try server.sql(database, "SELECT count(*) FROM apograph.answers") == "0")
        #expect(try server.sql(database, "SELECT count(*) FROM apograph.pieces") == "0")
        try server.sql(database, "DROP TRIGGER die ON apograph.entries")
        let again = try AnswerRegistry(server.address(database), timeout: 20)
        #expect(try await again.push(store, evidence: true, software: "test").answers == 2400)
        #expect(try again.status(verify: true).faults == [])
    }

    @Test func aServerThatSaysNothingIsGivenUp() async throws {
        // A listener that never answers, and then a server that stops in the middle of a command.
        let listener = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
        defer { close(listener) }
        var place = sockaddr_in()
        place.sin_family = sa_family_t(AF_INET)
        place.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        let port = withUnsafeMutablePointer(to: &place) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) { address in
                bind(listener, address, size) == 0 && listen(listener, 4) == 0
                    && getsockname(listener, address, &size) == 0
            }
        }
        #expect(port)
        let address = try RegistryAddress(
            "postgres://owner@127.0.0.1:\(UInt16(bigEndian: place.sin_port))/x?sslmode=disable")
        #expect(await code { _ = try AnswerRegistry(address, timeout: 2) } == "registry.timeout")
        let database = try server.registry()
        try server.sql(
            database,
            """
            CREATE FUNCTION public.sleep() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_sleep(6); RETURN NEW; END $$;
            CREATE TRIGGER sleep BEFORE INSERT ON apograph.entries FOR EACH ROW EXECUTE FUNCTION public.sleep();
            """)
        let registry = try AnswerRegistry(server.address(database), timeout: 2)
        let store = try fixture.make("a.apograph", 0..<3)
        #expect(
            await code { _ = try await registry.push(store, evidence: false, software: "test") } == "registry.timeout")
        #expect(try server.sql(database, "SELECT count(*) FROM apograph.answers") == "0")
    }

    @Test func aPushWaitsForItsTurnOnlySoLong() async throws {
        let database = try server.registry()
        let store = try fixture.make("a.apograph", 0..<3)
        // Another push that is going on holds the lock, for as long as this test wants.
        let other = try PostgresConnection(server.address(database), timeout: 60)
        _ = try other.run("SELECT pg_advisory_lock($1)", [.integer(Int64(RegistrySchema.pushLock))])
        let registry = try AnswerRegistry(server.address(database), timeout: 2)
        let found = await code { _ = try await registry.push(store, evidence: false, software: "test") }
        #expect(found == "registry.busy", "\(found ?? "nothing")")
        _ = try other.run("SELECT pg_advisory_unlock($1)", [.integer(Int64(RegistrySchema.pushLock))])
        let pushed = try await AnswerRegistry(server.address(database), timeout: 60).push(
            store, evidence: false, software: "test")
        #expect(pushed.answers == 360)
    }

    @Test(.enabled(if: Server.shared?.hasTLS == true, "openssl is not installed: encryption is not tested"))
    func aServerThatDoesNotProveWhoItIsGetsNothing() async throws {
        let database = try server.registry()
        func open(_ host: String, _ certificate: String) async -> String? {
            await code {
                let options = "?sslmode=verify-full&sslrootcert=\(server.folder.path)/\(certificate)"
                _ = try AnswerRegistry(server.address(database, host: host, options), timeout: 5)
            }
        }
        #expect(await open("localhost", "right.pem") == nil)
        #expect(await open("localhost", "wrong.pem") == "registry.tls")
        // The certificate names localhost and no number.
        #expect(await open("127.0.0.1", "right.pem") == "registry.tls")
        #expect(await open("localhost", "missing.pem") == "registry.tls")
    }
}
