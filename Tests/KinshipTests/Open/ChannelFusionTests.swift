import Base
import Testing

@testable import Kinship

struct ChannelFusionTests {
    /// Two recordings of 30 related and 300 unrelated pairs; each channel is a calibrated ratio of a normal score with separation d.
    static func pairs(correlation: Double, seed: UInt64) -> [ChannelFusion.Pair] {
        var random = SeededGenerator(seed: seed)
        let d = 2.0
        return (0..<660).map { index in
            let related = index % 11 == 0
            let shared = random.normal()
            func score() -> Double {
                let own = random.normal()
                let noise = correlation.squareRoot() * shared + (1 - correlation).squareRoot() * own
                return (related ? d / 2 : -d / 2) + noise
            }
            // The log LR of N(d/2, 1) against N(−d/2, 1) at x is d·x.
            let closed = JudgedPair(
                recording: index < 330 ? "one" : "two", a: "a\(index)", b: "b\(index)", related: related,
                families: [index, index + 1000], log10: d * score() / 2.302585)
            return ChannelFusion.Pair(closed: closed, open: d * score() / 2.302585)
        }
    }

    @Test("independent channels are nearly added; channels that say the same are nearly averaged")
    func weights() throws {
        let apart = try #require(ChannelFusion(Self.pairs(correlation: 0, seed: 5), caution: ""))
        #expect(apart.closed > 0.75 && apart.open > 0.75)
        let same = try #require(ChannelFusion(Self.pairs(correlation: 0.98, seed: 5), caution: ""))
        #expect(abs(same.closed + same.open - 1) < 0.25)
    }

    @Test("fused ratios cost less than either channel, also where the weights were not learnt")
    func costs() throws {
        let fusion = try #require(ChannelFusion(Self.pairs(correlation: 0.2, seed: 6), caution: ""))
        for cost in fusion.costs { #expect(cost.fused < min(cost.closed, cost.open)) }
        #expect(fusion.recordings == ["one", "two"])
        #expect(fusion.log10(closed: 0, open: 0) == 0)
    }

    @Test("a channel that misleads gets no weight instead of a negative one")
    func edge() throws {
        let pairs = Self.pairs(correlation: 0, seed: 7).map {
            ChannelFusion.Pair(closed: $0.closed, open: -$0.open / 4)
        }
        let found = try #require(ChannelFusion.weights(pairs))
        #expect(found.open == 0 && found.closed > 0.5)
    }

    @Test("one recording alone is no ground to weigh channels")
    func oneRecording() {
        let one = Self.pairs(correlation: 0, seed: 5).filter { $0.closed.recording == "one" }
        #expect(ChannelFusion(one, caution: "") == nil)
    }
}
