import Base

/// What the sketches say of days and models as a whole, before any account is looked at.
struct LogCalendar {
    /// First and last day.
    var days: DaySpan
    /// Models that were first seen after the log's third day, and the day.
    var launches: [UInt64: Int32]
    /// Queries on days of none of the spans.
    var unused: UInt64 = 0
    /// Days of the spans without a query, ascending.
    var empty: [Int32]

    init(_ records: ((SketchRecord) throws -> Void) throws -> Void, used spans: [DaySpan]) throws {
        var first: [UInt64: Int32] = [:]
        var (start, end) = (Int32.max, Int32.min)
        var seen = Set<Int32>()
        var unused: UInt64 = 0
        try records { record in
            (start, end) = (min(start, record.day), max(end, record.day))
            if spans.contains(where: { $0.contains(record.day) }) {
                seen.insert(record.day)
            } else {
                unused = unused.addingSaturated(record.content.queries)
            }
            for use in record.content.models { first[use.model] = min(first[use.model] ?? .max, record.day) }
        }
        days = min(start, end)...max(start, end)
        launches = first.filter { $0.value > start.addingSaturated(2) }
        self.unused = unused
        empty = spans.flatMap { $0.filter { !seen.contains($0) } }.sorted()
    }
}

/// The accounts that are linked: all, or of very many those with the most queries.
struct LinkSample {
    private(set) var profiles: [AccountProfile] = []
    private(set) var isThinned = false
    /// Accounts that have prompts at all.
    var sampled = 0

    mutating func add(_ profile: AccountProfile) {
        guard !profile.samples.isEmpty else { return }
        profiles.append(profile)
        if profiles.count >= 2 * Linkage.accountLimit { thin() }
    }

    private mutating func thin() {
        isThinned = true
        profiles.sort { ($1.queries, $0.account) < ($0.queries, $1.account) }
        profiles.removeLast(profiles.count - Linkage.accountLimit)
        profiles.sort { $0.account < $1.account }
    }
}
