import Foundation

/// A small table of comma-separated values with a header (RFC 4180: quotes may hold commas, quotes and line breaks).
public struct CSVTable: Sendable {
    public var header: [String]
    public var rows: [Row]
    /// What the table is called in errors: its path.
    public var place: String

    public struct Row: Sendable {
        /// Line of the file on which the row begins, from 1.
        public var line: Int
        public var fields: [String]
    }

    /// - Throws: `Problem` where the file cannot be read, has no header, or a row has another number of fields.
    public init(contentsOf url: URL) throws {
        guard let data = try? Data(contentsOf: url) else {
            throw Problem(
                "csv.missing", .noInput, "the table cannot be read", at: url.path,
                remedy: "Check the path and its permissions.")
        }
        try self.init(String(decoding: data, as: UTF8.self), place: url.path)
    }

    public init(_ text: String, place: String) throws {
        var parsed = Self.parse(text)
        guard !parsed.isEmpty else {
            throw Problem(
                "csv.empty", .data, "the table is empty", at: place,
                remedy: "It needs a header line that names the columns.")
        }
        header = parsed.removeFirst().fields.map { $0.trimmingCharacters(in: .whitespaces) }
        rows = parsed
        self.place = place
        for row in rows where row.fields.count != header.count {
            throw Problem(
                "csv.ragged", .data, "a row has \(row.fields.count) fields where the header has \(header.count)",
                at: "\(place):\(row.line)", remedy: "Mend the row; a field that holds a comma needs quotes.")
        }
    }

    /// The place of a column.
    /// - Throws: `Problem` where the header does not name it.
    public func column(_ name: String) throws -> Int {
        guard let found = header.firstIndex(of: name) else {
            throw Problem(
                "csv.no-column", .data, "the table has no column \"\(name)\"", at: "\(place):1",
                remedy: "Its header must name: \(name). It names: \(header.joined(separator: ", ")).")
        }
        return found
    }

    public func optionalColumn(_ name: String) -> Int? { header.firstIndex(of: name) }

    private static func parse(_ text: String) -> [Row] {
        var rows: [Row] = []
        var fields: [String] = []
        var field = String.UnicodeScalarView()
        var quoted = false
        var line = 1
        var start = 1
        var scalars = text.unicodeScalars.makeIterator()
        var pending = scalars.next()
        if pending == "\u{FEFF}" { pending = scalars.next() }
        func isBlank() -> Bool { fields.isEmpty && field.isEmpty }
        while let scalar = pending {
            pending = scalars.next()
            switch scalar {
            case "\"" where quoted && pending == "\"":
                field.append("\"")
                pending = scalars.next()
            case "\"": quoted.toggle()
            case "," where !quoted:
                fields.append(String(field))
                field = .init()
            case "\r" where !quoted && pending == "\n": break
            case "\n" where !quoted:
                if !isBlank() { rows.append(Row(line: start, fields: fields + [String(field)])) }
                fields = []
                field = .init()
                line += 1
                start = line
            default:
                if scalar == "\n" { line += 1 }
                field.append(scalar)
            }
        }
        if !isBlank() { rows.append(Row(line: start, fields: fields + [String(field)])) }
        return rows
    }
}
