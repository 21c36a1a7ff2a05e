import Base
import Diversity
import Testing

/// Golden values from the NumPy prototype beside this file (`prototype.py`), which draws subsets and uses LAPACK's eigenvalues.
@Suite struct DiversityTests {
    private func near(_ a: Double?, _ b: Double, _ reach: Double = 1e-6) -> Bool {
        a.map { abs($0 - b) < reach } ?? false
    }

    @Test func `With all samples a Hill number is the textbook's`() {
        #expect(near(Rarefaction.order1([5, 5], size: 10), 2))
        #expect(near(Rarefaction.order2([5, 5], size: 10), 2))
        #expect(near(Rarefaction.order1([10], size: 10), 1))
        #expect(near(Rarefaction.order2([8, 1, 1], size: 10), 1 / 0.66))
        #expect(near(Rarefaction.entropy([4, 4, 4, 4], size: 16), 2))
    }

    @Test func `Fewer samples are a random subset of more`() {
        #expect(near(Rarefaction.order1([9, 5, 3, 2, 1], size: 10), Golden.order1))
        #expect(near(Rarefaction.order2([9, 5, 3, 2, 1], size: 10), Golden.order2))
        #expect(near(Rarefaction.presence(times: 2, of: 20, size: 10), Golden.presence))
        #expect(Rarefaction.order1([3, 2], size: 6) == nil)
        #expect(Rarefaction.order1([], size: 0) == nil)
        #expect(Rarefaction.presence(times: 0, of: 20, size: 10) == 0)
    }

    @Test func `Rarefied diversity grows with samples and never passes the number of different answers`() {
        var random = SeededGenerator(seed: 3)
        for _ in 0..<50 {
            let counts = (0..<6).map { _ in random.below(9) }
            let total = counts.reduce(0, +)
            var last = 0.0
            for size in 1...max(total, 1) {
                guard let value = Rarefaction.order1(counts, size: size) else { continue }
                #expect(value >= last - 1e-9)
                #expect(value <= Double(min(size, counts.count { $0 > 0 })) + 1e-9)
                last = value
            }
        }
    }

    @Test
    func `The tail of a source is its answers under a tenth, and a student that gives none of them covers nothing`()
        throws
    {
        let source = [12, 5, 1, 1, 1]
        let none = try #require(TailCoverage.parts(source: source, student: [20, 0, 0, 0, 0], size: 20))
        #expect(none.given == 0)
        #expect(near(none.rare, 0.15))
        let two = try #require(TailCoverage.parts(source: source, student: [10, 8, 1, 1, 0], size: 20))
        #expect(near(two.given, 0.1))
        #expect(TailCoverage.parts(source: [10, 10], student: [5, 5], size: 10)?.rare == 0)
        #expect(TailCoverage.parts(source: source, student: [5, 0, 0, 0, 0], size: 20) == nil)
    }

    @Test func `Texts that repeat one another are less diverse by every measure`() throws {
        let same = [String](repeating: "the quick brown fox jumps over the lazy dog today", count: 4)
        let other = [
            "the quick brown fox jumps over the lazy dog today", "a slow green turtle swims under that busy old bridge",
            "seven bright kites climb above our small town every spring",
            "nobody knows why rivers bend where those hills begin",
        ]
        func cut(_ texts: [String]) throws -> [[String]] {
            try texts.map { try #require(TextDiversity.words($0, length: 9)) }
        }
        #expect(try near(TextDiversity.vendi(cut(same)), 1))
        #expect(try near(TextDiversity.vendi(cut(other)), 4))
        #expect(try near(TextDiversity.distinct2(cut(same)), 0.25))
        #expect(try near(TextDiversity.distinct2(cut(other)), 1))
        #expect(try TextDiversity.compressionRatio(cut(same))! > TextDiversity.compressionRatio(cut(other))!)
        #expect(TextDiversity.words("too short", length: 9) == nil)
        #expect(
            try near(
                TextDiversity.vendi(
                    cut([other[0], other[0] + " again", "the quick brown fox sleeps over the lazy dog"])), Golden.vendi)
        )
    }

    @Test func `A further model of the same kind lies in the band of its references nineteen times in twenty`() {
        var random = SeededGenerator(seed: 5)
        var within = 0
        for _ in 0..<2000 {
            let values = (0..<8).map { _ in random.normal() }
            if let band = ReferenceBand(Array(values.dropLast())), band.place(values[7]) == .within { within += 1 }
        }
        #expect((1860...1940).contains(within))
        #expect(ReferenceBand([1, 2, 3]) == nil)
    }

    @Test
    func
        `Generations without a trend are called falling or rising about one time in twenty, and a steady fall is found`()
        throws
    {
        var random = SeededGenerator(seed: 7)
        func lineage(_ step: Double, _ random: inout SeededGenerator) -> [[Double?]] {
            (0..<6).map { generation in
                let own = random.normal() * 0.1 + step * Double(generation)
                return (0..<60).map { _ in own + random.normal() }
            }
        }
        var called = 0
        for _ in 0..<300 {
            let slope = LineageSlope(lineage(0, &random), deviation: 0.1, references: 10, draws: 100, random: &random)
            if slope?.sign != 0 { called += 1 }
        }
        #expect((2...27).contains(called))
        #expect(LineageSlope(lineage(-0.3, &random), deviation: 0.1, references: 10, random: &random)?.sign == -1)
        #expect(LineageSlope([[1, 2], [1, 2]], deviation: 0, references: 5, random: &random) == nil)
        #expect(LineageSlope([[1, nil], [1, nil], [nil, 1]], deviation: 0, references: 5, random: &random) == nil)
    }
}

/// Printed by `prototype.py`.
private enum Golden {
    static let order1 = 3.4460819601117603
    static let order2 = 2.9687499999999996
    static let presence = 0.763157894736842
    static let vendi = 1.5818246527482684
}
