import Base
import CaseFile
import Custody
import Foundation
import Probes
import Registry
import Testing

@Suite(.enabled(if: Server.shared != nil, Server.reason)) struct PushTests {
    private let server: Server
    private let database: String
    private let fixture: CaseFixture

    init() throws {
        server = try #require(Server.shared)
        database = try server.registry()
        fixture = try CaseFixture()
    }

    private func open(_ user: String = "test_collector") throws -> AnswerRegistry {
        try AnswerRegistry(server.address(database, user: user), timeout: 20)
    }

    @Test func aCaseGoesInOnceHoweverOftenItIsPushed() async throws {
        let store = try fixture.make("a.apograph", 0..<5)
        let registry = try open()
        let first = try await registry.push(store, evidence: false, software: "test")
        #expect(first.answers == 600 && first.models == 5 && first.questions == 120 && !first.evidence)
        let before = try registry.status()
        let again = try await registry.push(store, evidence: false, software: "test")
        #expect(again.answers == 0 && again.models == 0 && again.questions == 0)
        #expect(try registry.status() == before)
        #expect(try registry.status(verify: true).faults == [])
    }

    @Test func aCaseThatHasGrownAddsWhatIsNew() async throws {
        let store = try fixture.make("a.apograph", 0..<5, asked: 0..<100)
        let registry = try open()
        _ = try await registry.push(store, evidence: false, software: "test")
        try fixture.add(0..<5, 100..<120, to: store)
        let second = try await registry.push(store, evidence: true, software: "test")
        #expect(second.answers == 100 && second.models == 0 && second.questions == 0 && second.evidence)
        let status = try registry.status(verify: true)
        #expect(status.cases.map(\.answers) == [600] && status.faults == [])
        #expect(status.cases.first?.head == second.head)
    }

    @Test func anOlderCopyOfACaseIsRefused() async throws {
        let store = try fixture.make("a.apograph", 0..<5, asked: 0..<100)
        try store.copy(to: fixture.file("old.apograph"))
        try fixture.add(0..<5, 100..<120, to: store)
        let registry = try open()
        _ = try await registry.push(store, evidence: false, software: "test")
        let old = try CaseStore.open(at: fixture.file("old.apograph"), mode: .readOnly)
        await #expect(throws: Problem.self) { _ = try await registry.push(old, evidence: false, software: "test") }
        #expect(try registry.status(verify: true).faults == [])
    }

    @Test func whatWasPulledSealsToTheBytesOfWhatWasPushed() async throws {
        let store = try fixture.make("a.apograph", 0..<5)
        let added = try await open().push(store, evidence: true, software: "test")
        let info = try open("test_analyst").pull(String(store.info.id.prefix(6)), to: fixture.file("b.apograph"))
        #expect(info == store.info)
        let options = SealOptions(date: "2026-11-28", software: "test")
        let pulled = try CaseStore.open(at: fixture.file("b.apograph"), mode: .readOnly)
        let one = try Sealer.seal(store, to: fixture.file("one"), options: options)
        let two = try Sealer.seal(pulled, to: fixture.file("two"), options: options)
        #expect(one == two && one.chainHead == added.head)
        let files = try FileManager.default.subpathsOfDirectory(atPath: fixture.file("one").path).sorted()
        #expect(try FileManager.default.subpathsOfDirectory(atPath: fixture.file("two").path).sorted() == files)
        for name in files where name.contains(".") {
            #expect(
                try Data(contentsOf: fixture.file("one/\(name)")) == Data(contentsOf: fixture.file("two/\(name)")),
                "\(name)")
        }
        let mode = try FileManager.default.attributesOfItem(atPath: fixture.file("b.apograph").path)[.posixPermissions]
        #expect(mode as? Int == 0o600)
        #expect(throws: Problem.self) { try open().pull(store.info.id, to: fixture.file("b.apograph")) }
    }

    @Test func withoutEvidenceNoTextGoesInAndNothingCanBePulled() async throws {
        let store = try fixture.make("a.apograph", 0..<5)
        _ = try await open().push(store, evidence: false, software: "test")
        #expect(try server.sql(database, "SELECT count(*) FROM apograph.answers WHERE text IS NOT NULL") == "0")
        #expect(code { _ = try open().pull(store.info.id, to: fixture.file("b.apograph")) } == "registry.no-evidence")
        #expect(!FileManager.default.fileExists(atPath: fixture.file("b.apograph").path))
    }

    @Test func ofAPrivateSuiteOnlyKeyedHashesGoIn() async throws {
        let store = try fixture.make("a.apograph", 0..<5, isPrivate: true)
        let registry = try open()
        await #expect(throws: Problem.self) { _ = try await registry.push(store, evidence: true, software: "test") }
        _ = try await registry.push(store, evidence: false, software: "test")
        let dump = try server.sql(
            database,
            "SELECT string_agg(q::text, ' ') FROM apograph.questions q; SELECT string_agg(a::text, ' ') FROM apograph.answers a"
        )
        for word in ["Which number", "n-17", ",1017,", ",1024,"] { #expect(!dump.contains(word), "\(word)") }
        // Another collector's case with the same suite meets the same questions.
        let other = try fixture.make("b.apograph", 5..<9, isPrivate: true)
        #expect(try await registry.push(other, evidence: false, software: "test").questions == 0)
        // A digest that anybody could make from a guess would be no secret.
        let open = try fixture.make("c.apograph", 9..<12)
        #expect(try await registry.push(open, evidence: false, software: "test").questions == 120)
    }

    @Test func twoCollectorsWithOneCaseAddItOnce() async throws {
        try fixture.make("a.apograph", 0..<8)
        let added = try await withThrowingTaskGroup(of: Int.self) { group in
            for _ in 0..<4 {
                group.addTask {
                    let store = try CaseStore.open(at: fixture.file("a.apograph"), mode: .readOnly)
                    return try await open().push(store, evidence: true, software: "test").answers
                }
            }
            return try await group.reduce(into: []) { $0.append($1) }
        }
        #expect(added.sorted() == [0, 0, 0, 960])
        let status = try open().status(verify: true)
        #expect(status.cases.count == 1 && status.entries == 3 && status.faults == [])
    }

    @Test func everythingChangedBehindTheProgramsBackIsNamed() async throws {
        let store = try fixture.make("a.apograph", 0..<5)
        _ = try await open().push(store, evidence: true, software: "test")
        _ = try await open().push(try fixture.make("b.apograph", 5..<9), evidence: false, software: "test")
        let changes = [
            ("answers", "UPDATE apograph.answers SET state = 'other' WHERE response = 3 AND deposit_id = 1"),
            ("answers", "DELETE FROM apograph.answers WHERE response = 600 AND deposit_id = 1"),
            (
                "sheets",
                "UPDATE apograph.sheets SET codes = set_byte(codes, 7, 9) WHERE deposit_id = 1 AND model_id = 2"
            ),
            ("models", "UPDATE apograph.models SET name = 'other' WHERE id = 7"),
            ("questions", "UPDATE apograph.questions SET keyless = true WHERE id = 5"),
            ("deposits", "UPDATE apograph.deposits SET merkle_root = 'x' WHERE id = 2"),
            ("lists", "UPDATE apograph.lists SET questions = '' WHERE deposit_id = 2"),
            ("evidence", "DELETE FROM apograph.evidence"),
            ("pieces", "UPDATE apograph.pieces SET bytes = 'x' WHERE place = 0"),
            ("entries", "UPDATE apograph.entries SET at = 'x' WHERE seq = 2"),
            ("entries", "DELETE FROM apograph.entries WHERE seq = 3"),
        ]
        for (table, change) in changes {
            let copy = "\(database)_c"
            try server.sql("postgres", "DROP DATABASE IF EXISTS \(copy)")
            try server.sql("postgres", "CREATE DATABASE \(copy) TEMPLATE \(database)")
            #expect(throws: Problem.self, "the triggers refuse: \(change)") { try server.sql(copy, change) }
            try server.sql(copy, "ALTER TABLE apograph.\(table) DISABLE TRIGGER append_only; \(change)")
            let faults = try AnswerRegistry(server.address(copy), timeout: 20).status(verify: true).faults
            #expect(faults?.isEmpty == false, "\(change)")
        }
    }

    private func code(_ work: () throws -> Void) -> String? {
        do {
            try work()
            return nil
        } catch { return (error as? Problem)?.code }
    }
}
