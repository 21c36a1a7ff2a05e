import RealModule

/// Log-likelihood-ratio cost (Brümmer and du Preez 2006), in bits: ½ [mean over related of log₂(1 + 1/LR) + mean over unrelated of log₂(1 + LR)].
/// 0 is perfect, 1 is what always saying LR 1 costs, above 1 does harm. Both classes weigh the same whatever their size.
/// - Parameters:
///   - related: natural log LRs of pairs of documented kinship.
///   - unrelated: natural log LRs of pairs without.
/// - Returns: `nil` where either class is empty.
public func cllr(related: [Double], unrelated: [Double]) -> Double? {
    guard !related.isEmpty, !unrelated.isEmpty else { return nil }
    let misses = related.reduce(0) { $0 + softplus(-$1) } / Double(related.count)
    let alarms = unrelated.reduce(0) { $0 + softplus($1) } / Double(unrelated.count)
    return 0.5 * (misses + alarms) / Double.log(2)
}

/// log(1 + eˣ) without overflow.
@inlinable func softplus(_ x: Double) -> Double {
    max(x, 0) + Double.log(onePlus: Double.exp(-abs(x)))
}
