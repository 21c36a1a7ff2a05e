import Base
import CaseFile
import Crypto
import Foundation
import Probes

/// Pieces that a redacted copy withholds, disclosed later from the full exhibit, each with its salt so that anybody can match it to the
/// commitment that stands in the copy.
///
/// One line a piece: `{"file", "line", "piece", "opened"}`, where `opened` is the piece as the full exhibit has it.
public enum Opening {
    private static let units = ["answer", "model", "question", "request", "content", "body"]

    /// Takes out of the full exhibit what the copy withholds.
    ///
    /// - Parameters:
    ///   - suites: only the questions of suites of these names; all pieces where none is named.
    /// - Returns: the lines, and how many they are.
    /// - Throws: `Problem` `opening.other` where the two are not of one case, `opening.nothing` where nothing of it is withheld.
    public static func take(from full: URL, for copy: URL, suites: Set<String> = []) throws -> (
        lines: [UInt8], count: Int
    ) {
        let cases = try [full, copy].map { try Data(contentsOf: $0.appendingPathComponent("data/case.json")) }
        guard cases[0] == cases[1] else {
            throw Problem(
                "opening.other", .data, "the two exhibits are not of one case", at: copy.path,
                remedy: "Name the exhibit that the copy was made from.")
        }
        var lines: [UInt8] = []
        var count = 0
        for file in ExhibitFile.allCases {
            let withheld = try self.withheld(copy, file)
            guard !withheld.isEmpty else { continue }
            let named = suites.isEmpty ? nil : try rowsOfSuites(full, suites)
            var line = 0
            try ExhibitRows.each(full, file, unreadable: "opening.unreadable") { row, bytes in
                line += 1
                guard let pieces = withheld[line] else { return }
                if let named {
                    guard file == .suites || file == .probes, let id = row.integer("id", bytes),
                        named.contains(file == .suites ? id : row.integer("suite", bytes) ?? -1)
                    else { return }
                }
                for piece in units where pieces[piece] != nil {
                    guard let unit = row.units[piece], unit.commitment == nil, let span = unit.span else { continue }
                    lines += "{\"file\":\"data/\(file.rawValue).jsonl\",\"line\":\(line),\"opened\":".utf8
                    lines += bytes[span]
                    lines += ",\"piece\":\"\(piece)\"}\n".utf8
                    count += 1
                }
            }
        }
        guard count > 0 else {
            throw Problem(
                "opening.nothing", .data, "the copy withholds nothing of what was asked for", at: copy.path,
                remedy: "See its data/redactions.jsonl for what it withholds.")
        }
        return (lines, count)
    }

    /// Matches disclosed pieces to the commitments of the copy.
    ///
    /// - Returns: how many match, and a fault for each that does not.
    public static func check(_ opening: URL, against copy: URL) throws -> (matching: Int, faults: [ChainFault]) {
        guard var pieces = LinePieces(opening) else {
            throw Problem(
                "opening.missing", .noInput, "there is no such file", at: opening.path,
                remedy: "Name a file made by `apograph disclose --from`.")
        }
        var known: [String: [Int: [String: String]]] = [:]
        for file in ExhibitFile.allCases { known["data/\(file.rawValue).jsonl"] = try withheld(copy, file) }
        var matching = 0
        var faults: [ChainFault] = []
        var number = 0
        while let piece = try pieces.next() {
            for line in piece.bytes.split(separator: 0x0A) {
                number += 1
                let place = "\(opening.lastPathComponent) line \(number)"
                do throws(JSONFault) {
                    let opened = try Opened(Array(line))
                    if known[opened.file]?[opened.line]?[opened.piece] == opened.commitment {
                        matching += 1
                    } else {
                        faults.append(
                            ChainFault(
                                "opening.differs",
                                "this is not the \(opened.piece) that was withheld from \(opened.file) line \(opened.line)",
                                at: place, meaning: "It was changed, or it was never part of the exhibit."))
                    }
                } catch {
                    faults.append(
                        ChainFault(
                            "opening.unreadable", "the line cannot be read: \(error.sentence)", at: place,
                            meaning: "It was changed, or this is no file of disclosed pieces."))
                }
            }
        }
        return (matching, faults)
    }

    /// The commitments that stand in a file of the copy, by line and piece.
    private static func withheld(_ copy: URL, _ file: ExhibitFile) throws -> [Int: [String: String]] {
        var found: [Int: [String: String]] = [:]
        var line = 0
        try ExhibitRows.each(copy, file, unreadable: "opening.unreadable") { row, _ in
            line += 1
            for piece in units {
                if let commitment = row.units[piece]?.commitment { found[line, default: [:]][piece] = commitment }
            }
        }
        return found
    }

    private static func rowsOfSuites(_ full: URL, _ names: Set<String>) throws -> Set<Int64> {
        var ids: Set<Int64> = []
        try ExhibitRows.each(full, .suites, unreadable: "opening.unreadable") { row, bytes in
            guard let value = row.units["content"]?.value, let id = row.integer("id", bytes) else { return }
            let said = try CanonicalJSON.value(of: bytes[value])
            if let name = said["name"]?.string, names.contains(name) { ids.insert(id) }
        }
        return ids
    }

    /// One disclosed piece with its commitment made again.
    private struct Opened {
        var file = ""
        var line = 0
        var piece = ""
        var commitment: String?

        init(_ bytes: [UInt8]) throws(JSONFault) {
            var opened = Opened()
            var fault: JSONFault?
            bytes.withUnsafeBytes { bytes in
                do throws(JSONFault) {
                    var reader = JSONReader(bytes)
                    var place: Range<Int>?
                    try reader.object { reader, key throws(JSONFault) in
                        switch key {
                        case "file": opened.file = String(decoding: try reader.string(key), as: UTF8.self)
                        case "line": opened.line = try reader.integer(key)
                        case "piece": opened.piece = String(decoding: try reader.string(key), as: UTF8.self)
                        case "opened": place = try reader.skip()
                        default:
                            throw JSONFault(.badValue(field: key, why: "does not belong here"), at: reader.position)
                        }
                    }
                    // Which piece it is stands after it.
                    let unit = try place.map { range throws(JSONFault) in
                        var reader = JSONReader(bytes, at: range.lowerBound)
                        return try ExhibitUnit(opened.piece, of: nil, &reader, bytes)
                    }
                    switch opened.piece {
                    case "answer": opened.commitment = unit?.ofAnswer
                    case "request": opened.commitment = unit?.ofBody
                    default: opened.commitment = unit?.ofValue(bytes)
                    }
                } catch { fault = error }
            }
            if let fault { throw fault }
            self = opened
        }

        private init() {}
    }
}
