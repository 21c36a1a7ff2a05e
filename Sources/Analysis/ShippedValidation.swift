import Base
import CaseFile
import Findings
import Foundation
import Kinship

/// The error rates that verdicts quote, from the calibration that ships with the engine.
enum ShippedValidation {
    /// Which answers a ratio rests on: each kind is quoted with its own error rates and bounds.
    enum Channels { case closed, open, both }

    static func summary(_ calibration: Calibration, _ channels: Channels) throws(KinshipError) -> ValidationSummary {
        let hash = Digest256.hex(Array(try Calibration.shippedBytes()))
        let doses = try MechanismData.shipped().doses
        if channels == .both, let both = calibration.fusion {
            return ValidationSummary(
                sha256: hash, capLog10: both.bounds.cap, floorLog10: both.bounds.floor,
                relatedPairs: both.relatedPairs, relatedFamilies: both.relatedFamilies,
                unrelatedPairs: both.unrelatedPairs, unrelatedFamilies: both.families,
                misleading: both.misleading, cllr: both.cllr, missed: both.missed,
                cllrMin: both.cllrMin, recordings: both.recordings, doses: doses)
        }
        if channels == .open, let open = calibration.open {
            return ValidationSummary(
                sha256: hash, capLog10: open.bounds.cap, floorLog10: open.bounds.floor,
                relatedPairs: open.relatedPairs, relatedFamilies: open.relatedFamilies,
                unrelatedPairs: open.unrelatedPairs, unrelatedFamilies: open.families,
                misleading: open.misleading, cllr: open.cllr, missed: open.missed,
                cllrMin: open.cllrMin, recordings: [open.recording], doses: doses)
        }
        let closed = calibration.closed
        return ValidationSummary(
            sha256: hash, capLog10: closed.bounds.cap, floorLog10: closed.bounds.floor,
            relatedPairs: closed.relatedPairs, relatedFamilies: closed.relatedFamilies,
            unrelatedPairs: closed.unrelatedPairs, unrelatedFamilies: closed.families,
            misleading: closed.misleading, cllr: closed.cllr, missed: closed.missed,
            cllrMin: closed.cllrMin, recordings: calibration.made.recordings, doses: doses)
    }

    /// The rates of panels of about this size.
    static func size(references: Int, questions: Int) throws(KinshipError) -> ValidationSummary.Size? {
        guard let row = try SizeRates.shipped().row(references: references, questions: questions) else { return nil }
        return .init(
            recording: row.recording, references: row.references, questions: row.questions,
            misleading: [(10.0, row.overTen), (100, row.overHundred)].map { level, count in
                .init(
                    atLeast: level, count: count, of: row.strangers,
                    limit: Proportion.upperLimit(count, of: row.strangers))
            })
    }
}
