import Base
import CaseFile
import Foundation
import GRDB
import Probes
import Synchronization
import Testing

/// One way to change a case behind the program's back, and what must be said of it.
struct Tampering: Sendable, CustomTestStringConvertible {
    var name: String
    var sql: String
    var code: String
    var testDescription: String { name }

    init(_ name: String, _ sql: String, _ code: String) {
        (self.name, self.sql, self.code) = (name, sql, code)
    }

    static let all: [Tampering] = [
        .init(
            "a byte of an answer", "UPDATE responses SET body = CAST('Rhime' AS BLOB) WHERE id = 1",
            "chain.body-changed"),
        .init(
            "an answer and its SHA-256",
            "UPDATE responses SET body = CAST('x' AS BLOB), sha256 = x'2d711642b726b04401627ca9fbac32f5c8530fb1903cc4db02258717921a4881' WHERE id = 1",
            "chain.response-changed"),
        .init(
            "an answer's SHA-256 alone", "UPDATE responses SET sha256 = zeroblob(32) WHERE id = 2", "chain.body-changed"
        ),
        .init("an answer's leaf hash", "UPDATE responses SET leaf = zeroblob(32) WHERE id = 2", "chain.response-leaf"),
        .init(
            "the text read from an answer", "UPDATE responses SET text = 'Danube' WHERE id = 3",
            "chain.response-changed"),
        .init(
            "a text put beside a plain answer", "UPDATE responses SET text = 'Elbe' WHERE id = 1",
            "chain.response-changed"),
        .init(
            "what an answer's body is", "UPDATE responses SET format = 'openai-chat' WHERE id = 1",
            "chain.response-changed"),
        .init("whose answer it is", "UPDATE responses SET model_id = 2 WHERE id = 2", "chain.response-changed"),
        .init(
            "which question was answered", "UPDATE responses SET probe_id = 3 WHERE id = 1", "chain.response-changed"),
        .init("the sample number", "UPDATE responses SET sample = 5 WHERE id = 1", "chain.response-changed"),
        .init(
            "the settings of an answer",
            "INSERT INTO settings (sha256, json) VALUES ('44136fa355b3678a1146ad16f7e8649e94fb4fc21fe77e8310c060f61caaff8b2', '{\"seed\":1}'); UPDATE responses SET settings_id = last_insert_rowid() WHERE id = 1",
            "chain.response-changed"),
        .init(
            "when an answer came", "UPDATE responses SET received_at = '2020-01-01T00:00:00Z' WHERE id = 3",
            "chain.response-changed"),
        .init(
            "which model the server named", "UPDATE responses SET served = '{\"model\":\"beta-8\"}' WHERE id = 3",
            "chain.response-changed"),
        .init("the finish reason", "UPDATE responses SET details = NULL WHERE id = 3", "chain.response-changed"),
        .init(
            "the settings that the server took", "UPDATE responses SET accepted_id = settings_id WHERE id = 1",
            "chain.response-changed"),
        .init(
            "the request an answer belongs to", "UPDATE responses SET intent_id = 2 WHERE id = 3",
            "chain.response-changed"),
        .init("the last answer removed", "DELETE FROM responses WHERE id = 3", "chain.response-missing"),
        .init("an answer in the middle removed", "DELETE FROM responses WHERE id = 2", "chain.response-missing"),
        .init(
            "two answers swapped",
            "UPDATE responses SET id = 99 WHERE id = 1; UPDATE responses SET id = 1 WHERE id = 2; UPDATE responses SET id = 2 WHERE id = 99",
            "chain.response-changed"),
        .init(
            "an answer added",
            "INSERT INTO responses SELECT 4, model_id, probe_id, 7, settings_id, accepted_id, NULL, received_at, format, body, sha256, text, served, details, NULL, NULL, NULL, leaf FROM responses WHERE id = 1",
            "chain.response-extra"),
        .init("a request's bytes", "UPDATE intents SET request = x'00' WHERE id = 1", "chain.intent-changed"),
        .init(
            "a request's time", "UPDATE intents SET created_at = '2020-01-01T00:00:00.000Z' WHERE id = 1",
            "chain.intent-changed"),
        .init("a resend hidden", "UPDATE intents SET resend = 0 WHERE id = 2", "chain.intent-changed"),
        .init("an attempt's number", "UPDATE intents SET attempt = 9 WHERE id = 2", "chain.intent-changed"),
        .init("a request removed", "DELETE FROM failures; DELETE FROM intents WHERE id = 2", "chain.intent-missing"),
        .init(
            "a request added",
            "INSERT INTO intents SELECT 3, model_id, probe_id, 8, settings_id, 1, 0, created_at, request, leaf FROM intents WHERE id = 1",
            "chain.intent-extra"),
        .init("a failure's message", "UPDATE failures SET message = 'fine' WHERE id = 1", "chain.failure-changed"),
        .init("a failure's status", "UPDATE failures SET status = 200 WHERE id = 1", "chain.failure-changed"),
        .init("a failure's body", "UPDATE failures SET body = x'01' WHERE id = 1", "chain.failure-changed"),
        .init(
            "a failure's time", "UPDATE failures SET at = '2020-01-01T00:00:00.000Z' WHERE id = 1",
            "chain.failure-changed"),
        .init("a failure removed", "DELETE FROM failures", "chain.failure-missing"),
        .init(
            "a question's wording", "UPDATE probes SET json = replace(json, 'number 1', 'number 4') WHERE id = 1",
            "chain.probe-changed"),
        .init("a question removed", "DELETE FROM probes WHERE id = 3", "chain.probe-missing"),
        .init("a question added", "INSERT INTO probes VALUES (4, 1, 'r-4', '{}')", "chain.probe-missing"),
        .init(
            "a suite's description", "UPDATE suites SET json = replace(json, 'CC-BY', 'CC-XX')", "chain.suite-changed"),
        .init("a suite's SHA-256", "UPDATE suites SET sha256 = 'x'", "chain.suite-changed"),
        .init("a suite added", "INSERT INTO suites VALUES (9, 'n', 'v', '{}', 'x')", "chain.suite-extra"),
        .init(
            "a model's role", "UPDATE models SET json = replace(json, 'reference', 'suspect') WHERE id = 1",
            "chain.model-changed"),
        .init("a model's name", "UPDATE models SET name = 'gamma' WHERE id = 1", "chain.model-changed"),
        .init("a model added", "INSERT INTO models VALUES (3, 'gamma', '{\"id\":\"gamma\"}')", "chain.model-changed"),
        .init(
            "settings as asked for", "UPDATE settings SET json = '{\"temperature\":2}' WHERE id = 1",
            "chain.settings-changed"),
        .init("an imported file's SHA-256", "UPDATE sources SET sha256 = 'x'", "chain.source-changed"),
        .init("an imported file's name", "UPDATE sources SET name = 'other.json'", "chain.source-changed"),
        .init(
            "an event's body", "UPDATE events SET body = '{\"text\":\"all fine\"}' WHERE kind = 'note'",
            "chain.event-changed"),
        .init(
            "an event's time", "UPDATE events SET at = '2020-01-01T00:00:00.000Z' WHERE seq = 3", "chain.event-changed"),
        .init("an event's kind", "UPDATE events SET kind = 'nothing' WHERE kind = 'note'", "chain.event-changed"),
        .init("an event removed", "DELETE FROM events WHERE seq = 3", "chain.gap"),
        .init(
            "an event inserted",
            "INSERT INTO events SELECT 99, 'note', at, body, hash, zeroblob(32) FROM events ORDER BY seq DESC LIMIT 1",
            "chain.event-changed"),
        .init(
            "two events swapped",
            "UPDATE events SET seq = 99 WHERE seq = 3; UPDATE events SET seq = 3 WHERE seq = 2; UPDATE events SET seq = 2 WHERE seq = 99",
            "chain.broken-link"),
        .init("the end of the log cut off", "DELETE FROM events WHERE seq > 5", "chain.response-extra"),
        .init("the whole log removed", "DELETE FROM events", "chain.empty"),
        .init("the case's title", "UPDATE info SET value = 'Seas' WHERE key = 'title'", "chain.case-changed"),
        .init(
            "the case's secret", "UPDATE info SET value = '\(String(repeating: "ab", count: 32))' WHERE key = 'secret'",
            "chain.event-changed"),
    ]
}

