import Base

/// The road from a log to a judgement, held against simulated worlds whose truth is known.
///
/// Only the questions can be real (of the campaign, and of benign users where they are given): who asks how much and when is invented by rules.
public struct TrafficTrial: Sendable {
    public var benign: Int
    public var referenceDays = 28
    public var judgedDays = 14
    public var level = 0.05
    /// What benign users ask; invented where empty.
    public var prompts: [String]
    /// What a campaign asks.
    public var questions: [String]
    private let key: TrafficKey

    public init(benign: Int, prompts: [String] = [], questions: [String]) throws {
        self.benign = benign
        self.prompts = prompts
        self.questions = questions
        key = try TrafficKey(secret: [UInt8](repeating: 0x54, count: 32))
    }

    /// What was said of one world in which everybody is benign.
    public struct Alarms: Sendable {
        public var accounts = 0
        public var named = 0
        /// Accounts with p at or below 0.01 and 0.05.
        public var p01 = 0
        public var p05 = 0
        /// Benign accounts in groups with q at or below the level.
        public var grouped = 0

        public init() {}
    }

    public func alarms(seed: UInt64) throws -> Alarms {
        let found = try judge(world(seed), world(seed).records(key: key))
        var alarms = Alarms()
        alarms.accounts = found.accounts.count
        alarms.named = found.named.count
        alarms.p01 = found.accounts.count { $0.standing.p <= 0.01 }
        alarms.p05 = found.accounts.count { $0.standing.p <= 0.05 }
        alarms.grouped = found.groups.filter { $0.q <= level }.reduce(0) { $0 + $1.accounts.count }
        return alarms
    }

    /// What was said of an innocent machine or class.
    public struct HardNegative: Sendable {
        public var role: TrafficWorld.Role
        public var accounts = 0
        public var named = 0
        public var grouped = 0
        public var leastP = 1.0
        /// What fired in at least half of them.
        public var fired: [Trait] = []
    }

    public func hardNegatives(seed: UInt64) throws -> [HardNegative] {
        var world = world(seed)
        world.hardNegatives = true
        let found = try judge(world, world.records(key: key))
        let roles = Dictionary(uniqueKeysWithValues: world.truth.map { (key.account($0.account), $0.role) })
        return TrafficWorld.Role.allCases.filter { $0 != .benign && $0 != .campaign }.map { role in
            let own = found.accounts.filter { roles[$0.account] == role }
            var one = HardNegative(role: role)
            one.accounts = own.count
            one.named = own.count { $0.q <= level }
            one.grouped = own.count { $0.group.map { found.groups[$0].q <= level } ?? false }
            one.leastP = own.map(\.standing.p).min() ?? 1
            one.fired = Trait.allCases.filter { trait in
                2 * own.count { $0.fired.contains { $0.trait == trait } } >= max(1, own.count)
            }
            return one
        }
    }

    /// A campaign among benign users, and what was found of it.
    public struct Power: Sendable {
        public var percent: Int
        public var accounts: Int
        public var queries: Int
        public var named = 0
        /// Of the campaign's accounts, those with p at or below 0.05: what a test of one account alone would say.
        public var p05 = 0
        public var grouped = 0
        /// The campaign's accounts in the largest of those groups.
        public var largest = 0
        /// Benign accounts that were named, or are in a group with accounts of the campaign.
        public var innocentNamed = 0
        public var innocentGrouped = 0
    }

    /// - Parameter each: called with every cell, in order.
    public func power(
        seed: UInt64, percents: [Int], accounts: [Int], queries: [Int], each: (Power) -> Void
    ) throws {
        var world = world(seed)
        let benign = world.records(key: key)
        for queries in queries {
            for accounts in accounts {
                for percent in percents {
                    world.campaign = .init(
                        questions: questions, accounts: accounts, queries: queries, share: Double(percent) / 100)
                    let records = (benign + world.records(key: key, of: [.campaign])).sorted { $0.key < $1.key }
                    let found = try judge(world, records)
                    let guilty = Set((0..<accounts).map { key.account("campaign-\($0)") })
                    var cell = Power(percent: percent, accounts: accounts, queries: queries)
                    for one in found.accounts {
                        let isGuilty = guilty.contains(one.account)
                        if one.q <= level { if isGuilty { cell.named += 1 } else { cell.innocentNamed += 1 } }
                        if isGuilty, one.standing.p <= 0.05 { cell.p05 += 1 }
                    }
                    for group in found.groups where group.q <= level {
                        let members = group.accounts.count { guilty.contains($0) }
                        cell.grouped += members
                        cell.largest = max(cell.largest, members)
                        if members > 0 { cell.innocentGrouped += group.accounts.count - members }
                    }
                    each(cell)
                }
            }
        }
    }

    private func world(_ seed: UInt64) -> TrafficWorld {
        TrafficWorld(
            benign: benign, referenceDays: referenceDays, judgedDays: judgedDays, prompts: prompts, seed: seed)
    }

    private func judge(_ world: TrafficWorld, _ records: [SketchRecord]) throws -> Judgement {
        try Judge(reference: world.reference, judged: world.judged, level: level).run(records)
    }
}
