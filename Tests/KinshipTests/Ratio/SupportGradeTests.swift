import Foundation
import Kinship
import Testing

@Suite struct SupportGradeTests {
    /// LR, grade: every edge of the ENFSI bands takes the lower word, a hair above it the upper one.
    static let table: [(Double, SupportGrade)] = [
        (1, .neither), (1.5, .neither), (1.999, .neither), (2, .weak), (5, .weak), (10, .weak), (10.01, .moderate),
        (100, .moderate),
        (100.1, .moderatelyStrong), (1000, .moderatelyStrong), (1001, .strong), (10_000, .strong),
        (10_010, .veryStrong),
        (1_000_000, .veryStrong), (1_001_000, .extremelyStrong), (1e12, .extremelyStrong),
    ]

    @Test(arguments: table) func everyBandAndEdgeHasItsWord(ratio: Double, grade: SupportGrade) {
        #expect(SupportGrade(log10: log10(ratio)) == grade)
    }

    @Test(arguments: table) func theReciprocalHasTheSameWord(ratio: Double, grade: SupportGrade) {
        #expect(SupportGrade(log10: -log10(ratio)) == grade)
    }

    @Test func whatIsNoNumberSupportsNothing() {
        #expect(SupportGrade(log10: .nan) == .neither)
        #expect(SupportGrade(log10: .infinity) == .extremelyStrong)
        #expect(SupportGrade(log10: -.infinity) == .extremelyStrong)
    }
}

@Suite struct EmpiricalBoundsTests {
    /// STANDARDS.md §2: with perfect separation the cap is about the number of comparisons a class.
    @Test(arguments: [(20, 20.9), (50, 50.1), (100, 100), (500, 490), (1000, 1000)])
    func perfectSeparationIsCappedAtTheNumberOfComparisons(count: Int, cap: Double) {
        let bounds = EmpiricalBounds(
            related: Array(repeating: 9, count: count), unrelated: Array(repeating: -9, count: count))
        #expect(abs(pow(10, bounds.cap) / cap - 1) < 0.01)
        #expect(abs(bounds.floor + bounds.cap) < 1e-12)
        #expect(bounds.hold(7) == bounds.cap)
        #expect(bounds.hold(-7) == bounds.floor)
        #expect(bounds.hold(0.3) == 0.3)
    }

    @Test func misleadingComparisonsLowerTheCap() {
        let related = [Double](repeating: 4, count: 200)
        let clean = EmpiricalBounds(related: related, unrelated: Array(repeating: -1, count: 200))
        let spoiled = EmpiricalBounds(related: related, unrelated: Array(repeating: -1, count: 197) + [2.2, 2.5, 3])
        #expect(spoiled.cap < clean.cap)
        #expect(spoiled.cap > 0)
    }

    @Test func aSystemThatMisleadsSupportsNoFigureAtAll() {
        let bounds = EmpiricalBounds(related: [-1, -1, -1], unrelated: [1, 1, 1])
        #expect(bounds.cap == 0)
        #expect(bounds.floor == 0)
        #expect(EmpiricalBounds(related: [], unrelated: [0]).cap == 0)
    }
}

@Suite struct FalseDiscoveryTests {
    /// Tail areas of Student's t with 8 degrees of freedom from printed tables: 1.860 → 0.05, 2.896 → 0.01, 4.501 → 0.001.
    @Test(arguments: [
        (0, 0.5), (1.8595, 0.05), (2.8965, 0.01), (3.3554, 0.005), (4.5008, 0.001), (5.0413, 0.0005), (-1.8595, 0.95),
    ])
    func tailAreasEqualTheTable(z: Double, p: Double) {
        #expect(abs(FalseDiscovery.pValue(z: z) / p - 1) < 2e-4)
    }

    @Test func farOutTheTailStaysPositiveAndFalls() {
        #expect(FalseDiscovery.pValue(z: 30) > 0)
        #expect(FalseDiscovery.pValue(z: 30) < FalseDiscovery.pValue(z: 29))
        #expect(FalseDiscovery.pValue(z: .nan) == 1)
    }

    /// Worked by hand: 0.01·4/1, 0.03·4/2, 0.04·4/3 and 0.5, each held to the least at or above its rank.
    @Test func adjustedValuesFollowTheStepUpRule() {
        let adjusted = FalseDiscovery.adjusted([0.04, 0.01, 0.5, 0.03])
        let expected = [0.04 * 4 / 3, 0.04, 0.5, 0.04 * 4 / 3]
        for (mine, theirs) in zip(adjusted, expected) { #expect(abs(mine - theirs) < 1e-12) }
        #expect(FalseDiscovery.adjusted([Double]()).isEmpty)
    }
}
