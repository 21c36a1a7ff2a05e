import Base
import Foundation

/// A piece of an exhibit of which only the commitment is there.
struct WithheldPiece: Hashable, Comparable, Sendable {
    var file: ExhibitFile
    var piece: String
    /// The row's id; of an event, its number.
    var row: Int64

    var path: String { "data/\(file.rawValue).jsonl" }

    /// In the order of an exhibit's files, then of their rows, then of the pieces' names.
    static func < (a: Self, b: Self) -> Bool {
        (a.file.order, a.row, a.piece) < (b.file.order, b.row, b.piece)
    }
}

/// The list of what `apograph redact` withheld and why: one canonical line `{"file", "piece", "reason", "row"}` a piece, in order, none twice.
struct RedactionLog {
    private(set) var pieces: Set<WithheldPiece> = []
    /// Numbers of the lines that are no such line.
    private(set) var faults: [Int] = []
    /// Numbers of the lines that name a piece that does not come after the one before.
    private(set) var misplaced: [Int] = []

    /// An exhibit without the list has none.
    init(_ exhibit: URL) throws {
        guard let text = try? Data(contentsOf: exhibit.appendingPathComponent("data/redactions.jsonl")) else { return }
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.popLast()?.isEmpty != true { faults.append(lines.count + 1) }
        var last: WithheldPiece?
        for (index, line) in lines.enumerated() {
            guard let piece = Self.piece(Array(line)) else {
                faults.append(index + 1)
                continue
            }
            if let last, last >= piece { misplaced.append(index + 1) }
            last = piece
            pieces.insert(piece)
        }
    }

    /// The lines of two lists in one, in order; lines that are none come last.
    static func merged(_ first: some Sequence<UInt8>, _ second: some Sequence<UInt8>) -> [UInt8] {
        let lines = (Array(first) + Array(second)).split(separator: 0x0A).map { (piece: piece(Array($0)), line: $0) }
        let sorted = lines.sorted { a, b in
            guard let a = a.piece else { return false }
            return b.piece.map { a < $0 } ?? true
        }
        return sorted.flatMap { $0.line + [0x0A] }
    }

    private static func piece(_ line: [UInt8]) -> WithheldPiece? {
        guard let said = try? JSONValue(reading: line), let form = try? CanonicalJSON.bytes(said), form == line,
            case .object(let members) = said, members.map(\.key) == ["file", "piece", "reason", "row"],
            let reason = said["reason"]?.string, !reason.allSatisfy(\.isWhitespace), let path = said["file"]?.string,
            let file = ExhibitFile.allCases.first(where: { "data/\($0.rawValue).jsonl" == path }),
            let piece = said["piece"]?.string, let row = said["row"]?.integer
        else { return nil }
        return WithheldPiece(file: file, piece: piece, row: row)
    }
}
