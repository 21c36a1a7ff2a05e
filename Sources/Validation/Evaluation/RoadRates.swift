import Kinship
import RealModule

/// Error rates of the road that a case takes, by recording, channel and kind of relation: what `apograph compare` would have said of every labelled pair.
///
/// The ratios are those of the calibration that ships. Where it was made from the same recording the rates are too good, and the row says so; a
/// recording that the calibration has not seen is one that was left out whole.
public struct RoadRates: Codable, Sendable, Hashable {
    public var data: String
    /// `closed`, `open` or `fused`.
    public var channel: String
    /// The kind of relation in the words of the labels; empty for all related pairs, and for those without a kind.
    public var kind: String
    public var models: Int
    public var items: Int
    /// True where the calibration was made from this recording among others.
    public var wasLearntFrom: Bool
    public var related: Int
    public var unrelated: Int
    /// Related pairs with a ratio of at least 10, below 1, and of at most 1/10.
    public var found: Int
    public var missed: Int
    public var exonerated: Int
    /// Unrelated pairs with a ratio of at least 10 and 100, with one-sided 95 % limits of these shares.
    public var overTen: Int
    public var overHundred: Int
    public var limitTen: Double?
    public var limitHundred: Double?
    /// `nil` where one kind of pair is absent.
    public var cllr: Double?
    public var cllrMin: Double?

    enum CodingKeys: String, CodingKey {
        case data, channel, kind, models, items
        case wasLearntFrom = "was_learnt_from"
        case related, unrelated
        case found = "related_at_least_10"
        case missed = "related_below_1"
        case exonerated = "related_at_most_one_tenth"
        case overTen = "unrelated_at_least_10"
        case overHundred = "unrelated_at_least_100"
        case limitTen = "unrelated_at_least_10_limit"
        case limitHundred = "unrelated_at_least_100_limit"
        case cllr
        case cllrMin = "cllr_min"
    }

    /// - Parameter pairs: one kind of relation, and all unrelated pairs.
    init?(
        _ pairs: [(log10: Double, related: Bool)], data: String, channel: String, kind: String, models: Int, items: Int,
        wasLearntFrom: Bool
    ) {
        guard !pairs.isEmpty else { return nil }
        self.data = data
        self.channel = channel
        self.kind = kind
        self.models = models
        self.items = items
        self.wasLearntFrom = wasLearntFrom
        let kin = pairs.filter(\.related).map(\.log10)
        let strangers = pairs.filter { !$0.related }.map(\.log10)
        related = kin.count
        unrelated = strangers.count
        found = kin.count { $0 >= 1 }
        missed = kin.count { $0 < 0 }
        exonerated = kin.count { $0 <= -1 }
        overTen = strangers.count { $0 >= 1 }
        overHundred = strangers.count { $0 >= 2 }
        limitTen = strangers.isEmpty ? nil : Proportion.upperLimit(overTen, of: strangers.count)
        limitHundred = strangers.isEmpty ? nil : Proportion.upperLimit(overHundred, of: strangers.count)
        let natural = pairs.map { $0.log10 * Double.log(10) }
        cllr = LikelihoodRatioCost.cllr(logRatios: natural, related: pairs.map(\.related))
        cllrMin = LikelihoodRatioCost.cllrMin(scores: natural, related: pairs.map(\.related))
    }

    /// Every channel that gave ratios, first all related pairs and then, where the labels name several, each kind of relation.
    static func rows(
        _ pairs: [EvaluationTable.PairRow], data: String, models: Int, items: (closed: Int, open: Int),
        learntFrom: [String]
    ) -> [RoadRates] {
        let channels: [(String, Int, KeyPath<EvaluationTable.PairRow, Double?> & Sendable)] = [
            ("closed", items.closed, \.closed), ("open", items.open, \.open),
        ]
        let both = items.closed > 0 && items.open > 0
        return (channels + (both ? [("fused", items.closed + items.open, \.fused)] : [])).flatMap {
            name, items, ratio in
            let judged = pairs.compactMap { pair in pair[keyPath: ratio].map { (pair: pair, log10: $0) } }
            let kinds = Set(judged.filter(\.pair.related).map(\.pair.kind))
            let shown: [String?] = kinds.count > 1 ? [nil] + kinds.sorted().map(Optional.some) : [nil]
            return shown.compactMap { kind in
                RoadRates(
                    judged.filter { !$0.pair.related || kind == nil || $0.pair.kind == kind }
                        .map { ($0.log10, $0.pair.related) }, data: data, channel: name, kind: kind ?? "",
                    models: models, items: items, wasLearntFrom: learntFrom.contains { data.hasSuffix($0) })
            }
        }
    }

    /// For a terminal.
    var line: String {
        func part(_ count: Int, _ all: Int) -> String {
            all == 0 ? "-" : "\(count) of \(all)"
        }
        let cost =
            cllr.map { "Cllr " + Self.figure($0) }
            ?? "no Cllr: \(related == 0 ? "no related pair has a ratio" : "no unrelated pair has a ratio")"
        return "  \(channel)\(kind.isEmpty ? "" : ", \(kind)"): related at LR 10 \(part(found, related)), below 1 "
            + "\(part(missed, related)), at most 1/10 \(part(exonerated, related)); unrelated at LR 10 "
            + "\(part(overTen, unrelated)), at 100 \(part(overHundred, unrelated)); \(cost)"
            + (wasLearntFrom ? " (the calibration was learnt from this recording among others)" : "")
    }

    private static func figure(_ value: Double) -> String {
        let thousandths = (value * 1000).rounded() / 1000
        return "\(thousandths)"
    }
}
