import Kinship

/// Laboratory only: one pair, what is true and what was found.
public struct TruthRow: Codable, Sendable, Hashable {
    public var model: String
    public var other: String
    /// "student", "same corpus, other seed", … or "unrelated".
    public var relation: String
    public var causalShare: Double?
    public var share: Estimate?
    public var ratio: LikelihoodRatio?
    public var way: DescentWay?
    public var alarm: Bool
    /// Whether the finding agrees with the truth.
    public var agrees: Bool

    public init(
        model: String, other: String, relation: String, causalShare: Double?, share: Estimate?,
        ratio: LikelihoodRatio?, way: DescentWay?, alarm: Bool, agrees: Bool
    ) {
        self.model = model
        self.other = other
        self.relation = relation
        self.causalShare = causalShare
        self.share = share
        self.ratio = ratio
        self.way = way
        self.alarm = alarm
        self.agrees = agrees
    }
}
