import RealModule

/// One ratio from the closed and the open channel: weights on their log LRs by logistic regression (Brümmer and de Villiers 2011), never the
/// plain sum, since both see the same models. No constant, so that two channels that say nothing say nothing together; no weight below 0.
public struct ChannelFusion: Sendable, Hashable, Codable {
    public var closed: Double
    public var open: Double
    /// Recordings in which the same pairs have both channels.
    public var recordings: [String]
    public var bounds: EmpiricalBounds
    public var relatedPairs: Int
    public var unrelatedPairs: Int
    public var relatedFamilies: Int
    public var families: Int
    /// Of fused ratios of pairs judged with weights and references from other recordings: unrelated ones of 10, 100, 1,000 or more; related ones
    /// of 1/10, 1/100, 1/1,000 or less.
    public var misleading: [ClosedCalibration.Misleading]
    public var missed: [ClosedCalibration.Misleading]
    /// Cllr in bits over all judged pairs.
    public var cllr: Double?
    public var cllrMin: Double?
    /// The counts behind a Tippett and a calibration plot; `nil` in files of before they were kept.
    public var curve: RatioCurve?
    /// Cllr of each recording with weights from the others: the closed channel, the open one, both.
    public var costs: [Cost]
    /// What the weights rest on, in a sentence.
    public var caution: String

    public struct Cost: Sendable, Hashable, Codable {
        public var recording: String
        public var closed: Double
        public var open: Double
        public var fused: Double
    }

    /// A pair with the log10 ratios of both channels.
    public struct Pair: Sendable, Hashable {
        public var closed: JudgedPair
        public var open: Double

        public init(closed: JudgedPair, open: Double) {
            self.closed = closed
            self.open = open
        }
    }

    /// - Returns: `nil` with fewer than two recordings that have related and unrelated pairs.
    public init?(_ pairs: [Pair], caution: String) {
        let names = Set(pairs.map(\.closed.recording)).sorted()
        guard names.count > 1, let all = Self.weights(pairs) else { return nil }
        // A weight over 1 says that a channel is shy on these recordings; it is no licence to be bold on others.
        closed = min(1, ClosedCalibration.rounded(all.closed))
        open = min(1, ClosedCalibration.rounded(all.open))
        recordings = names
        self.caution = caution
        guard let (judged, costs) = Self.crossed(pairs) else { return nil }
        self.costs = costs
        let independent = CrossValidation.independent(judged)
        bounds = EmpiricalBounds(related: independent.related, unrelated: independent.unrelated)
        let related = judged.filter(\.related).map(\.log10)
        let unrelated = judged.filter { !$0.related }.map(\.log10)
        relatedPairs = related.count
        unrelatedPairs = unrelated.count
        relatedFamilies = independent.related.count
        families = Set(judged.flatMap(\.families)).count
        misleading = [1.0, 2, 3].map { ClosedCalibration.rate($0, in: unrelated) }
        missed = ClosedCalibration.missedLevels.map { ClosedCalibration.rate($0, in: related.map { -$0 }) }
        curve = RatioCurve(related: related, unrelated: unrelated)
        let ratios = judged.map { $0.log10 * Double.log(10) }
        cllr = LikelihoodRatioCost.cllr(logRatios: ratios, related: judged.map(\.related)).map(
            ClosedCalibration.rounded)
        cllrMin = LikelihoodRatioCost.cllrMin(scores: ratios, related: judged.map(\.related)).map(
            ClosedCalibration.rounded)
    }

    /// Every pair with the fused ratio that it gets from the weights of the *other* recordings; `nil` with fewer than two recordings.
    public static func judged(_ pairs: [Pair]) -> [JudgedPair]? { crossed(pairs)?.judged }

    private static func crossed(_ pairs: [Pair]) -> (judged: [JudgedPair], costs: [Cost])? {
        let names = Set(pairs.map(\.closed.recording)).sorted()
        guard names.count > 1 else { return nil }
        var judged: [JudgedPair] = []
        var costs: [Cost] = []
        for name in names {
            let test = pairs.filter { $0.closed.recording == name }
            guard let weights = weights(pairs.filter { $0.closed.recording != name }) else { return nil }
            let learnt = (closed: min(1, weights.closed), open: min(1, weights.open))
            let labels = test.map(\.closed.related)
            func cost(_ ratio: (Pair) -> Double) -> Double? {
                LikelihoodRatioCost.cllr(logRatios: test.map { ratio($0) * Double.log(10) }, related: labels).map(
                    ClosedCalibration.rounded)
            }
            let fused = { (pair: Pair) in learnt.closed * pair.closed.log10 + learnt.open * pair.open }
            guard let a = cost(\.closed.log10), let b = cost(\.open), let c = cost(fused) else { return nil }
            costs.append(Cost(recording: name, closed: a, open: b, fused: c))
            judged += test.map { pair in
                var one = pair.closed
                one.log10 = fused(pair)
                return one
            }
        }
        return (judged, costs)
    }

    /// log10 of the fused ratio, before the bounds. Open answers that are unlike say nothing (`OpenChannelCalibration`).
    public func log10(closed a: Double, open b: Double) -> Double { closed * a + open * max(b, 0) }

    /// Weights of least cross-entropy at even odds, both kinds weighing the same, with a small pull towards 0; Newton's method, then the
    /// better of the edges where a weight comes out below 0.
    static func weights(_ pairs: [Pair]) -> (closed: Double, open: Double)? {
        let related = Double(pairs.count(where: \.closed.related))
        let unrelated = Double(pairs.count) - related
        guard related > 0, unrelated > 0 else { return nil }
        let rows = pairs.map { pair in
            (
                x: pair.closed.log10 * Double.log(10), y: pair.open * Double.log(10),
                label: pair.closed.related, weight: 0.5 / (pair.closed.related ? related : unrelated)
            )
        }
        func fit(_ useClosed: Bool, _ useOpen: Bool) -> (closed: Double, open: Double) {
            var a = useClosed ? 0.5 : 0
            var b = useOpen ? 0.5 : 0
            for _ in 0..<100 {
                let pull = 1e-3
                var (ga, gb, haa, hab, hbb) = (pull * a, pull * b, pull, 0.0, pull)
                for row in rows {
                    let p = 1 / (1 + Double.exp(-(a * row.x + b * row.y)))
                    let slip = row.weight * (p - (row.label ? 1 : 0))
                    let curve = row.weight * p * (1 - p)
                    ga += slip * row.x
                    gb += slip * row.y
                    haa += curve * row.x * row.x
                    hab += curve * row.x * row.y
                    hbb += curve * row.y * row.y
                }
                var (da, db) = (0.0, 0.0)
                if useClosed, useOpen {
                    let determinant = haa * hbb - hab * hab
                    guard determinant > 1e-15 else { break }
                    da = (hbb * ga - hab * gb) / determinant
                    db = (haa * gb - hab * ga) / determinant
                } else if useClosed {
                    da = ga / haa
                } else {
                    db = gb / hbb
                }
                // A step of more than 0.5 would leave the region in which the curve is a parabola.
                a -= min(max(da, -0.5), 0.5)
                b -= min(max(db, -0.5), 0.5)
                if abs(da) + abs(db) < 1e-10 { break }
            }
            return (a, b)
        }
        let both = fit(true, true)
        if both.closed >= 0, both.open >= 0 { return both }
        return both.closed < 0 ? fit(false, true) : fit(true, false)
    }
}
