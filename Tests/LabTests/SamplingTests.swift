import Base
import Testing

@testable import Lab

@Suite struct SamplingTests {
    @Test func greedyTakesTheFirstOfEqualScores() {
        var random = SeededGenerator(seed: 1)
        #expect(Sampling().choose([1, 3, 3, 2], &random) == 1)
        #expect(Sampling(temperature: 0).choose([-1, -1], &random) == 0)
    }

    @Test func tokensComeAsOftenAsTheirProbability() {
        var random = SeededGenerator(seed: 7)
        let scores: [Float] = [0, 1, 2, -20]
        var counts = [0, 0, 0, 0]
        for _ in 0..<20_000 { counts[Sampling(temperature: 1).choose(scores, &random)] += 1 }
        // e^0, e^1, e^2 over their sum: 0.0900, 0.2447, 0.6652; four standard deviations are 0.014 at most.
        for (count, share) in zip(counts, [0.0900, 0.2447, 0.6652, 0]) {
            #expect(abs(Double(count) / 20_000 - share) < 0.014)
        }
    }

    @Test func heatFlattensAndANucleusCuts() {
        var random = SeededGenerator(seed: 8)
        let scores: [Float] = [0, 1, 2]
        func share(_ sampling: Sampling, of token: Int) -> Double {
            Double((0..<5000).count { _ in sampling.choose(scores, &random) == token }) / 5000
        }
        #expect(share(Sampling(temperature: 2), of: 0) > 0.15)
        #expect(share(Sampling(temperature: 0.25), of: 2) > 0.97)
        #expect(share(Sampling(temperature: 1, topP: 0.8), of: 0) == 0)
        #expect(share(Sampling(temperature: 1, topP: 0), of: 2) == 1)
    }
}
