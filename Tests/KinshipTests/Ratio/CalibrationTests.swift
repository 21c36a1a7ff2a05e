import Foundation
import Kinship
import Testing

@Suite struct CalibrationTests {
    /// Two made-up recordings of eight models; A1–A2 and B1–B2 are kin in both.
    static func recording(_ name: String, score: Double) throws -> LabeledRecording {
        var c = SquareMatrix(8)
        let s = SquareMatrix(8, repeating: 0.03)
        for (i, j) in [(0, 1), (2, 3)] {
            c[i, j] = score
            c[j, i] = score
        }
        let panel = try PanelScore(share: c, standardError: s)
        let pairs = (0..<8).flatMap { i in
            (i + 1..<8).map { LabeledRecording.Pair(a: i, b: $0, related: (i, $0) == (0, 1) || (i, $0) == (2, 3)) }
        }
        return LabeledRecording(
            name: name, models: ["A1", "A2", "B1", "B2", "C", "D", "E", "F"], score: panel, pairs: pairs)
    }

    @Test func theFamiliesOfTheTestedPairAreLeftOut() throws {
        let judged = CrossValidation.judge([
            try Self.recording("one", score: 0.2), try Self.recording("two", score: 0.3),
        ])
        #expect(judged.count == 56)
        // A1–B1 touches both families that have kin, so nothing is left to learn from.
        let touched = try #require(judged.first { $0.recording == "one" && $0.a == "A1" && $0.b == "B1" })
        #expect(touched.log10 == 0)
        let free = try #require(judged.first { $0.recording == "one" && $0.a == "C" && $0.b == "D" })
        #expect(free.log10 < 0)
        let kin = try #require(judged.first { $0.related })
        #expect(kin.families[0] == kin.families[1])
        #expect(kin.log10 > 1)
    }

    @Test func familiesAndNotPairsAreCounted() throws {
        let recordings = [try Self.recording("one", score: 0.2), try Self.recording("two", score: 0.3)]
        let calibration = ClosedCalibration(recordings)
        #expect(calibration.relatedPairs == 4)
        #expect(calibration.relatedFamilies == 2)
        #expect(calibration.families == 6)
        #expect(calibration.bounds.unrelated == 15)
        #expect(calibration.references.count == 4)
        #expect(calibration.misleading[0].count == 0)
        #expect(calibration.misleading[0].of == 52)
        #expect(abs(calibration.misleading[0].limit - (1 - pow(0.05, 1 / 52.0))) < 1e-5)
    }

    @Test func theShippedCalibrationIsReadAndWrittenBackTheSame() throws {
        let calibration = try Calibration.shipped()
        #expect(try calibration.encoded() == Calibration.shippedBytes())
        #expect(calibration.closed.references.count >= 20)
        #expect(calibration.closed.bounds.cap > 1)
        #expect(calibration.closed.bounds.floor < 0)
        #expect(calibration.closed.misleading.map(\.atLeast) == [10, 100, 1000])
    }

    @Test func aBrokenFileIsRefused() {
        #expect(throws: KinshipError.self) { try Calibration.decoded(Data("{".utf8)) }
    }

    @Test func theRatioOfAllQuestionsEndsTheRowOfSubsetsAndSmallOnesSpreadWider() async throws {
        let plain = try ReferenceFixture.load().plain
        let model = await AnswerModel(try AnswerMatrix(rows: plain.rows))
        let shares = await InheritedShare.ordered(model)
        let panel = try PanelScore(shares)
        let calibration = try Calibration.shipped().closed
        func growth() -> RatioGrowth {
            RatioGrowth(
                [model], first: 1, second: 0, shares: shares, panel: panel, calibration: calibration, draws: 60, seed: 3
            )
        }
        let steps = growth().steps
        let last = try #require(steps.last)
        let whole = ClosedRatio(
            [model], first: 1, second: 0, shares: shares, panel: panel, calibration: calibration, replicates: 0, seed: 1
        )
        #expect(last.items == model.matrix.items)
        #expect(abs(last.log10 - whole.log10) < 1e-9 && last.low == last.high)
        #expect(steps[0].high - steps[0].low > 0)
        #expect(zip(steps, steps.dropFirst()).allSatisfy { $0.items < $1.items })
        #expect(growth() == growth())
    }

    @Test func aPlantedCopyGetsALargeRatioAndAnIntervalThatHoldsIt() async throws {
        let plain = try ReferenceFixture.load().plain
        let model = await AnswerModel(try AnswerMatrix(rows: plain.rows))
        let shares = await InheritedShare.ordered(model)
        let panel = try PanelScore(shares)
        let calibration = try Calibration.shipped().closed
        let kin = ClosedRatio(
            [model], first: 1, second: 0, shares: shares, panel: panel, calibration: calibration, seed: 1)
        let strangers = ClosedRatio(
            [model], first: 7, second: 9, shares: shares, panel: panel, calibration: calibration, seed: 1)
        #expect(kin.log10 > strangers.log10)
        #expect(kin.low <= kin.log10 && kin.log10 <= kin.high)
        #expect(kin.high <= calibration.bounds.cap)
        let expected = calibration.log10(score: panel.score[1, 0], error: panel.standardError[1, 0])
        #expect(abs(kin.uncapped - expected) < 1e-12)
        #expect(
            kin
                == ClosedRatio(
                    [model], first: 1, second: 0, shares: shares, panel: panel, calibration: calibration, seed: 1))
    }
}
