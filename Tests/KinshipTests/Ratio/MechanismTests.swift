import Foundation
import Kinship
import Testing

@Suite struct MechanismTests {
    static let calibration = MechanismCalibration(
        outputs: .init(ratio: 1, spread: 0.15, cases: 30, sources: 17),
        texts: .init(ratio: 0.08, spread: 0.08, cases: 9, sources: 6),
        weights: .init(ratio: 0.35, spread: 0.12, cases: 4, sources: 4))

    /// Sums of `items` errors with p = 0.05 each of which a share was repeated.
    static func sums(share: Double, items: Int) -> PairSums {
        let p = 0.05
        let k = -log(p)
        let n = Double(items)
        var sums = PairSums()
        sums.room = n * k * (1 - p)
        sums.excess = share * sums.room
        sums.varianceByChance = n * k * k * p * (1 - p)
        sums.varianceByCopying = n * k * k * (1 - p) * (1 - p)
        sums.items = items
        return sums
    }

    static func ratio(invented: Double, corpus: Double, items: Int = 300) -> MechanismRatio {
        MechanismRatio(
            KindShares(invented: sums(share: invented, items: items), corpus: sums(share: corpus, items: items)),
            calibration: calibration)
    }

    @Test func eachWayIsToldFromSharesThatFitIt() {
        #expect(Self.ratio(invented: 0.4, corpus: 0.4).way == .outputs)
        #expect(Self.ratio(invented: 0.02, corpus: 0.35).way == .texts)
        #expect(Self.ratio(invented: 0.18, corpus: 0.51).way == .weights)
    }

    @Test func littleEvidenceTellsNothing() {
        #expect(Self.ratio(invented: 0.02, corpus: 0.03, items: 20).way == nil)
        let none = Self.ratio(invented: 0, corpus: 0, items: 10)
        #expect(none.log10.values.allSatisfy { abs($0) < 0.3 })
    }

    @Test func noRatioIsSurerThanTheSourcesBehindIt() {
        let clear = Self.ratio(invented: 0.5, corpus: 0.5, items: 5000)
        #expect(clear.log10[.outputs] == log10(11.0))
        #expect(clear.log10[.texts] == -log10(7.0))
    }

    @Test func twoCasesOfEachWayAreTheLeastToCalibrateOn() {
        let sample = MechanismCalibration.Case(
            shares: KindShares(invented: Self.sums(share: 0.4, items: 300), corpus: Self.sums(share: 0.4, items: 300)),
            way: .outputs, source: "a")
        #expect(MechanismCalibration([sample, sample], kindsBySource: true) == nil)
    }
}
