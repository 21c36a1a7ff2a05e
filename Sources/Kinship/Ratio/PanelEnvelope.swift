import RealModule

/// How large a likelihood ratio a panel of some size supports, and when it supports none.
///
/// Small panels do not say well what is rare: with few other models an error that many make looks like one that two share. Measured on recordings
/// (zeroeval/gsm, the harder one of two; 500 pairs of documented kin and 500 of strangers a cell, the other models drawn at random, 200 and 800
/// items, reference shares from zeroeval/crux): strangers reached LR 100 in 2.6 % of the draws of 4 models, 2.2 % of 5, 1.6 % of 6, 0.4 % of
/// 8 to 16, none of 20; the empirical bound (ELUB) of those draws is LR 8 for 4 models, 10 for 5 and 6, 20 to 37 for 8 to 16, 40 to 155 for 20
/// and 30. With a background of 30 models a case of 2 did as well as a panel of 40: at most 0.4 % above LR 100 in any cell.
public enum PanelEnvelope {
    /// Fewer models than this, without a background, get no likelihood ratio.
    public static let leastModels = 6
    /// Models behind a background without which it does not count as one.
    public static let leastBackground = 12

    /// Largest log10 LR that is given; `nil` where none is. `infinity` leaves the bound of the whole validation as it is.
    /// - Parameters:
    ///   - models: models of the case that take part, suspect and alleged source included.
    ///   - background: models behind the background; 0 without one.
    public static func cap(models: Int, background: Int = 0) -> Double? {
        let own: Double? =
            switch models {
            case ..<leastModels: nil
            case ..<8: 1
            case ..<20: Double.log10(30)
            case ..<40: 2
            default: .infinity
            }
        let borrowed: Double? =
            switch background {
            case ..<leastBackground: nil
            case ..<20: Double.log10(30)
            default: 2
            }
        guard let own, let borrowed else { return own ?? (models >= 2 ? borrowed : nil) }
        return max(own, borrowed)
    }
}

extension Calibration {
    /// The same calibration for a panel that supports smaller ratios only.
    public func limited(toLog10 cap: Double) -> Calibration {
        var limited = self
        limited.closed.bounds.cap = min(closed.bounds.cap, cap)
        limited.open?.bounds.cap = min(open?.bounds.cap ?? cap, cap)
        limited.fusion?.bounds.cap = min(fusion?.bounds.cap ?? cap, cap)
        return limited
    }
}
