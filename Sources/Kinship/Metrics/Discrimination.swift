import RealModule

/// How well a score separates related pairs from unrelated ones.
///
/// Every function takes one score and one label a pair, and optionally one weight a pair (a bootstrap over families draws some pairs
/// twice and others not at all). Scores must not be NaN. Each returns `nil` where one of the two kinds of pairs is absent: a figure
/// that cannot be computed is not zero.
public enum Discrimination {
    /// Area under the ROC curve: the chance that a related pair scores above an unrelated one, ties counting one half
    /// (Mann–Whitney with mid-ranks).
    public static func auc(scores: [Double], related: [Bool], weights: [Double]? = nil) -> Double? {
        let order = scores.indices.sorted { scores[$0] < scores[$1] }
        var positives = 0.0
        var negatives = 0.0
        var won = 0.0
        var at = 0
        while at < order.count {
            var end = at
            var tiedPositives = 0.0
            var tiedNegatives = 0.0
            while end < order.count, scores[order[end]] == scores[order[at]] {
                let weight = weights?[order[end]] ?? 1
                if related[order[end]] { tiedPositives += weight } else { tiedNegatives += weight }
                end += 1
            }
            won += tiedPositives * (negatives + tiedNegatives / 2)
            positives += tiedPositives
            negatives += tiedNegatives
            at = end
        }
        return positives > 0 && negatives > 0 ? won / (positives * negatives) : nil
    }

    /// Average precision: the mean, over related pairs, of the share of related pairs among all that rank as high.
    /// Pairs of equal score keep the order in which they were given.
    public static func averagePrecision(scores: [Double], related: [Bool], weights: [Double]? = nil) -> Double? {
        var positives = 0.0
        var seen = 0.0
        var sum = 0.0
        for index in descending(scores) {
            let weight = weights?[index] ?? 1
            seen += weight
            if related[index], weight > 0 {
                positives += weight
                sum += weight * positives / seen
            }
        }
        return positives > 0 && seen > positives ? sum / positives : nil
    }

    /// Share of related pairs that score strictly above the limit which at most `rate` of the unrelated pairs exceed.
    ///
    /// The limit is the unrelated score number `floor(rate × n)` from the top, counted from 0.
    public static func truePositiveRate(
        scores: [Double], related: [Bool], atFalsePositiveRate rate: Double = 0.01, weights: [Double]? = nil
    ) -> Double? {
        guard let limit = limit(scores: scores, related: related, falsePositiveRate: rate, weights: weights) else {
            return nil
        }
        var found = 0.0
        var all = 0.0
        for index in scores.indices where related[index] {
            let weight = weights?[index] ?? 1
            all += weight
            if scores[index] > limit { found += weight }
        }
        return all > 0 ? found / all : nil
    }

    /// The score which at most `rate` of the unrelated pairs exceed; `nil` without unrelated pairs.
    public static func limit(
        scores: [Double], related: [Bool], falsePositiveRate rate: Double, weights: [Double]? = nil
    ) -> Double? {
        let unrelated = scores.indices.filter { !related[$0] && (weights?[$0] ?? 1) > 0 }
        let total = unrelated.reduce(0.0) { $0 + (weights?[$1] ?? 1) }
        guard total > 0 else { return nil }
        let allowed = (rate * total).rounded(.down)
        var passed = 0.0
        for index in unrelated.sorted(by: { scores[$0] > scores[$1] }) {
            passed += weights?[index] ?? 1
            if passed > allowed { return scores[index] }
        }
        return nil
    }

    /// Indices by falling score; equal scores keep their order.
    static func descending(_ scores: [Double]) -> [Int] {
        scores.indices.sorted { scores[$0] > scores[$1] || (scores[$0] == scores[$1] && $0 < $1) }
    }
}
