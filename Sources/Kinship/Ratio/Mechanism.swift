import Base
import RealModule

/// By which way one model's errors came to another: learned from its outputs, read in the same texts, or carried by the same weights.
public enum DescentWay: String, Sendable, Codable, Hashable, CaseIterable, CodingKeyRepresentable {
    case outputs
    case texts
    case weights
}

/// What is known, from networks whose way is known, about the ratio of the share of *invented* errors to the share of *corpus* errors.
public struct MechanismCalibration: Sendable, Hashable, Codable {
    public struct Way: Sendable, Hashable, Codable {
        /// Mean of the ratio invented / corpus, and its spread from case to case (a normal law, cut at 0).
        public var ratio: Double
        public var spread: Double
        /// How many cases it was learned from, of how many sources.
        public var cases: Int
        public var sources: Int

        public init(ratio: Double, spread: Double, cases: Int, sources: Int) {
            self.ratio = ratio
            self.spread = spread
            self.cases = cases
            self.sources = sources
        }
    }
    public var outputs: Way
    public var texts: Way
    public var weights: Way

    public init(outputs: Way, texts: Way, weights: Way) {
        self.outputs = outputs
        self.texts = texts
        self.weights = weights
    }

    public subscript(way: DescentWay) -> Way {
        switch way {
        case .outputs: outputs
        case .texts: texts
        case .weights: weights
        }
    }

    /// A case whose way is known.
    public struct Case: Sendable, Hashable {
        public var shares: KindShares
        public var way: DescentWay
        /// Cases of one source are not independent.
        public var source: String

        public init(shares: KindShares, way: DescentWay, source: String) {
            self.shares = shares
            self.way = way
            self.source = source
        }
    }

    /// Spreads are never taken narrower than this, and twice this where kinds are known by item only: other laboratories will differ by more than a few
    /// networks of one.
    static let leastSpread: [DescentWay: Double] = [.outputs: 0.15, .texts: 0.08, .weights: 0.12]

    /// Mean and spread by the method of moments for random effects (DerSimonian and Laird 1986), over the cases whose corpus share is at least
    /// three standard errors.
    /// - Parameter kindsBySource: false where the kind of an error is known for the item only.
    /// - Returns: `nil` where a way has fewer than two such cases.
    public init?(_ cases: [Case], kindsBySource: Bool) {
        var found: [DescentWay: Way] = [:]
        for way in DescentWay.allCases {
            let mine = cases.filter { $0.way == way && $0.shares.corpus.share > 3 * $0.shares.corpus.scoreError }
            guard mine.count >= 2 else { return nil }
            let rows = mine.map { sample -> (ratio: Double, variance: Double) in
                let (x, y) = (sample.shares.invented.share, sample.shares.corpus.share)
                let (ex, ey) = (sample.shares.invented.scoreError, sample.shares.corpus.scoreError)
                return (x / y, (ex * ex + x * x / (y * y) * ey * ey) / (y * y))
            }
            let weights = rows.map { 1 / $0.variance }
            let total = weights.reduce(0, +)
            let fixed = zip(rows, weights).reduce(0) { $0 + $1.0.ratio * $1.1 } / total
            let q = zip(rows, weights).reduce(0) { $0 + $1.1 * ($1.0.ratio - fixed) * ($1.0.ratio - fixed) }
            let scale = total - weights.reduce(0) { $0 + $1 * $1 } / total
            let between = max(0, (q - Double(rows.count - 1)) / scale)
            let random = rows.map { 1 / ($0.variance + between) }
            let mean = zip(rows, random).reduce(0) { $0 + $1.0.ratio * $1.1 } / random.reduce(0, +)
            // The mean itself is uncertain: its variance is added to what the next case may differ by.
            let spread = (between + 1 / random.reduce(0, +)).squareRoot()
            let least = (Self.leastSpread[way] ?? 0.1) * (kindsBySource ? 1 : 2)
            found[way] = Way(
                ratio: ClosedCalibration.rounded(max(mean, 0)),
                spread: ClosedCalibration.rounded(max(spread, least)), cases: mine.count,
                sources: Set(mine.map(\.source)).count)
        }
        guard let outputs = found[.outputs], let texts = found[.texts], let weights = found[.weights] else {
            return nil
        }
        self.init(outputs: outputs, texts: texts, weights: weights)
    }
}

/// Evidence for each way of descent, given that there is one.
public struct MechanismRatio: Sendable, Hashable {
    /// log10 LR of each way against the other two together (weighing the same), held to what the number of calibration sources supports.
    public let log10: [DescentWay: Double]
    /// The way whose LR is over 2, where its runner-up is not over 1; `nil` means not told.
    public let way: DescentWay?

    public init(_ shares: KindShares, calibration: MechanismCalibration) {
        let densities = DescentWay.allCases.map { Self.logDensity(shares, calibration[$0]) }
        var ratios: [DescentWay: Double] = [:]
        for (place, way) in DescentWay.allCases.enumerated() {
            let others = DescentWay.allCases.indices.filter { $0 != place }
            let against = LogLikelihoodRatio.logMean(others.map { densities[$0] })
            let raw = (densities[place] - against) / Double.log(10)
            // Neither side of a ratio can be surer than the number of independent sources behind it.
            let rivals = others.map { calibration[DescentWay.allCases[$0]].sources }.reduce(0, +)
            let cap = Double.log10(Double(rivals + 1))
            let floor = -Double.log10(Double(calibration[way].sources + 1))
            ratios[way] = raw.isFinite ? min(max(raw, floor), cap) : 0
        }
        log10 = ratios
        let ranked = DescentWay.allCases.sorted { (ratios[$0] ?? 0) > (ratios[$1] ?? 0) }
        let best = ratios[ranked[0]] ?? 0
        let next = ratios[ranked[1]] ?? 0
        way = best > Double.log10(2) && next <= 0 ? ranked[0] : nil
    }

    /// log ∫∫ t₈(x − ρ g) t₈(y − g) law(ρ) dρ dg with x, y the shares of invented and corpus errors and g uniform over 0…1: a sum on a fixed grid.
    private static func logDensity(_ shares: KindShares, _ way: MechanismCalibration.Way) -> Double {
        let (x, y) = (shares.invented.share, shares.corpus.share)
        let (ex, ey) = (shares.invented.scoreError, shares.corpus.scoreError)
        guard x.isFinite, y.isFinite, ex > 0, ey > 0, ex.isFinite, ey.isFinite else { return 0 }
        var terms: [Double] = []
        for step in 0..<33 {
            // ρ from −4 to 4 spreads, cut at 0.
            let u = Double(step - 16) / 4
            let rho = way.ratio + u * way.spread
            guard rho >= 0 else { continue }
            let law = -0.5 * u * u
            for place in 0...200 {
                let g = Double(place) / 200
                terms.append(
                    law + LogLikelihoodRatio.logT((x - min(rho * g, 1)) / ex) + LogLikelihoodRatio.logT((y - g) / ey))
            }
        }
        let normal = (0..<33).reduce(0.0) { sum, step in
            let u = Double(step - 16) / 4
            return way.ratio + u * way.spread >= 0 ? sum + Double.exp(-0.5 * u * u) : sum
        }
        let top = terms.max() ?? 0
        return top + Double.log(terms.reduce(0) { $0 + Double.exp($1 - top) } / normal)
    }
}
