import Foundation
import Kinship
import Probes

/// Estimated against causal shares on anybody's recording: `apograph evaluate FOLDER --doses doses.csv`.
public enum DoseEvaluation {
    /// The report for the first recording that holds at least three of the relations.
    /// - Throws: `Problem` where none does.
    public static func run(_ recordings: [Recording], doses: URL) async throws -> DoseReport {
        let rows = try DoseRow.read(doses)
        for recording in recordings {
            guard let (kept, matrix) = try await recording.answerMatrix() else { continue }
            let shares = await InheritedShare.twoPass(AnswerModel(matrix))
            if let report = DoseReport(shares, models: kept.models, doses: rows) { return report }
        }
        throw Problem(
            "doses.no-relations", .data, "fewer than three relations with a causal share are among the recorded models",
            at: doses.path,
            remedy: "The doses must name models as the recording does, as model,source,causal_share.")
    }
}

extension DoseReport {
    /// The report as a person reads it on a terminal.
    public var line: String {
        String(
            format:
                "share against causal share, %d relations: slope %.3f, intercept %+.3f, r %.4f, rmse %.4f, 95 %% intervals hold %d of %d",
            relations, slope, intercept, r, rmse, rows.count { $0.covered }, relations)
    }
}

extension EvaluationTable {
    /// Nothing evaluated yet.
    public static let empty = EvaluationTable(rows: [], calibration: [], leftOut: [:])
}
