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
    /// Judged accounts with prompts, among which groups were looked for; 0 where the log has none.
    public var linkable: Int
    /// Groups that the same rule finds among reference accounts with q at or below the level, and the accounts in them.
    public var referenceGroups: Int
    public var referenceGrouped: Int
    public var referenceAccounts: Int
    /// Accounts with too few queries to say anything.
    public var tooFew: Int
    /// First and last day of the sketches, and their queries on days that were neither reference nor judged.
    public var days: DaySpan
    public var unusedQueries: UInt64
    /// Days of the two spans without a query.
    public var emptyDays: [Int32]
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
        try run(world.records(key: key))
    }

    /// - Parameter records: by account, then by day, each pair once.
    func run(_ records: [SketchRecord]) throws -> Judgement { try run { body in try records.forEach(body) } }

    /// - Parameter records: calls what it is given with every record, in order; it is called three times.
    private func run(_ records: @escaping ((SketchRecord) throws -> Void) throws -> Void) throws -> Judgement {
        guard !reference.overlaps(judged) else {
            throw Problem(
                "traffic.spans-overlap", .usage, "the reference and the judged days overlap",
                remedy: "Judge days that lie outside of --reference FROM..TO.")
        }
        guard reference.lowerBound < reference.upperBound else {
            throw Problem(
                "traffic.span-short", .usage,
                "the reference has one day, and is fitted on one half and calibrated on the other",
                remedy: "Give two days at least, better twice as many as are judged.")
        }
        let middle = reference.lowerBound + (reference.upperBound - reference.lowerBound) / 2
        let calendar = try LogCalendar(records, used: [reference, judged])
        let (made, common, usual) = try fitted(records, reference.lowerBound...middle, calendar.launches)
        var measure = made.reference
        var before = LinkSample()
        var profiles = LinkSample()
        var judgedAccounts: [Judgement.Account] = []
        var waiting: [AccountProfile] = []
        var tooFew = 0
        let second = (middle + 1)...reference.upperBound
        try eachAccount(records) { account, days in
            let calibrating = days.filter { second.contains($0.day) }
            if var profile = AccountProfile(account: account, days: calibrating, launches: calendar.launches) {
                measure.calibrate(profile)
                profile.samples.removeAll { usual.contains($0.template) }
                before.add(profile)
            }
            let inside = days.filter { judged.contains($0.day) }
            guard !inside.isEmpty else { return }
            guard var profile = AccountProfile(account: account, days: inside, launches: calendar.launches) else {
                tooFew += 1
                return
            }
            profiles.sampled += profile.samples.isEmpty ? 0 : 1
            profile.samples.removeAll { common.contains($0.template) }
            profiles.add(profile)
            profile.samples = []
            waiting.append(profile)
        }
        try measure.finish(fitted: made.accounts)
        let standings = waiting.map { measure.standing($0) }
        let q = FalseDiscovery.q(standings.map(\.p))
        let groups = Linkage.groups(profiles.profiles, seed: seed)
        let earlier = Linkage.groups(before.profiles, seed: seed).filter { $0.q <= level }
        var groupOf: [UInt64: Int] = [:]
        for (index, group) in groups.enumerated() { for account in group.accounts { groupOf[account] = index } }
        judgedAccounts = waiting.indices.map { index in
            let profile = waiting[index]
            return Judgement.Account(
                account: profile.account, queries: profile.queries, activeDays: profile.activeDays,
                values: profile.traits, standing: standings[index], q: q[index], group: groupOf[profile.account])
        }.sorted { ($0.standing.p, $1.standing.score, $0.account) < ($1.standing.p, $0.standing.score, $1.account) }
        var judgement = Judgement(
            reference: reference, judged: judged, level: level, accounts: judgedAccounts, groups: groups,
            linkable: profiles.sampled, referenceGroups: earlier.count,
            referenceGrouped: earlier.reduce(0) { $0 + $1.accounts.count }, referenceAccounts: measure.accounts,
            tooFew: tooFew, days: calendar.days, unusedQueries: calendar.unused, emptyDays: calendar.empty,
            medians: Trait.allCases.map { measure.median($0) }, cautions: [])
        judgement.cautions = cautions(judgement, isThinned: profiles.isThinned || before.isThinned)
        return judgement
    }

    /// Fits on the first half. `common` are the forms of so many of its accounts that they link none that are judged; `usual`, fewer, those that
    /// link none of the reference: a campaign that runs through the whole reference time has its forms in both halves.
    private func fitted(
        _ records: @escaping ((SketchRecord) throws -> Void) throws -> Void, _ span: DaySpan,
        _ launches: [UInt64: Int32]
    ) throws -> (made: (reference: Reference, accounts: Int), common: Set<UInt64>, usual: Set<UInt64>) {
        var fit: [AccountProfile] = []
        func thin(to limit: Int) {
            fit.sort { $0.account.mixed < $1.account.mixed }
            fit.removeLast(max(0, fit.count - limit))
        }
        try eachAccount(records) { account, days in
            let inside = days.filter { span.contains($0.day) }
            guard let profile = AccountProfile(account: account, days: inside, launches: launches) else { return }
            fit.append(profile)
            if fit.count >= 2 * Reference.fitLimit { thin(to: Reference.fitLimit) }
        }
        thin(to: Reference.fitLimit)
        var users: [UInt64: Int] = [:]
        for profile in fit { for template in Set(profile.samples.map(\.template)) { users[template, default: 0] += 1 } }
        // One reference account in a thousand, and at least two: a form that is so common links nobody.
        let most = max(2, fit.count / 1000)
        let usual = max(25, fit.count / 20)
        return (
            (Reference(fit: fit), fit.count), Set(users.filter { $0.value >= most }.keys),
            Set(users.filter { $0.value > usual }.keys)
        )
    }

    private func cautions(_ found: Judgement, isThinned: Bool) -> [String] {
        var cautions = [
            "How often this test names harmless accounts, and how often it misses others, has not been measured on real ones. Nobody should be banned or cleared on it. Of 8,312 simulated harmless accounts 7.7 % had a p of 0.05 or less, and 2.5 % one of 0.01 or less: read p as too small by half at least. In simulated worlds with a campaign of a hundred accounts about one in eight accounts named was harmless, at q = 0.05."
        ]
        let least = 1 / Double(found.referenceAccounts + 1)
        let together = Int((least * Double(max(1, found.accounts.count)) / level).rounded(.up))
        if together > 1 {
            cautions.append(
                "With \(found.referenceAccounts) reference accounts no p-value is below \(least.short): among \(found.accounts.count) accounts none can be named at q = \(level.short) unless at least \(together) look so. To name a single one, \(Int((Double(found.accounts.count) / level).rounded(.up)) - 1) reference accounts are needed."
            )
        }
        if found.referenceGroups > 0 {
            cautions.append(
                "The reference time itself holds \(found.referenceGroups) linked group\(found.referenceGroups == 1 ? "" : "s") of \(found.referenceGrouped) accounts. If that is a campaign, everything here is too mild: choose another reference time or leave those accounts out."
            )
        }
        let low = found.accounts.count { $0.standing.p <= 0.1 }
        if found.accounts.count >= 50, low * 4 > found.accounts.count {
            cautions.append(
                "Of all judged accounts \(100 * low / found.accounts.count) % are as unusual as one in ten of the reference: either that many changed together, or the whole traffic did (a new product, a price, a season). The p-values hold only if judged and reference accounts are alike but for those named."
            )
        }
        let days = (found.judged.upperBound - found.judged.lowerBound + 1)
        let half = (found.reference.upperBound - found.reference.lowerBound + 1) / 2
        if days > 2 * half || 2 * days < half {
            cautions.append(
                "The judged time has \(days) days and the reference's second half \(half): traits that need many queries are not quite comparable. Spans of like length are better."
            )
        }
        if !found.emptyDays.isEmpty {
            cautions.append(
                "On \(found.emptyDays.count) of the \(Int(found.reference.count) + Int(found.judged.count)) reference and judged days the sketches hold no query: a log is missing, or a clock was wrong."
            )
        }
        let unknown = Trait.allCases.indices.filter { index in found.accounts.allSatisfy { $0.values[index] == nil } }
        if !unknown.isEmpty, !found.accounts.isEmpty {
            cautions.append(
                "The log does not tell: \(unknown.map { Trait.allCases[$0].words }.joined(separator: "; ")). What it does not tell was not judged."
            )
        }
        if found.linkable == 0, !found.accounts.isEmpty {
            cautions.append(
                "The log has no prompts and no marks of them: no groups could be looked for. That none is shown means nothing."
            )
        } else if isThinned {
            cautions.append(
                "Groups were looked for among the \(Linkage.accountLimit) accounts with the most queries; the others were judged each for itself."
            )
        }
        return cautions
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
    public var short: String { String(format: "%.2g", self) }
}
