import Base
import Foundation
import Testing

@testable import Kinship

struct OpenCalibrationTests {
    /// 400 unrelated and 60 related pairs of 12 families, drawn from the model itself.
    static func world(seed: UInt64, error: Double = 0) -> (centered: [Double], related: [Bool], family: [Int]) {
        var random = SeededGenerator(seed: seed)
        var centered: [Double] = []
        var related: [Bool] = []
        var family: [Int] = []
        for index in 0..<460 {
            let kin = index % 23 < 3
            related.append(kin)
            family.append(index % 12)
            let mean = kin ? 0.03 + 0.03 * random.uniform() : -0.005
            centered.append(mean + (0.008 * 0.008 + error * error).squareRoot() * random.normal())
        }
        return (centered, related, family)
    }

    @Test("learnt on one set it is calibrated on another: Cllr near its minimum")
    func carriesOver() throws {
        let train = Self.world(seed: 1)
        let test = Self.world(seed: 2)
        let calibration = try #require(
            OpenCalibration(
                centered: train.centered, related: train.related, family: train.family, models: 100, panelSpread: 0.01))
        let ratios = test.centered.map {
            calibration.logRatio(centered: $0, standardError: 0.001, models: 100, panelSpread: 0.01)
        }
        let cost = try #require(LikelihoodRatioCost.cllr(logRatios: ratios, related: test.related))
        let least = try #require(LikelihoodRatioCost.cllrMin(scores: ratios, related: test.related))
        #expect(cost < least + 0.08)
        #expect(cost < 0.3)
    }

    @Test("with a wide standard error the ratio goes to 1, and without a figure nothing is said")
    func noEvidence() throws {
        let train = Self.world(seed: 1)
        let calibration = try #require(
            OpenCalibration(
                centered: train.centered, related: train.related, family: train.family, models: 100, panelSpread: 0.01))
        #expect(abs(calibration.logRatio(centered: 0.05, standardError: 5, models: 100, panelSpread: 0.01)) < 0.001)
        #expect(calibration.logRatio(centered: .nan, standardError: 0.001, models: 100, panelSpread: 0.01) == 0)
        #expect(calibration.logRatio(centered: 0.05, standardError: .nan, models: 100, panelSpread: 0.01) == 0)
        #expect(calibration.logRatio(centered: 0.05, standardError: 0.001, models: 3, panelSpread: 0.01) == 0)
        let close = calibration.logRatio(centered: 0.05, standardError: 0.001, models: 100, panelSpread: 0.01)
        let small = calibration.logRatio(centered: 0.05 * 4 / 6, standardError: 0.001, models: 6, panelSpread: 0.01)
        #expect(small < close)
    }

    @Test(
        "a panel that differs more by itself makes every figure smaller; one that differs less does not make it larger")
    func widerPanel() throws {
        let train = Self.world(seed: 1)
        let calibration = try #require(
            OpenCalibration(
                centered: train.centered, related: train.related, family: train.family, models: 100, panelSpread: 0.01))
        func ratio(_ spread: Double) -> Double {
            calibration.logRatio(centered: 0.06, standardError: 0.001, models: 100, panelSpread: spread)
        }
        #expect(ratio(0.03) < ratio(0.01) - 1)
        #expect(ratio(0.005) == ratio(0.01))
        #expect(ratio(.nan) == 0)
    }

    @Test("a family of many pairs weighs as the root of their number")
    func familyWeights() throws {
        let centered: [Double] = [0.1, 0.1, 0.1, 0.1, 0.05] + (0..<20).map { Double($0) / 1000 }
        let related = [Bool](repeating: true, count: 5) + [Bool](repeating: false, count: 20)
        let family = [1, 1, 1, 1, 2] + [Int](repeating: 0, count: 20)
        let calibration = try #require(
            OpenCalibration(centered: centered, related: related, family: family, models: 10, panelSpread: 0.01))
        #expect(calibration.references.map(\.weight) == [0.5, 0.5, 0.5, 0.5, 1])
        #expect(calibration.references[4].centered == 0.05 * 10 / 8)
    }

    @Test("without related pairs nothing can be learnt")
    func nothingToLearn() {
        #expect(
            OpenCalibration(
                centered: [0, 0, 0], related: [false, false, false], family: [0, 0, 0], models: 10, panelSpread: 0.01)
                == nil)
    }
}
