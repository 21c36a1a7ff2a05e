import CaseFile
import Foundation
import Kinship

/// The error rates that verdicts quote, from the calibration that ships with the engine.
enum ShippedValidation {
    static func summary(_ calibration: Calibration, openOnly: Bool) throws(KinshipError) -> ValidationSummary {
        let closed = calibration.closed
        let hash = Digest256.hex(Array(try Calibration.shippedBytes()))
        let rate = { (row: ClosedCalibration.Misleading) in
            ValidationSummary.Rate(atLeast: row.atLeast, count: row.count, of: row.of, limit: row.limit)
        }
        // A ratio from open answers alone is quoted with the error rates of open answers.
        if openOnly, let open = calibration.open {
            return ValidationSummary(
                sha256: hash, capLog10: open.bounds.cap, floorLog10: open.bounds.floor,
                relatedPairs: open.relatedPairs, relatedFamilies: open.relatedFamilies,
                unrelatedPairs: open.unrelatedPairs, unrelatedFamilies: open.families,
                misleading: open.misleading.map(rate), cllr: open.cllr ?? .nan, missed: open.missed.map(rate),
                cllrMin: open.cllrMin, recordings: [open.recording])
        }
        return ValidationSummary(
            sha256: hash, capLog10: closed.bounds.cap, floorLog10: closed.bounds.floor,
            relatedPairs: closed.relatedPairs, relatedFamilies: closed.relatedFamilies,
            unrelatedPairs: closed.unrelatedPairs, unrelatedFamilies: closed.families,
            misleading: closed.misleading.map(rate), cllr: closed.cllr ?? .nan, missed: closed.missed.map(rate),
            cllrMin: closed.cllrMin, recordings: calibration.made.recordings)
    }
}
