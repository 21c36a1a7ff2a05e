import Base
import Foundation
import Kinship

/// All ordered pairs of a matrix: `models × models` records, a recipient a row.
public struct PairResult: Sendable {
    public let names: [String]
    public let items: Int
    public let purpose: PackedMatrix.Purpose
    /// Of the matrix that it was computed from, and of the file itself; lower-case hexadecimal.
    public let matrix: String
    public let sha256: String
    public let source: String
    private let file: HashedFileReader

    /// What a result says of itself, and what all of its parts must agree in.
    static let keys = ["items", "matrix", "names", "settings", "source"]

    static func header(_ matrix: PackedMatrix) -> [JSONMember] {
        [
            JSONMember("items", .whole(matrix.questions.count)), JSONMember("matrix", .string(matrix.sha256)),
            JSONMember("names", .array(matrix.names.map { .string($0) })),
            JSONMember("settings", .string(matrix.purpose.rawValue)), JSONMember("source", .string(matrix.source)),
        ]
    }

    /// Maps and checks a file.
    public init(contentsOf url: URL) throws {
        file = try HashedFileReader(url, kind: "pairs")
        names = try file.texts("names")
        items = try file.number("items")
        matrix = try file.text("matrix")
        source = try file.text("source")
        sha256 = file.sha256
        let (pairs, overflows) = names.count.multipliedReportingOverflow(by: names.count)
        guard let purpose = PackedMatrix.Purpose(rawValue: try file.text("settings")), !overflows,
            pairs <= file.count, file.count == pairs * PairRecord.size
        else { throw HashedFileReader.damaged(url, "it is not as long as its header says") }
        self.purpose = purpose
    }

    public subscript(recipient: Int, source: Int) -> PairRecord {
        file.withBody { PairRecord($0, at: (recipient * names.count + source) * PairRecord.size) }
    }

    /// The share and the error of every pair, as the panel score takes them.
    private var tables: (share: SquareMatrix, error: SquareMatrix) {
        let n = names.count
        var share = SquareMatrix(n, repeating: .nan)
        var error = SquareMatrix(n, repeating: .infinity)
        file.withBody { body in
            for pair in 0..<n * n where pair / n != pair % n {
                let record = PairRecord(body, at: pair * PairRecord.size)
                share.values[pair] = record.share
                error.values[pair] = record.standardError
            }
        }
        return (share, error)
    }

    /// One unordered pair that stands out.
    public struct Ranked: Sendable, Hashable {
        public var a: Int
        public var b: Int
        /// Of the panel score: how far above what is usual in this library, in standard errors.
        public var z: Double
        /// One-sided, adjusted over all pairs (Benjamini and Hochberg).
        public var adjusted: Double
    }

    /// The pairs with the largest scores, largest first; ties in the order of the models.
    /// - Parameter model: only pairs of this one; the adjustment is over all pairs of the library all the same.
    /// - Throws: `KinshipError.tooFewModels` under four models.
    public func strongest(_ most: Int, of model: Int? = nil) throws(KinshipError) -> [Ranked] {
        let (share, error) = tables
        let score = try PanelScore(share: share, standardError: error)
        let n = names.count
        var all: [Ranked] = []
        all.reserveCapacity(n * (n - 1) / 2)
        for a in 0..<n {
            for b in a + 1..<max(n, a + 1) { all.append(.init(a: a, b: b, z: score.z(a, b), adjusted: 1)) }
        }
        for (place, value) in FalseDiscovery.adjusted(all.map { FalseDiscovery.pValue(z: $0.z) }).enumerated() {
            all[place].adjusted = value
        }
        let fitting = all.filter { !$0.z.isNaN && (model == nil || $0.a == model || $0.b == model) }
        return Array(fitting.sorted { ($1.z, $0.a, $0.b) < ($0.z, $1.a, $1.b) }.prefix(most))
    }
}
