import Base
import Foundation
import Kinship
import Probes

/// Makes the calibration that ships with the engine from labeled recordings: `apograph evaluate RECORDINGS --labels pairs.csv --calibrate FILE`.
public enum CalibrationMaker {
    /// - Parameter judged: what evaluating the recordings gave; those without closed answers are left out.
    /// - Throws: `Problem` where fewer than two recordings have labeled closed answers (references must come from another recording than the one
    ///   that is judged).
    public static func calibration(_ judged: [Evaluation.Judged], date: String) throws -> Calibration {
        let recordings = judged.compactMap(\.closed)
        guard recordings.count >= 2 else {
            throw Problem(
                "calibrate.one-recording", .data,
                "a calibration needs at least two labeled recordings of closed answers, not \(recordings.count)",
                remedy: "Name a folder that holds several recordings, for example two tasks of one collection.")
        }
        return Calibration(
            made: .init(
                command:
                    "apograph evaluate RECORDINGS --labels pairs.csv --calibrate Sources/Kinship/Data/calibration.json",
                recordings: recordings.map(\.name), date: date),
            closed: ClosedCalibration(recordings))
    }

    public static func write(_ calibration: Calibration, to file: URL) throws {
        do {
            try calibration.encoded().write(to: file)
        } catch {
            throw Problem(
                "calibrate.cannot-write", .cannotCreate, "the calibration cannot be written: \(error)", at: file.path,
                remedy: "Name a file in a folder that may be written to.")
        }
    }
}
