import Base
import Foundation

extension DataTable {
    /// The table as RFC 4180 CSV: UTF-8, CRLF, a header of column keys; missing values are empty.
    ///
    /// A text that a spreadsheet would take for a formula gets an apostrophe before it; control characters are spelled out.
    public func csv() -> String {
        var out = columns.map { Self.field(.text($0.key)) }.joined(separator: ",") + "\r\n"
        for row in rows {
            out += row.map(Self.field).joined(separator: ",") + "\r\n"
        }
        return out
    }

    private static func field(_ cell: Cell) -> String {
        switch cell {
        case .missing: ""
        case .flag(let flag): flag ? "true" : "false"
        case .count(let value): String(value)
        case .number(let value, _): value.isFinite ? "\(value)" : ""
        case .text(let text): quoted(defused(VisibleText.plain(text)))
        }
    }

    /// An apostrophe before what a spreadsheet would compute.
    static func defused(_ text: String) -> String {
        let start = text.unicodeScalars.first { !$0.properties.isWhitespace && $0 != "\"" && $0 != "'" }
        let isFormula = start.map { "=+-@|%＝＋－＠".unicodeScalars.contains($0) } ?? false
        guard isFormula || text.hasPrefix("\t") else { return text }
        return "'" + text
    }

    private static func quoted(_ text: String) -> String {
        guard text.utf8.contains(where: { $0 == 0x22 || $0 == 0x2C || $0 == 0x0A || $0 == 0x0D }) || text.hasPrefix(" ")
        else { return text }
        return "\"" + text.replacingOccurrences(of: "\"", with: "\"\"") + "\""
    }

    /// The table as JSON: a list of objects with the column keys in their order; missing values are `null`, texts as they are.
    public func json() -> String {
        let lines = rows.map { row in
            "  {" + zip(columns, row).map { "\(Self.string($0.key)): \(Self.value($1))" }.joined(separator: ", ") + "}"
        }
        return lines.isEmpty ? "[]\n" : "[\n" + lines.joined(separator: ",\n") + "\n]\n"
    }

    static func value(_ cell: Cell) -> String {
        switch cell {
        case .missing: "null"
        case .flag(let flag): flag ? "true" : "false"
        case .count(let value): String(value)
        case .number(let value, _): value.isFinite ? "\(value)" : "null"
        case .text(let text): string(text)
        }
    }

    /// A JSON string; `<` and the line separators are escaped too, so that it is safe wherever it is pasted.
    static func string(_ text: String) -> String {
        var out = "\""
        for scalar in text.unicodeScalars {
            switch scalar {
            case "\"": out += "\\\""
            case "\\": out += "\\\\"
            case "\n": out += "\\n"
            case "\r": out += "\\r"
            case "\t": out += "\\t"
            case "<", "\u{2028}", "\u{2029}", "\u{FEFF}", "\u{7F}"..."\u{9F}", "\u{0}"..<"\u{20}":
                out += "\\u" + String(String(scalar.value + 0x10000, radix: 16).suffix(4))
            default: out.unicodeScalars.append(scalar)
            }
        }
        return out + "\""
    }
}

/// The data dictionary: what each file and column holds, after the W3C's "CSV on the Web" (https://www.w3.org/TR/tabular-metadata/).
enum DataDictionary {
    static func json(_ tables: [DataTable]) -> String {
        let entries = tables.map { table in
            let columns = table.columns.enumerated().map { index, column in
                """
                        {"name": \(DataTable.string(column.key)), "titles": \(DataTable.string(column.key)), "dc:description": \(DataTable.string(column.about)), "datatype": "\(type(of: index, in: table))"}
                """
            }
            return """
                    {"url": \(DataTable.string(table.name + ".csv")), "dc:description": \(DataTable.string(table.about)), "tableSchema": {"columns": [
                \(columns.joined(separator: ",\n"))
                    ]}}
                """
        }
        return """
            {"@context": "http://www.w3.org/ns/csvw", "tables": [
            \(entries.joined(separator: ",\n"))
            ]}

            """
    }

    /// The dictionary as a table of its own.
    static func table(_ tables: [DataTable]) -> DataTable {
        DataTable(
            name: "dictionary", about: "What each column of each file holds",
            columns: [
                .init("table", "File", "Name without ending"), .init("column", "Column", "Name in CSV and JSON"),
                .init("type", "Type", "string, integer, double or boolean"), .init("about", "Meaning", "What it holds"),
            ],
            rows: tables.flatMap { table in
                table.columns.enumerated().map { index, column in
                    [.text(table.name), .text(column.key), .text(type(of: index, in: table)), .text(column.about)]
                }
            })
    }

    private static func type(of column: Int, in table: DataTable) -> String {
        for row in table.rows {
            switch row[column] {
            case .missing: continue
            case .text: return "string"
            case .count: return "integer"
            case .number: return "double"
            case .flag: return "boolean"
            }
        }
        return "string"
    }
}
