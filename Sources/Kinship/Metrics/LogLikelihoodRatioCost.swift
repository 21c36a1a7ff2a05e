import RealModule

/// How good likelihood ratios are as numbers, and not only as an order.
///
/// `logRatios` are natural logarithms. All functions return `nil` where one kind of pair is absent.
public enum LikelihoodRatioCost {
    /// Cllr (Brümmer & du Preez 2006): 0 is perfect, 1 is what always saying LR = 1 costs, above 1 does harm.
    ///
    /// ½ · [mean over related pairs of log2(1 + 1/LR) + mean over unrelated pairs of log2(1 + LR)]
    public static func cllr(logRatios: [Double], related: [Bool], weights: [Double]? = nil) -> Double? {
        crossEntropy(logRatios: logRatios, related: related, logOdds: 0, weights: weights)
    }

    /// Cllr after the best monotone recalibration of these very pairs (PAV): what discrimination alone costs.
    ///
    /// It is fitted on the labels that it is judged by, so it is a diagnostic and no case may be given such a ratio; with few pairs
    /// it is optimistic.
    public static func cllrMin(scores: [Double], related: [Bool], weights: [Double]? = nil) -> Double? {
        guard let best = isotonicLogRatios(scores: scores, related: related, weights: weights) else { return nil }
        return cllr(logRatios: best, related: related, weights: weights)
    }

    /// Empirical cross-entropy in bits at one prior (Ramos et al. 2013): at log odds 0 it is Cllr.
    ///
    /// With prior odds O and p = O / (1 + O): p · mean over related of log2(1 + 1/(LR·O)) + (1 − p) · mean over unrelated of log2(1 + LR·O).
    public static func crossEntropy(
        logRatios: [Double], related: [Bool], logOdds: Double, weights: [Double]? = nil
    ) -> Double? {
        var cost = (related: 0.0, unrelated: 0.0)
        var total = (related: 0.0, unrelated: 0.0)
        for index in logRatios.indices {
            let weight = weights?[index] ?? 1
            guard weight > 0 else { continue }
            let posterior = logRatios[index] + logOdds
            if related[index] {
                cost.related += weight * softplus(-posterior)
                total.related += weight
            } else {
                cost.unrelated += weight * softplus(posterior)
                total.unrelated += weight
            }
        }
        guard total.related > 0, total.unrelated > 0 else { return nil }
        let prior = 1 / (1 + Double.exp(-logOdds))
        let nats = prior * cost.related / total.related + (1 - prior) * cost.unrelated / total.unrelated
        return nats / Double.log(2)
    }

    /// log(1 + e^x) without overflow.
    static func softplus(_ x: Double) -> Double {
        if x == .infinity { return .infinity }
        return x > 0 ? x + Double.log(onePlus: Double.exp(-x)) : Double.log(onePlus: Double.exp(x))
    }

    /// Natural log LRs of the best monotone calibration (pool adjacent violators; posterior odds divided by the odds of the classes).
    /// The ends are −∞ and +∞ where the kinds separate. Pairs of equal score are pooled.
    public static func isotonicLogRatios(
        scores: [Double], related: [Bool], weights: [Double]? = nil
    ) -> [Double]? {
        struct Block {
            var positives: Double
            var total: Double
            var members: Range<Int>
        }
        let order = scores.indices.sorted { scores[$0] < scores[$1] || (scores[$0] == scores[$1] && $0 < $1) }
        var blocks: [Block] = []
        var positives = 0.0
        var total = 0.0
        var at = 0
        while at < order.count {
            var block = Block(positives: 0, total: 0, members: at..<at)
            var end = at
            while end < order.count, scores[order[end]] == scores[order[at]] {
                let weight = weights?[order[end]] ?? 1
                block.total += weight
                if related[order[end]] { block.positives += weight }
                end += 1
            }
            block.members = at..<end
            at = end
            positives += block.positives
            total += block.total
            // Blocks without weight are not data; they take the value of their neighbour below.
            if block.total == 0, let last = blocks.indices.last {
                blocks[last].members = blocks[last].members.lowerBound..<end
                continue
            }
            blocks.append(block)
            while blocks.count > 1 {
                let last = blocks[blocks.count - 1]
                let before = blocks[blocks.count - 2]
                guard before.positives * last.total >= last.positives * before.total else { break }
                blocks.removeLast(2)
                blocks.append(
                    Block(
                        positives: before.positives + last.positives, total: before.total + last.total,
                        members: before.members.lowerBound..<last.members.upperBound))
            }
        }
        guard positives > 0, total > positives else { return nil }
        let classOdds = Double.log(positives / (total - positives))
        var ratios = [Double](repeating: 0, count: scores.count)
        for block in blocks {
            let ratio = Double.log(block.positives) - Double.log(block.total - block.positives) - classOdds
            for member in block.members { ratios[order[member]] = ratio }
        }
        return ratios
    }
}
