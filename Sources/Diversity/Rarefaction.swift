import RealModule

/// How many different answers a model gives to a question, as it would look with fewer samples: Hill numbers under rarefaction.
///
/// Hill numbers count equally common answers with the same diversity (M. O. Hill, "Diversity and Evenness", Ecology 54, 1973). With more samples more answers
/// are seen, so that models are only compared at equal counts: the expected frequency counts of a random subset are exact (A. Chao et al., "Rarefaction and
/// extrapolation with Hill numbers", Ecological Monographs 84, 2014).
public enum Rarefaction {
    /// Hill number of order 1 (the exponential of Shannon's entropy) of a random subset of `size` samples.
    ///
    /// - Parameter counts: how often each different answer came; zeros are ignored.
    /// - Returns: 1…`size`; `nil` where there are fewer samples than `size`, or `size` is 0.
    public static func order1(_ counts: [Int], size: Int) -> Double? {
        frequencies(counts, size: size).map { frequencies in
            var entropy = 0.0
            for (times, expected) in frequencies.enumerated() where times > 0 {
                let share = Double(times) / Double(size)
                entropy -= share * Double.log(share) * expected
            }
            return Double.exp(entropy)
        }
    }

    /// Hill number of order 2 (the inverse of Simpson's concentration) of a random subset of `size` samples.
    public static func order2(_ counts: [Int], size: Int) -> Double? {
        frequencies(counts, size: size).map { frequencies in
            var sum = 0.0
            for (times, expected) in frequencies.enumerated() {
                let share = Double(times) / Double(size)
                sum += share * share * expected
            }
            return 1 / sum
        }
    }

    /// Shannon's entropy in bits at `size` samples.
    public static func entropy(_ counts: [Int], size: Int) -> Double? { order1(counts, size: size).map(Double.log2) }

    /// The chance that an answer that came `times` in `of` samples is in a random subset of `size` of them; `nil` where there are fewer.
    public static func presence(times: Int, of total: Int, size: Int) -> Double? {
        guard size > 0, size <= total, times >= 0, times <= total else { return nil }
        guard times + size <= total else { return 1 }
        return 1 - Double.exp(logChoose(total - times, size) - logChoose(total, size))
    }

    /// Of each number of times, how many different answers are expected to come so often in a random subset: places 0…`size`.
    private static func frequencies(_ counts: [Int], size: Int) -> [Double]? {
        let counts = counts.filter { $0 > 0 }
        let total = counts.reduce(0, +)
        guard size > 0, total >= size else { return nil }
        var out = [Double](repeating: 0, count: size + 1)
        let all = logChoose(total, size)
        for count in counts {
            for times in max(0, size - (total - count))...min(count, size) {
                out[times] += Double.exp(logChoose(count, times) + logChoose(total - count, size - times) - all)
            }
        }
        return out
    }

    private static func logChoose(_ n: Int, _ k: Int) -> Double {
        Double.logGamma(Double(n + 1)) - Double.logGamma(Double(k + 1)) - Double.logGamma(Double(n - k + 1))
    }
}
