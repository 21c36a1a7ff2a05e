import Base
import Crypto
import Foundation
import GRDB

extension CaseStore {
    /// Makes every hash of the case again and compares: events with one another, and every row with the event that recorded it.
    ///
    /// Whoever removes the last events and all that they recorded leaves a shorter chain that checks: only a head that was noted elsewhere (a report, a seal) shows it.
    ///
    /// - Parameter head: hash of an event that was noted elsewhere, lower-case hexadecimal; it must be in the log.
    /// - Returns: what was counted and every fault, in the order of the log; at most 1,000 faults.
    /// - Throws: `Problem` where the file cannot be read at all.
    public func verifyChain(noted head: String? = nil) throws -> ChainReport {
        try reading { db in
            var checker = try ChainChecker(db, secret: secret, info: info)
            return try checker.run(noted: head)
        }
    }
}

/// Checks a chain against the rows it names.
private struct ChainChecker: ~Copyable {
    let db: Database
    let secret: SymmetricKey
    let info: CaseInfo
    var rows: CheckedRows
    var report = ChainReport()
    var lastGood: String?
    var models: [Int64: String] = [:]
    var isNotedFound = false

    init(_ db: Database, secret: SymmetricKey, info: CaseInfo) throws {
        self.db = db
        self.secret = secret
        self.info = info
        rows = try CheckedRows(RowReader(db, secret: secret))
    }

    mutating func run(noted: String?) throws -> ChainReport {
        if let said = try String.fetchOne(db, sql: "PRAGMA quick_check(1)"), said != "ok" {
            fault("case.damaged", "SQLite finds the file damaged: \(said)", "case file", "Some rows may be unreadable.")
        }
        let dangling = try Row.fetchAll(db, sql: "PRAGMA foreign_key_check")
        if !dangling.isEmpty {
            fault(
                "case.dangling", "\(dangling.count) rows name a model, probe or setting that is not there", "case file",
                "Rows were removed with another program.")
        }
        let events = try Row.fetchCursor(db, sql: "SELECT seq, kind, at, body, previous, hash FROM events ORDER BY seq")
        while let row = try events.next() {
            guard report.faults.count < 1000 else { return report }
            try check(
                seq: row["seq"], kind: row["kind"], at: row["at"], body: row["body"],
                previous: Hex.text(row["previous"] as Data), hash: Hex.text(row["hash"] as Data))
            if report.head == noted { isNotedFound = true }
        }
        if let noted, !isNotedFound {
            fault(
                "chain.head", "no event has the hash \(noted)", "event log",
                "The log was cut off or made again after that hash was noted, or it is the hash of another case.")
        }
        if report.events == 0 {
            fault("chain.empty", "the event log is empty", "event log", "Its history was removed.")
        }
        try checkTheRest()
        return report
    }

    private mutating func fault(_ code: String, _ what: String, _ place: String, _ meaning: String) {
        report.faults.append(ChainFault(code, what, at: place, since: lastGood, meaning: meaning))
    }

    private mutating func check(
        seq: Int64, kind: String, at: String, body: String, previous: String, hash: String
    ) throws {
        let place = "event \(seq) (\(kind))"
        let expected = Int64(report.events) + 1
        if seq != expected, report.faults.allSatisfy({ $0.code != "chain.gap" }) {
            fault(
                "chain.gap", "event \(expected) is missing; the next is \(seq)", place,
                "One or more events were removed from the log.")
        }
        if previous != report.head {
            fault(
                "chain.broken-link", "the event names another event before it than the one that stands there", place,
                "An event was removed, inserted, moved or changed.")
        }
        let salt = Commitment.salts(secret: secret, .event, seq).content
        let made = Hex.text(
            EventHash.of(
                seq: seq, previous: previous, kind: kind, at: at,
                body: Commitment.of(Array(body.utf8), salt: salt)))
        if made != hash {
            fault(
                "chain.event-changed",
                "the event is not the one that was hashed: its kind, time, body or place differs", place,
                "The event was changed after it was recorded.")
        } else if let lastGood, at < lastGood {
            report.notices.append(
                ChainFault(
                    "chain.clock", "the clock went back from \(lastGood) to \(at)", at: place, since: lastGood,
                    meaning:
                        "The collecting machine's clock was set while the case was open; order is by the log, not by the clock."
                ))
        }
        report.events += 1
        report.head = hash
        if made == hash { lastGood = at }
        if ["responses", "intents", "failures"].contains(kind) {
            return try checkRows(kind: kind, RowList(canonical: Array(body.utf8)), place)
        }
        guard let value = try? CanonicalJSON.value(of: body.utf8) else {
            return fault("chain.event-unreadable", "the event's body is no JSON", place, "The event was changed.")
        }
        switch kind {
        case "created":
            if value["case"]?.string != info.id || value["title"]?.string != info.title {
                fault(
                    "chain.case-changed", "the case's id or title is not what it was made with", "table info",
                    "The description was changed.")
            }
        case "model":
            if let id = value["id"]?.integer { models[id] = value["model"]?.string }
        case "suite": try checkSuite(value, place)
        case "source": try checkSource(value, place)
        default: break
        }
    }

