import Findings
import Testing

@testable import Analysis

struct VerdictTests {
    @Test(arguments: [
        (1.5, 1.0, 1.9, Verdict.Outcome.support), (0.31, 0.01, 0.9, .support), (1.5, -0.2, 1.9, .neither),
        (0.2, 0.1, 0.29, .neither), (-0.2, -0.29, -0.1, .neither), (-1, -1, 0.6, .neither), (-1, -1, -0.4, .against),
        (1.5, 0, 2, .neither), (-1.5, -2, 0, .neither),
    ])
    func `a ratio supports a side only with its whole interval on that side`(
        _ log10: Double, _ low: Double, _ high: Double, _ outcome: Verdict.Outcome
    ) {
        #expect(Verdict.Outcome(LikelihoodRatio(log10: log10, low: low, high: high, uncapped: log10)) == outcome)
    }
}
