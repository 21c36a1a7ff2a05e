import RealModule

/// What models of the same ability, asked at the same temperature, come to: the band in which one more of them would be expected.
public struct ReferenceBand: Sendable, Hashable {
    public var models: Int
    public var mean: Double
    /// Standard deviation from model to model.
    public var deviation: Double
    /// 95 % prediction interval of a further model (Student's t).
    public var low: Double
    public var high: Double

    /// References without which no band is drawn.
    public static let leastModels = 4

    /// - Parameter values: one a reference model.
    /// - Returns: `nil` with fewer than `leastModels`.
    public init?(_ values: [Double]) {
        guard values.count >= Self.leastModels else { return nil }
        models = values.count
        let n = Double(values.count)
        let mean = values.reduce(0, +) / n
        let deviation = (values.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / (n - 1)).squareRoot()
        self.mean = mean
        self.deviation = deviation
        let reach = StudentT.quantile975(values.count - 1) * deviation * (1 + 1 / n).squareRoot()
        low = mean - reach
        high = mean + reach
    }

    public enum Place: String, Sendable, Codable { case below, within, above }

    public func place(_ value: Double) -> Place { value < low ? .below : value > high ? .above : .within }
}

/// Quantiles of Student's t distribution.
public enum StudentT {
    private static let table = [
        12.7062, 4.3027, 3.1824, 2.7764, 2.5706, 2.4469, 2.3646, 2.3060, 2.2622, 2.2281, 2.2010, 2.1788, 2.1604, 2.1448,
        2.1314,
        2.1199, 2.1098, 2.1009, 2.0930, 2.0860, 2.0796, 2.0739, 2.0687, 2.0639, 2.0595, 2.0555, 2.0518, 2.0484, 2.0452,
        2.0423,
    ]

    /// The 97.5 % point; from 31 degrees of freedom on by the first term of its expansion (Abramowitz and Stegun 26.7.5).
    public static func quantile975(_ degrees: Int) -> Double {
        guard degrees > 0 else { return .infinity }
        if degrees <= table.count { return table[degrees - 1] }
        let z = 1.959964
        return z + (z * z * z + z) / (4 * Double(degrees))
    }
}
