import RealModule

/// Direction from the company that two models keep: kin of the source carry over to the copy, kin of the copy do not carry over to the source.
///
/// Where w is kin to m, and m passed its errors on to o (or both had them from a common source), w shows up in o with about the product of the two
/// scores. Where w is kin to m and m to o, and w and o have nothing in common, both must have given to m: a collider (Verma and Pearl 1990), the only
/// pattern among three models that tells a direction by itself. Textual criticism calls such an m contaminated.
public struct CompanyKept: Sendable, Hashable {
    /// log likelihood ratio (natural) of "nothing carries over" against "it carries over" for the third model that says so most clearly, less the
    /// log of the number of third models looked at.
    public let log: Double
    /// That third model.
    public let witness: Int

    /// From here on a collider is said (a ratio of 20).
    public static let leastLog = 3.0
    /// Panel z of kin.
    public static let leastZ = 4.0

    /// Whether `middle` received from both `other` and a third model.
    /// - Returns: `nil` where the two are not kin or no third model could show it.
    public init?(_ panel: PanelScore, middle: Int, other: Int) {
        guard panel.z(middle, other) >= Self.leastZ else { return nil }
        var best: (log: Double, witness: Int)?
        var looked = 0
        for third in 0..<panel.score.count where third != middle && third != other {
            guard panel.z(third, middle) >= Self.leastZ else { continue }
            let expected = panel.score[third, middle] * panel.score[middle, other]
            let error = panel.standardError[third, other]
            // Less than one standard error could not be seen either way.
            guard expected.isFinite, error.isFinite, expected >= error else { continue }
            looked += 1
            let found = panel.score[third, other]
            let log = (expected * expected / 2 - found * expected) / (error * error)
            if log > best?.log ?? -.infinity { best = (log, third) }
        }
        guard let best else { return nil }
        log = best.log - Double.log(Double(looked))
        witness = best.witness
    }

    /// 1 where `first` received from `second`, −1 the other way round, 0 where neither or both look like it.
    public static func toward(_ panel: PanelScore, _ first: Int, _ second: Int) -> Int {
        let here = (CompanyKept(panel, middle: first, other: second)?.log ?? 0) >= leastLog
        let there = (CompanyKept(panel, middle: second, other: first)?.log ?? 0) >= leastLog
        return here == there ? 0 : here ? 1 : -1
    }
}
