import Base
import GRDB

extension CaseStore {
    /// How many responses each model has given so far, and how many attempts of it failed, by counting alone: cheap while a run is writing.
    public func progress() throws -> [String: (responses: Int, failures: Int)] {
        try reading { db in
            var counts: [String: (responses: Int, failures: Int)] = [:]
            let rows = try Row.fetchAll(
                db,
                sql: """
                    SELECT m.name, coalesce(r.n, 0), coalesce(f.n, 0) FROM models m
                        LEFT JOIN (SELECT model_id, count(*) AS n FROM responses GROUP BY model_id) r ON r.model_id = m.id
                        LEFT JOIN (SELECT i.model_id, count(*) AS n FROM failures f JOIN intents i ON i.id = f.intent_id
                            GROUP BY i.model_id) f ON f.model_id = m.id
                    ORDER BY m.id
                    """)
            for row in rows { counts[row[0]] = (row[1], row[2]) }
            return counts
        }
    }
}