@Suite struct TamperingTests {
    let scratch: Scratch
    init() throws { scratch = try Scratch() }

    /// A case with three answers (one through the wire), a failure, an imported file and a note.
    private func make() throws -> URL {
        let store = try CaseFixture.make(scratch)
        let added = try store.importing { session in
            let source = try session.add(source: "file.json", bytes: 3, sha256: "abc", format: "jsonl")
            for (n, text) in [(1, "Rhine"), (2, "Rhone")] {
                try session.add(
                    .init(
                        model: "alpha", suite: "demo/rivers", probe: "r-\(n)", prompt: "Which river is number \(n)?",
                        answer: nil, sample: 0, settings: .init(), body: Array(text.utf8), receivedAt: nil,
                        source: SourcePlace(source: source, offset: 0, record: Int64(n))))
            }
        }
        #expect(added.added == 2)
        let ids = try store.recordIntents([
            NewIntent(key: CaseFixture.key("beta", 1), request: [1, 2]),
            NewIntent(key: CaseFixture.key("beta", 2), attempt: 2, resend: true, request: [3]),
        ])
        try store.recordResponse(
            NewResponse(
                key: CaseFixture.key("beta", 1), body: Array("{}".utf8), format: "openai-chat", text: "Oder",
                receivedAt: "2026-01-01T00:00:00Z", served: .init(model: "beta-7"),
                details: .init(finishReason: "stop"),
                intent: ids[0]))
        try store.recordFailure(NewFailure(intent: ids[1], kind: "overloaded", message: "busy", status: 503))
        try store.log(kind: "note", body: ["text": "seen"])
        return store.url
    }

