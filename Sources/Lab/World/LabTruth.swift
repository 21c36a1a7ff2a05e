/// What is true of every pair of the laboratory's networks, and whether a finding agrees with it.
public struct LabTruth: Sendable {
    /// How the first network of a pair is related to the second.
    public enum Relation: Sendable, Hashable {
        /// The same weights under another name.
        case clone
        /// It was trained on what the other one answered.
        case student(Lineage.Teaching)
        /// The other one's weights, trained on.
        case tuned
        /// Trained on the same corpus with another seed.
        case sameCorpus
        /// Part of the corpus is the other one's, word for word; nothing was distilled.
        case sharedTexts
        /// Neither comes from the other, and both come in part from this third one.
        case through(String)
        case unrelated

        /// As a table says it.
        public var words: String {
            switch self {
            case .clone: "same weights, other name"
            case .student: "student"
            case .tuned: "same weights, trained on"
            case .sameCorpus: "same corpus, other seed"
            case .sharedTexts: "a third of its facts in common"
            case .through(let third): "both from \(third)"
            case .unrelated: "unrelated"
            }
        }
    }

    /// Two networks; where one comes from the other, `model` is the one that does.
    public struct Pair: Sendable, Hashable {
        public let model: String
        public let other: String
        public let relation: Relation

        /// The share of the other's errors that the lessons caused; students only.
        public var causalShare: Double? {
            if case .student(let teaching) = relation { teaching.causalShare } else { nil }
        }
    }

    /// What an analysis says of a pair.
    public struct Found: Sendable, Hashable {
        /// log10 of the likelihood ratio for a line of descent; `nil` where it could not be told.
        public var log10: Double?
        /// The share of `other`'s errors that `model` took over; `nil` where there were too few to tell.
        public var share: Double?
        public var shareStandardError: Double
        /// "outputs", "texts" or "weights"; `nil` where it was not told.
        public var way: String?
        /// True where the two were reported as one model.
        public var alarm: Bool

        public init(
            log10: Double?, share: Double? = nil, shareStandardError: Double = 0, way: String? = nil,
            alarm: Bool = false
        ) {
            self.log10 = log10
            self.share = share
            self.shareStandardError = shareStandardError
            self.way = way
            self.alarm = alarm
        }
    }

    /// Every pair once: those of a later network with an earlier one, in the order of the lineage.
    public let pairs: [Pair]
    let lineage: Lineage

    /// A likelihood ratio from here on is a finding of kinship.
    public static let threshold = 1.0

    public init(_ lineage: Lineage) {
        self.lineage = lineage
        pairs = lineage.models.enumerated().flatMap { i, later in
            lineage.models.prefix(i).map { earlier in
                Pair(model: later.name, other: earlier.name, relation: Self.relation(later, earlier, lineage))
            }
        }
    }

    /// The pair of these two, whichever comes first.
    public func pair(_ a: String, _ b: String) -> Pair? {
        pairs.first { ($0.model, $0.other) == (a, b) || ($0.model, $0.other) == (b, a) }
    }

    /// The networks whose outputs a student was trained on; empty for all others.
    public func teachers(of model: String) -> [String] {
        lineage[model]?.teachings.map(\.teacher).sorted() ?? []
    }

    private static func relation(
        _ later: Lineage.Model, _ earlier: Lineage.Model, _ lineage: Lineage
    ) -> Relation {
        if let teaching = later.teachings.first(where: { $0.teacher == earlier.name }) { return .student(teaching) }
        if later.parents.contains(earlier.name) {
            switch later.kind {
            case .clone: return .clone
            case .tuned: return .tuned
            case .sameCorpus: return .sameCorpus
            case .sharedTexts: return .sharedTexts
            case .independent, .student: return .unrelated
            }
        }
        let common = ancestors(of: later, lineage).intersection(ancestors(of: earlier, lineage))
        return common.min().map { .through($0) } ?? .unrelated
    }

    /// The network itself and all that it comes from.
    private static func ancestors(of model: Lineage.Model, _ lineage: Lineage) -> Set<String> {
        model.parents.reduce(into: [model.name]) { all, parent in
            if let parent = lineage[parent] { all.formUnion(ancestors(of: parent, lineage)) }
        }
    }
}
