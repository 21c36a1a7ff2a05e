import Foundation
import Kinship
import Testing

@testable import Adaptive

/// The thresholds of the rule.
@Suite struct SequentialTests {
    @Test func `a study is the same on one core and on several, and never promises more than its runs show`() async throws {
        let study = SequentialStudy(models: 8, strangers: 60, kin: 4, seed: 3)
        let one = try await study.run(workers: 1)
        let two = try await study.run(workers: 3)
        #expect(one == two)
        // 60 runs can show a rate of 5 % at best, and none of 1 % or less.
        #expect(one.rows.filter { !$0.against }.isEmpty)
        #expect(one.errorRate > 0.01 && one.errorRate < 0.1)
        let fixed = one.arms.filter { $0.way == "fixed" && $0.ratio == 10 }
        let adaptive = one.arms.filter { $0.way == "adaptive" && $0.ratio == 10 }
        #expect(zip(fixed, adaptive).allSatisfy { $0.told <= $1.told })
        #expect(adaptive.first { $0.kind == "strangers" }.map { 2 * $0.told > $0.of } == true)
    }

    @Test func `the shipped thresholds lie beyond their ratios and hold what they allow`() throws {
        let table = try SequentialTable.shipped()
        #expect(table.looks == AskingPlan.mostRounds)
        #expect(!table.rows.isEmpty && table.command.hasPrefix("apograph validate --sequential"))
        for row in table.rows {
            let edge = log10(Double(row.ratio))
            #expect(row.against ? row.threshold <= -edge : row.threshold >= edge)
            #expect(row.wrong.limit <= 1 / (10 * Double(row.ratio)))
            #expect(abs(row.wrong.limit - Proportion.upperLimit(row.wrong.count, of: row.wrong.of)) < 1e-5)
            #expect(row.wrong.count <= row.unguarded.count)
            if !row.against { #expect(row.wrong.of >= 10_000) }
        }
        let row = try #require(table.row(models: 13, ratio: 10, against: false))
        #expect(row.models <= 13)
        #expect(table.row(models: 13, ratio: 17, against: false) == nil)
    }
}
