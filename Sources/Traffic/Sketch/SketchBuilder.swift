import Base
import Foundation

/// Gathers queries into account-days; what does not fit into its share of memory is written as a sorted run and merged at the end.
struct SketchBuilder {
    private var days: [SketchKey: AccountDay] = [:]
    private(set) var header: SketchHeader
    private var size = 0
    private let budget: Int
    private let stem: String
    private(set) var runs: [String] = []

    /// - Parameters:
    ///   - stem: path that the names of runs begin with.
    ///   - budget: bytes of memory, about.
    init(_ key: TrafficKey, stem: String, budget: Int) {
        header = SketchHeader(keyFingerprint: key.fingerprint)
        self.stem = stem
        self.budget = budget
    }

    mutating func count(_ name: String, _ count: Int = 1) { header.count(name, UInt64(count)) }

    mutating func name(_ model: UInt64, _ name: String) {
        guard header.models[model] == nil else { return }
        header.models[model] = name
        if header.models.count > 2 * SketchHeader.modelLimit { header.trim() }
    }

    mutating func add(_ event: TrafficEvent) throws {
        let key = SketchKey(account: event.account, day: event.day)
        let growth = {
            (day: inout AccountDay) -> Int in
            let before = day.queries == 0 ? 0 : day.footprint
            day.add(event, account: event.account)
            return day.footprint - before
        }(&days[key, default: AccountDay()])
        size += growth
        if size > budget { try spill() }
    }

    /// Writes what is in memory as a run.
    mutating func spill() throws {
        guard !days.isEmpty else { return }
        let path = "\(stem).\(runs.count)"
        runs.append(path)
        // A run has no tallies: they are kept here and written once.
        let writer = try SketchWriter(path, header: SketchHeader(keyFingerprint: header.keyFingerprint))
        for key in days.keys.sorted() { if let day = days[key] { try writer.add(key, day) } }
        try writer.close()
        days = [:]
        size = 0
    }

    /// Writes a run without records that carries the tallies.
    mutating func finish() throws {
        try spill()
        let path = "\(stem).tallies"
        runs.append(path)
        var whole = SketchHeader(keyFingerprint: header.keyFingerprint)
        whole.merge(header)
        try SketchWriter(path, header: whole).close()
    }
}
