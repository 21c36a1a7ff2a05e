/// Identical is not related: two endpoints that agree to the letter on nearly everything they get wrong are one model, a proxy, or a cache that mixed
/// them up. The alarm comes before any finding.
public enum IdentityAlarm {
    /// Errors in common that it takes.
    public static let sharedErrors = 30
    /// The lower 95 % bound of the raw share that it takes, in both directions.
    public static let lowerBound = 0.9

    /// Unordered pairs that raise it, in ascending order.
    public static func pairs(_ shares: OrderedShares) -> [(Int, Int)] {
        let n = shares.count
        return (0..<n).flatMap { a in
            (a + 1..<max(n, a + 1)).filter { b in
                let forth = shares.sums(recipient: a, source: b)
                let back = shares.sums(recipient: b, source: a)
                return forth.matches >= sharedErrors && forth.interval().lowerBound >= lowerBound
                    && back.interval().lowerBound >= lowerBound
            }.map { (a, $0) }
        }
    }
}

/// How much more of the source's errors the recipient has than the source of the recipient's.
///
/// It is shown and it concludes nothing. Who copies a share c of another's answers, right and wrong alike, leaves ĉ(r ← s) / ĉ(s ← r) equal to the
/// ratio of the two models' numbers of errors whichever of them copied; on the networks of known lineage the sign beyond 2 standard errors was
/// right for 9 of 14 students. Direction has to come from dates, identity and loss of variety.
public enum InheritanceAsymmetry {
    /// Difference of the two raw shares in standard errors.
    /// - Returns: `nil` where either share cannot be computed.
    public static func z(_ shares: OrderedShares, recipient: Int, source: Int) -> Double? {
        let forth = shares.sums(recipient: recipient, source: source)
        let back = shares.sums(recipient: source, source: recipient)
        guard forth.room > 0, back.room > 0 else { return nil }
        let error = (forth.error * forth.error + back.error * back.error).squareRoot()
        return error > 0 ? (forth.share - back.share) / error : nil
    }
}
