import Analysis
import Base
import Foundation
import Probes

extension KindTable {
    /// Reads `source,probe,kind`; an empty source stands for every source.
    /// - Throws: `Problem` with the line of a kind that is neither `invented` nor `corpus`, of a row without a probe, or of a probe that has two kinds.
    public init(_ table: CSVTable) throws {
        self.init()
        let (source, probe, kind) = (
            try table.column("source"), try table.column("probe"), try table.column("kind")
        )
        for row in table.rows {
            let place = "\(table.place):\(row.line)"
            guard let value = ErrorKind(rawValue: row.fields[kind]) else {
                throw Problem(
                    "kinds.value", .data, "\"\(row.fields[kind])\" is no kind of error", at: place,
                    remedy:
                        "Write \"corpus\" where the wrong answer was written somewhere, and \"invented\" where it was not."
                )
            }
            guard !row.fields[probe].isEmpty else {
                throw Problem(
                    "kinds.no-probe", .data, "the row names no probe", at: place,
                    remedy: "Name it by its id, or as suite/id.")
            }
            guard set(value, source: row.fields[source], probe: row.fields[probe]) else {
                throw Problem(
                    "kinds.conflict", .data, "\(row.fields[probe]) has both kinds for one source", at: place,
                    remedy: "Decide which is right, and remove the other row.")
            }
        }
    }
}
