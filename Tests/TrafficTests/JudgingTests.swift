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
        world.campaign = .init(questions: TrafficSamples.campaign, accounts: 60, queries: 200, share: 1)
        let found = try judge(world)
        let key = try TrafficSamples.key()
        let guilty = Set((0..<60).map { key.account("campaign-\($0)") })
        let named = Set(found.named.map(\.account))
        #expect(named.intersection(guilty).count >= 50)
        #expect(named.subtracting(guilty).count <= 10)
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
        #expect(found.cautions.first?.contains("has not been measured on real ones") == true)
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

    @Test("A log without prompts is judged by its times, and says that groups could not be looked for")
    func metadataOnly() async throws {
        var world = TrafficWorld(benign: 120, referenceDays: 14, judgedDays: 7)
        world.campaign = .init(questions: TrafficSamples.campaign, accounts: 10, queries: 200, share: 1)
        try await TrafficSamples.inFolder { folder in
            try TrafficSamples.write(TrafficSamples.lines(world, content: .none), to: "\(folder)/log")
            _ = try await Sketcher.sketch(["\(folder)/log"], key: TrafficSamples.key(), to: "\(folder)/sketch")
            let found = try Judge(reference: world.reference, judged: world.judged).run(["\(folder)/sketch"])
            #expect(found.accounts.count > 60)
            #expect(found.linkable == 0)
            #expect(found.groups.isEmpty)
            #expect(found.cautions.contains { $0.contains("no groups could be looked for") })
        }
    }

    @Test("Days that no log covers, and a reference of one day, are told")
    func gaps() throws {
        let world = TrafficWorld(benign: 60, referenceDays: 14, judgedDays: 7)
        let late = world.judged.upperBound + 3
        let found = try Judge(reference: world.reference, judged: world.judged.lowerBound...late).run(
            world, key: TrafficSamples.key())
        #expect(found.emptyDays == [late - 2, late - 1, late])
        #expect(found.cautions.contains { $0.contains("hold no query") })
        let short = #expect(throws: Problem.self) {
            try Judge(reference: 20_727...20_727, judged: world.judged).run(world, key: TrafficSamples.key())
        }
        #expect(short?.code == "traffic.span-short")
    }

    @Test("Groups that share a form by chance are not linked, and a divided list is, whatever the number of accounts")
    func linkage() throws {
        func profiles(_ accounts: Int, together: Bool) -> [AccountProfile] {
            var generator = SeededGenerator(seed: 3)
            var shared: [Int64] = []
            return (0..<accounts).compactMap { account in
                var day = AccountDay()
                if !together || account % 5 == 0 { shared = (0..<40).map { _ in Int64(generator.below(1_440)) } }
                for (index, minute) in shared.enumerated() {
                    var event = TrafficEvent(
                        account: UInt64(account), second: 1_790_812_800 + 60 * minute + Int64(generator.below(60)))
                    event.identity = UInt64(index)
                    event.marks = PromptMarks(
                        prompt: generator.next(), template: 7, opening: 7, shingles: [], shingleCount: 0,
                        ability: .other,
                        asksReasoning: false)
                    day.add(event, account: UInt64(account))
                }
                return AccountProfile(account: UInt64(account), days: [(20_727, day)], launches: [:])
            }
        }
        for accounts in [2, 10, 100] {
            let found = Linkage.groups(profiles(accounts, together: true), seed: 1)
            #expect(found.first?.accounts.count == accounts)
            #expect(found.allSatisfy { $0.q <= 0.01 })
            let apart = Linkage.groups(profiles(accounts, together: false), seed: 1)
            #expect(apart.first?.accounts.count == accounts)
            #expect(apart.allSatisfy { $0.q > 0.01 })
        }
    }

    @Test("The trial counts what it judged, and finds the innocent machines that the page warns of")
    func trial() throws {
        let trial = try TrafficTrial(benign: 100, questions: TrafficSamples.campaign)
        let alarms = try trial.alarms(seed: 1)
        #expect((60...100).contains(alarms.accounts))
        #expect(alarms.p01 <= alarms.p05 && alarms.named <= alarms.p05)
        let hard = try trial.hardNegatives(seed: 1)
        #expect(hard.map(\.accounts) == [1, 1, 1, 1, 30])
        #expect(hard.first { $0.role == .nightly }.map { $0.leastP <= 0.05 } == true)
        var cells: [TrafficTrial.Power] = []
        try trial.power(seed: 1, percents: [1, 100], accounts: [20], queries: [100]) { cells.append($0) }
        #expect(cells.count == 2)
        #expect(cells[0].p05 < cells[1].p05)
        #expect(cells[1].p05 == 20)
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
            #expect(harness.account.fired.contains { $0.trait == .volume })
            #expect(harness.account.standing.p < 0.02)
            #expect(try await own("user-1").account.standing.p > 0.02)
            try TrafficSamples.write(["{}\n"].map { Array($0.utf8) }, to: "\(folder)/empty")
            await #expect(throws: Problem.self) {
                try await OwnUsage.judge("\(folder)/empty", options: .init(), scratch: folder)
            }
        }
    }
}
