/// Rows of text in columns that line up.
public struct TextTable: Sendable {
    public enum Alignment: Sendable { case left, right }

    private var rows: [[String]]
    private let alignments: [Alignment]
    private let gap: String
    private let indent: String

    /// - Parameters:
    ///   - rows: to begin with.
    ///   - alignments: of the columns; those that it does not name are left-aligned.
    ///   - gap: spaces between two columns.
    ///   - indent: spaces before each row.
    public init(_ rows: [[String]] = [], _ alignments: [Alignment] = [], gap: Int = 2, indent: Int = 0) {
        self.rows = rows
        self.alignments = alignments
        self.gap = String(repeating: " ", count: gap)
        self.indent = String(repeating: " ", count: indent)
    }

    /// Adds a row; rows may differ in length.
    public mutating func add(_ cells: [String]) { rows.append(cells) }

    /// The rows, each cell as wide as the widest of its column, without spaces at the end of a line.
    public var lines: [String] {
        var widths: [Int] = []
        for row in rows {
            for (column, cell) in row.enumerated() {
                if column == widths.count { widths.append(0) }
                widths[column] = max(widths[column], cell.count)
            }
        }
        return rows.map { row in
            var line = indent
            for (column, cell) in row.enumerated() {
                if column > 0 { line += gap }
                let space = String(repeating: " ", count: widths[column] - cell.count)
                line += column < alignments.count && alignments[column] == .right ? space + cell : cell + space
            }
            while line.last == " " { line.removeLast() }
            return line
        }
    }

    /// The lines, each with a line break at its end.
    public var text: String { lines.map { $0 + "\n" }.joined() }
}