    private mutating func checkRows(kind: String, _ body: RowList?, _ place: String) throws {
        guard let body else {
            return fault("chain.event-unreadable", "the event does not name its rows", place, "The event was changed.")
        }
        let name = String(kind.dropLast())
        for (offset, leaf) in body.leaves.enumerated() {
            let id = body.first + Int64(offset)
            guard let row = try rows.next(kind) else {
                return fault(
                    "chain.\(name)-missing", "\(name) \(id) is in the log but not in the case", place,
                    "It was removed after it was recorded.")
            }
            count(kind, row)
            guard row.id == id else {
                return fault(
                    "chain.\(name)-missing", "\(name) \(id) is in the log, but the next row is \(row.id)", place,
                    "Rows were removed, added or renumbered after they were recorded.")
            }
            if row.leaf != leaf {
                fault(
                    "chain.\(name)-changed", "\(name) \(id) is not what the log recorded", "\(name) \(id)",
                    "Its model, question, content, time or source was changed after it was recorded.")
            } else if !row.isLeafStored {
                fault(
                    "chain.\(name)-leaf", "the leaf hash beside \(name) \(id) is wrong", "\(name) \(id)",
                    "The stored hash was changed; the \(name) itself is as recorded.")
            }
        }
    }

    private mutating func count(_ kind: String, _ row: CheckedRow) {
        switch kind {
        case "responses":
            if !row.isBodyStored {
                fault(
                    "chain.body-changed", "the body does not have the SHA-256 that stands beside it",
                    "response \(row.id)",
                    "The answer's bytes or their hash were changed after it was received.")
            }
            report.leaves.append(row.leaf)
            report.responses += 1
        case "intents": report.intents += 1
        default: report.failures += 1
        }
    }

    private mutating func checkSuite(_ body: JSONValue, _ place: String) throws {
        guard let id = body["id"]?.integer,
            let row = try Row.fetchOne(db, sql: "SELECT json, sha256 FROM suites WHERE id = ?", arguments: [id])
        else {
            return fault("chain.suite-missing", "a suite is in the log but not in the case", place, "It was removed.")
        }
        let json = Array((row["json"] as String).utf8)
        let commitment = Commitment.of(json, salt: Commitment.salts(secret: secret, .suite, id).question)
        if commitment != body["suite"]?.string || Digest256.hex(json) != row["sha256"] as String {
            fault(
                "chain.suite-changed", "suite \(id) is not what the log recorded", "suite \(id)",
                "Its questions or its description were changed after use.")
        }
        let named = (body["probes"]?.array ?? []).map { ($0["id"]?.integer ?? 0, $0["probe"]?.string ?? "") }
        let rows = try Row.fetchAll(
            db, sql: "SELECT id, json FROM probes WHERE suite_id = ? ORDER BY id", arguments: [id])
        if rows.count != named.count {
            fault(
                "chain.probe-missing", "suite \(id) was recorded with \(named.count) probes and has \(rows.count)",
                "suite \(id)", "Probes were added or removed after use.")
        }
        for (row, (probe, commitment)) in zip(rows, named) {
            let found: Int64 = row["id"]
            let made = Commitment.of(
                Array((row["json"] as String).utf8), salt: Commitment.salts(secret: secret, .probe, found).question)
            if found != probe || made != commitment {
                fault(
                    "chain.probe-changed", "probe \(found) is not what the log recorded", "probe \(found)",
                    "The question or its key was changed after use.")
            }
        }
    }

