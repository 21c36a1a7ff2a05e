import Base
import Foundation

/// An account holder's own export, held against simulated accounts.
public enum OwnUsage {
    public struct Outcome: Sendable {
        public var account: Judgement.Account
        public var judgement: Judgement
        public var skipped: [(reason: String, lines: UInt64)]
    }

    /// Simulated accounts in the comparison.
    public static let others = 400

    /// - Parameter scratch: a folder for what is needed on the way.
    /// - Throws: `Problem`: nothing readable, too few queries.
    public static func judge(_ export: String, options: ReadingOptions, scratch: String) async throws -> Outcome {
        // Nobody else has this sketch, and it is gone afterwards: any key will do.
        let key = try TrafficKey(secret: [UInt8](repeating: 0x6D, count: 32))
        var options = options
        options.isOneAccount = options.account == nil
        let own = "\(scratch)/own.sketch"
        let read = try await Sketcher.sketch([export], key: key, options: options, to: own)
        if let problem = read.broken.first { throw problem }
        var days: [(day: Int32, content: AccountDay)] = []
        var accounts = Set<UInt64>()
        try SketchMerger.records(of: [SketchReader(own)]) { record in
            accounts.insert(record.account)
            days.append((record.day, record.content))
        }
        guard accounts.count <= 1 else {
            throw Problem(
                "traffic.mine-many", .data, "the export has \(accounts.count) accounts", at: export,
                remedy: "Give the rows of one account, or leave --account out to read all as one.")
        }
        guard let first = days.first?.day, let last = days.last?.day,
            let profile = AccountProfile(account: accounts.first ?? 0, days: days, launches: [:])
        else {
            throw Problem(
                "traffic.mine-few", .data, "fewer than \(AccountProfile.fewest) queries could be read", at: export,
                remedy: "Export a longer time. "
                    + read.header.skipped.map { "Skipped \($0.lines) lines: \($0.reason)." }.joined(separator: " "))
        }
        let (fit, calibration) = try simulated(key)
        let reference = try Reference(fit: fit, calibration: calibration)
        let standing = reference.standing(profile)
        let account = Judgement.Account(
            account: profile.account, queries: profile.queries, activeDays: profile.activeDays, values: profile.traits,
            standing: standing, q: standing.p, group: nil)
        var judgement = Judgement(
            reference: first...last, judged: first...last, level: 0.05, accounts: [account], groups: [], linkable: 0,
            referenceGroups: 0, referenceGrouped: 0, referenceAccounts: reference.accounts, tooFew: 0,
            days: first...last,
            unusedQueries: 0, emptyDays: [],
            medians: Trait.allCases.map { reference.median($0) }, cautions: [])
        let unknown = Trait.allCases.filter { trait in account.values[Trait.allCases.firstIndex(of: trait) ?? 0] == nil
        }
        if !unknown.isEmpty {
            judgement.cautions = [
                "The log does not tell: \(unknown.map(\.words).joined(separator: ", ")). What it does not tell was not compared."
            ]
        }
        return Outcome(account: account, judgement: judgement, skipped: read.header.skipped)
    }

    /// Profiles of simulated people in two fortnights.
    private static func simulated(_ key: TrafficKey) throws -> ([AccountProfile], [AccountProfile]) {
        let world = TrafficWorld(benign: others, referenceDays: 14, judgedDays: 14, seed: 2026)
        var byAccount: [UInt64: [(day: Int32, content: AccountDay)]] = [:]
        for record in world.records(key: key) {
            byAccount[record.account, default: []].append((record.day, record.content))
        }
        func profiles(_ span: DaySpan) -> [AccountProfile] {
            byAccount.keys.sorted().compactMap { account in
                let inside = (byAccount[account] ?? []).filter { span.contains($0.day) }
                return inside.isEmpty ? nil : AccountProfile(account: account, days: inside, launches: [:])
            }
        }
        return (profiles(world.reference), profiles(world.judged))
    }
}
