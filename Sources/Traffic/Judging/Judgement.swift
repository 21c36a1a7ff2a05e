import Base
import Foundation

/// Days since 1970, both included.
public typealias DaySpan = ClosedRange<Int32>

/// What sketches say of the accounts in them.
public struct Judgement: Sendable {
    public struct Account: Sendable {
        public var account: UInt64
        public var queries: UInt64
        public var activeDays: Int
        public var values: [Double?]
        public var standing: Reference.Standing
        public var q: Double
        /// Place in ``Judgement/groups``.
        public var group: Int?

        /// Traits that fewer than one in twenty reference accounts reach, rarest first.
        public var fired: [(trait: Trait, p: Double)] {
            zip(Trait.allCases, standing.traits).compactMap { trait, p in p.flatMap { $0 <= 0.05 ? (trait, $0) : nil } }
                .sorted { ($0.1, $0.0.rawValue) < ($1.1, $1.0.rawValue) }
        }

        /// Known traits in which it is as reference accounts mostly are: what speaks against.
        public var usual: [Trait] {
            zip(Trait.allCases, standing.traits).compactMap { trait, p in p.flatMap { $0 > 0.2 ? trait : nil } }
        }
    }

    public var reference: DaySpan
    public var judged: DaySpan
    public var level: Double
    /// Strangest first.
    public var accounts: [Account]
    public var groups: [LinkedGroup]
    /// Groups that the same rule finds among reference accounts with q at or below the level, and the accounts in them.
    public var referenceGroups: Int
    public var referenceGrouped: Int
    public var referenceAccounts: Int
    /// Accounts with too few queries to say anything.
    public var tooFew: Int
    public var medians: [Double?]
    public var cautions: [String]

    public var named: [Account] { accounts.filter { $0.q <= level } }
}

/// Judges accounts against a reference time.
public struct Judge: Sendable {
    public var reference: DaySpan
    public var judged: DaySpan
    /// Expected share of false ones among the accounts named.
    public var level: Double
    public var seed: UInt64

    public init(reference: DaySpan, judged: DaySpan, level: Double = 0.05, seed: UInt64 = 1) {
        self.reference = reference
        self.judged = judged
        self.level = level
        self.seed = seed
    }

    /// - Throws: `Problem`: spans that overlap, too few reference accounts, damaged sketches.
    public func run(_ paths: [String]) throws -> Judgement {
        try checkKeys(paths)
        return try run { body in try SketchMerger.records(of: paths.map { try SketchReader($0) }, body) }
    }

    /// Judges what a simulated world would leave in a sketch, without writing one.
    public func run(_ world: TrafficWorld, key: TrafficKey) throws -> Judgement {
        let records = world.records(key: key)
        return try run { body in try records.forEach(body) }
    }

    /// - Parameter records: calls what it is given with every record, in order; it is called twice.
    private func run(_ records: @escaping ((SketchRecord) throws -> Void) throws -> Void) throws -> Judgement {
        guard !reference.overlaps(judged) else {
            throw Problem(
                "traffic.spans-overlap", .usage, "the reference and the judged days overlap",
                remedy: "Judge days that lie outside of --reference FROM..TO.")
        }
        let middle = reference.lowerBound + (reference.upperBound - reference.lowerBound) / 2
        let spans: [DaySpan] = [
            reference.lowerBound...middle, (middle + 1)...max(middle + 1, reference.upperBound), judged,
        ]
        let launches = try launches(records)
        var profiles: [[AccountProfile]] = [[], [], []]
        var tooFew = 0
        try eachAccount(records) { account, days in
            for (index, span) in spans.enumerated() {
                let inside = days.filter { span.contains($0.day) }
                guard !inside.isEmpty else { continue }
                if let profile = AccountProfile(account: account, days: inside, launches: launches) {
                    profiles[index].append(profile)
                } else if index == 2 {
                    tooFew += 1
                }
            }
        }
        let made = try Reference(fit: profiles[0], calibration: profiles[1])
        let standings = profiles[2].map { made.standing($0) }
        let q = FalseDiscovery.q(standings.map(\.p))
        var users: [UInt64: Int] = [:]
        for profile in profiles[0] {
            for template in Set(profile.samples.map(\.template)) { users[template, default: 0] += 1 }
        }
        // One reference account in a thousand, and at least two: a form that is so common links nobody.
        let most = max(2, profiles[0].count / 1000)
        let common = Set(users.filter { $0.value >= most }.keys)
        let groups = Linkage.groups(profiles[2], common: common, seed: seed)
        let before = Linkage.groups(profiles[1], common: common, seed: seed).filter { $0.q <= level }
        var groupOf: [UInt64: Int] = [:]
        for (index, group) in groups.enumerated() { for account in group.accounts { groupOf[account] = index } }
        let accounts = profiles[2].indices.map { index in
            let profile = profiles[2][index]
            return Judgement.Account(
                account: profile.account, queries: profile.queries, activeDays: profile.activeDays,
                values: profile.traits, standing: standings[index], q: q[index], group: groupOf[profile.account])
        }.sorted { ($0.standing.p, $1.standing.score, $0.account) < ($1.standing.p, $0.standing.score, $1.account) }
        var judgement = Judgement(
            reference: reference, judged: judged, level: level, accounts: accounts, groups: groups,
            referenceGroups: before.count, referenceGrouped: before.reduce(0) { $0 + $1.accounts.count },
            referenceAccounts: made.accounts, tooFew: tooFew, medians: Trait.allCases.map { made.median($0) },
            cautions: [])
        judgement.cautions = cautions(judgement, made)
        return judgement
    }

