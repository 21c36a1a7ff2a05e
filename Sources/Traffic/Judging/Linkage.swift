import Base

/// Accounts that ask questions of the same rare forms, and whether they do so in the same minutes or take turns.
public struct LinkedGroup: Sendable {
    public var accounts: [UInt64]
    /// Forms of question that at least two of them share and few reference accounts use.
    public var templates: Int
    /// Pairs of accounts in one minute, over all minutes; and what shifted times give on average.
    public var together: Int
    public var expected: Double
    /// Share of sampled prompts that more than one of them asked: near zero where one list is divided.
    public var samePrompts: Double
    public var p: Double
    public var q: Double
}

enum Linkage {
    /// Of an account's sampled queries, those of forms that it shares with the other must make up this share.
    static let leastShare = 0.3
    static let permutations = 9_999
    /// Minutes of a window. Each member's minutes within one are turned together, round the window, by a random amount: its hours, its pacing and its
    /// bursts stay, what it shares with others by appointment does not. If nobody's phase within half an hour has to do with anybody else's, the
    /// turned times are as probable as the real ones (interval jitter; Amarasingham, Harrison, Hatsopoulos and Geman 2012).
    static let window: Int64 = 30
    /// A group is not moved any further once this many moves gave as much, and as many as little: its p-value is then known well enough
    /// (Besag and Clifford 1991).
    static let enough = 20
    /// A form with more accounts than this links each to its neighbors only.
    static let crowd = 60
    /// Accounts that are linked at most: those with the most queries.
    static let accountLimit = 100_000
    /// Sampled minutes of a group that are compared at most.
    static let minuteLimit = 60_000

    /// - Parameter profiles: of the accounts to link, their samples without the forms that link nobody.
    static func groups(_ profiles: [AccountProfile], seed: UInt64) -> [LinkedGroup] {
        var shares: [[UInt64: Double]] = []
        var users: [UInt64: [Int]] = [:]
        for (index, profile) in profiles.enumerated() {
            var own: [UInt64: Double] = [:]
            for point in profile.samples {
                own[point.template, default: 0] += 1 / Double(profile.sampled)
            }
            shares.append(own)
            for template in own.keys { users[template, default: []].append(index) }
        }
        var likeness: [UInt64: Double] = [:]
        for (template, list) in users.sorted(by: { $0.key < $1.key }) where list.count > 1 {
            for (place, one) in list.enumerated() {
                let end = list.count > crowd ? min(list.count, place + 9) : list.count
                for other in list[(place + 1)..<max(place + 1, end)] {
                    likeness[UInt64(one) << 32 | UInt64(other), default: 0] += min(
                        shares[one][template] ?? 0, shares[other][template] ?? 0)
                }
            }
        }
        var parent = Array(profiles.indices)
        func root(_ index: Int) -> Int {
            var index = index
            while parent[index] != index {
                parent[index] = parent[parent[index]]
                index = parent[index]
            }
            return index
        }
        for (pair, share) in likeness where share >= leastShare {
            let (a, b) = (root(Int(pair >> 32)), root(Int(pair & 0xFFFF_FFFF)))
            parent[max(a, b)] = min(a, b)
        }
        var members: [Int: [Int]] = [:]
        for index in profiles.indices { members[root(index), default: []].append(index) }
        var groups = members.sorted { $0.key < $1.key }.filter { $0.value.count > 1 }.enumerated().map {
            number, entry in
            group(entry.value.map { profiles[$0] }, seed: seed, number: number)
        }
        let q = FalseDiscovery.q(groups.map(\.p))
        for index in groups.indices { groups[index].q = q[index] }
        return groups.sorted { ($0.q, $1.accounts.count, $0.accounts[0]) < ($1.q, $0.accounts.count, $1.accounts[0]) }
    }

    private static func group(_ members: [AccountProfile], seed: UInt64, number: Int) -> LinkedGroup {
        var templateUsers: [UInt64: Int] = [:]
        var promptUsers: [UInt64: Int] = [:]
        for member in members {
            for template in Set(member.samples.map(\.template)) {
                templateUsers[template, default: 0] += 1
            }
            for prompt in Set(member.samples.map(\.prompt)) { promptUsers[prompt, default: 0] += 1 }
        }
        // Only what is shared is compared in time: what else an account does has its own hours.
        var minutes = members.map { member in
            Array(Set(member.samples.filter { templateUsers[$0.template] ?? 0 > 1 }.map(\.minute))).sorted()
        }
        let all = minutes.reduce(0) { $0 + $1.count }
        if all > minuteLimit {
            // Every so-manieth stretch of hours, for all members alike: what they share by the minute stays shared.
            let kept = UInt64(minuteLimit)
            minutes = minutes.map { $0.filter { UInt64($0 / 360).mixed % UInt64(all) < kept } }
        }
        let first = minutes.compactMap(\.first).min() ?? 0
        let last = minutes.compactMap(\.last).max() ?? 0
        var counts = [Int32](repeating: 0, count: Int(min(last - first, 1 << 22)) + Int(2 * window))
        /// Pairs of members in one minute, after each window of each member is turned by an amount of its own; as it was for `nil`.
        func together(_ drawing: UInt64?) -> Int {
            func places(_ body: (Int) -> Void) {
                for (member, list) in minutes.enumerated() {
                    var (current, turn) = (Int64.min, Int64(0))
                    for minute in list {
                        let (cell, place) = (minute / window, minute % window)
                        if let drawing, cell != current {
                            turn = Int64(((drawing ^ UInt64(member)).mixed ^ UInt64(cell)).mixed % UInt64(window))
                        }
                        current = cell
                        let index = Int(cell * window + (place + turn) % window - first + window)
                        if counts.indices.contains(index) { body(index) }
                    }
                }
            }
            var pairs = 0
            places {
                pairs = pairs.addingSaturated(Int(counts[$0]))
                counts[$0] += 1
            }
            places { counts[$0] = 0 }
            return pairs
        }
        let seen = together(nil)
        var generator = SeededGenerator(seed: seed, stream: UInt64(number))
        var (more, less, sum, drawings) = (0, 0, 0, 0)
        while drawings < permutations, min(more, less) < enough {
            drawings += 1
            let drawn = together(generator.next())
            if drawn >= seen { more += 1 }
            if drawn <= seen { less += 1 }
            sum = sum.addingSaturated(drawn)
        }
        let p =
            min(more, less) < enough
            ? min(1, 2 * Double(min(more, less) + 1) / Double(permutations + 1))
            : min(1, 2 * Double(enough) / Double(drawings))
        let prompts = promptUsers.values.reduce(0, +)
        return LinkedGroup(
            accounts: members.map(\.account).sorted(), templates: templateUsers.values.filter { $0 > 1 }.count,
            together: seen, expected: Double(sum) / Double(max(1, drawings)),
            samePrompts: prompts == 0 ? 0 : Double(prompts - promptUsers.count) / Double(prompts), p: p, q: p)
    }
}
