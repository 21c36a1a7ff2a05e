import Base
import RealModule

/// Empirical cross-entropy over a range of priors: what the ratios cost a reader of any prior odds.
public struct CrossEntropyCurve: Sendable, Codable, Hashable {
    public struct Point: Sendable, Codable, Hashable {
        /// Prior odds as log10.
        public var logPriorOdds: Double
        /// Bits: the system itself, the system after PAV, and always LR = 1.
        public var system: Double
        public var recalibrated: Double
        public var uninformative: Double
    }

    public var points: [Point]

    /// Priors at which the system does worse than saying nothing; every such region must be named where the curve is shown.
    public var harmfulAt: [Double] {
        points.filter { $0.system > $0.uninformative }.map(\.logPriorOdds)
    }

    /// - Parameters:
    ///   - logRatios: natural log LRs, one a pair.
    ///   - priors: log10 prior odds.
    /// - Returns: `nil` where one kind of pair is absent.
    public init?(
        logRatios: [Double], related: [Bool], priors: [Double] = stride(from: -3.0, through: 3.0, by: 0.25).map { $0 }
    ) {
        guard let best = LikelihoodRatioCost.isotonicLogRatios(scores: logRatios, related: related) else { return nil }
        let nothing = [Double](repeating: 0, count: logRatios.count)
        points = priors.compactMap { prior in
            let odds = prior * Double.log(10)
            guard
                let system = LikelihoodRatioCost.crossEntropy(logRatios: logRatios, related: related, logOdds: odds),
                let pav = LikelihoodRatioCost.crossEntropy(logRatios: best, related: related, logOdds: odds),
                let flat = LikelihoodRatioCost.crossEntropy(logRatios: nothing, related: related, logOdds: odds)
            else { return nil }
            return Point(logPriorOdds: prior, system: system, recalibrated: pav, uninformative: flat)
        }
    }
}

/// The table behind a Tippett plot: the share of pairs of each kind whose LR is at least so large.
public struct TippettTable: Sendable, Codable, Hashable {
    public struct Row: Sendable, Codable, Hashable {
        public var log10Ratio: Double
        public var related: Double
        public var unrelated: Double
        public var relatedCount: Int
        public var unrelatedCount: Int
    }

    public var rows: [Row]
    public var relatedPairs: Int
    public var unrelatedPairs: Int

    /// - Parameters:
    ///   - logRatios: natural log LRs, one a pair.
    ///   - marks: the log10 LRs of the rows.
    public init(
        logRatios: [Double], related: [Bool], marks: [Double] = stride(from: -4.0, through: 6.0, by: 0.5).map { $0 }
    ) {
        let relatedTotal = related.count { $0 }
        let unrelatedTotal = related.count - relatedTotal
        relatedPairs = relatedTotal
        unrelatedPairs = unrelatedTotal
        rows = marks.map { mark in
            var hit = (related: 0, unrelated: 0)
            for index in logRatios.indices where logRatios[index] >= mark * Double.log(10) {
                if related[index] { hit.related += 1 } else { hit.unrelated += 1 }
            }
            return Row(
                log10Ratio: mark, related: relatedTotal > 0 ? Double(hit.related) / Double(relatedTotal) : 0,
                unrelated: unrelatedTotal > 0 ? Double(hit.unrelated) / Double(unrelatedTotal) : 0,
                relatedCount: hit.related, unrelatedCount: hit.unrelated)
        }
    }
}
