import Base
import Foundation

/// Thresholds that hold under looking, and the error rates of the rule: simulated by `apograph validate --sequential`, shipped as
/// `Data/sequential.json`.
public struct SequentialTable: Sendable, Codable, Hashable {
    /// A count with its one-sided 95 % limit.
    public struct Rate: Sendable, Codable, Hashable {
        public var count: Int
        public var of: Int
        public var limit: Double
    }

    /// One side of a rule.
    public struct Row: Sendable, Codable, Hashable {
        /// Models of the panel, the two of the pair included.
        public var models: Int
        /// Stops at this ratio, or at one over it where `against`.
        public var ratio: Int
        public var against: Bool
        /// log10 that the ratio must reach before the bounds, at any look; at least log10 of `ratio` (below 1: at most its negative).
        public var threshold: Double
        /// Strangers that passed the threshold at any look (against: kin that did), of all runs, and at the ratio itself without a threshold.
        public var wrong: Rate
        public var unguarded: Rate
        /// The same at the end alone, without looking.
        public var once: Rate
    }

    public var command: String
    public var seed: UInt64
    public var looks: Int
    public var rows: [Row]

    public init(command: String, seed: UInt64, looks: Int, rows: [Row]) {
        self.command = command
        self.seed = seed
        self.looks = looks
        self.rows = rows
    }

    public static func shipped() throws -> SequentialTable {
        guard let url = Bundle.module.url(forResource: "sequential", withExtension: "json", subdirectory: "Data"),
            let data = try? Data(contentsOf: url),
            let table = try? JSONDecoder().decode(SequentialTable.self, from: data)
        else {
            throw Problem(
                "until.no-table", .software, "the table of sequential thresholds is missing or damaged",
                remedy: "Install Apograph anew.")
        }
        return table
    }

    /// The row for a panel: of the sizes that were simulated the largest that is not larger; the smallest where none is.
    public func row(models: Int, ratio: Int, against: Bool) -> Row? {
        let rows = rows.filter { $0.ratio == ratio && $0.against == against }.sorted { $0.models < $1.models }
        return rows.last { $0.models <= models } ?? rows.first
    }
}

extension Until {
    /// The rule's own error rates, as sentences.
    public func rates(models: Int) throws -> [String] {
        let table = try SequentialTable.shipped()
        return [(atLeast, false), (atMost, true)].compactMap { ratio, against in
            guard let ratio, let row = table.row(models: models, ratio: ratio, against: against) else { return nil }
            let whose = against ? "kin" : "strangers"
            return
                "Error rate of the rule lr\(against ? "<=1/" : ">=")\(ratio): of \(row.wrong.of) simulated pairs of \(whose) in panels of \(row.models), \(row.wrong.count) ever passed its threshold in \(table.looks) looks (at most \(row.wrong.limit) with 95 % confidence; without a threshold \(row.unguarded.count), at one look \(row.once.count))."
        }
    }
}
