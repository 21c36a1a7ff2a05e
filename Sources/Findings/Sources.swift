import Kinship

/// Many sources at once.
public struct MixtureFinding: Codable, Sendable, Hashable {
    public struct Source: Codable, Sendable, Hashable {
        public var model: String
        public var share: Estimate
        public init(model: String, share: Estimate) {
            self.model = model
            self.share = share
        }
    }
    /// Sources with a share worth showing, largest first.
    public var sources: [Source]
    /// Share of the suspect's own.
    public var own: Double
    /// Candidates that the panel cannot tell apart (clones), each group together.
    public var inseparable: [[String]]

    public init(sources: [Source], own: Double, inseparable: [[String]] = []) {
        self.sources = sources
        self.own = own
        self.inseparable = inseparable
    }
}

/// By which way: outputs, the same texts, or the same weights.
public struct MechanismFinding: Codable, Sendable, Hashable {
    /// Share of the source's invented and of its corpus errors that were taken over.
    public var invented: Estimate?
    public var corpus: Estimate?
    /// log10 LR of each way against the other two together.
    public var log10: [DescentWay: Double]
    /// The way that the evidence supports (LR above 2 against the others), or `nil`: not told.
    public var way: DescentWay?
    /// Kinds known by source and probe (laboratory) or by probe only.
    public var kindsBySource: Bool

    public init(
        invented: Estimate?, corpus: Estimate?, log10: [DescentWay: Double], way: DescentWay?,
        kindsBySource: Bool
    ) {
        self.invented = invented
        self.corpus = corpus
        self.log10 = log10
        self.way = way
        self.kindsBySource = kindsBySource
    }
}
