import Base
import Foundation

/// Merges sketches as streams: memory for one record of each, whatever their size.
public enum SketchMerger {
    /// Files open at once.
    static let breadth = 64

    /// Writes the merged sketch; the bytes depend on what was sketched, not on the order of `paths` or on how logs were split.
    ///
    /// - Returns: the merged header and how many records it has.
    /// - Throws: `Problem`: sketches of different keys, damaged ones, a full disk.
    @discardableResult
    public static func merge(_ paths: [String], to output: String) throws -> (header: SketchHeader, records: Int) {
        var paths = paths
        var scratch: [String] = []
        defer { for path in scratch { try? FileManager.default.removeItem(atPath: path) } }
        while paths.count > breadth {
            let part = "\(output).part\(scratch.count)"
            scratch.append(part)
            _ = try pass(Array(paths.prefix(breadth)), to: part)
            paths = Array(paths.dropFirst(breadth)) + [part]
        }
        let temporary = output + ".writing"
        do {
            let made = try pass(paths, to: temporary)
            guard rename(temporary, output) == 0 else {
                throw Problem(
                    "traffic.cannot-write", .cannotCreate, "the sketch cannot be written", at: output,
                    remedy: "Choose a place that may be written to, with -o.")
            }
            return made
        } catch {
            try? FileManager.default.removeItem(atPath: temporary)
            throw error
        }
    }

    private static func pass(_ paths: [String], to output: String) throws -> (SketchHeader, Int) {
        let readers = try paths.map { try SketchReader($0) }
        guard let first = readers.first else {
            throw Problem("traffic.nothing", .usage, "no sketch is given", remedy: "Name at least one sketch.")
        }
        var header = SketchHeader(keyFingerprint: first.header.keyFingerprint)
        for reader in readers {
            guard reader.header.keyFingerprint == header.keyFingerprint else {
                throw Problem(
                    "traffic.keys-differ", .data, "it was made under another key than \(first.path)", at: reader.path,
                    remedy: "Make all sketches under one key: accounts have other pseudonyms under another.")
            }
            header.merge(reader.header)
        }
        let writer = try SketchWriter(output, header: header)
        try records(of: readers) { try writer.add($0.key, $0.content) }
        try writer.close()
        return (header, writer.records)
    }

    /// Calls `body` with each record in order, those of one account and day merged.
    static func records(of readers: [SketchReader], _ body: (SketchRecord) throws -> Void) throws {
        var heads = try readers.map { try $0.next() }
        while let least = heads.compactMap({ $0?.key }).min() {
            var merged: SketchRecord?
            for index in heads.indices {
                guard let head = heads[index], head.key == least else { continue }
                if merged == nil { merged = head } else { merged?.content.merge(head.content) }
                heads[index] = try readers[index].next()
            }
            if let merged { try body(merged) }
        }
    }
}
