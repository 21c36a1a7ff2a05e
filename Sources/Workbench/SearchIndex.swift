import Base
import CaseFile
import Foundation
import GRDB
import Probes

/// The words of every question and answer, in a temporary database of SQLite's own (FTS5): the case is only read, and the words go when the
/// workbench ends.
///
/// A case only grows, so the index is made once and then follows.
actor SearchIndex {
    /// Answers taken in at a time; between two batches other pages get their turn.
    static let batch = 2000

    /// Where words were found.
    struct Hit: Sendable {
        /// `nil` where they stand in the question itself.
        var model: String?
        var suite: String
        var probe: String
        var text: String
    }

    struct Found: Sendable {
        var hits: [Hit]
        var total: Int
    }

    private let store: CaseStore
    private var database: DatabaseQueue?
    private var last: Int64 = 0
    private var suites = 0
    private(set) var answers = 0
    /// Everything that was stored when last looked at is in.
    private(set) var isComplete = false
    private var work: Task<Void, Never>?

    init(_ store: CaseStore) { self.store = store }

    /// Takes in what is new: at once what one batch holds, the rest in the background.
    func follow() throws {
        guard work == nil, try !takeBatch() else { return }
        work = Task {
            while !Task.isCancelled {
                if (try? takeBatch()) ?? true { break }
                await Task.yield()
            }
            work = nil
        }
    }

    func stop() { work?.cancel() }

    /// The answers and questions that hold all the words, in the order in which they were stored, questions first.
    ///
    /// - Parameter model: only this model's answers.
    func find(_ words: String, model: String? = nil, skip: Int, most: Int) throws -> Found {
        guard let database, let query = Self.query(words) else { return Found(hits: [], total: 0) }
        let condition = "words MATCH ?" + (model == nil ? "" : " AND p.model = ?")
        let arguments = StatementArguments([query] + (model.map { [$0] } ?? []))
        let (ids, total) = try database.read { db in
            let from = "FROM words w JOIN places p ON p.id = w.rowid WHERE \(condition)"
            return (
                try Row.fetchAll(
                    db,
                    sql: "SELECT p.id, p.model, p.suite, p.probe \(from) ORDER BY w.rowid LIMIT \(most) OFFSET \(skip)",
                    arguments: arguments),
                try Int.fetchOne(db, sql: "SELECT count(*) \(from)", arguments: arguments) ?? 0
            )
        }
        let texts = Dictionary(
            try store.responses(ids: ids.map { $0["id"] }).map { ($0.id, $0.text ?? "") },
            uniquingKeysWith: { first, _ in first })
        let prompts = try ids.contains { ($0["id"] as Int64) < 0 } ? questions() : [:]
        return Found(
            hits: ids.map { row in
                let place = Place(suite: row["suite"], probe: row["probe"])
                return Hit(
                    model: row["model"], suite: place.suite, probe: place.probe,
                    text: texts[row["id"]] ?? prompts[place] ?? "")
            }, total: total)
    }

    /// The questions in which the words stand, or some answer of these models to them.
    func places(_ words: String, models: [String]) throws -> Set<Place> {
        guard let database, let query = Self.query(words) else { return [] }
        let marks = models.map { _ in "?" }.joined(separator: ", ")
        return try database.read { db in
            Set(
                try Row.fetchAll(
                    db,
                    sql: """
                        SELECT DISTINCT p.suite, p.probe FROM words w JOIN places p ON p.id = w.rowid
                            WHERE words MATCH ? AND (p.model IS NULL OR p.model IN (\(marks)))
                        """, arguments: StatementArguments([query] + models)
                ).map { Place(suite: $0["suite"], probe: $0["probe"]) })
        }
    }

    struct Place: Hashable, Sendable { var suite: String, probe: String }

    /// What was typed as a query: every word must stand there, the last may be the beginning of one; what is in quotation marks stands
    /// together. `nil` where there is no word in it.
    static func query(_ words: String) -> String? {
        var terms: [String] = []
        for (index, part) in words.split(separator: "\"", omittingEmptySubsequences: false).enumerated() {
            terms += index % 2 == 1 ? [String(part)] : part.split(whereSeparator: \.isWhitespace).map(String.init)
        }
        terms = terms.map { $0.replacing("\0", with: "") }.filter { $0.contains { $0.isLetter || $0.isNumber } }
        guard !terms.isEmpty else { return nil }
        let isOpen = words.last.map { $0 != "\"" && !$0.isWhitespace } ?? false
        return terms.prefix(32).map { "\"\($0)\"" }.joined(separator: " ") + (isOpen ? "*" : "")
    }

    /// - Returns: whether nothing is left.
    private func takeBatch() throws -> Bool {
        let database = try database ?? Self.made()
        self.database = database
        let stored = try store.suites()
        if stored.count > suites {
            try database.write { db in
                for (place, suite) in stored.enumerated().dropFirst(suites) {
                    for (index, probe) in suite.suite.probes.enumerated() {
                        try Self.enter(
                            db, id: -Int64(place * 1_000_000 + index + 1), model: nil,
                            .init(suite: suite.suite.name, probe: probe.id), probe.prompt)
                    }
                }
            }
            suites = stored.count
        }
        let rows = try store.responses(.init(after: last, most: Self.batch))
        try database.write { db in
            for row in rows {
                try Self.enter(
                    db, id: row.id, model: row.key.model, .init(suite: row.key.suite.name, probe: row.key.probe),
                    row.text ?? "")
            }
        }
        last = rows.last?.id ?? last
        answers += rows.count
        isComplete = rows.count < Self.batch
        return isComplete
    }

    private static func enter(_ db: Database, id: Int64, model: String?, _ place: Place, _ text: String) throws {
        try db.cachedStatement(sql: "INSERT INTO words (rowid, text) VALUES (?, ?)").execute(
            arguments: [id, text.replacing("\0", with: " ")])
        try db.cachedStatement(sql: "INSERT INTO places VALUES (?, ?, ?, ?)").execute(
            arguments: [id, model, place.suite, place.probe])
    }

    /// A database without a name is one that SQLite removes by itself.
    private static func made() throws -> DatabaseQueue {
        let database = try DatabaseQueue(path: "")
        try database.writeWithoutTransaction { db in
            try db.execute(
                sql: """
                    PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF;
                    CREATE VIRTUAL TABLE words USING fts5(text, content='', tokenize="unicode61 remove_diacritics 2");
                    CREATE TABLE places (id INTEGER PRIMARY KEY, model TEXT, suite TEXT NOT NULL, probe TEXT NOT NULL);
                    """)
        }
        return database
    }

    private func questions() throws -> [Place: String] {
        var prompts: [Place: String] = [:]
        for stored in try store.suites() {
            for probe in stored.suite.probes {
                prompts[.init(suite: stored.suite.name, probe: probe.id)] = probe.prompt
            }
        }
        return prompts
    }
}
