import Probes
import Testing

@Suite struct Canaries {
    @Test func `the chance of a false alarm is the binomial tail where all spaces are equal`() {
        // Exact fractions: 1 - (9/10)^3, 3 (1/10)^2 (9/10) + (1/10)^3, (1/10)^3.
        for (hits, expected) in [(0, 1.0), (1, 0.271), (2, 0.028), (3, 0.001), (4, 0)] {
            #expect(abs(Canary.falseAlarm(hits: hits, spaces: [10, 10, 10]) - expected) < 1e-12)
        }
    }

    @Test func `unequal spaces are summed exactly, and small chances keep their digits`() {
        #expect(abs(Canary.falseAlarm(hits: 1, spaces: [2, 4]) - 0.625) < 1e-12)
        #expect(abs(Canary.falseAlarm(hits: 2, spaces: [2, 4]) - 0.125) < 1e-12)
        let tiny = Canary.falseAlarm(hits: 5, spaces: Array(repeating: 1_000_000, count: 5))
        #expect(abs(tiny / 1e-30 - 1) < 1e-9)
    }

    @Test func `planted statements come from a seed, differ, and say the value that the probe asks for`() throws {
        let suite = CanaryWriter.suite(name: "canary/test", count: 12, seed: 5)
        #expect(suite == CanaryWriter.suite(name: "canary/test", count: 12, seed: 5))
        #expect(suite != CanaryWriter.suite(name: "canary/test", count: 12, seed: 6))
        #expect(Set(suite.probes.compactMap(\.canary?.statement)).count == 12)
        for probe in suite.probes {
            guard case .truth(let values)? = probe.answer?.expectation, let canary = probe.canary else {
                Issue.record("no truth in \(probe.id)")
                continue
            }
            #expect(canary.statement.contains(values[0]) && !probe.prompt.contains(values[0]) && canary.space >= 1_000)
        }
        #expect(
            Lint.check([
                SuiteFile(
                    path: "c", suite: suite, lines: [], recipe: nil, settings: .init(), tags: [],
                    contamination: nil, changes: ["1.0.0"])
            ]).isEmpty)
    }
}
