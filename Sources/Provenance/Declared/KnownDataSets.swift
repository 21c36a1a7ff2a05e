import Base
import Foundation

/// The table of data sets and whose outputs they hold (`Data/datasets.csv`, made from public pages). A lead to look at a set's own card, never a finding.
public struct KnownDataSets: Sendable {
    public struct Row: Sendable, Hashable {
        public enum Content: String, Sendable { case outputs, mixed, human }
        public var ids: [String]
        public var name: String
        public var holds: Content
        /// Whose outputs, as the source says.
        public var models: [String]
        public var makers: [String]
        public var source: String
        /// Day on which the source was read; `nil` where the row is uncertain.
        public var checked: String?
        public var note: String
    }

    public let rows: [Row]
    private let byID: [String: Int]

    /// - Throws: `Problem` where a row is broken.
    public init(_ table: CSVTable) throws {
        let columns = try ["ids", "name", "holds", "models", "makers", "source", "checked", "note"].map(table.column)
        rows = try table.rows.map { row in
            let fields = columns.map { row.fields[$0] }
            guard let holds = Row.Content(rawValue: fields[2]) else {
                throw Problem(
                    "sources.table", .data, "\"\(fields[2])\" is none of outputs, mixed, human",
                    at: "\(table.place):\(row.line)",
                    remedy: "Mend the row.")
            }
            return Row(
                ids: fields[0].split(separator: " ").map(String.init), name: fields[1], holds: holds,
                models: Declaration.names(fields[3]), makers: Declaration.names(fields[4]), source: fields[5],
                checked: fields[6].isEmpty ? nil : fields[6], note: fields[7])
        }
        byID = Dictionary(
            rows.enumerated().flatMap { place, row in (row.ids + [row.name]).map { (Self.plain($0), place) } }
        ) { first, _ in first }
    }

    /// The table that ships.
    public static func shipped() throws -> KnownDataSets {
        guard let url = Bundle.module.url(forResource: "datasets", withExtension: "csv", subdirectory: "Data") else {
            throw Problem(
                "sources.table", .noInput, "the table of data sets is missing",
                remedy: "Build or install Apograph again; its data lies beside the program.")
        }
        return try KnownDataSets(CSVTable(contentsOf: url))
    }

    /// The row of a data set, by any of its names or its address.
    public func row(_ name: String, url: String? = nil) -> Row? {
        for text in [name, url ?? ""] {
            let plain = Self.plain(text)
            if let place = byID[plain] { return rows[place] }
            let steps = plain.split(separator: "/")
            guard plain.contains("://"), steps.count >= 4 else { continue }
            // https://huggingface.co/datasets/owner/name and https://github.com/owner/name
            let rest = steps.dropFirst(2).drop { $0 == "datasets" }
            if let place = byID[rest.prefix(2).joined(separator: "/")] { return rows[place] }
        }
        return nil
    }

    private static func plain(_ text: String) -> String { text.lowercased().trimmingCharacters(in: .whitespaces) }
}
