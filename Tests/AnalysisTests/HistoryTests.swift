import Analysis
import Findings
import Kinship
import Testing

@Suite struct HistoryTests {
    /// The student of 40 % is the first of two releases of one maker; the second learned nothing.
    private static func releases() throws -> MadeUpCase {
        let said = MadeUpCase.answers(items: 400)
        return try MadeUpCase(
            said, items: 400,
            facts: [
                "m0": ("Source Ltd", "2024-01"), "student": ("Copy Inc", "2024-06"), "m5": ("Copy Inc", "2025-02"),
                "m2": ("Other", "2023-05"),
            ])
    }

    @Test func `A share that fell with the next release is reported with its interval`() async throws {
        let made = try Self.releases()
        defer { made.remove() }
        let claim = try #require(
            try await Analyzer.findings(of: made.store, .init(suspect: "m5", alleged: "m0", sensitivity: false)).claim)
        let trend = try #require(claim.trend)
        #expect(trend.points.map(\.model) == ["student", "m5"])
        let change = try #require(trend.changes.first)
        #expect(change.from == "student" && change.to == "m5" && trend.changes.count == 1)
        #expect(change.difference.high < 0 && change.p < 0.01)
        #expect(change.difference.low < -0.4 && -0.4 < change.difference.high)
    }

    @Test func `An error is traced to the earliest release that made it`() async throws {
        let made = try Self.releases()
        defer { made.remove() }
        let claim = try #require(
            try await Analyzer.findings(of: made.store, .init(suspect: "student", alleged: "m0", replicates: 50)).claim)
        #expect(claim.histories.count == claim.sharedErrors.count)
        let only = claim.histories.filter { $0.holders.map(\.model) == ["m0", "student"] }
        #expect(!only.isEmpty)
        for history in only {
            #expect(history.first == "m0")
            #expect((history.arisings ?? 0) >= 1)
        }
        for history in claim.histories {
            let branches = try #require(history.branches)
            #expect(branches.count { $0.step == .arose } == history.arisings)
            // Every holder stands below a branch on which the error arose, and none below one on which it was lost for good.
            let below = Set(branches.filter { $0.step == .arose }.flatMap(\.models))
            #expect(below.isSuperset(of: history.holders.map(\.model)))
        }
        for history in claim.histories where history.holders.contains(where: { $0.released == nil }) {
            #expect(history.first == nil)
        }
    }
}
