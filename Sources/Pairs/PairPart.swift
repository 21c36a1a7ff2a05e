import Base
import Foundation
import Kinship

/// One of n equal parts of the recipients, counted from 1.
public struct PartNumber: Sendable, Hashable {
    public let part: Int
    public let of: Int

    /// `nil` unless 1 ≤ part ≤ of.
    public init?(_ part: Int, of count: Int) {
        guard count >= 1, (1...count).contains(part) else { return nil }
        self.part = part
        of = count
    }

    /// Reads `3/16`.
    public init?(_ text: String) {
        let sides = text.split(separator: "/", omittingEmptySubsequences: false).map { Int($0) }
        guard sides.count == 2, let part = sides[0], let count = sides[1] else { return nil }
        self.init(part, of: count)
    }

    /// Whose recipients it covers. Cut anywhere, since what a pair gets does not depend on who is computed beside it; multiples of four waste no lane.
    func recipients(of models: Int) -> Range<Int> {
        let groups = (models + 3) / 4
        let bound = { (part: Int) in min(4 * (groups * part / of), models) }
        return bound(part - 1)..<bound(part)
    }
}

/// Computing pairs from a matrix: all of them, or one of n parts that are merged later.
public enum PairRun {
    /// Recipients whose rows are computed before they are written: what is held in memory besides the matrix.
    private static let batch = 64

    /// Computes one part.
    /// - Throws: `Problem` `pairs.io` for a full disk.
    public static func write(
        _ number: PartNumber, of matrix: PackedMatrix, to url: URL, workers: Int = Parallel.cores,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws {
        let recipients = number.recipients(of: matrix.names.count)
        var header = PairResult.header(matrix)
        header += [
            JSONMember("arithmetic", .string(Arithmetic.fingerprint)), JSONMember("count", .whole(recipients.count)),
            JSONMember("first", .whole(recipients.lowerBound)), JSONMember("of", .whole(number.of)),
            JSONMember("part", .whole(number.part)),
        ]
        let file = try HashedFileWriter(url, kind: "part", header: .object(header))
        try await rows(recipients, of: matrix, workers: workers, into: file, progress)
        _ = try file.finish()
    }

    /// Computes all pairs in this process: the same bytes as every merge of parts.
    /// - Returns: SHA-256 of the file.
    public static func write(
        _ matrix: PackedMatrix, to url: URL, workers: Int = Parallel.cores,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) async throws -> String {
        let file = try HashedFileWriter(url, kind: "pairs", header: .object(PairResult.header(matrix)))
        try await rows(0..<matrix.names.count, of: matrix, workers: workers, into: file, progress)
        return try file.finish()
    }

    private static func rows(
        _ recipients: Range<Int>, of matrix: PackedMatrix, workers: Int, into file: HashedFileWriter,
        _ progress: (Int, Int) -> Void
    ) async throws {
        let size = batch * max(workers, 1)
        for from in stride(from: recipients.lowerBound, to: recipients.upperBound, by: size) {
            let some = from..<min(from + size, recipients.upperBound)
            for row in await InheritedShare.rows(matrix.model, recipients: Array(some), workers: workers) {
                var bytes: [UInt8] = []
                bytes.reserveCapacity(row.count * PairRecord.size)
                for sums in row { PairRecord(sums).append(to: &bytes) }
                try file.write(bytes)
            }
            progress(some.upperBound - recipients.lowerBound, recipients.count)
        }
    }
}
