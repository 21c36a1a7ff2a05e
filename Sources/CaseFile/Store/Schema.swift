import GRDB
import Synchronization

/// The tables of a case file. A migration is never edited once shipped: a change is a new one at the end.
enum Schema {
    /// `PRAGMA application_id` of a case file: "APGR".
    static let applicationID: Int32 = 0x4150_4752

    /// The version that this program writes, `PRAGMA user_version`.
    static var version: Int32 { Int32(migrations.count) }

    /// SQL from version n to version n + 1.
    static let migrations: [String] = [
        """
        CREATE TABLE info (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT, WITHOUT ROWID;
        CREATE TABLE models (id INTEGER PRIMARY KEY, name TEXT NOT NULL UNIQUE, json TEXT NOT NULL) STRICT;
        CREATE TABLE suites (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, version TEXT NOT NULL, json TEXT NOT NULL, sha256 TEXT NOT NULL,
            UNIQUE (name, version)) STRICT;
        CREATE TABLE probes (
            id INTEGER PRIMARY KEY, suite_id INTEGER NOT NULL REFERENCES suites (id) DEFERRABLE INITIALLY DEFERRED,
            name TEXT NOT NULL, json TEXT NOT NULL, UNIQUE (suite_id, name)) STRICT;
        CREATE TABLE settings (id INTEGER PRIMARY KEY, sha256 TEXT NOT NULL UNIQUE, json TEXT NOT NULL) STRICT;
        CREATE TABLE sources (
            id INTEGER PRIMARY KEY, name TEXT NOT NULL, bytes INTEGER NOT NULL, sha256 TEXT NOT NULL,
            format TEXT NOT NULL) STRICT;
        CREATE TABLE intents (
            id INTEGER PRIMARY KEY, model_id INTEGER NOT NULL REFERENCES models (id),
            probe_id INTEGER NOT NULL REFERENCES probes (id), sample INTEGER NOT NULL,
            settings_id INTEGER NOT NULL REFERENCES settings (id), attempt INTEGER NOT NULL, resend INTEGER NOT NULL,
            created_at TEXT NOT NULL, request BLOB NOT NULL, leaf BLOB NOT NULL) STRICT;
        CREATE INDEX intents_by_key ON intents (probe_id, model_id, settings_id, sample);
        CREATE TABLE responses (
            id INTEGER PRIMARY KEY, model_id INTEGER NOT NULL REFERENCES models (id),
            probe_id INTEGER NOT NULL REFERENCES probes (id) DEFERRABLE INITIALLY DEFERRED, sample INTEGER NOT NULL,
            settings_id INTEGER NOT NULL REFERENCES settings (id), accepted_id INTEGER REFERENCES settings (id),
            intent_id INTEGER REFERENCES intents (id), received_at TEXT, format TEXT NOT NULL, body BLOB NOT NULL,
            sha256 BLOB NOT NULL, text TEXT, served TEXT, details TEXT,
            source_id INTEGER REFERENCES sources (id), source_offset INTEGER, source_record INTEGER,
            leaf BLOB NOT NULL) STRICT;
        CREATE UNIQUE INDEX responses_by_key ON responses (probe_id, model_id, settings_id, sample);
        CREATE INDEX responses_by_intent ON responses (intent_id) WHERE intent_id IS NOT NULL;
        CREATE TABLE failures (
            id INTEGER PRIMARY KEY, intent_id INTEGER NOT NULL REFERENCES intents (id), at TEXT NOT NULL,
            kind TEXT NOT NULL, message TEXT NOT NULL, status INTEGER, permanent INTEGER NOT NULL, headers TEXT,
            body BLOB, sha256 BLOB, leaf BLOB NOT NULL) STRICT;
        CREATE INDEX failures_by_intent ON failures (intent_id);
        CREATE TABLE events (
            seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, at TEXT NOT NULL, body TEXT NOT NULL, previous BLOB NOT NULL,
            hash BLOB NOT NULL) STRICT;
        CREATE TABLE answers (
            response_id INTEGER NOT NULL REFERENCES responses (id), normalizer TEXT NOT NULL, state TEXT NOT NULL,
            key TEXT, shown TEXT, PRIMARY KEY (response_id, normalizer)) STRICT, WITHOUT ROWID;
        """
            + appendOnly([
                "info", "suites", "probes", "settings", "sources", "intents", "responses", "failures", "events",
            ])
                + """

                CREATE TRIGGER models_no_delete BEFORE DELETE ON models BEGIN SELECT RAISE(ABORT, 'models is append-only'); END;
                """
    ]

    /// Triggers that refuse to change or remove a row of these tables.
    private static func appendOnly(_ tables: [String]) -> String {
        tables.map {
            """

            CREATE TRIGGER \($0)_no_update BEFORE UPDATE ON \($0) BEGIN SELECT RAISE(ABORT, '\($0) is append-only'); END;
            CREATE TRIGGER \($0)_no_delete BEFORE DELETE ON \($0) BEGIN SELECT RAISE(ABORT, '\($0) is append-only'); END;
            """
        }.joined()
    }

    /// Every object of a database with the SQL that made it, in a fixed order.
    static func listing(of db: Database) throws -> [String] {
        try String.fetchAll(
            db, sql: "SELECT type || ' ' || name || ': ' || coalesce(sql, '') FROM sqlite_master ORDER BY type, name")
    }

    private static let expectedListing = Mutex<[String]?>(nil)

    /// The listing of a case as this program makes it.
    static func expected() throws -> [String] {
        try expectedListing.withLock { known in
            if let known { return known }
            let listing = try DatabaseQueue().write { db in
                for migration in migrations { try db.execute(sql: migration) }
                return try Schema.listing(of: db)
            }
            known = listing
            return listing
        }
    }
}
