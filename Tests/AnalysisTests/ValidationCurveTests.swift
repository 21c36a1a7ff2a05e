import Findings
import Kinship
import Testing

@testable import Analysis

@Suite struct ValidationCurveTests {
    private let curve = RatioCurve(
        related: [1.5, 2, 2.5, 0.2], unrelated: [-2.5, -1, -1, -0.4, 0.3, -0.7, -0.8, -1.2])

    @Test func `a Tippett curve falls from all pairs to none`() {
        #expect(curve.related == 4 && curve.unrelated == 8)
        #expect(curve.rows.first?.related == 4 && curve.rows.first?.unrelated == 8)
        #expect(curve.rows.last?.related == 0 && curve.rows.last?.unrelated == 0)
        #expect(curve.rows.first { $0.log10 == 0 }?.related == 4)
        #expect(curve.rows.first { $0.log10 == 0 }?.unrelated == 1)
        for (before, after) in zip(curve.rows, curve.rows.dropFirst()) {
            #expect(after.related <= before.related && after.unrelated <= before.unrelated)
        }
        #expect(curve.bins.reduce(0) { $0 + $1.related } == 4 && curve.bins.reduce(0) { $0 + $1.unrelated } == 8)
    }

    @Test func `an empty half of a bin has an interval, and more pairs a narrower one`() {
        var bin = curve.bins[0]
        (bin.stated, bin.related, bin.unrelated) = (2, 3, 0)
        let few = ValidationSummary.observed(bin, of: curve)
        #expect(few.value > 0 && few.low < few.value && few.value < few.high && few.high.isFinite)
        var large = curve
        large.related = 400
        large.unrelated = 800
        (bin.related, bin.unrelated) = (300, 10)
        let many = ValidationSummary.observed(bin, of: large)
        #expect(many.high - many.low < few.high - few.low)
    }

    @Test func `a summary without counts stays as it is, and one with them gets shares`() {
        let empty = ValidationSummary(
            sha256: "", capLog10: 2, floorLog10: -1, relatedPairs: 4, relatedFamilies: 2, unrelatedPairs: 8,
            unrelatedFamilies: 4, misleading: [], cllr: 0.2)
        #expect(empty.with(nil) == empty)
        let full = empty.with(curve)
        #expect(full.tippett.first?.related == 1 && full.tippett.last?.unrelated == 0)
        #expect(full.calibration.count == curve.bins.count)
    }
}
