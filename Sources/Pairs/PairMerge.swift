import Base
import Foundation

/// Puts parts together.
public enum PairMerge {
    /// Checks that these are all parts of one computation, each whole and once, and writes what one machine alone would have written.
    ///
    /// - Returns: SHA-256 of the file.
    /// - Throws: `Problem`: `pairs.part-missing`, `pairs.part-twice`, `pairs.other-matrix`, `pairs.other-count`, `pairs.other-arithmetic`, and what
    ///   reading a part throws.
    public static func merge(_ parts: [URL], to url: URL) throws -> String {
        guard let first = parts.first else {
            throw Problem(
                "pairs.part-missing", .usage, "there is no part to merge",
                remedy: "Name all files that `apograph pairs --part` wrote.")
        }
        let leading = try HashedFileReader(first, kind: "part")
        let of = try leading.number("of")
        var places: [Int: URL] = [:]
        for part in parts {
            let file = try HashedFileReader(part, kind: "part")
            try compare(file, leading, of: of)
            let number = try file.number("part")
            if let other = places[number] {
                throw Problem(
                    "pairs.part-twice", .data, "part \(number) of \(of) is given twice",
                    at: "\(other.path), \(part.path)",
                    remedy: "Name each part once.")
            }
            places[number] = part
        }
        let missing = of > parts.count + 1_000_000 ? [] : (1...max(of, 1)).filter { places[$0] == nil }
        guard missing.isEmpty, places.count == of else {
            let some = missing.prefix(10).map(String.init).joined(separator: ", ")
            throw Problem(
                "pairs.part-missing", .data,
                "of \(of) parts \(of - places.count) are missing: \(some)\(missing.count > 10 ? " and others" : "")",
                at: first.deletingLastPathComponent().path,
                remedy: "Compute them with `apograph pairs --part i/\(of)`; the parts that are there stay as they are.")
        }
        let keys = PairResult.keys
        guard case .object(let members) = leading.header else {
            throw HashedFileReader.damaged(first, "its header is no object")
        }
        let out = try HashedFileWriter(
            url, kind: "pairs", header: .object(members.filter { keys.contains($0.key) }))
        let models = try leading.texts("names").count
        var next = 0
        for number in 1...of {
            guard let part = places[number] else { continue }
            let file = try HashedFileReader(part, kind: "part")
            let count = try file.number("count")
            guard try file.number("first") == next, count <= models - next,
                file.count == count * models * PairRecord.size
            else { throw HashedFileReader.damaged(part, "it does not hold the recipients of its number") }
            next += count
            try file.withBody { try out.write($0) }
        }
        guard next == models else {
            throw HashedFileReader.damaged(first, "the parts hold \(next) of \(models) recipients")
        }
        return try out.finish()
    }

    private static func compare(_ file: HashedFileReader, _ leading: HashedFileReader, of: Int) throws {
        let both = "\(leading.url.path), \(file.url.path)"
        guard try file.number("of") == of else {
            throw Problem(
                "pairs.other-count", .data,
                "one part is of \(of), another of \(try file.number("of")): they were cut differently", at: both,
                remedy: "Merge only parts of one run.")
        }
        for key in PairResult.keys where file.header[key] != leading.header[key] {
            throw Problem(
                "pairs.other-matrix", .data, "the parts were computed from different matrices (\(key) differs)",
                at: both,
                remedy: "Compute all parts from one matrix file.")
        }
        guard file.header["arithmetic"] == leading.header["arithmetic"] else {
            throw Problem(
                "pairs.other-arithmetic", .data,
                "the parts were computed on machines whose exp or log differ in their last bits", at: both,
                remedy: "Compute all parts with one build on one kind of system, for example in one container image.")
        }
    }
}
