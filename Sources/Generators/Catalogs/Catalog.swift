import Base
import Foundation

/// A catalog of facts that few know: rows with a depth of obscurity, and the questions that may be asked of them.
///
/// A file under `Data` holds it: a head of lines `catalog`, `data`, `license`, `source`, one line `ask` a question (key, form of the answer, number of
/// the answer's column, wording with `{2}` where the second column goes), then `rows`, and a line a row: depth (1…5), keys of the questions that have one
/// right answer for it, columns. Ways of writing an answer are separated by `|`. `python/catalogs/make.py` makes the files.
struct Catalog: Sendable {
    struct Ask: Sendable {
        var key: UInt8
        var form: ComputedItem.Form
        /// Column of the answer, from 1.
        var column: Int
        var wording: String
    }

    struct Row: Sendable {
        /// 1 (many have heard of it) to 5.
        var depth: Int
        var keys: [UInt8]
        var columns: [Substring]
        var line: Int
    }

    let name: String
    /// Package, version and date of the data.
    let data: String
    let license: String
    /// Where a reader can look the truth up.
    let source: String
    let asks: [Ask]
    let rows: [Row]

    /// The question `ask` about a row, and its answer.
    func item(_ row: Row, _ ask: Ask) -> ComputedItem {
        var prompt = ""
        var rest = ask.wording[...]
        while let open = rest.firstIndex(of: "{"), let close = rest[open...].firstIndex(of: "}"),
            let column = Int(rest[rest.index(after: open)..<close]), row.columns.indices.contains(column - 1)
        {
            prompt += rest[..<open] + row.columns[column - 1]
            rest = rest[rest.index(after: close)...]
        }
        var item = ComputedItem(prompt + rest, ask.form, tags: ["depth-\(row.depth)"])
        item.truth = row.columns[ask.column - 1].split(separator: "|").map(String.init)
        return item
    }

    /// The questions of one depth, in the order of the file.
    func questions(depth: Int) -> [(row: Row, ask: Ask)] {
        rows.filter { $0.depth == depth }.flatMap { row in
            asks.filter { row.keys.contains($0.key) }.map { (row, $0) }
        }
    }
}

extension Catalog {
    /// Reads a catalog; `place` is what errors name.
    /// - Throws: `Problem` with `catalog.format`, naming the line.
    static func read(_ text: String, at place: String) throws(Problem) -> Catalog {
        var head: [Substring: String] = [:]
        var asks: [Ask] = []
        var rows: [Row] = []
        var isHead = true
        for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
        where !line.isEmpty {
            func fault(_ what: String) -> Problem {
                Problem(
                    "catalog.format", .software, "a line of the catalog cannot be read: \(what)",
                    at: "\(place):\(index + 1)",
                    remedy: "Make the file again with `python3 python/catalogs/make.py`, or install Apograph again.")
            }
            let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
            switch (isHead, cells[0]) {
            case (true, "rows"): isHead = false
            case (true, "ask"):
                guard cells.count == 5, let key = cells[1].utf8.first,
                    let form = ComputedItem.Form(rawValue: String(cells[2])),
                    let column = Int(cells[3]), column > 0
                else { throw fault("an `ask` of a catalog has key, form, column and wording") }
                asks.append(Ask(key: key, form: form, column: column, wording: String(cells[4])))
            case (true, _):
                guard cells.count == 2 else { throw fault("a line of a catalog's head has a word and a text") }
                head[cells[0]] = String(cells[1])
            case (false, let depth):
                let keys = cells.count > 1 ? Array(cells[1].utf8) : []
                let asked = asks.filter { keys.contains($0.key) }
                guard let depth = Int(depth), (1...5).contains(depth), !keys.isEmpty, asked.count == keys.count,
                    asked.allSatisfy({ cells.count > $0.column + 1 })
                else {
                    throw fault("a row of a catalog has a depth from 1 to 5, keys of its questions and their columns")
                }
                rows.append(Row(depth: depth, keys: keys, columns: Array(cells[2...]), line: index + 1))
            }
        }
        guard let name = head["catalog"], let data = head["data"], let license = head["license"],
            let source = head["source"],
            !asks.isEmpty, !rows.isEmpty
        else {
            throw Problem(
                "catalog.format", .software,
                "the catalog says not all of its name, data, license, source, questions and rows",
                at: place,
                remedy: "Make the file again with `python3 python/catalogs/make.py`, or install Apograph again.")
        }
        return Catalog(name: name, data: data, license: license, source: source, asks: asks, rows: rows)
    }
}
