/// One table, whole: what the pages show, and what CSV and JSON hold, are made from it.
public struct DataTable: Sendable {
    /// A column with its place in the data dictionary.
    public struct Column: Sendable {
        /// Name in CSV and JSON, `snake_case`.
        public var key: String
        /// Heading on a page.
        public var title: String
        /// What it holds, with its unit.
        public var about: String

        public init(_ key: String, _ title: String, _ about: String) {
            self.key = key
            self.title = title
            self.about = about
        }
    }

    public enum Cell: Sendable, Equatable {
        case text(String)
        case count(Int)
        /// A value, and how a page shows it.
        case number(Double, String)
        case flag(Bool)
        /// Not computed or not known; never shown as zero.
        case missing
    }

    /// File name without ending.
    public var name: String
    /// What the table holds, in one sentence.
    public var about: String
    public var columns: [Column]
    public var rows: [[Cell]]

    public init(name: String, about: String, columns: [Column], rows: [[Cell]]) {
        self.name = name
        self.about = about
        self.columns = columns
        self.rows = rows
    }
}

extension DataTable.Cell {
    static func text(_ text: String?) -> Self { text.map { .text($0) } ?? .missing }

    var isNumber: Bool {
        switch self {
        case .count, .number: true
        case .text, .flag, .missing: false
        }
    }
}

extension Element {
    /// Appends a table. More than `fold` rows stand in a closed `details`; more than `limit` are counted and left to the CSV file.
    package func table(
        _ table: DataTable, numerals: Numerals, caption: String? = nil, fold: Int = 14,
        limit: Int = 500, summary: String? = nil
    ) {
        guard !table.rows.isEmpty else { return }
        let place: Element
        if table.rows.count > fold || summary != nil {
            place = add("details")
            place.add(
                "summary", [:],
                summary ?? "\(caption ?? table.about) (\(numerals.count(table.rows.count)))")
        } else {
            place = self
        }
        let scroll = place.add("div", ["class": "scroll", "tabindex": "0", "role": "region"])
        scroll.set("aria-label", caption ?? table.about)
        let element = scroll.add("table")
        if let caption { element.add("caption", [:], caption) }
        let numeric = table.columns.indices.map { column in
            table.rows.contains { $0[column].isNumber }
        }
        element.add("thead").add("tr") { row in
            for (column, isNumeric) in zip(table.columns, numeric) {
                let cell = row.add("th", ["scope": "col"], column.title)
                if isNumeric { cell.set("class", "n") }
            }
        }
        let body = element.add("tbody")
        for row in table.rows.prefix(limit) {
            let line = body.add("tr")
            for (index, cell) in row.enumerated() {
                line.add(index == 0 ? "th" : "td") { place in
                    if index == 0 { place.set("scope", "row") }
                    place.cell(cell, isNumeric: numeric[index], numerals: numerals)
                }
            }
        }
        if table.rows.count > limit {
            place.add(
                "p", ["class": "note"],
                "\(numerals.count(table.rows.count - limit)) further rows stand in \(table.name).csv.")
        }
    }

    private func cell(_ cell: DataTable.Cell, isNumeric: Bool, numerals: Numerals) {
        if isNumeric { set("class", "n") }
        switch cell {
        case .text(let text):
            if !isNumeric, text.utf8.count > 20 { set("class", text.utf8.count > 60 ? "long" : "mid") }
            let (shown, left) = Excerpt.cut(text, at: 400)
            set("dir", "auto")
            self.text(shown)
            if left > 0 { add("span", ["class": "note"], " +\(left)") }
        case .count(let value): text(numerals.count(value))
        case .number(_, let shown): text(shown)
        case .flag(let flag): text(flag ? "yes" : "no")
        case .missing: text("–")
        }
    }
}