    private func cautions(_ found: Judgement, _ reference: Reference) -> [String] {
        var cautions: [String] = []
        let least = 1 / Double(reference.accounts + 1)
        let together = Int((least * Double(max(1, found.accounts.count)) / level).rounded(.up))
        if together > 1 {
            cautions.append(
                "With \(reference.accounts) reference accounts no p-value is below \(least.short): among \(found.accounts.count) accounts none can be named at q = \(level.short) unless at least \(together) look so. To name a single one, \(Int((Double(found.accounts.count) / level).rounded(.up)) - 1) reference accounts are needed."
            )
        }
        if found.referenceGroups > 0 {
            cautions.append(
                "The reference time itself holds \(found.referenceGroups) linked group\(found.referenceGroups == 1 ? "" : "s") of \(found.referenceGrouped) accounts. If that is a campaign, everything here is too mild: choose another reference time or leave those accounts out."
            )
        }
        let days = (found.judged.upperBound - found.judged.lowerBound + 1)
        let half = (found.reference.upperBound - found.reference.lowerBound + 1) / 2
        if days > 2 * half || 2 * days < half {
            cautions.append(
                "The judged time has \(days) days and the reference's second half \(half): traits that need many queries are not quite comparable. Spans of like length are better."
            )
        }
        let unknown = Trait.allCases.indices.filter { index in found.accounts.allSatisfy { $0.values[index] == nil } }
        if !unknown.isEmpty, !found.accounts.isEmpty {
            cautions.append(
                "The log does not tell: \(unknown.map { Trait.allCases[$0].rawValue }.joined(separator: ", ")). What it does not tell was not judged."
            )
        }
        return cautions
    }

    /// Models that were first seen after the log's third day, and the day.
    private func launches(_ records: @escaping ((SketchRecord) throws -> Void) throws -> Void) throws -> [UInt64: Int32]
    {
        var first: [UInt64: Int32] = [:]
        var start = Int32.max
        try records { record in
            start = min(start, record.day)
            for use in record.content.models { first[use.model] = min(first[use.model] ?? .max, record.day) }
        }
        return first.filter { $0.value > start.addingSaturated(2) }
    }

    private func checkKeys(_ paths: [String]) throws {
        let readers = try paths.map { try SketchReader($0) }
        guard let first = readers.first,
            let other = readers.first(where: { $0.header.keyFingerprint != first.header.keyFingerprint })
        else { return }
        throw Problem(
            "traffic.keys-differ", .data, "it was made under another key than \(first.path)", at: other.path,
            remedy: "Make all sketches under one key: accounts have other pseudonyms under another.")
    }

    private func eachAccount(
        _ records: @escaping ((SketchRecord) throws -> Void) throws -> Void,
        _ body: (UInt64, [(day: Int32, content: AccountDay)]) -> Void
    ) throws {
        var current: UInt64?
        var days: [(day: Int32, content: AccountDay)] = []
        try records { record in
            if let account = current, account != record.account {
                body(account, days)
                days = []
            }
            current = record.account
            days.append((record.day, record.content))
        }
        if let current { body(current, days) }
    }
}

extension Double {
    /// Two digits that count.
    var short: String { String(format: "%.2g", self) }
}
