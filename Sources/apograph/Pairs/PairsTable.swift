import Base
import Foundation
import Pairs

/// The pairs that stand out of a library, as a person or a program reads them.
struct PairsTable: Encodable {
    struct Row: Encodable {
        var a: String
        var b: String
        var z: Double
        /// Adjusted over all pairs of the library.
        var adjusted: Double
        var shareOfBFromA: Share
        var shareOfAFromB: Share
    }
    /// Which part of the source's errors the recipient took over, with its 95 % interval.
    struct Share: Encodable {
        var value: Double
        var low: Double
        var high: Double
        /// Errors of the source that the recipient shares, and that it was asked about.
        var same: Int
        var of: Int
    }

    let exploratory = true
    let models: Int
    let questions: Int
    let comparisons: Int
    let source: String
    let settings: String
    let rows: [Row]

    /// - Throws: `Problem` where the library has no such model.
    init(_ result: PairResult, model: String?, most: Int) throws {
        let place = try model.map { name in
            guard let place = result.names.firstIndex(of: name) else {
                throw Problem(
                    "pairs.no-model", .usage, "the library has no model of that name", at: name,
                    remedy: "It has: \(Spelling.list(result.names, near: name)).")
            }
            return place
        }
        models = result.names.count
        questions = result.items
        comparisons = models * (models - 1) / 2
        source = result.source
        settings = result.purpose.rawValue
        func share(_ recipient: Int, _ from: Int) -> Share {
            let record = result[recipient, from]
            return Share(
                value: record.share, low: Double(record.low), high: Double(record.high), same: Int(record.matches),
                of: Int(record.items))
        }
        rows = try result.strongest(most, of: place).map { pair in
            Row(
                a: result.names[pair.a], b: result.names[pair.b], z: pair.z, adjusted: pair.adjusted,
                shareOfBFromA: share(pair.b, pair.a), shareOfAFromB: share(pair.a, pair.b))
        }
    }

    var text: String {
        let words = "\(models) models, \(questions) questions, \(comparisons) pairs compared: \(source)."
        var table = TextTable(
            [["", "", "z", "false discovery", "share of b from a", "same", "share of a from b", "same"]],
            [.left, .left, .right, .right, .left, .right, .left, .right], indent: 2)
        for row in rows {
            table.add([
                Terminal.visible(row.a), Terminal.visible(row.b), String(format: "%.1f", row.z),
                row.adjusted < 1e-4 ? "under 0.0001" : String(format: "%.4f", row.adjusted),
                Self.words(row.shareOfBFromA),
                "\(row.shareOfBFromA.same) of \(row.shareOfBFromA.of)", Self.words(row.shareOfAFromB),
                "\(row.shareOfAFromB.same) of \(row.shareOfAFromB.of)",
            ])
        }
        return """
            Exploratory: the strongest of all pairs of a library, which is no test of any of them.
            \(Terminal.visible(words))
            \(table.text)False discovery: the part of false ones among all pairs at least as strong, adjusted over all \(comparisons) pairs.
            A pair that stands out is a lead. Test it with `apograph compare` and a panel that was not chosen for it.

            """
    }

    private static func words(_ share: Share) -> String {
        share.of == 0 ? "nothing to see" : String(format: "%.2f (%.2f to %.2f)", share.value, share.low, share.high)
    }
}
