import Base
import Foundation
import Probes

/// Which pairs of models are of documented kinship, and which have none on record.
public struct PairLabels: Sendable {
    public struct Pair: Sendable, Hashable {
        public var a: String
        public var b: String
        public var related: Bool
        /// How the two are related, in the words of the table; empty where it does not say.
        public var kind = ""
    }

    /// One list a table: labels of one data set say nothing of another in which models of the same names are.
    private var tables: [[Pair]] = []
    private var kinds: [Set<String>: String] = [:]

    public init() {}

    /// Adds a table with the columns `model_a,model_b,related` (0 or 1) and, where it has one, `kind` (version, sibling, fine-tune, student, …); others
    /// are ignored.
    ///
    /// - Throws: `Problem` with the line for a label that is neither, a pair of one model, or a pair that is labelled both ways.
    public mutating func add(_ table: CSVTable) throws {
        let (a, b, related) = (
            try table.column("model_a"), try table.column("model_b"), try table.column("related")
        )
        let kind = table.optionalColumn("kind")
        var pairs: [Pair] = []
        var known: [Set<String>: Bool] = [:]
        for row in table.rows {
            let pair = Pair(
                a: row.fields[a], b: row.fields[b], related: row.fields[related] == "1",
                kind: kind.map { row.fields[$0] } ?? "")
            let place = "\(table.place):\(row.line)"
            guard row.fields[related] == "0" || row.fields[related] == "1" else {
                throw Problem(
                    "labels.value", .data, "\"related\" is \"\(row.fields[related])\"", at: place,
                    remedy: "Write 1 for documented kinship and 0 for none.")
            }
            guard pair.a != pair.b else {
                throw Problem(
                    "labels.self", .data, "\(pair.a) is paired with itself", at: place, remedy: "Remove the row.")
            }
            if let before = known[[pair.a, pair.b]] {
                guard before == pair.related else {
                    throw Problem(
                        "labels.conflict", .data, "\(pair.a) and \(pair.b) are labelled both ways", at: place,
                        remedy: "Decide which is right, and remove the other row.")
                }
                continue
            }
            known[[pair.a, pair.b]] = pair.related
            if pair.related, !pair.kind.isEmpty { kinds[[pair.a, pair.b]] = pair.kind }
            pairs.append(pair)
        }
        tables.append(pairs)
    }

    /// How two models are related, in the words of any of the tables; empty where none says.
    public func kind(_ a: String, _ b: String) -> String { kinds[[a, b]] ?? "" }

    /// The labelled pairs among some models, as indices into them, in the order of the labels; of several tables the one that labels most pairs.
    public func among(_ models: [String]) -> [(a: Int, b: Int, related: Bool)] {
        let place = Dictionary(models.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        var best: [(a: Int, b: Int, related: Bool)] = []
        for pairs in tables {
            let found = pairs.compactMap { pair -> (a: Int, b: Int, related: Bool)? in
                guard let a = place[pair.a], let b = place[pair.b] else { return nil }
                return (a, b, pair.related)
            }
            if found.count > best.count { best = found }
        }
        return best
    }
}
