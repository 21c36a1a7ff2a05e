import RealModule

/// The constants of the inherited share. The defaults are those the shipped calibration was made with; others are for sensitivity tables.
public struct ShareSettings: Sendable, Hashable, Codable {
    /// Bandwidth of the Gaussian kernel over ability, in logits: what the recipient would say is read off models of its own ability.
    public var bandwidth = 1.0
    /// Pseudo-count of each wrong reading.
    public var smoothing = 0.5
    /// How many readings the pseudo-counts stand for.
    public var readings = 3.0
    /// Bounds of the chance that the recipient gives the source's wrong answer by itself.
    public var floor = 0.001
    public var ceiling = 0.95
    /// Panel z over which two models count as relatives in the second pass.
    public var relativesAbove = 4.0

    public init() {}

    /// Weight of a model of ability `theta` in the background of a recipient of ability `own`.
    func kernel(_ theta: Double, _ own: Double) -> Double {
        let x = (theta - own) / bandwidth
        return .exp(-0.5 * x * x)
    }
}
