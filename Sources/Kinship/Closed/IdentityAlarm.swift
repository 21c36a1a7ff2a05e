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

/// What the asymmetry of inheritance says about direction: a student repeats more of its teacher's errors than the teacher of the student's, since the
/// student's own errors were never the teacher's.
public enum InheritanceAsymmetry {
    /// Difference of the two raw shares in standard errors: positive where `recipient` is the likelier student.
    /// - Returns: `nil` where either share cannot be computed.
    public static func z(_ shares: OrderedShares, recipient: Int, source: Int) -> Double? {
        let forth = shares.sums(recipient: recipient, source: source)
        let back = shares.sums(recipient: source, source: recipient)
        guard forth.room > 0, back.room > 0 else { return nil }
        let error = (forth.error * forth.error + back.error * back.error).squareRoot()
        return error > 0 ? (forth.share - back.share) / error : nil
    }

    /// 1: `recipient` from `source`; −1: the other way round; 0: cannot tell. `limit` in standard errors.
    public static func sign(_ shares: OrderedShares, recipient: Int, source: Int, limit: Double = 3) -> Int {
        guard let z = z(shares, recipient: recipient, source: source), abs(z) > limit else { return 0 }
        return z > 0 ? 1 : -1
    }
}
