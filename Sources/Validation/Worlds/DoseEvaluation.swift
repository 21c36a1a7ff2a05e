import Analysis
import Answers
import Base
import Foundation
import Kinship
import Probes

/// Estimated against causal shares on anybody's recording: `apograph evaluate FOLDER --doses doses.csv`.
public enum DoseEvaluation {
    /// The report for the first recording that holds at least three of the relations; with it the mechanism of every relation, where kinds of error
    /// are known.
    /// - Throws: `Problem` where none does.
    public static func run(_ recordings: [AnswerSheet], doses: URL, kinds: KindTable = .init()) async throws
        -> DoseReport
    {
        let rows = try DoseRow.read(doses)
        for recording in recordings {
            let table = try await AnswerTable(recording)
            guard !table.items.isEmpty else { continue }
            let models = table.participantNames
            let model = await AnswerModel(table.matrix.selecting(models: table.participants))
            let first = await InheritedShare.ordered(model)
            let shares = await InheritedShare.twoPass(model, first: first)
            guard var report = DoseReport(shares, models: models, doses: rows) else { continue }
            let relatives = try PanelScore(first).relatives(above: model.settings.relativesAbove)
            let found = try rows.compactMap { row throws(KinshipError) in
                try MechanismRow(
                    row, model: model, models: models, relatives: relatives,
                    origins: table.items.map {
                        kinds.kind(
                            source: row.source, suite: $0.id.suite, probe: $0.id.probe, own: $0.probe.errorKind)?
                            .origin
                    }, bySource: kinds.knows(source: row.source))
            }
            if !found.isEmpty { report.mechanism = found }
            return report
        }
        throw Problem(
            "doses.no-relations", .data, "fewer than three relations with a causal share are among the recorded models",
            at: doses.path,
            remedy: "The doses must name models as the recording does, as model,source,causal_share.")
    }
}

/// By which way one documented relation came about, as the evidence has it.
public struct MechanismRow: Sendable, Hashable, Codable {
    public struct Share: Sendable, Hashable, Codable {
        /// Errors of the source of this kind, and the share of them that was taken over, with its 95 % interval.
        public var errors: Int
        public var share: Double
        public var low: Double
        public var high: Double

        init(_ sums: PairSums) {
            errors = sums.items
            share = sums.share
            let interval = sums.interval()
            (low, high) = (interval.lowerBound, interval.upperBound)
        }
    }

    public var model: String
    public var source: String
    /// As the doses word the relation.
    public var kind: String
    public var invented: Share
    public var corpus: Share
    /// True where the kinds were known for this source, and not for the question alone.
    public var bySource: Bool
    /// log10 LR of each way against the other two.
    public var log10: [String: Double]
    /// `nil`: not told.
    public var way: String?

    /// `nil` where a model is not recorded, or the source has fewer than 15 errors of either kind.
    init?(
        _ dose: DoseRow, model: AnswerModel, models: [String], relatives: [[Int]], origins: [ErrorOrigin?],
        bySource: Bool
    ) throws(KinshipError) {
        guard let r = models.firstIndex(of: dose.model), let s = models.firstIndex(of: dose.source), r != s else {
            return nil
        }
        let kin = Set(relatives[r] + relatives[s]).subtracting([r, s]).sorted()
        let shares = KindShares(model, recipient: r, source: s, kinds: origins, relatives: kin)
        guard shares.invented.items >= 15, shares.corpus.items >= 15 else { return nil }
        let data = try MechanismData.shipped()
        let ratio = MechanismRatio(shares, calibration: bySource ? data.bySource : data.byItem)
        self.model = dose.model
        source = dose.source
        kind = dose.kind
        invented = Share(shares.invented)
        corpus = Share(shares.corpus)
        self.bySource = bySource
        log10 = Dictionary(uniqueKeysWithValues: ratio.log10.map { ($0.key.rawValue, $0.value) })
        way = ratio.way?.rawValue
    }
}

extension DoseReport {
    /// The report as a person reads it on a terminal.
    public var line: String { lines.joined(separator: "\n") }

    private var lines: [String] {
        var out = [
            String(
                format:
                    "share against causal share, %d relations: slope %.3f, intercept %+.3f, r %.4f, rmse %.4f, 95 %% intervals hold %d of %d",
                relations, slope, intercept, r, rmse, rows.count { $0.covered }, relations)
        ]
        guard let mechanism else { return out }
        out.append(
            "by which way, for relations whose source has 15 errors of each kind (calibrated on the laboratory's networks):"
        )
        var kinds: [String] = []
        for row in mechanism where !kinds.contains(row.kind) { kinds.append(row.kind) }
        for kind in kinds {
            let mine = mechanism.filter { $0.kind == kind }
            let ways = ["outputs", "texts", "weights"].map { way in "\(way) \(mine.count { $0.way == way })" }
            out.append(
                "  \(kind.isEmpty ? "relation" : kind): \(mine.count); \(ways.joined(separator: ", ")), not told \(mine.count { $0.way == nil })"
            )
        }
        return out
    }
}

extension EvaluationTable {
    /// Nothing evaluated yet.
    public static let empty = EvaluationTable(rows: [], calibration: [], leftOut: [:])
}
