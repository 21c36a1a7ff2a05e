import Kinship

/// One line of models over its releases, against one alleged source.
public struct TrendFinding: Codable, Sendable, Hashable {
    /// One release, in the order of their dates.
    public struct Point: Codable, Sendable, Hashable {
        public var model: String
        public var released: String
        /// Inherited share from the alleged source.
        public var share: Estimate
        public init(model: String, released: String, share: Estimate) {
            self.model = model
            self.released = released
            self.share = share
        }
    }

    /// From one release to the next.
    public struct Change: Codable, Sendable, Hashable {
        public var from: String
        public var to: String
        /// Later less earlier share, items resampled together.
        public var difference: Estimate
        /// Two-sided p of no change, times the number of changes tested (Bonferroni), at most 1.
        public var p: Double
        public init(from: String, to: String, difference: Estimate, p: Double) {
            self.from = from
            self.to = to
            self.difference = difference
            self.p = p
        }
    }

    public var source: String
    public var points: [Point]
    public var changes: [Change]

    public init(source: String, points: [Point], changes: [Change]) {
        self.source = source
        self.points = points
        self.changes = changes
    }
}

/// An error that several models of the panel share, and who had it first.
public struct ErrorHistory: Codable, Sendable, Hashable {
    public struct Holder: Codable, Sendable, Hashable {
        public var model: String
        public var released: String?
        public init(model: String, released: String?) {
            self.model = model
            self.released = released
        }
    }

    /// A branch of the family tree on which something happened to the error, named by the models below it.
    public struct Branch: Codable, Sendable, Hashable {
        /// Branches that end in a model and handed the error down to it are not listed: the model is among the holders.
        public var step: ErrorDescent.Step
        /// Models below it, in the order of the tree; all of them where the error was there from the root on.
        public var models: [String]
        /// Bootstrap support of the branch, 0…1; `nil` at the root and on branches that end in a model.
        public var support: Double?
        public init(step: ErrorDescent.Step, models: [String], support: Double?) {
            self.step = step
            self.models = models
            self.support = support
        }
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
    /// Along which branches it traveled in that history; `nil` without a tree. The tree has no direction, so neither has the way along a branch.
    public var branches: [Branch]?

    public init(
        suite: String, probe: String, said: String, holders: [Holder], first: String?, arisings: Int? = nil,
        branches: [Branch]? = nil
    ) {
        self.suite = suite
        self.probe = probe
        self.said = said
        self.holders = holders
        self.first = first
        self.arisings = arisings
        self.branches = branches
    }
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
    public var way: SourceRoute.Way

    public init(
        source: String, through: String, alone: Double, share: Estimate, throughShare: Estimate, correlation: Double,
        way: SourceRoute.Way
    ) {
        self.source = source
        self.through = through
        self.alone = alone
        self.share = share
        self.throughShare = throughShare
        self.correlation = correlation
        self.way = way
    }
}
