/// One line of models over its releases, against one alleged source.
public struct TrendFinding: Codable, Sendable, Hashable {
    /// One release, in the order of their dates.
    public struct Point: Codable, Sendable, Hashable {
        public var model: String
        public var released: String
        /// Inherited share from the alleged source.
        public var share: Estimate
    }

    /// From one release to the next.
    public struct Change: Codable, Sendable, Hashable {
        public var from: String
        public var to: String
        /// Later less earlier share, items resampled together.
        public var difference: Estimate
        /// Two-sided p of no change, times the number of changes tested (Bonferroni), at most 1.
        public var p: Double
    }

    public var source: String
    public var points: [Point]
    public var changes: [Change]
}

/// An error that several models of the panel share, and who had it first.
public struct ErrorHistory: Codable, Sendable, Hashable {
    public struct Holder: Codable, Sendable, Hashable {
        public var model: String
        public var released: String?
    }

    public var suite: String
    public var probe: String
    /// The wrong answer, as the alleged source wrote it.
    public var said: String
    /// Models that gave it, by date of release; without a date last.
    public var holders: [Holder]
    /// The earliest release among them; `nil` where dates do not tell, or a holder has none.
    public var first: String?
    /// How often it arose by itself along the family tree, with as few changes as possible; `nil` without a tree.
    public var arisings: Int?
}

/// Whether the alleged share came directly or through another model of the panel.
public struct RouteFinding: Codable, Sendable, Hashable {
    public var source: String
    public var through: String
    /// Share of the source alone, and with `through` beside it.
    public var alone: Double
    public var share: Estimate
    public var throughShare: Estimate
    /// Correlation of the two joint estimates.
    public var correlation: Double
    /// `direct`, `through` or `notTold`.
    public var way: String
}
