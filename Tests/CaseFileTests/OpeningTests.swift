import Base
import CaseFile
import Foundation
import GRDB
import Probes
import Testing

@Suite struct OpeningTests {
    let scratch: Scratch
    init() throws { scratch = try Scratch() }

    private func code(_ url: URL, mode: CaseStore.Mode = .readWrite) -> String? {
        do {
            _ = try CaseStore.open(at: url, mode: mode)
            return nil
        } catch {
            return (error as? Problem)?.code
        }
    }

    /// Name, bytes and time of everything in the folder.
    private func state() throws -> [String] {
        try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path).sorted().map { name in
            let path = scratch.file(name)
            let date = try FileManager.default.attributesOfItem(atPath: path.path)[.modificationDate] as? Date
            return "\(name) \(Digest256.hex(try Data(contentsOf: path))) \(date?.timeIntervalSince1970 ?? 0)"
        }
    }

    private func edit(_ url: URL, _ sql: String) throws {
        let queue = try DatabaseQueue(path: url.path)
        try queue.writeWithoutTransaction { db in
            try db.execute(sql: sql)
            try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try queue.close()
    }

    @Test func `What is no case is refused by its name and left exactly as it was`() throws {
        let foreign = scratch.file("foreign.apograph")
        let newer = scratch.file("newer.apograph")
        let stripped = scratch.file("stripped.apograph")
        let cut = scratch.file("cut.apograph")
        try Data().write(to: scratch.file("empty.apograph"))
        try Data("hello".utf8).write(to: scratch.file("text.apograph"))
        try Data("SQLite format 3\0 and no more".utf8).write(to: scratch.file("short.apograph"))
        try edit(foreign, "CREATE TABLE t (a)")
        for name in ["newer.apograph", "stripped.apograph", "cut.apograph"] { _ = try CaseFixture.make(scratch, name) }
        try edit(newer, "PRAGMA user_version = 99")
        try edit(stripped, "DROP TRIGGER responses_no_update")
        let handle = try FileHandle(forWritingTo: cut)
        try handle.truncate(atOffset: 20_000)
        try handle.close()
        let before = try state()
        for mode in [CaseStore.Mode.readWrite, .readOnly] {
            #expect(code(scratch.file("absent.apograph"), mode: mode) == "case.missing")
            #expect(code(scratch.folder, mode: mode) == "case.not-a-case")
            #expect(code(scratch.file("empty.apograph"), mode: mode) == "case.empty")
            #expect(code(scratch.file("text.apograph"), mode: mode) == "case.not-a-case")
            #expect(code(scratch.file("short.apograph"), mode: mode) == "case.not-a-case")
            #expect(code(foreign, mode: mode) == "case.foreign")
            #expect(code(newer, mode: mode) == "case.newer")
            #expect(code(stripped, mode: mode) == "case.damaged")
            #expect(code(cut, mode: mode) == "case.damaged")
        }
        #expect(try state() == before)
    }

    @Test func `Reading touches nothing on disk`() throws {
        do {
            let store = try CaseFixture.make(scratch)
            try store.append([CaseFixture.response(CaseFixture.key(), "x")])
        }
        let before = try state()
        #expect(before.count == 1, "a closed case is one file")
        do {
            let store = try CaseStore.open(at: scratch.file("a.apograph"), mode: .readOnly)
            #expect(try store.responses().count == 1)
            #expect(try state() == before)
        }
        #expect(try state() == before)
    }

    @Test func `A second writer is told to wait; readers are let in`() throws {
        let store = try CaseFixture.make(scratch)
        #expect(code(store.url) == "case.in-use")
        #expect(code(store.url, mode: .readOnly) == nil)
        #expect(code(store.url, mode: .following) == nil)
        try store.append([CaseFixture.response(CaseFixture.key(), "still writable")])
    }

    @Test func `A file that is there is never overwritten`() throws {
        try Data("precious".utf8).write(to: scratch.file("a.apograph"))
        let problem = #expect(throws: Problem.self) { try CaseFixture.make(scratch) }
        #expect(problem?.code == "case.exists")
        #expect(try Data(contentsOf: scratch.file("a.apograph")) == Data("precious".utf8))
        #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.folder.path) == ["a.apograph"])
    }

    @Test func `Evidence cannot be changed or deleted, not even with sqlite3`() throws {
        do {
            let store = try CaseFixture.make(scratch)
            let ids = try store.recordIntents([NewIntent(key: CaseFixture.key(), request: [1])])
            try store.recordFailure(NewFailure(intent: ids[0], kind: "k", message: "m"))
            try store.append([CaseFixture.response(CaseFixture.key(), "x")])
        }
        for table in ["info", "suites", "probes", "settings", "intents", "responses", "failures", "events"] {
            for sql in ["DELETE FROM \(table)", "UPDATE \(table) SET rowid = rowid"] {
                guard !(table == "info" && sql.hasPrefix("UPDATE")) else { continue }
                #expect(throws: DatabaseError.self, "\(sql)") { try edit(scratch.file("a.apograph"), sql) }
            }
        }
        #expect(throws: DatabaseError.self) { try edit(scratch.file("a.apograph"), "UPDATE info SET value = 'x'") }
        #expect(throws: DatabaseError.self) { try edit(scratch.file("a.apograph"), "DELETE FROM models") }
    }
}
