import GRDB

/// The library that cases are kept with.
public enum SQLiteLibrary {
    /// For example `3.40.1`.
    public static func version() throws -> String {
        try DatabaseQueue().read { try String.fetchOne($0, sql: "SELECT sqlite_version()") } ?? "unknown"
    }
}
