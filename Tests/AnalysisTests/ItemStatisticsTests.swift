import Analysis
import Foundation
import Testing

@Suite struct Items {
    /// Six models on eight questions; every question from the third on separates strong from weak.
    private func small() throws -> MadeUpCase {
        var said: [String: [String]] = [:]
        for model in 0..<6 {
            let strong = model < 4
            said["m\(model)"] =
                [
                    "right0",  // nobody is wrong
                    strong ? "same" : "right1",  // the strong ones agree against the key
                    ["a", "a", "b", "c", "right2", "I don't know."][model],
                    model < 5 ? "I don't know." : "right3",
                    ["right4", "right4", "x", "x", "x", "x"][model],
                ] + (5..<8).map { strong ? "right\($0)" : "wrong\(model)" }
        }
        return try MadeUpCase(said, items: 8)
    }

    @Test func `every probe's answers are counted by state, and wrong readings by how they spread`() async throws {
        let made = try small()
        defer { made.remove() }
        let items = try await ItemStatistics(of: made.store).items
        #expect(items.count == 8)
        #expect(items.allSatisfy { $0.right + $0.wrong + $0.abstained + $0.unparsed + $0.missing == 6 })
        let third = items[2]
        #expect(third.right == 1 && third.wrong == 4 && third.abstained == 1)
        // Readings a, a, b, c: -(1/2 log 1/2 + 2 × 1/4 log 1/4)
        #expect(abs((third.informativeness ?? 0) - 1.5 * log(2.0)) < 1e-12)
        #expect(third.commonestWrong == "a" && third.commonestShare == 0.5)
        #expect(items[0].informativeness == nil && items[0].commonestWrong == nil)
    }

    @Test func `advice names the probes that say nothing, and those whose key is in doubt`() async throws {
        let made = try small()
        defer { made.remove() }
        let items = try await ItemStatistics(of: made.store).items
        #expect(items[0].advice == [.tooEasy])
        #expect(items[1].advice.contains(.doubtfulKey))
        #expect(items[3].advice.contains(.abstained))
        #expect(items[4].advice.contains(.oneError))
        #expect(items[5].advice.isEmpty)
    }

    @Test func `a suite's line says how many of its probes are too easy and too hard`() async throws {
        let made = try small()
        defer { made.remove() }
        let suites = try await ItemStatistics(of: made.store).suites
        #expect(suites.map(\.suite) == ["made-up/words"])
        let row = try #require(suites.first)
        #expect(row.items == 8 && row.within == 3 && row.below == 2 && row.above == 3)
        #expect(abs((row.errorRate ?? 0) - 18.0 / 42) < 1e-12)
        #expect(row.abstained == 6.0 / 48 && row.unread == 0 && row.advised >= 4)
    }

    @Test
    func
        `strong and weak models are told apart by a probe that strong ones get right, and not by one that they get wrong`()
        async throws
    {
        let made = try small()
        defer { made.remove() }
        let items = try await ItemStatistics(of: made.store).items
        #expect((items[5].discrimination ?? 0) > 0.4)
        #expect((items[1].discrimination ?? 0) < 0)
        #expect((items[0].difficulty ?? 0) < (items[2].difficulty ?? 0))
    }

    @Test func `what a student took over counts for the pair, and the pair is found by itself`() async throws {
        let made = try MadeUpCase.panel(items: 200)
        defer { made.remove() }
        let found = try await ItemStatistics(of: made.store)
        #expect(found.pairs.contains { Set($0) == ["student", "m0"] })
        #expect(found.items.reduce(0) { $0 + $1.contribution } > 2)
    }
}
