/// Pairs put in order by their scores once, so that many weightings of them are judged without sorting again.
///
/// Figures are those of `Discrimination`, to the last bit.
public struct RankedPairs: Sendable {
    /// Rising scores; equal ones in falling order of their places, so that backwards they keep the order in which they were given.
    private let order: [Int]
    private let scores: [Double]
    private let related: [Bool]

    public struct Figures: Sendable, Hashable {
        public var auc: Double?
        public var averagePrecision: Double?
        public var truePositiveRate: Double?
    }

    /// - Parameters: one score (no NaN) and one label a pair.
    public init(scores: [Double], related: [Bool]) {
        let order = scores.indices.sorted { scores[$0] < scores[$1] || (scores[$0] == scores[$1] && $0 > $1) }
        self.order = order
        self.scores = order.map { scores[$0] }
        self.related = order.map { related[$0] }
    }

    /// - Parameters:
    ///   - weights: one a pair, in the order in which the pairs were given.
    ///   - rate: the share of unrelated pairs that may score above the limit of the true positive rate.
    public func figures(_ weights: [Double], atFalsePositiveRate rate: Double = 0.01) -> Figures {
        let weights = order.map { weights[$0] }
        return Figures(
            auc: auc(weights), averagePrecision: averagePrecision(weights),
            truePositiveRate: truePositiveRate(weights, rate))
    }

    private func auc(_ weights: [Double]) -> Double? {
        var positives = 0.0
        var negatives = 0.0
        var won = 0.0
        var at = 0
        while at < scores.count {
            var end = at
            var tiedPositives = 0.0
            var tiedNegatives = 0.0
            while end < scores.count, scores[end] == scores[at] {
                if related[end] { tiedPositives += weights[end] } else { tiedNegatives += weights[end] }
                end += 1
            }
            won += tiedPositives * (negatives + tiedNegatives / 2)
            positives += tiedPositives
            negatives += tiedNegatives
            at = end
        }
        return positives > 0 && negatives > 0 ? won / (positives * negatives) : nil
    }

    private func averagePrecision(_ weights: [Double]) -> Double? {
        var positives = 0.0
        var seen = 0.0
        var sum = 0.0
        for place in scores.indices.reversed() {
            let weight = weights[place]
            seen += weight
            if related[place], weight > 0 {
                positives += weight
                sum += weight * positives / seen
            }
        }
        return positives > 0 && seen > positives ? sum / positives : nil
    }

    private func truePositiveRate(_ weights: [Double], _ rate: Double) -> Double? {
        var unrelated = 0.0
        var all = 0.0
        for place in scores.indices { if related[place] { all += weights[place] } else { unrelated += weights[place] } }
        guard unrelated > 0, all > 0 else { return nil }
        let allowed = (rate * unrelated).rounded(.down)
        var passed = 0.0
        var found = 0.0
        // Related pairs at the score that is looked at are not above it.
        var tied = 0.0
        var last = Double.infinity
        for place in scores.indices.reversed() where weights[place] > 0 {
            if scores[place] != last {
                found += tied
                tied = 0
                last = scores[place]
            }
            if related[place] {
                tied += weights[place]
            } else {
                passed += weights[place]
                if passed > allowed { return found / all }
            }
        }
        return nil
    }
}
