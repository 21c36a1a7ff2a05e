import Base
import GRDB
import Probes

extension CaseStore {
    /// The keys whose last word is that asking again cannot help. Bodies are not read: failures may be many and large.
    public func permanentFailureKeys() throws -> Set<ResponseKey> {
        try reading { db in
            var lookup = RowLookup(db)
            var keys: Set<ResponseKey> = []
            let rows = try Row.fetchCursor(
                db,
                sql: """
                    SELECT DISTINCT i.model_id, i.probe_id, i.sample, i.settings_id FROM failures f
                        JOIN intents i ON i.id = f.intent_id WHERE f.permanent
                    """)
            while let row = try rows.next() {
                keys.insert(try lookup.key(model: row[0], probe: row[1], sample: row[2], settings: row[3]))
            }
            return keys
        }
    }
}
