import Base
import Foundation
import Testing

@testable import Traffic

struct JudgingTests {
    private func judge(_ world: TrafficWorld) throws -> Judgement {
        try Judge(reference: world.reference, judged: world.judged).run(world, key: TrafficSamples.key())
    }

    @Test("Conformal p-values of benign accounts are uniform, as far as 500 accounts can tell")
    func uniform() throws {
        var below = [0, 0, 0]
        var accounts = 0
        for seed in 1...2 as ClosedRange<UInt64> {
            let found = try judge(TrafficWorld(benign: 250, referenceDays: 14, judgedDays: 7, seed: seed))
            accounts += found.accounts.count
            for (index, level) in [0.1, 0.25, 0.5].enumerated() {
                below[index] += found.accounts.filter { $0.standing.p <= level }.count
            }
        }
        for (count, level) in zip(below, [0.1, 0.25, 0.5]) {
            // Accounts share one reference of about 250, which adds as much variance as they have themselves.
            let deviation = (2 * level * (1 - level) / Double(accounts)).squareRoot()
            #expect(
                abs(Double(count) / Double(accounts) - level) < 3.5 * deviation, "\(count) of \(accounts) at \(level)")
        }
    }

    @Test("A campaign's accounts are named and linked, and hardly any benign account is")
    func campaign() throws {
        var world = TrafficWorld(benign: 250, referenceDays: 14, judgedDays: 7)
        world.campaign = .init(questions: TrafficSamples.campaign, accounts: 20, queries: 200, share: 1)
        let found = try judge(world)
        let key = try TrafficSamples.key()
        let guilty = Set((0..<20).map { key.account("campaign-\($0)") })
        let named = Set(found.named.map(\.account))
        #expect(named.intersection(guilty).count >= 18)
        #expect(named.subtracting(guilty).count <= 5)
        let group = try #require(found.groups.first)
        #expect(group.q <= 0.05)
        #expect(Set(group.accounts) == guilty)
    }

    @Test("Too few reference accounts are refused with the number that is needed, and few are cautioned against")
    func few() throws {
        let refused = #expect(throws: Problem.self) {
            try judge(TrafficWorld(benign: 15, referenceDays: 14, judgedDays: 7))
        }
        #expect(refused?.code == "traffic.few-reference")
        #expect(refused?.remedy.contains("19") == true)
        let found = try judge(TrafficWorld(benign: 60, referenceDays: 14, judgedDays: 7))
        #expect(found.cautions.contains { $0.contains("none can be named") })
    }

    @Test("A reference time that holds the campaign is cautioned against")
    func contaminated() throws {
        var world = TrafficWorld(benign: 120, referenceDays: 7, judgedDays: 28)
        world.campaign = .init(questions: TrafficSamples.campaign, accounts: 20, queries: 300, share: 1)
        let first = world.judged.lowerBound
        let found = try Judge(reference: first...(first + 13), judged: (first + 14)...(first + 27)).run(
            world, key: TrafficSamples.key())
        #expect(found.referenceGroups >= 1)
        #expect(found.cautions.contains { $0.contains("The reference time itself") })
    }

    @Test("q-values are those of Benjamini and Hochberg")
    func benjaminiHochberg() {
        // R 4.3: p.adjust(c(0.01, 0.04, 0.03, 0.005, 0.5), "BH")
        let q = FalseDiscovery.q([0.01, 0.04, 0.03, 0.005, 0.5])
        for (found, expected) in zip(q, [0.025, 0.05, 0.05, 0.025, 0.5]) { #expect(abs(found - expected) < 1e-12) }
    }

    @Test(
        "An account holder's own export is held against simulated accounts, a test set's habits standing out and a person's not"
    )
    func mine() async throws {
        let world = TrafficWorld(benign: 3, hardNegatives: true, referenceDays: 14, judgedDays: 14)
        try await TrafficSamples.inFolder { folder in
            func own(_ account: String) async throws -> OwnUsage.Outcome {
                var lines: [[UInt8]] = []
                world.queries { if $0.account == account { lines.append(LogWriter.line($0, as: .litellm)) } }
                try TrafficSamples.write(lines, to: "\(folder)/\(account)")
                return try await OwnUsage.judge("\(folder)/\(account)", options: .init(), scratch: folder)
            }
            let harness = try await own("evaluation")
            #expect(harness.account.fired.contains { $0.trait == .list })
            #expect(harness.account.standing.p < 0.02)
            #expect(try await own("user-1").account.standing.p > 0.02)
            try TrafficSamples.write(["{}\n"].map { Array($0.utf8) }, to: "\(folder)/empty")
            await #expect(throws: Problem.self) {
                try await OwnUsage.judge("\(folder)/empty", options: .init(), scratch: folder)
            }
        }
    }
}
