import Answers
import Base
import Kinship

/// What `apograph evaluate` found: how well each statistic tells related pairs from unrelated ones, and what its likelihood ratios are worth.
public struct EvaluationTable: Codable, Sendable {
    public var rows: [Row]
    public var calibration: [Cost]
    /// What tics add to paired text, by data set with open answers.
    public var tics: [TicWeight] = []
    /// Models that took no part, by data set.
    public var leftOut: [String: [LeftOut.Model]]
    /// The ratio of every labelled pair, as `apograph compare` gives it.
    public var pairs: [PairRow] = []
    /// Error rates of these ratios.
    public var rates: [RoadRates] = []
    /// Why a data set, or all of them together, has no cost of its own.
    public var notes: [String] = []
    /// Estimated against causal shares, where doses were given.
    public var doses: DoseReport?
    /// Documented teachers, where students were given.
    public var teachers: TeacherEvaluation?

    /// One statistic on one data set.
    public struct Row: Codable, Sendable {
        public var data: String
        public var statistic: String
        /// `nil` where one kind of pair is absent.
        public var auc: Double?
        public var ap: Double?
        public var truePositiveRate: Double?
        public var related: Int
        public var unrelated: Int
        /// Computing the statistic for all pairs, without reading and normalising.
        public var seconds: Double
        /// 95 % intervals from a bootstrap of whole families.
        public var aucInterval: Interval?
        public var apInterval: Interval?
        public var truePositiveRateInterval: Interval?
        public var models: Int
        /// Items or prompts.
        public var items: Int
        /// Families with a related pair, and all families (a model without kin is one).
        public var relatedFamilies: Int
        public var families: Int
        /// Labelled pairs without a figure (nothing in common that both answered).
        public var unscored: Int
        /// True for what others compute.
        public var peer: Bool

        enum CodingKeys: String, CodingKey {
            case data, statistic, auc, ap
            case truePositiveRate = "tpr_at_1pct_fpr"
            case related, unrelated, seconds
            case aucInterval = "auc_interval"
            case apInterval = "ap_interval"
            case truePositiveRateInterval = "tpr_interval"
            case models, items
            case relatedFamilies = "related_families"
            case families, unscored, peer
        }
    }

    public struct Interval: Codable, Sendable, Hashable {
        public var low: Double
        public var high: Double
    }

    /// One labelled pair with the ratios that the shipped calibration gives it: the very ones of `apograph compare`.
    public struct PairRow: Codable, Sendable, Hashable {
        public var data: String
        public var a: String
        public var b: String
        public var related: Bool
        /// How they are related, in the words of the labels; empty where they do not say.
        public var kind: String
        /// log10, within the bounds of the calibration; `nil` where there is none.
        public var closed: Double?
        public var open: Double?
        public var fused: Double?

        enum CodingKeys: String, CodingKey {
            case data, a, b, related, kind
            case closed = "closed_log10"
            case open = "open_log10"
            case fused = "fused_log10"
        }
    }

    /// What likelihood ratios cost on one data set when learnt from another.
    public struct Cost: Codable, Sendable {
        public var test: String
        public var train: String
        /// `closed` or `open`.
        public var channel: String
        public var cllr: Double?
        /// With the families of both models of the tested pair left out of the training data as well: the figure to quote.
        public var cllrFamiliesOut: Double?
        public var cllrMin: Double?
        public var related: Int
        public var unrelated: Int
        /// Related pairs with a ratio below 1; unrelated pairs with a ratio above 1, 10, 100 and 1,000.
        public var relatedBelowOne: Int
        public var unrelatedAbove: [Int]
        /// Largest log10 ratio of an unrelated pair, before any bound.
        public var largestUnrelated: Double?

        enum CodingKeys: String, CodingKey {
            case test, train, channel, cllr
            case cllrFamiliesOut = "cllr_families_out"
            case cllrMin = "cllr_min"
            case related, unrelated
            case relatedBelowOne = "related_below_1"
            case unrelatedAbove = "unrelated_above_1_10_100_1000"
            case largestUnrelated = "largest_unrelated_log10"
        }
    }

    enum CodingKeys: String, CodingKey {
        case rows, calibration, tics, doses, teachers, pairs, rates, notes
        case leftOut = "left_out"
    }
}

/// A statistic for all pairs of the models of one recording.
struct ScoredPairs: Sendable {
    var statistic: String
    var score: SquareMatrix
    var seconds: Double
    var peer: Bool
}
