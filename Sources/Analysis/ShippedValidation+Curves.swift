import Findings
import Kinship
import RealModule

extension Findings {
    /// With the data of the Tippett and the calibration plot: of the kind of answers whose cost the validation quotes.
    func withCurves(of calibration: Calibration) -> Findings {
        var findings = self
        let curves = [
            (calibration.closed.cllr, calibration.closed.curve), (calibration.open?.cllr, calibration.open?.curve),
            (calibration.fusion?.cllr, calibration.fusion?.curve),
        ]
        findings.validation = validation.with(curves.first { $0.0 == validation.cllr }?.1)
        return findings
    }
}

extension ValidationSummary {
    /// With the data of the Tippett and the calibration plot, where the calibration holds them.
    func with(_ curve: RatioCurve?) -> ValidationSummary {
        guard let curve, curve.related > 0, curve.unrelated > 0 else { return self }
        var summary = self
        summary.tippett = curve.rows.map {
            TippettPoint(
                log10: $0.log10, related: Double($0.related) / Double(curve.related),
                unrelated: Double($0.unrelated) / Double(curve.unrelated))
        }
        summary.calibration = curve.bins.map { bin in
            CalibrationBin(
                stated: bin.stated, observed: Self.observed(bin, of: curve), related: bin.related,
                unrelated: bin.unrelated)
        }
        return summary
    }

    /// log10 of the ratio of the two kinds' shares in a bin, half a pair added to each count so that an empty one has an interval too; the
    /// interval is that of the log of a ratio of two proportions (Katz et al. 1978).
    static func observed(_ bin: RatioCurve.Bin, of curve: RatioCurve) -> Estimate {
        let (x, y) = (Double(bin.related) + 0.5, Double(bin.unrelated) + 0.5)
        let (n, m) = (Double(curve.related) + 1, Double(curve.unrelated) + 1)
        let value = Double.log10((x / n) / (y / m))
        let error = (1 / x - 1 / n + 1 / y - 1 / m).squareRoot() / Double.log(10)
        return Estimate(value: value, standardError: error, low: value - 1.96 * error, high: value + 1.96 * error)
    }
}
