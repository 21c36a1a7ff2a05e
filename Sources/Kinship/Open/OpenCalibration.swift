import RealModule

/// Turns paired text into a likelihood ratio of "some line of descent" against "no more in common than models of this time have".
///
/// Both kinds of pairs are Student's t with 4 degrees of freedom, heavy enough that no single pair can claim the moon: unrelated ones around
/// `center`, related ones around each of `references`. The scale² is `scale`² · (1 + 6 / n) for a panel of n models (the centring of a small
/// panel is noisy) plus the pair's own standard error², so that with few prompts the ratio goes to 1 by itself. Centring takes 2/n of a
/// relation away; it is put back first.
///
/// The unit of D depends on the prompts: where all must answer in one form (reasoning, then an answer in JSON) unrelated models differ three
/// times as much. So D and its error are divided by the panel's own spread, where that is wider than the spread learnt from.
public struct OpenCalibration: Sendable, Hashable, Codable {
    public struct Reference: Sendable, Hashable, Codable {
        /// D of a pair of documented kin, put back for the size of its panel.
        public var centered: Double
        /// Its weight; one over the root of the number of pairs of its family.
        public var weight: Double

        public init(centered: Double, weight: Double) {
            self.centered = centered
            self.weight = weight
        }
    }

    public static let degreesOfFreedom = 4.0
    /// Panels smaller than this get no ratio: the centring leaves too little.
    public static let minimumModels = 4

    /// Median D of unrelated pairs, and the scale of its t distribution.
    public var center: Double
    public var scale: Double
    /// Robust standard deviation of D over all pairs of the panel learnt from.
    public var spread: Double
    public var references: [Reference]

    public init(center: Double, scale: Double, spread: Double, references: [Reference]) {
        self.center = center
        self.scale = scale
        self.spread = spread
        self.references = references
    }

    /// Learns from labelled pairs of one panel.
    ///
    /// - Parameters:
    ///   - centered: D of each pair; NaN pairs are left out.
    ///   - family: the family of each related pair, any number; looked at only where `related`.
    ///   - models: size of the panel.
    ///   - panelSpread: `panelSpread(of:)` of the panel.
    /// - Returns: `nil` with fewer than 10 unrelated pairs or no related one.
    public init?(centered: [Double], related: [Bool], family: [Int], models: Int, panelSpread: Double) {
        guard models >= Self.minimumModels else { return nil }
        let restore = Self.restoring(models: models)
        let used = centered.indices.filter { !centered[$0].isNaN }
        let unrelated = used.filter { !related[$0] }.map { centered[$0] * restore }
        let kin = used.filter { related[$0] }
        guard unrelated.count >= 10, !kin.isEmpty, let middle = median(unrelated),
            let deviation = median(unrelated.map { ($0 - middle).magnitude }), panelSpread > 0
        else { return nil }
        var pairs: [Int: Int] = [:]
        for index in kin { pairs[family[index], default: 0] += 1 }
        center = middle
        scale = Self.bestScale(unrelated.map { $0 - middle }, around: max(1.4826 * deviation, 1e-6))
        spread = panelSpread
        references = kin.map {
            Reference(
                centered: centered[$0] * restore, weight: 1 / Double(pairs[family[$0], default: 1]).squareRoot())
        }
    }

    /// Natural log of the likelihood ratio of one pair; 0 (nothing said) where D is NaN or the panel is too small.
    ///
    /// - Parameters:
    ///   - centered: D of the pair; standardError: its standard error over prompts; NaN counts as unknown and says nothing.
    ///   - models: how many models the panel has.
    ///   - panelSpread: `panelSpread(of:)` of the panel.
    public func logRatio(centered: Double, standardError: Double, models: Int, panelSpread: Double) -> Double {
        guard models >= Self.minimumModels, centered.isFinite, standardError.isFinite, panelSpread.isFinite,
            !references.isEmpty
        else { return 0 }
        let noise = 1 + 6 / Double(models)
        let unit = Self.restoring(models: models) / max(1, panelSpread / (spread * noise.squareRoot()))
        let score = centered * unit
        let error = standardError * unit
        let spread = (scale * scale * noise + error * error).squareRoot()
        var top = -Double.infinity
        var parts: [Double] = []
        var total = 0.0
        for reference in references {
            let part = Self.logDensity((score - reference.centered) / spread) + Double.log(reference.weight)
            parts.append(part)
            top = max(top, part)
            total += reference.weight
        }
        let sum = parts.reduce(0) { $0 + Double.exp($1 - top) }
        return top + Double.log(sum / total) - Self.logDensity((score - center) / spread)
    }

    /// 1.4826 × the median distance of all pairs' D from their median, put back for the size of the panel; NaN where there are no pairs.
    public static func panelSpread(of centered: SquareMatrix) -> Double {
        let values = centered.offDiagonal
        guard centered.count > 2, let middle = median(values),
            let deviation = median(values.map { ($0 - middle).magnitude })
        else { return .nan }
        return 1.4826 * deviation * restoring(models: centered.count)
    }

    /// n / (n − 2): a relation between two of n models raises both models' means too, and centring takes that part off.
    static func restoring(models: Int) -> Double { Double(models) / Double(models - 2) }

    /// Student's t density without its constant, natural log.
    static func logDensity(_ x: Double) -> Double {
        let nu = Self.degreesOfFreedom
        return -(nu + 1) / 2 * Double.log(onePlus: x * x / nu)
    }

    /// The scale of most likelihood, on a grid around a robust first guess.
    private static func bestScale(_ residues: [Double], around guess: Double) -> Double {
        let grid = (0...40).map { guess * (0.6 + 0.025 * Double($0)) }
        func likelihood(_ scale: Double) -> Double {
            residues.reduce(0) { $0 + logDensity($1 / scale) } - Double(residues.count) * Double.log(scale)
        }
        var best = (scale: guess, value: -Double.infinity)
        for scale in grid {
            let value = likelihood(scale)
            if value > best.value { best = (scale, value) }
        }
        return best.scale
    }
}