    private mutating func checkSource(_ body: JSONValue, _ place: String) throws {
        let row = try Row.fetchOne(
            db, sql: "SELECT name, bytes, sha256, format FROM sources WHERE id = ?",
            arguments: [body["id"]?.integer ?? 0])
        guard let row, row["name"] as String == body["name"]?.string, row["bytes"] as Int64 == body["bytes"]?.integer,
            row["sha256"] as String == body["sha256"]?.string, row["format"] as String == body["format"]?.string
        else {
            return fault(
                "chain.source-changed", "an imported file is not listed as the log recorded it", place,
                "The list of sources was changed.")
        }
    }

    /// Rows that no event names, and models as the log last recorded them.
    private mutating func checkTheRest() throws {
        for kind in ["responses", "intents", "failures"] {
            if let row = try rows.next(kind) { extra(String(kind.dropLast()), row.id) }
        }
        var found: Set<Int64> = []
        for row in try Row.fetchAll(db, sql: "SELECT id, name, json FROM models ORDER BY id") {
            let id: Int64 = row["id"]
            found.insert(id)
            let json: String = row["json"]
            let commitment = Commitment.of(Array(json.utf8), salt: Commitment.salts(secret: secret, .model, id).model)
            let named = try? CanonicalJSON.value(of: json.utf8)["id"]?.string
            if models[id] != commitment || named != row["name"] as String {
                fault(
                    "chain.model-changed", "model \(id) is not described as the log recorded it", "model \(id)",
                    "Its name, role or origin was changed outside the program.")
            }
        }
        for id in models.keys.sorted() where !found.contains(id) {
            fault(
                "chain.model-missing", "model \(id) is in the log but not in the case", "model \(id)", "It was removed."
            )
        }
        for row in try Row.fetchAll(db, sql: "SELECT id, sha256, json FROM settings ORDER BY id")
        where Digest256.hex(Array((row["json"] as String).utf8)) != row["sha256"] as String {
            fault(
                "chain.settings-changed",
                "settings \(row["id"] as Int64) do not have the SHA-256 that stands beside them", "settings",
                "The record of what was asked for was changed.")
        }
        let suites = try Int.fetchOne(db, sql: "SELECT count(*) FROM suites") ?? 0
        let recorded = try Int.fetchOne(db, sql: "SELECT count(*) FROM events WHERE kind = 'suite'") ?? 0
        if suites > recorded {
            fault(
                "chain.suite-extra", "the case has \(suites) suites, the log \(recorded)", "suites",
                "A suite was added outside the program.")
        }
    }

    private mutating func extra(_ name: String, _ id: Int64) {
        fault(
            "chain.\(name)-extra", "\(name) \(id) is in the case but not in the log", "\(name) \(id)",
            "It was added outside the program, or the end of the log was cut off.")
    }
}

/// A row whose hashes were made again.
private struct CheckedRow: Sendable {
    var id: Int64
    var leaf: [UInt8]
    var isLeafStored: Bool
    /// False where a body does not have the SHA-256 that stands beside it.
    var isBodyStored = true
}

/// The rows of a case in the order of their ids, hashed ahead on all cores.
private struct CheckedRows: ~Copyable {
    private let reader: RowReader
    private var responses = Stream<ResponseRow> { $0.bodyDigest == $0.storedSHA256 }
    private var intents = Stream<IntentRow> { _ in true }
    private var failures = Stream<FailureRow> { _ in true }

    init(_ reader: RowReader) { self.reader = reader }

    mutating func next(_ kind: String) throws -> CheckedRow? {
        switch kind {
        case "responses": try responses.next(reader.nextResponse)
        case "intents": try intents.next(reader.nextIntent)
        default: try failures.next(reader.nextFailure)
        }
    }

    private struct Stream<R: CommittedRow>: ~Copyable {
        private var ahead: Ahead<[R], [CheckedRow]>
        private var made: ArraySlice<CheckedRow> = []

        init(isBodyStored: @escaping @Sendable (R) -> Bool) {
            ahead = Ahead { rows in
                try rows.map { row in
                    let leaf = RecordBytes.leaf(try row.record(row.salts()))
                    return CheckedRow(
                        id: row.id, leaf: leaf, isLeafStored: leaf == row.storedLeaf, isBodyStored: isBodyStored(row))
                }
            }
        }

        mutating func next(_ read: () throws -> R?) throws -> CheckedRow? {
            if made.isEmpty { made = try ahead.next { try RowPieces.next(read) }?[...] ?? [] }
            return made.popFirst()
        }
    }
}
