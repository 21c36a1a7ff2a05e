import GRDB
import GRDBSQLite

/// Binds and steps one prepared INSERT without the copies that GRDB's argument lists make; for the table that grows by the hundred thousand.
///
/// Columns are bound in order, each once, before ``run()``. https://www.sqlite.org/c3ref/bind_blob.html
struct RowInsert {
    private let statement: SQLiteStatement
    private let connection: SQLiteConnection?
    private var index: Int32 = 0

    init(_ db: Database, sql: String) throws {
        statement = try db.cachedStatement(sql: sql).sqliteStatement
        connection = db.sqliteConnection
        sqlite3_reset(statement)
    }

    /// SQLite makes its own copy before the call returns.
    private static var copied: sqlite3_destructor_type { unsafeBitCast(-1, to: sqlite3_destructor_type.self) }

    mutating func bind(_ value: Int64?) {
        index += 1
        if let value { sqlite3_bind_int64(statement, index, value) } else { sqlite3_bind_null(statement, index) }
    }

    mutating func bind(_ text: String?) {
        index += 1
        guard var text else {
            sqlite3_bind_null(statement, index)
            return
        }
        text.withUTF8 { bytes in
            bytes.withMemoryRebound(to: CChar.self) { characters in
                _ = sqlite3_bind_text64(
                    statement, index, characters.baseAddress, UInt64(characters.count), RowInsert.copied,
                    UInt8(SQLITE_UTF8))
            }
        }
    }

    mutating func bind(_ bytes: [UInt8]) {
        index += 1
        if bytes.isEmpty {
            sqlite3_bind_zeroblob(statement, index, 0)
        } else {
            bytes.withUnsafeBytes {
                _ = sqlite3_bind_blob64(statement, index, $0.baseAddress, UInt64($0.count), RowInsert.copied)
            }
        }
    }

    /// Runs the statement.
    ///
    /// - Returns: false where a conflict clause left the row out.
    /// - Throws: `DatabaseError`, also for a value that could not be bound (its column is then missing).
    func run() throws -> Bool {
        defer {
            sqlite3_reset(statement)
            sqlite3_clear_bindings(statement)
        }
        let code = sqlite3_step(statement)
        guard code == SQLITE_DONE else {
            throw DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: sqlite3_errmsg(connection).map { String(cString: $0) })
        }
        return sqlite3_changes(connection) > 0
    }
}
