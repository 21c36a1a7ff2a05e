import RealModule

/// The sentences that are printed of a mark: what was counted first, what luck would do second. Nothing here says that anybody copied, and the absence of a
/// mark is never called absence of learning.
public enum MarkSentence {
    /// "once in 22,000": two significant digits; powers of ten beyond a million million.
    public static func onceIn(_ tail: Tail) -> String {
        if tail.log10 > -.log10(2) { return "more often than not" }
        if tail.log10 < -12 { return "once in 10^\(UInt64(-tail.log10))" }
        let value = Double.exp10(-tail.log10)
        let scale = Double.exp10(max(0, Double.log10(value).rounded(.down) - 1))
        let digits = String(UInt64((value / scale).rounded() * scale))
        var out = ""
        for (place, digit) in digits.enumerated() {
            if place > 0, (digits.count - place) % 3 == 0 { out.append(",") }
            out.append(digit)
        }
        return "once in \(out)"
    }

    /// - Parameter options: of each fact; `nil` where they differ.
    public static func canary(hits: Int, answered: Int, options: Int?, tail: Tail, recipients: Int) -> String {
        let among = options.map { "among \($0)" } ?? "among its options"
        let luck =
            tail.log10 > -.log10(2) ? "that happens more often than not" : "that happens \(onceIn(tail)) such tests"
        let several = recipients > 1 ? " (counting that \(recipients) recipients were tried)" : ""
        return
            "Of \(answered) questions whose answers a secret key chose \(among), \(hits) were answered as the key says; without knowledge of the key \(luck)\(several)."
    }

    public static func watermark(
        scheme: WatermarkScheme, total: Double, pairs: Int, tail: Tail, rank: Double, keys: Int
    ) -> String {
        let counted: String
        switch scheme.kind {
        case .kgw:
            counted =
                "Of \(pairs) pairs of words that a secret key colors, \(Int(total)) have the favored color (\(Int(scheme.expected(pairs: pairs).rounded())) by luck)"
        case .gumbel:
            counted =
                "Over \(pairs) pairs of words to which a secret key gives numbers, their sum is \((total * 10).rounded() / 10) (\(pairs) by luck)"
        case .synthid:
            counted =
                "Of \(pairs * (scheme.depth ?? 0)) bits that a secret key gives to \(pairs) pairs of words, \(Int(total)) are set (\(Int(scheme.expected(pairs: pairs).rounded())) by luck)"
        }
        let luck = tail.log10 > -.log10(2) ? "happens more often than not" : "happens \(onceIn(tail)) such tests"
        return
            "\(counted); without knowledge of the key that \(luck). Among \(keys) keys the true one ranks \(Int((rank * Double(keys)).rounded()))."
    }

    /// Whose values were found, where there were several recipients.
    public static func channel(_ recipients: [String]) -> String {
        "They are the values that \(recipients.joined(separator: ", ")) \(recipients.count == 1 ? "was" : "were") given."
    }

    /// What stands under every outcome that found nothing.
    public static let absence =
        "No mark was found. That does not show that nothing was learned: text that is paraphrased, filtered or mixed thinly carries no mark."

    /// What stands under every outcome that found one.
    public static let presence =
        "The mark shows that marked text, or text derived from it, was learned or is being repeated; it does not say by whom it was handed over, nor whether anybody knew. It is an exact probability and no likelihood ratio: the two are read side by side and never multiplied."
}
