import GRDB

extension CaseStore {
    /// How many responses each model has given so far, and how many attempts of it failed, by counting alone: cheap while a run is writing.
    public func progress() throws -> [String: (responses: Int, failures: Int)] {
        try reading { db in
            var counts: [String: (responses: Int, failures: Int)] = [:]
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT m.name, (SELECT count(*) FROM responses r WHERE r.model_id = m.id),
                        (SELECT count(*) FROM failures f JOIN intents i ON i.id = f.intent_id WHERE i.model_id = m.id)
                    FROM models m ORDER BY m.id
                    """)
            for row in rows { counts[row[0]] = (row[1], row[2]) }
            return counts
        }
    }
}
