/// What was asked about one suspect, and found.
public struct ClaimFinding: Codable, Sendable, Hashable {
    public var suspect: String
    /// The alleged source, or, in an exploratory finding, the strongest other model.
    public var alleged: String
    /// True where the pair was not named in advance.
    public var exploratory: Bool
    public var pair: PairFinding
    /// Share of the alleged source's errors that the suspect took over: the figure people are shown.
    public var share: Estimate?
    public var verdict: Verdict
    public var sharedErrors: [SharedError]
    public var counterEvidence: [SharedError]
    /// log10 LR of every item that both answered and the source got wrong, strongest first, at the estimated share.
    public var items: [ItemEvidence]
    public var mixture: MixtureFinding?
    public var mechanism: MechanismFinding?
    public var direction: DirectionFinding?
    public var tics: [SharedTic]
    public var passages: [Passage]
    public var choices: [ChoiceFinding]
    public var identity: [IdentityFinding]
    public var sensitivity: [SensitivityRow]
    /// The closed ratio of random subsets of the questions, smallest subset first.
    public var growth: [GrowthPoint]
    public var alternatives: [Alternative]
    /// Whether the share came directly or through a third model; empty where no third model is kin to both.
    public var routes: [RouteFinding] = []
    /// Releases of the suspect's maker against the alleged source; `nil` without two of them.
    public var trend: TrendFinding?
    /// Who had the shared errors first, in the order of `sharedErrors`.
    public var histories: [ErrorHistory] = []
    /// Every kind of answer with its score, what it weighs and what drove it; closed, open, tics, choice, identity.
    public var channels: [ChannelFinding] = []

    public init(
        suspect: String, alleged: String, exploratory: Bool, pair: PairFinding, share: Estimate?,
        verdict: Verdict, sharedErrors: [SharedError] = [], counterEvidence: [SharedError] = [],
        items: [ItemEvidence] = [], mixture: MixtureFinding? = nil,
        mechanism: MechanismFinding? = nil, direction: DirectionFinding? = nil,
        tics: [SharedTic] = [], passages: [Passage] = [], choices: [ChoiceFinding] = [],
        identity: [IdentityFinding] = [], sensitivity: [SensitivityRow] = [],
        growth: [GrowthPoint] = [], alternatives: [Alternative] = []
    ) {
        self.suspect = suspect
        self.alleged = alleged
        self.exploratory = exploratory
        self.pair = pair
        self.share = share
        self.verdict = verdict
        self.sharedErrors = sharedErrors
        self.counterEvidence = counterEvidence
        self.items = items
        self.mixture = mixture
        self.mechanism = mechanism
        self.direction = direction
        self.tics = tics
        self.passages = passages
        self.choices = choices
        self.identity = identity
        self.sensitivity = sensitivity
        self.growth = growth
        self.alternatives = alternatives
    }
}
