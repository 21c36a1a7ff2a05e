import Base
import Foundation
import Kinship
import Probes

/// One documented relation of a recording with known doses; columns as in `world-1-doses.csv`.
public struct DoseRow: Sendable, Hashable, Codable {
    /// Recipient.
    public var model: String
    public var source: String
    /// For example "student"; free text.
    public var kind: String
    /// Share of the probes that the source labeled; `nil` where that is not the way it learned.
    public var labeledShare: Double?
    /// Share of the source's errors that the recipient has because of the source, and its own sampling error; `nil` where not known.
    public var causalShare: Double?
    public var causalError: Double?

    public init(
        model: String, source: String, kind: String, labeledShare: Double?, causalShare: Double?, causalError: Double?
    ) {
        self.model = model
        self.source = source
        self.kind = kind
        self.labeledShare = labeledShare
        self.causalShare = causalShare
        self.causalError = causalError
    }

    /// Reads `model,source,kind,labelled_share,causal_share,causal_se[,…]` with a heading, in any order of the columns.
    /// - Throws: `Problem` naming file and line.
    public static func read(_ file: URL) throws -> [DoseRow] {
        let table = try CSVTable(contentsOf: file)
        let model = try table.column("model")
        let source = try table.column("source")
        let share = try table.column("causal_share")
        let kind = table.optionalColumn("kind")
        let labeled = table.optionalColumn("labelled_share")
        let error = table.optionalColumn("causal_se")
        func number(_ row: CSVTable.Row, _ column: Int?) throws -> Double? {
            guard let column, !row.fields[column].isEmpty else { return nil }
            guard let value = Double(row.fields[column]), value.isFinite else {
                throw Problem(
                    "doses.not-a-number", .data, "\"\(row.fields[column])\" is not a number",
                    at: "\(file.path):\(row.line)",
                    remedy: "Write shares with a decimal point, or leave the field empty where the share is not known.")
            }
            return value
        }
        return try table.rows.map { row in
            DoseRow(
                model: row.fields[model], source: row.fields[source], kind: kind.map { row.fields[$0] } ?? "",
                labeledShare: try number(row, labeled), causalShare: try number(row, share),
                causalError: try number(row, error))
        }
    }
}

/// Estimated against causal shares over relations whose truth is known.
public struct DoseReport: Sendable, Hashable, Codable {
    public struct Row: Sendable, Hashable, Codable {
        public var model: String
        public var source: String
        public var kind: String
        public var causalShare: Double
        public var causalError: Double
        public var share: Double
        public var standardError: Double
        public var low: Double
        public var high: Double
        /// |share − causal share| is within 1.96 times both errors together.
        public var covered: Bool
    }

    public var relations: Int
    /// Least-squares line of the estimated on the causal share.
    public var slope: Double
    public var intercept: Double
    public var r: Double
    public var rmse: Double
    /// Share of relations whose 95 % interval, widened by the truth's own sampling error, holds the causal share.
    public var coverage95: Double
    public var rows: [Row]
    /// By which way each relation came about, where kinds of error are known.
    public var mechanism: [MechanismRow]?

    /// - Parameters:
    ///   - shares: ordered shares of two passes.
    ///   - models: names of its rows.
    ///   - doses: relations; those without a causal share or with a model that is not in the panel are left out.
    /// - Returns: `nil` where fewer than three relations can be judged.
    public init?(_ shares: OrderedShares, models: [String], doses: [DoseRow]) {
        let at = Dictionary(models.enumerated().map { ($1, $0) }, uniquingKeysWith: { first, _ in first })
        rows = doses.compactMap { dose in
            guard let truth = dose.causalShare, let r = at[dose.model], let s = at[dose.source], r != s else {
                return nil
            }
            let sums = shares.sums(recipient: r, source: s)
            guard sums.share.isFinite else { return nil }
            let noise = dose.causalError ?? 0
            let interval = sums.interval()
            // Each side of the interval is widened by itself, since it need not be symmetric.
            let side = truth < sums.share ? sums.share - interval.lowerBound : interval.upperBound - sums.share
            let reach = (side * side + 1.96 * 1.96 * noise * noise).squareRoot()
            return Row(
                model: dose.model, source: dose.source, kind: dose.kind, causalShare: truth, causalError: noise,
                share: sums.share, standardError: sums.error, low: interval.lowerBound, high: interval.upperBound,
                covered: abs(sums.share - truth) <= reach)
        }
        guard rows.count >= 3 else { return nil }
        relations = rows.count
        let line = Line(rows.map { ($0.causalShare, $0.share) })
        slope = line.slope
        intercept = line.intercept
        r = line.correlation
        let squares = rows.reduce(0) { $0 + ($1.share - $1.causalShare) * ($1.share - $1.causalShare) }
        rmse = (squares / Double(rows.count)).squareRoot()
        coverage95 = Double(rows.count { $0.covered }) / Double(rows.count)
    }
}

/// A least-squares line and the correlation of its points.
struct Line: Sendable, Hashable {
    let slope: Double
    let intercept: Double
    let correlation: Double

    init(_ points: [(x: Double, y: Double)]) {
        let n = Double(points.count)
        let mx = points.reduce(0) { $0 + $1.x } / n
        let my = points.reduce(0) { $0 + $1.y } / n
        let xx = points.reduce(0) { $0 + ($1.x - mx) * ($1.x - mx) }
        let xy = points.reduce(0) { $0 + ($1.x - mx) * ($1.y - my) }
        let yy = points.reduce(0) { $0 + ($1.y - my) * ($1.y - my) }
        slope = xy / xx
        intercept = my - slope * mx
        correlation = xy / (xx * yy).squareRoot()
    }
}
