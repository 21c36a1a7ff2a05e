import Base
import CaseFile
import Foundation
import Probes

/// Checks exhibits.
public enum ExhibitVerifier {
    /// Makes every hash of an exhibit again: its files, its log, every row and every commitment, and the Merkle root.
    ///
    /// - Parameter head: hash of an event that was noted elsewhere, such as in a report; it must be in the log.
    /// - Returns: what was counted and every fault, files first.
    /// - Throws: `Problem` `verify.unreadable` where there is no such folder.
    public static func verify(
        _ root: URL, noted head: String? = nil, progress: (_ bytes: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> ChainReport {
        var files = ExhibitFiles(root)
        try files.check(progress: progress)
        var log = ExhibitLog(root)
        try log.check(noted: head, files: files)
        var report = log.report
        report.faults = files.faults + report.faults
        return report
    }

    /// The audit path of one answer.
    ///
    /// - Returns: its leaf hash and path (nearest sibling first), the root, and the number of answers; `nil` where there is no such answer.
    public static func proof(
        ofResponse id: Int, in report: ChainReport
    ) -> (leaf: [UInt8], path: [[UInt8]], root: [UInt8], count: Int)? {
        guard report.leaves.indices.contains(id - 1) else { return nil }
        return (
            report.leaves[id - 1], MerkleTree.proof(of: id - 1, in: report.leaves), MerkleTree.root(report.leaves),
            report.leaves.count
        )
    }
}

/// The log of an exhibit against the rows that it names.
struct ExhibitLog {
    private enum Table: String, CaseIterable {
        case responses, intents, failures

        var file: ExhibitFile {
            switch self {
            case .responses: .responses
            case .intents: .requests
            case .failures: .failures
            }
        }
        var row: String {
            switch self {
            case .responses: "response"
            case .intents: "request"
            case .failures: "failure"
            }
        }
    }

    let root: URL
    private(set) var report = ChainReport()
    private var lastGood: String?
    /// What the first event says that the case is.
    private var madeAs: [(String, JSONValue)] = []
    /// The pieces that are withheld, and the files of which something is.
    private var withheld: [WithheldPiece] = []

    init(_ root: URL) { self.root = root }

    private mutating func fault(_ code: String, _ what: String, _ place: String, _ meaning: String) {
        guard report.faults.count < 1000 else { return }
        report.faults.append(ChainFault(code, what, at: place, since: lastGood, meaning: meaning))
    }

    mutating func check(noted: String?, files: ExhibitFiles) throws {
        var leaves: [Table: [[UInt8]]] = [:]
        for table in Table.allCases { leaves[table] = try rows(table) }
        let models = try commitments(.models, "model")
        let suites = try commitments(.suites, "content")
        let probes = try commitments(.probes, "content")
        var recorded: (models: [Int64: String], suites: [Int64: String], probes: [Int64: String]) = ([:], [:], [:])
        var done: [Table: Int] = [:]
        var isNotedFound = noted == nil
        try eachLine(.events, EventLine.init) { log, event, place in
            log.checkEvent(event, place)
            if event.isWithheld { log.withheld.append(WithheldPiece(file: .events, piece: "body", row: event.seq)) }
            if log.report.head == noted { isNotedFound = true }
            guard let kind = event.kind, event.isPlain else { return }
            if let table = Table(rawValue: kind) {
                guard let value = event.value, let named = RowList(canonical: value) else {
                    return log.fault(
                        "chain.event-unreadable", "the event does not name its rows, or they were withheld", place,
                        "What the event recorded cannot be compared with what is there.")
                }
                let first = Int(named.first) - 1
                let count = named.leaves.count
                let have = leaves[table] ?? []
                let isSame =
                    first == done[table, default: 0] && first + count <= have.count
                    && have[first..<first + count].elementsEqual(named.leaves)
                if !isSame {
                    log.fault(
                        "chain.\(table.row)-changed",
                        "\(table.rawValue) \(first + 1) to \(first + count) are not those that the log recorded", place,
                        "Rows were changed, removed, added or moved after they were recorded.")
                }
                done[table] = first + count
                return
            }
            guard ["created", "model", "suite"].contains(kind), let value = event.value,
                let said = try? CanonicalJSON.value(of: value)
            else { return }
            if kind == "created" {
                log.madeAs = [
                    ("case", said["case"] ?? .null), ("created_at", .string(event.at)),
                    ("title", said["title"] ?? .null),
                ]
            } else if kind == "model", let id = said["id"]?.integer {
                recorded.models[id] = said["model"]?.string
            } else if kind == "suite", let id = said["id"]?.integer {
                recorded.suites[id] = said["suite"]?.string
                for probe in said["probes"]?.array ?? [] {
                    guard let probeID = probe["id"]?.integer else { continue }
                    recorded.probes[probeID] = probe["probe"]?.string.map { "\($0) of suite \(id)" }
                }
            }
        }
        for table in Table.allCases where leaves[table]?.count != done[table, default: 0] {
            fault(
                "chain.\(table.row)-count",
                "there are \(leaves[table]?.count ?? 0) \(table.rawValue), the log records \(done[table, default: 0])",
                "data/\(table.file.rawValue).jsonl", "Rows were added or removed, or the end of the log was cut off.")
        }
        compare(.models, models, recorded.models)
        compare(.suites, suites, recorded.suites)
        compare(.probes, probes, recorded.probes)
        if !isNotedFound {
            fault(
                "chain.head", "no event has the hash \(noted ?? "")", "data/events.jsonl",
                "The log was cut off or made again after that hash was noted, or it is the hash of another case.")
        }
        report.leaves = leaves[.responses] ?? []
        report.responses = report.leaves.count
        report.intents = leaves[.intents]?.count ?? 0
        report.failures = leaves[.failures]?.count ?? 0
        checkCase()
        try checkWithheld(files)
    }

    /// Every piece that is withheld is on the list of redactions with its reason, and nothing else is; and of files of which nothing is, the copy has
    /// the very bytes that the original's manifest lists.
    private mutating func checkWithheld(_ files: ExhibitFiles) throws {
        let log = try RedactionLog(root)
        for line in log.faults {
            fault(
                "exhibit.redaction", "line \(line) of the list of redactions cannot be understood",
                "data/redactions.jsonl",
                "It was not written by `apograph redact`.")
        }
        for line in log.misplaced {
            fault(
                "exhibit.redaction", "line \(line) of the list of redactions does not come after the line before it",
                "data/redactions.jsonl",
                "A piece stands there twice, or lines were moved: the list goes by file, row and piece.")
        }
        for piece in log.pieces.subtracting(withheld).sorted() {
            fault(
                "exhibit.redaction", "the \(piece.piece) is said to be withheld, and is there",
                "\(piece.path) row \(piece.row)",
                "The list was changed by hand, or the piece was put back and its line left on the list.")
        }
        for piece in withheld where !log.pieces.contains(piece) {
            fault(
                "exhibit.withheld", "the \(piece.piece) is withheld, and no redaction says so and why",
                "\(piece.path) row \(piece.row)", "It was taken out by hand after sealing.")
        }
        guard !files.original.isEmpty else { return }
        let touched = Set(withheld.map(\.file))
        for file in ExhibitFile.allCases where !touched.contains(file) {
            let path = "data/\(file.rawValue).jsonl"
            if files.original[path] != files.payload[path] {
                fault(
                    "exhibit.original",
                    "nothing of the file is withheld, and it is not the one that the original's manifest lists",
                    path, "The copy was made from another exhibit, or changed by hand.")
            }
        }
        if !withheld.isEmpty {
            report.notices.append(
                ChainFault(
                    "exhibit.redacted",
                    "\(withheld.count) pieces are withheld, each with its reason in data/redactions.jsonl",
                    at: "data", meaning: "Their hashes count; what they say can be shown later and checked then."))
        }
    }

    private mutating func rows(_ table: Table) throws -> [[UInt8]] {
        var leaves: [[UInt8]] = []
        try eachLine(table.file, { RowLine(table, $0, $1) }) { log, row, place in
            for piece in row.withheld {
                log.withheld.append(WithheldPiece(file: table.file, piece: piece, row: row.id ?? 0))
            }
            if row.id != Int64(leaves.count + 1) {
                log.fault(
                    "chain.\(table.row)-order", "row \(row.shownID) stands where row \(leaves.count + 1) belongs",
                    place, "Rows were removed, added or moved.")
            }
            if !row.isAsSealed {
                log.fault(
                    "chain.\(table.row)-changed", "this \(table.row) is not what was recorded: its leaf hash differs",
                    place,
                    "Its model, question, content, salt or time was changed after it was recorded.")
            }
            leaves.append(row.leaf)
        }
        return leaves
    }

    /// A row with its leaf hash made again.
    private struct RowLine: Sendable {
        var id: Int64?
        var shownID: String
        /// Empty where none can be made.
        var leaf: [UInt8]
        var isAsSealed: Bool
        var withheld: [String]

        init(_ table: Table, _ row: ExhibitRow, _ bytes: UnsafeRawBufferPointer) {
            let made =
                switch table {
                case .responses: row.responseLeaf(bytes)
                case .intents: row.requestLeaf(bytes)
                case .failures: row.failureLeaf(bytes)
                }
            shownID = row.raw("id", bytes) ?? "?"
            id = Int64(shownID)
            leaf = made ?? []
            isAsSealed = made.map { row.says(leaf: $0, bytes) } ?? false
            withheld = row.withheld
        }
    }

    /// An event with its hash made again.
    private struct EventLine: Sendable {
        var seq: Int64
        var kind: String?
        var at: String
        var previous: String
        var hash: String
        var made: String?
        /// False where the event has no body.
        var isPlain: Bool
        var isWithheld: Bool
        /// The body's canonical JSON; `nil` where it was withheld.
        var value: [UInt8]?

        init(_ row: ExhibitRow, _ bytes: UnsafeRawBufferPointer) {
            let (seq, kind) = (row.integer("seq", bytes) ?? 0, row.text("kind", bytes))
            let (at, previous) = (row.text("at", bytes) ?? "", row.text("previous", bytes) ?? "")
            made = row.units["body"]?.ofValue(bytes).map {
                Hex.text(EventHash.of(seq: seq, previous: previous, kind: kind ?? "", at: at, body: $0))
            }
            hash = row.text("hash", bytes) ?? ""
            isPlain = row.units["body"] != nil
            isWithheld = row.units["body"]?.commitment != nil
            value = row.units["body"]?.value.map { Array(bytes[$0]) }
            (self.seq, self.kind, self.at, self.previous) = (seq, kind, at, previous)
        }
    }

    /// The commitments of a file's rows by their ids, which rise; a probe's names its suite too.
    private mutating func commitments(_ file: ExhibitFile, _ key: String) throws -> [Int64: String] {
        var found: [Int64: String] = [:]
        var last: Int64 = 0
        try eachLine(
            file,
            { row, bytes in
                let suite = row.integer("suite", bytes).map { " of suite \($0)" } ?? ""
                return (
                    id: row.integer("id", bytes), made: row.units[key]?.ofValue(bytes).map { $0 + suite }, row.withheld
                )
            }
        ) { log, row, place in
            guard let id = row.id, id > last, let commitment = row.made else {
                return log.fault(
                    "exhibit.line", "the line cannot be understood, or does not stand where its id belongs", place,
                    "The file was changed.")
            }
            last = id
            found[id] = commitment
            for piece in row.2 { log.withheld.append(WithheldPiece(file: file, piece: piece, row: id)) }
        }
        return found
    }

    private mutating func compare(_ file: ExhibitFile, _ found: [Int64: String], _ recorded: [Int64: String]) {
        for id in Set(found.keys).union(recorded.keys).sorted() where found[id] != recorded[id] {
            let name = String(file.rawValue.dropLast())
            fault(
                "chain.\(name)-changed", "\(name) \(id) is not what the log recorded", "data/\(file.rawValue).jsonl",
                "It was changed, added or removed after it was recorded.")
        }
    }

    private mutating func checkEvent(_ event: EventLine, _ place: String) {
        report.events += 1
        if event.seq != Int64(report.events) {
            fault(
                "chain.gap", "event \(event.seq) stands where event \(report.events) belongs", place,
                "Events were removed, added or moved.")
        }
        if event.previous != report.head {
            fault(
                "chain.broken-link", "the event names another event before it than the one that stands there", place,
                "An event was removed, inserted, moved or changed.")
        }
        if event.made != event.hash {
            fault(
                "chain.event-changed", "the event is not the one that was hashed", place,
                "Its kind, time, body or salt was changed after it was recorded.")
        } else {
            lastGood = event.at
        }
        report.head = event.hash
    }

    private mutating func checkCase() {
        guard let data = try? Data(contentsOf: root.appendingPathComponent("data/case.json")),
            let said = try? CanonicalJSON.value(of: data)
        else {
            return fault(
                "exhibit.case", "the case's description is missing or unreadable", "data/case.json",
                "It was removed or changed.")
        }
        let pairs: [(String, JSONValue)] = [
            ("chain_head", .string(report.head)), ("events", .integer(Int64(report.events))),
            ("merkle_root", .string(Hex.text(MerkleTree.root(report.leaves)))),
            ("responses", .integer(Int64(report.responses))),
        ]
        // Where the first event is withheld, nothing else says what the case was made as.
        let named = madeAs.isEmpty ? ["case", "created_at", "title"].map { ($0, said[$0] ?? .null) } : madeAs
        let whole = pairs + named + [("format", "apograph-exhibit-1")]
        // By bytes: Swift takes two normal forms of a text for equal.
        func bytes(_ value: JSONValue?) -> [UInt8]? { try? CanonicalJSON.bytes(value ?? .null) }
        for (key, found) in whole where bytes(said[key]) != bytes(found) {
            fault(
                "exhibit.\(key.replacing("_", with: "-"))", "\(key) is not what the rows and the log give",
                "data/case.json", "The description or the evidence was replaced.")
        }
        let form = try? CanonicalJSON.bytes(.object(whole.map { JSONMember($0.0, said[$0.0] ?? .null) }))
        if form.map({ $0 + [0x0A] }) != Array(data) {
            fault(
                "exhibit.case-form",
                "the description has other members than those of an exhibit, or is written otherwise",
                "data/case.json", "It was changed.")
        }
    }

    /// Reads a file of the exhibit line by line; lines that are no JSON are faults. `make` takes what is needed from a line, on any core;
    /// `body` gets that in the order of the lines.
    private mutating func eachLine<Made: Sendable>(
        _ file: ExhibitFile, _ make: @escaping @Sendable (ExhibitRow, UnsafeRawBufferPointer) -> Made,
        _ body: (inout ExhibitLog, Made, String) -> Void
    ) throws {
        let path = "data/\(file.rawValue).jsonl"
        guard var pieces = LinePieces(root.appendingPathComponent(path)) else {
            return fault(
                "exhibit.file-missing", "the file is missing or unreadable", path, "A part of the evidence was removed."
            )
        }
        var ahead = Ahead<LinePieces.Piece, [(line: Int, made: Result<Made, JSONFault>)]> { piece in
            var lines: [(line: Int, made: Result<Made, JSONFault>)] = []
            piece.eachLine(file) { line, row, bytes in lines.append((line, row.map { make($0, bytes) })) }
            if piece.bytes.last != 0x0A {
                lines.append(
                    (piece.line + lines.count, .failure(JSONFault(.truncated, at: piece.offset + piece.bytes.count))))
            }
            return lines
        }
        while let lines = try ahead.next({ try pieces.next() }) {
            for (line, made) in lines {
                switch made {
                case .success(let made): body(&self, made, "\(path) line \(line)")
                case .failure(let fault):
                    self.fault(
                        "exhibit.line", "the line cannot be read: \(fault.sentence) (byte \(fault.offset))",
                        "\(path) line \(line)", "The file was changed.")
                }
            }
        }
    }
}
