import Base

/// What the judged pairs' ratios look like: the counts behind a Tippett plot and behind a calibration plot.
public struct RatioCurve: Sendable, Hashable, Codable {
    /// How many pairs of each kind have a log10 LR at or above a mark.
    public struct Row: Sendable, Hashable, Codable {
        public var log10: Double
        public var related: Int
        public var unrelated: Int
    }

    /// The pairs whose log10 LR lies between two edges: its mean, and how many of each kind.
    public struct Bin: Sendable, Hashable, Codable {
        public var stated: Double
        public var related: Int
        public var unrelated: Int
    }

    public var rows: [Row]
    public var bins: [Bin]
    public var related: Int
    public var unrelated: Int

    static let marks = stride(from: -3.0, through: 5, by: 0.25)
    static let edges = [-2.0, -1, -0.5, 0, 0.5, 1, 2, 3]

    /// - Parameters: log10 LRs before any bound, one a pair.
    public init(related: [Double], unrelated: [Double]) {
        self.related = related.count
        self.unrelated = unrelated.count
        rows = Self.marks.map { mark in
            Row(log10: mark, related: related.count { $0 >= mark }, unrelated: unrelated.count { $0 >= mark })
        }
        let lows = [-Double.infinity] + Self.edges
        bins = zip(lows, Self.edges + [.infinity]).compactMap { low, high in
            let mine = related.filter { $0 >= low && $0 < high }
            let others = unrelated.filter { $0 >= low && $0 < high }
            guard !mine.isEmpty || !others.isEmpty else { return nil }
            let mean = (mine.reduce(0, +) + others.reduce(0, +)) / Double(mine.count + others.count)
            return Bin(stated: ClosedCalibration.rounded(mean), related: mine.count, unrelated: others.count)
        }
    }
}
