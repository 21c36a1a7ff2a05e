import Foundation
import GRDB
import GRDBSQLite

/// Steps through one prepared SELECT and hands its columns out by number, without the copies and look-ups by name of GRDB's rows.
///
/// https://www.sqlite.org/c3ref/column_blob.html: a value of another type than asked for is converted, so a tampered file is read and then found.
final class RowScan {
    private let owner: Statement
    private let statement: SQLiteStatement
    private let connection: SQLiteConnection?
    /// SQLite begins again when it is asked for a row after the last.
    private var isDone = false

    init(_ db: Database, sql: String) throws {
        owner = try db.makeStatement(sql: sql)
        statement = owner.sqliteStatement
        connection = db.sqliteConnection
    }

    /// Goes to the next row; false after the last.
    ///
    /// - Throws: `DatabaseError` where the file cannot be read.
    func step() throws -> Bool {
        guard !isDone else { return false }
        switch sqlite3_step(statement) {
        case SQLITE_ROW: return true
        case SQLITE_DONE:
            isDone = true
            return false
        default:
            throw DatabaseError(
                resultCode: ResultCode(rawValue: sqlite3_extended_errcode(connection)),
                message: sqlite3_errmsg(connection).map { String(cString: $0) })
        }
    }

    func isNull(_ column: Int32) -> Bool { sqlite3_column_type(statement, column) == SQLITE_NULL }

    func integer(_ column: Int32) -> Int64 { sqlite3_column_int64(statement, column) }

    func integerOrNull(_ column: Int32) -> Int64? { isNull(column) ? nil : integer(column) }

    /// The bytes of a blob or of text; none where it is null.
    func bytes(_ column: Int32) -> [UInt8] {
        guard let start = sqlite3_column_blob(statement, column) else { return [] }
        return Array(UnsafeRawBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))))
    }

    func text(_ column: Int32) -> String {
        guard let start = sqlite3_column_text(statement, column) else { return "" }
        return String(
            decoding: UnsafeBufferPointer(start: start, count: Int(sqlite3_column_bytes(statement, column))),
            as: UTF8.self)
    }

    func textOrNull(_ column: Int32) -> String? { isNull(column) ? nil : text(column) }
}
