import Base
import CaseFile

/// What a registry holds.
public struct RegistryStatus: Sendable, Hashable, Codable {
    public struct Case: Sendable, Hashable, Codable {
        public var id: String
        public var title: String
        public var head: String
        public var models: Int
        public var answers: Int
        public var evidence: Bool
        public var pushedBy: String
    }
    public struct Job: Sendable, Hashable, Codable {
        public var id: Int
        public var parts: Int
        public var done: Int
        /// Parts that a worker holds a lease on.
        public var leased: Int
    }
    public var entries: Int
    /// Hash of the newest entry: noted elsewhere, it shows whether the log was cut short later.
    public var head: String
    public var models: Int
    public var questions: Int
    public var cases: [Case]
    public var jobs: [Job]
    /// `nil` unless asked for; empty where every hash checks.
    public var faults: [ChainFault]?
}

extension AnswerRegistry {
    /// Counts what there is.
    /// - Parameter verify: make every hash of the registry again and compare.
    public func status(verify: Bool = false) throws -> RegistryStatus {
        try connection.run("BEGIN TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        defer { _ = try? connection.run("ROLLBACK") }
        let counts = try connection.run(
            """
            SELECT (SELECT count(*) FROM apograph.entries), (SELECT hash FROM apograph.entries ORDER BY seq DESC LIMIT 1),
                (SELECT count(*) FROM apograph.models), (SELECT count(*) FROM apograph.questions)
            """)
        let cases = try connection.run(
            """
            SELECT d.case_id, d.title, d.head, (SELECT count(*) FROM apograph.models m WHERE m.case_id = d.case_id),
                (SELECT count(*) FROM apograph.answers a JOIN apograph.deposits o ON o.id = a.deposit_id
                    WHERE o.case_id = d.case_id),
                EXISTS (SELECT FROM apograph.evidence e WHERE e.deposit_id = d.id), d.pushed_by
            FROM (SELECT DISTINCT ON (case_id) * FROM apograph.deposits ORDER BY case_id, id DESC) d ORDER BY d.id
            """)
        let jobs = try connection.run(
            """
            SELECT j.id, j.parts, (SELECT count(*) FROM apograph.results r WHERE r.job = j.id),
                (SELECT count(*) FROM apograph.blocks b WHERE b.job = j.id AND b.lease_until > clock_timestamp()
                    AND NOT EXISTS (SELECT FROM apograph.results r WHERE r.job = b.job AND r.part = b.part))
            FROM apograph.jobs j ORDER BY j.id
            """)
        func number(_ rows: PostgresRows, _ row: Int, _ column: Int) -> Int { Int(rows.integer(row, column) ?? 0) }
        return RegistryStatus(
            entries: number(counts, 0, 0), head: counts.text(0, 1) ?? RegistryChain.none, models: number(counts, 0, 2),
            questions: number(counts, 0, 3),
            cases: (0..<cases.count).map { row in
                .init(
                    id: cases.text(row, 0) ?? "", title: cases.text(row, 1) ?? "", head: cases.text(row, 2) ?? "",
                    models: number(cases, row, 3), answers: number(cases, row, 4), evidence: cases.text(row, 5) == "t",
                    pushedBy: cases.text(row, 6) ?? "")
            },
            jobs: (0..<jobs.count).map { row in
                .init(
                    id: number(jobs, row, 0), parts: number(jobs, row, 1), done: number(jobs, row, 2),
                    leased: number(jobs, row, 3))
            }, faults: verify ? try faults() : nil)
    }

    /// Every entry against the one before it and every deposit against the rows that it recorded.
    private func faults() throws -> [ChainFault] {
        var faults: [ChainFault] = []
        func fault(_ code: String, _ what: String, _ place: String, _ meaning: String) {
            faults.append(ChainFault(code, what, at: place, meaning: meaning))
        }
        let entries = try connection.run(
            "SELECT seq, kind, at, body, previous, hash FROM apograph.entries ORDER BY seq")
        var previous = RegistryChain.none
        var deposits: Set<Int64> = []
        var evidence: [Int64: String] = [:]
        for row in 0..<entries.count {
            let seq = entries.integer(row, 0) ?? 0
            let place = "entry \(seq)"
            let body = entries.bytes(row, 3) ?? []
            let hash = RegistryChain.hash(
                seq: seq, previous: entries.text(row, 4) ?? "", kind: entries.text(row, 1) ?? "",
                at: entries.text(row, 2) ?? "", body: body)
            if seq != Int64(row) + 1 || entries.text(row, 4) != previous {
                fault(
                    "registry.chain", "the entry does not follow the one before it", place,
                    "An entry was removed, inserted or changed.")
            }
            if hash != entries.text(row, 5) {
                fault("registry.entry-changed", "the entry is not the one that was hashed", place, "It was changed.")
            }
            previous = entries.text(row, 5) ?? ""
            guard let value = try? CanonicalJSON.value(of: body), let id = value["deposit"]?.integer else { continue }
            if entries.text(row, 1) == "evidence" { evidence[id] = value["sha256"]?.string }
            guard entries.text(row, 1) == "deposit" else { continue }
            deposits.insert(id)
            for table in DepositRows.allCases
            where try table.digest(id, connection) != value["rows"]?[table.rawValue]?.string {
                fault(
                    "registry.rows-changed", "the \(table.rawValue) of deposit \(id) are not what its entry recorded",
                    place, "Rows were changed, added or removed outside of Apograph.")
            }
        }
        let held = try connection.run("SELECT deposit_id, blob FROM apograph.evidence ORDER BY deposit_id")
        for row in 0..<held.count where evidence.removeValue(forKey: held.integer(row, 0) ?? 0) != held.text(row, 1) {
            fault(
                "registry.evidence-changed",
                "the evidence of deposit \(held.integer(row, 0) ?? 0) is not what was recorded",
                "evidence", "It was exchanged outside of Apograph.")
        }
        for row in 0..<held.count {
            guard let blob = held.text(row, 1), try !Blobs(connection: connection).read(blob, { _ in }) else {
                continue
            }
            fault(
                "registry.evidence-damaged",
                "the case of deposit \(held.integer(row, 0) ?? 0) does not have its SHA-256",
                blob, "Its bytes were changed outside of Apograph.")
        }
        for id in evidence.keys.sorted() {
            fault("registry.evidence-missing", "the evidence of deposit \(id) is gone", "evidence", "It was removed.")
        }
        let all = try connection.run("SELECT id FROM apograph.deposits ORDER BY id")
        for row in 0..<all.count {
            if let id = all.integer(row, 0), !deposits.contains(id) {
                fault(
                    "registry.deposit-extra", "deposit \(id) has no entry", "deposits",
                    "It was added outside of Apograph.")
            }
        }
        for table in ["answers", "sheets", "models", "questions"] {
            let strays = try connection.run(
                "SELECT count(*) FROM apograph.\(table) t WHERE NOT EXISTS (SELECT FROM apograph.deposits d WHERE d.id = t.deposit_id)"
            )
            if strays.integer(0, 0) != 0 {
                fault(
                    "registry.rows-extra", "there are \(table) that belong to no deposit", table,
                    "They were added outside of Apograph.")
            }
        }
        return faults
    }
}
