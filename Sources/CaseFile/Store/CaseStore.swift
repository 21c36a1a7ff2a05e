import Base
import Crypto
import Foundation
import GRDB
import Probes

/// The evidence of one case: a single SQLite file, append-only, with a hash-chained log of everything that happened to it.
///
/// Every change is one transaction with its events, made durable before the call returns. A store may be used from any thread;
/// one process at a time may write a case, any number may read it.
public final class CaseStore: Sendable {
    /// How a case is opened.
    public enum Mode: Sendable {
        /// To add to it; refused while another process does.
        case readWrite
        /// To read it as it stands now; touches nothing on disk.
        case readOnly
        /// To read it while another process may be writing.
        case following
    }

    public let url: URL
    public let mode: Mode
    public let info: CaseInfo
    let database: DatabaseQueue
    let now: CaseClock
    let secret: SymmetricKey
    private let hold: FileHold

    private init(
        url: URL, mode: Mode, database: DatabaseQueue, hold: FileHold, now: @escaping CaseClock
    ) throws {
        let rows = try CaseStore.explained(url) {
            try database.read { db in
                try Dictionary(
                    uniqueKeysWithValues: Row.fetchAll(db, sql: "SELECT key, value FROM info").map { row in
                        (row["key"] as String, row["value"] as String)
                    })
            }
        }
        guard let id = rows["id"], let title = rows["title"], let createdAt = rows["created_at"],
            let bytes = rows["secret"].flatMap(Hex.bytes)
        else { throw CaseStore.damaged(url, "its description is missing") }
        self.url = url
        self.mode = mode
        self.database = database
        self.now = now
        self.hold = hold
        secret = SymmetricKey(data: bytes)
        info = CaseInfo(id: id, title: title, createdAt: createdAt)
    }

    deinit {
        try? database.close()
        hold.release()
    }

    /// Makes a new, empty case, which only its owner may read (mode 0600). The file appears whole or not at all.
    ///
    /// - Parameters:
    ///   - url: where; nothing may be there yet.
    ///   - now: the clock that every event takes its time from.
    ///   - secret: 32 bytes that salt every commitment; random unless the same chain must come out twice (the laboratory).
    ///   - software: versions of the program and what it is built on, for the first event.
    /// - Throws: `Problem`: `case.exists`, `case.cannot-create`, or `.io` for a full disk.
    public static func create(
        at url: URL, title: String, now: @escaping CaseClock = { Date() }, secret: [UInt8]? = nil,
        software: JSONValue = .object([])
    ) throws -> CaseStore {
        guard !FileManager.default.fileExists(atPath: url.path) else {
            throw Problem(
                "case.exists", .cannotCreate, "there is a file of that name already", at: url.path,
                remedy: "Choose another name; a case is never overwritten.")
        }
        let bytes = secret ?? SymmetricKey(size: .bits256).withUnsafeBytes { Array($0) }
        let draft = url.deletingLastPathComponent()
            .appendingPathComponent(".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).new")
        defer { try? FileManager.default.removeItem(at: draft) }
        // Answers, prompts and the secret of the commitments are nobody's but the collector's. SQLite gives its own files the same mode.
        let descriptor = Foundation.open(draft.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw cannotCreate(url, errno) }
        close(descriptor)
        let id = String(Digest256.hex(Array("apograph case".utf8) + bytes).prefix(16))
        let createdAt = Timestamp.text(now())
        try explained(url) {
            let database = try DatabaseQueue(path: draft.path, configuration: configuration(readOnly: false))
            try database.writeWithoutTransaction { db in
                try db.execute(sql: "PRAGMA page_size = 8192; PRAGMA application_id = \(Schema.applicationID)")
                try db.inTransaction {
                    for migration in Schema.migrations { try db.execute(sql: migration) }
                    try db.execute(sql: "PRAGMA user_version = \(Schema.version)")
                    for (key, value) in [
                        ("id", id), ("title", title), ("created_at", createdAt), ("secret", Hex.text(bytes)),
                    ] {
                        try db.execute(sql: "INSERT INTO info VALUES (?, ?)", arguments: [key, value])
                    }
                    var log = try EventLog(db, secret: SymmetricKey(data: bytes))
                    try log.append(
                        "created", ["case": .string(id), "software": software, "title": .string(title)], at: createdAt)
                    return .commit
                }
                try db.execute(sql: "PRAGMA journal_mode = WAL")
            }
            try database.close()
        }
        guard link(draft.path, url.path) == 0 else { throw cannotCreate(url, errno) }
        return try open(at: url, now: now)
    }

    /// Opens a case, after checking that it is one and that this program can read it; a file that is refused is left exactly as it was.
    ///
    /// - Throws: `Problem`: `case.missing`, `case.empty`, `case.not-a-case`, `case.foreign`, `case.newer`, `case.damaged`,
    ///   `case.in-use`, `case.not-writable`.
    public static func open(
        at url: URL, mode: Mode = .readWrite, now: @escaping CaseClock = { Date() }
    ) throws -> CaseStore {
        let hold = try FileHold(url, writing: mode == .readWrite)
        do {
            let database = try explained(url) {
                try DatabaseQueue(
                    path: path(url, mode: mode), configuration: configuration(readOnly: mode != .readWrite))
            }
            do {
                try explained(url) {
                    try database.read { db in
                        let found = try Schema.listing(of: db)
                        guard found == (try Schema.expected()) else {
                            throw damaged(url, "its tables or the triggers that guard them are not those of a case")
                        }
                    }
                }
                return try CaseStore(url: url, mode: mode, database: database, hold: hold, now: now)
            } catch {
                try? database.close()
                throw error
            }
        } catch {
            hold.release()
            throw error
        }
    }

    /// A snapshot needs no lock and no shared memory file where no log of unfinished writes lies beside the case.
    private static func path(_ url: URL, mode: Mode) -> String {
        let log = url.path + "-wal"
        let logSize = (try? FileManager.default.attributesOfItem(atPath: log)[.size] as? Int) ?? 0
        guard mode == .readOnly, logSize == 0,
            let encoded = url.path.addingPercentEncoding(
                withAllowedCharacters: CharacterSet.alphanumerics.union(.init(charactersIn: "/-._~")))
        else { return url.path }
        return "file:\(encoded)?immutable=1"
    }

    private static func configuration(readOnly: Bool) -> Configuration {
        var configuration = Configuration()
        configuration.readonly = readOnly
        configuration.busyMode = .timeout(5)
        configuration.prepareDatabase { db in
            try db.execute(
                sql: """
                    PRAGMA trusted_schema = OFF; PRAGMA cell_size_check = ON; PRAGMA foreign_keys = ON;
                    PRAGMA synchronous = FULL; PRAGMA cache_size = -32768; PRAGMA temp_store = MEMORY
                    """)
        }
        return configuration
    }

    /// Runs `work` in one transaction; what it throws undoes everything it did.
    func writing<T>(_ work: (Database, inout EventLog) throws -> T) throws -> T {
        guard mode == .readWrite else {
            throw Problem(
                "case.read-only", .software, "the case was opened for reading only", at: url.path,
                remedy: "Report this: a command that writes must open the case for writing.")
        }
        return try CaseStore.explained(url) {
            try database.write { db in
                var log = try EventLog(db, secret: secret)
                return try work(db, &log)
            }
        }
    }

    func reading<T>(_ work: (Database) throws -> T) throws -> T {
        try CaseStore.explained(url) { try database.read(work) }
    }
}
