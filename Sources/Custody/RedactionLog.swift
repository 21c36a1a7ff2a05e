import Base
import Foundation

/// A piece of an exhibit of which only the commitment is there.
struct WithheldPiece: Hashable, Sendable {
    var file: ExhibitFile
    var piece: String
    /// The row's id; of an event, its number.
    var row: Int64

    var path: String { "data/\(file.rawValue).jsonl" }
}

/// The list of what `apograph redact` withheld and why: one canonical line `{"file", "piece", "reason", "row"}` a piece.
struct RedactionLog {
    private(set) var pieces: Set<WithheldPiece> = []
    /// Numbers of the lines that are no such line.
    private(set) var faults: [Int] = []

    /// An exhibit without the list has none.
    init(_ exhibit: URL) throws {
        guard let text = try? Data(contentsOf: exhibit.appendingPathComponent("data/redactions.jsonl")) else { return }
        var lines = text.split(separator: 0x0A, omittingEmptySubsequences: false)
        if lines.popLast()?.isEmpty != true { faults.append(lines.count + 1) }
        for (index, line) in lines.enumerated() {
            if let piece = Self.piece(Array(line)) { pieces.insert(piece) } else { faults.append(index + 1) }
        }
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