    @Test func `An untouched case checks`() throws {
        let store = try CaseStore.open(at: make(), mode: .readOnly)
        let report = try store.verifyChain()
        #expect(report.faults == [])
        #expect(report.responses == 3)
        #expect(report.intents == 2)
        #expect(report.failures == 1)
        #expect(report.head == (try store.chainHead))
        #expect(report.leaves.count == 3)
    }

    @Test(arguments: Tampering.all)
    func `What sqlite3 changed is found and named`(_ tampering: Tampering) throws {
        let url = try make()
        var configuration = Configuration()
        configuration.foreignKeysEnabled = false
        let queue = try DatabaseQueue(path: url.path, configuration: configuration)
        try queue.writeWithoutTransaction { db in
            let triggers = try Row.fetchAll(db, sql: "SELECT name, sql FROM sqlite_master WHERE type = 'trigger'")
            for row in triggers { try db.execute(sql: "DROP TRIGGER \(row["name"] as String)") }
            try db.execute(sql: tampering.sql)
            for row in triggers { try db.execute(sql: row["sql"]) }
            try db.execute(sql: "PRAGMA wal_checkpoint(TRUNCATE)")
        }
        try queue.close()
        let report = try CaseStore.open(at: url, mode: .readOnly).verifyChain()
        #expect(report.faults.contains { $0.code == tampering.code }, "found: \(report.faults.map(\.code))")
        #expect(report.faults.allSatisfy { !$0.what.isEmpty && !$0.meaning.isEmpty && !$0.place.isEmpty })
    }

    @Test func `A log cut off cleanly is seen by whoever noted its head`() throws {
        let store = try CaseFixture.make(scratch)
        let early = try store.chainHead
        try store.log(kind: "note")
        #expect(try store.verifyChain(noted: early).isIntact)
        #expect(try store.verifyChain(noted: String(repeating: "a", count: 64)).faults.map(\.code) == ["chain.head"])
    }

    @Test func `A clock that went back is told and is no fault`() throws {
        let times = TimeList([1000, 900, 1100, 1200])
        let store = try CaseStore.create(at: scratch.file("clock.apograph"), title: "t", now: { times.next() })
        try store.log(kind: "note")
        try store.log(kind: "note")
        let report = try store.verifyChain()
        #expect(report.isIntact)
        #expect(report.notices.map(\.code) == ["chain.clock"])
    }
}

/// Hands out times one after the other.
final class TimeList: Sendable {
    private let times: [Double]
    private let index = Mutex(0)

    init(_ times: [Double]) { self.times = times }

    func next() -> Date {
        index.withLock { index in
            defer { index += 1 }
            return Date(timeIntervalSince1970: times[min(index, times.count - 1)])
        }
    }
}
