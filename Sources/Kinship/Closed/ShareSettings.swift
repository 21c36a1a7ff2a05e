import RealModule

/// The constants of the inherited share. The defaults are those the shipped calibration was made with; others are for sensitivity tables.
public struct ShareSettings: Sendable, Hashable, Codable {
    /// Bandwidth of the Gaussian kernel over ability, in logits: what the recipient would say is read off models of its own ability.
    public var bandwidth = 1.0
    /// The same over how ordinary a model's answers are, in standard deviations of the panel: what stands for ability on items without a key. Chosen
    /// on three recordings with their keys taken away, each of which it served better than 1 (average precision 0.701 → 0.710 on 48 models ×
    /// 1,711 short answers, 0.927 → 0.949 on zeroeval/crux, 0.756 → 0.821 on zeroeval/gsm).
    public var ordinarinessBandwidth = 0.6
    /// Pseudo-count of each wrong reading.
    public var smoothing = 0.5
    /// How many readings the pseudo-counts stand for.
    public var readings = 3.0
    /// Bounds of the chance that the recipient gives the source's wrong answer by itself.
    public var floor = 0.001
    public var ceiling = 0.95
    /// How many answers of models of the recipient's ability the Rasch chance of an error counts for, where it is blended with how often such models
    /// really err on the item; `nil` leaves it unblended. Where a key is wrong, strong models err far more often than Rasch allows, and then
    /// "share" errors without being kin.
    public var raschWeight: Double?
    /// Panel z over which two models count as relatives in the second pass.
    public var relativesAbove = 4.0

    public init() {}

    /// What the panel score, and so the likelihood ratio, is computed with: the chance of an error blended with what is seen, which takes pairs of
    /// strong models that trip over the same wrong keys off the top, and a narrower kernel. Chosen on zeroeval/crux and zeroeval/gsm (gsm: AP 0.865
    /// → 0.958, Cllr with crux's references 0.153 → 0.124; the gain holds for weights from 20 to 80 and bandwidths from 0.6 to 1.5). The raw
    /// share that people are shown stays unblended.
    public static var panel: ShareSettings {
        var settings = ShareSettings()
        settings.raschWeight = 50
        settings.bandwidth = 0.8
        return settings
    }

    /// Weight of a model as ordinary as `other` in the background of a recipient as ordinary as `own`.
    func ordinarinessKernel(_ other: Double, _ own: Double) -> Double {
        let x = (other - own) / ordinarinessBandwidth
        return .exp(-0.5 * x * x)
    }

    /// Weight of a model of ability `theta` in the background of a recipient of ability `own`.
    func kernel(_ theta: Double, _ own: Double) -> Double {
        let x = (theta - own) / bandwidth
        return .exp(-0.5 * x * x)
    }
}
