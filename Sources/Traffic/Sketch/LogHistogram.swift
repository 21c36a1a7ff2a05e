import Base

/// Counts in bins whose width grows with the value: eight to every doubling, so that a quantile is off by at most 1/16 of itself.
///
/// A DDSketch (Masson, Rim and Lee 2019) with bins cut by integer arithmetic. A t-digest is more exact in the tails, but its centroids depend on the
/// order in which values come, and here the same log must give the same bytes however it is split.
public struct LogHistogram: Sendable, Hashable {
    struct Bin: Sendable, Hashable {
        var index: UInt16
        var count: UInt64
    }

    /// Ascending.
    private(set) var bins: [Bin] = []

    init(bins: [Bin] = []) { self.bins = bins }

    /// The bin of a value: 0 to 7 have one each.
    static func bin(of value: UInt64) -> UInt16 {
        guard value >= 8 else { return UInt16(value) }
        let exponent = 63 - value.leadingZeroBitCount
        return UInt16((exponent - 2) * 8 + Int(value >> UInt64(exponent - 3) & 7))
    }

    /// The smallest value of a bin and the one after its largest.
    static func edges(of bin: UInt16) -> (Double, Double) {
        guard bin >= 8 else { return (Double(bin), Double(bin) + 1) }
        let step = Double(sign: .plus, exponent: Int(bin) / 8 - 1, significand: 1)
        let low = Double(8 + Int(bin) % 8) * step
        return (low, low + step)
    }

    mutating func add(_ value: UInt64, times count: UInt64 = 1) { add(Bin(index: Self.bin(of: value), count: count)) }

    private mutating func add(_ bin: Bin) {
        var (low, high) = (0, bins.count)
        while low < high {
            let middle = (low + high) / 2
            if bins[middle].index < bin.index { low = middle + 1 } else { high = middle }
        }
        if low < bins.count, bins[low].index == bin.index {
            bins[low].count = bins[low].count.addingSaturated(bin.count)
        } else {
            bins.insert(bin, at: low)
        }
    }

    mutating func merge(_ other: LogHistogram) { for bin in other.bins { add(bin) } }

    public var total: UInt64 { bins.reduce(0) { $0.addingSaturated($1.count) } }

    /// The value below which `share` of all lie: the middle of its bin, within 1/16; `nil` where nothing was counted.
    public func quantile(_ share: Double) -> Double? {
        let total = total
        guard total > 0 else { return nil }
        let rank = min(Double(total) - 1, max(0, share * Double(total)))
        var passed: UInt64 = 0
        for bin in bins {
            passed = passed.addingSaturated(bin.count)
            if Double(passed) > rank {
                let (low, high) = Self.edges(of: bin.index)
                return bin.index < 8 ? low : (low + high) / 2
            }
        }
        return nil
    }
}
