import CaseFile
import Foundation
import Kinship

/// The error rates that verdicts quote, from the calibration that ships with the engine.
enum ShippedValidation {
    static func summary(_ calibration: Calibration) throws(KinshipError) -> ValidationSummary {
        let closed = calibration.closed
        let hash = Digest256.hex(Array(try Calibration.shippedBytes()))
        let rate = { (row: ClosedCalibration.Misleading) in
            ValidationSummary.Rate(atLeast: row.atLeast, count: row.count, of: row.of, limit: row.limit)
        }
        return ValidationSummary(
            sha256: hash, capLog10: closed.bounds.cap, floorLog10: closed.bounds.floor,
            relatedPairs: closed.relatedPairs, relatedFamilies: closed.relatedFamilies,
            unrelatedPairs: closed.unrelatedPairs, unrelatedFamilies: closed.families,
            misleading: closed.misleading.map(rate), cllr: closed.cllr ?? .nan, missed: closed.missed.map(rate),
            cllrMin: closed.cllrMin, recordings: calibration.made.recordings)
    }
}
