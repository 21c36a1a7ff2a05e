/// What one suite did in one case: its items' statistics summed, to judge and to tune its difficulty by.
public struct SuiteStatistic: Codable, Sendable, Hashable {
    public var suite: String
    public var version: String
    public var items: Int
    /// Wrong among right and wrong answers, over all models and items; `nil` where nobody answered.
    public var errorRate: Double?
    /// Items whose own error rate lies within `band`, below it, and above it.
    public var within: Int
    public var below: Int
    public var above: Int
    /// Part of all answers that abstained, and part that could not be read.
    public var abstained: Double
    public var unread: Double
    /// Sum of the items' contributions, log10 of a likelihood ratio.
    public var contribution: Double
    /// Items with advice to change or retire them.
    public var advised: Int

    /// The error rates that an item should have: only errors inform, and what everybody gets wrong in his own way informs little.
    public static let band = 0.2...0.6

    init(_ suite: String, version: String, _ rows: [ItemStatistic]) {
        func sum(_ part: (ItemStatistic) -> Int) -> Int { rows.reduce(0) { $0 + part($1) } }
        func share(_ part: Int, _ all: Int) -> Double { all > 0 ? Double(part) / Double(all) : 0 }
        self.suite = suite
        self.version = version
        items = rows.count
        let (right, wrong) = (sum(\.right), sum(\.wrong))
        let answered = right + wrong + sum(\.answered) + sum(\.abstained) + sum(\.unparsed)
        errorRate = right + wrong > 0 ? share(wrong, right + wrong) : nil
        let rates = rows.compactMap { $0.right + $0.wrong > 0 ? share($0.wrong, $0.right + $0.wrong) : nil }
        within = rates.count { Self.band.contains($0) }
        below = rates.count { $0 < Self.band.lowerBound }
        above = rates.count { $0 > Self.band.upperBound }
        abstained = share(sum(\.abstained), answered)
        unread = share(sum(\.unparsed), answered)
        contribution = rows.reduce(0) { $0 + $1.contribution }
        advised = rows.count { !$0.advice.isEmpty }
    }
}

extension ItemStatistics {
    /// Every suite of the items, in the order in which they come.
    public var suites: [SuiteStatistic] {
        var order: [[String]] = []
        var rows: [[String]: [ItemStatistic]] = [:]
        for item in items {
            let key = [item.suite, item.version]
            if rows[key] == nil { order.append(key) }
            rows[key, default: []].append(item)
        }
        return order.map { SuiteStatistic($0[0], version: $0[1], rows[$0] ?? []) }
    }
}
