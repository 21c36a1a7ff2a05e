/// What was found about one unordered pair.
public struct PairFinding: Codable, Sendable, Hashable {
    public var a: String
    public var b: String
    /// Closed items that both answered.
    public var items: Int
    /// Items on which both gave the same wrong answer, and on which both were wrong.
    public var sharedErrors: Int
    public var bothWrong: Int
    /// Raw inherited share of a from b, and of b from a; `nil` without closed answers.
    public var shareOfAFromB: Estimate?
    public var shareOfBFromA: Estimate?
    /// Panel score (closed answers), for the likelihood ratio only.
    public var panelScore: Double?
    public var panelScoreError: Double?
    /// Paired text statistic D and the number of prompts that both answered.
    public var pairedText: Double?
    public var pairedPrompts: Int
    /// Likelihood ratio of some line of descent against none, by channel and fused; an interval only where one was drawn. There is no fused one
    /// where a claim about the pair would give none for lack of models or answers.
    public var closed: LikelihoodRatio?
    public var open: LikelihoodRatio?
    public var fused: LikelihoodRatio?
    /// What a claim about this pair would say; `nil` for a ratio under 2, of which no interval was drawn.
    public var outcome: Verdict.Outcome?
    /// Why it could not be told; empty where it can.
    public var reasons: [Obstacle]
    /// Benjamini–Hochberg adjusted p of the panel score, over all pairs.
    public var adjustedP: Double?
    /// By which way, with the later released of the two as recipient; only where a line of descent is supported and both kinds of errors were asked.
    public var mechanism: MechanismFinding?
    /// Reference models about as able as the two: who speaks for what they would say by themselves. `nil` without a closed ratio.
    public var references: Double?
    /// What made the two alike without kinship, already taken off the closed ratio; `nil` where nothing was found.
    public var circumstances: [CircumstanceFinding]?

    public init(a: String, b: String) {
        self.a = a
        self.b = b
        items = 0
        sharedErrors = 0
        bothWrong = 0
        pairedPrompts = 0
        reasons = []
    }
}
