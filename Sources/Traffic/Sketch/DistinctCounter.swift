import Foundation

/// How many distinct hashes came by: HyperLogLog (Flajolet et al. 2007) with 1,024 registers, relative standard error 1.04/√1024 = 3.3 %.
///
/// Few registers are kept as a list, many as a field; which of the two depends on their number alone, so that equal contents are equal bytes.
public struct DistinctCounter: Sendable, Hashable {
    static let registers = 1024
    /// More than this many are kept as a field.
    static let sparseLimit = 256

    /// register << 8 | rank, ascending by register.
    private(set) var sparse: [UInt32] = []
    private(set) var dense: [UInt8] = []

    mutating func insert(_ hash: UInt64) {
        // The hash is mixed once more: other parts of a sketch keep the smallest of the same hashes.
        let mixed = hash.mixed
        let register = Int(mixed >> 54)
        let rank = UInt8(min(54, (mixed << 10).leadingZeroBitCount) + 1)
        raise(register, to: rank)
    }

    mutating func raise(_ register: Int, to rank: UInt8) {
        if !dense.isEmpty {
            if dense[register] < rank { dense[register] = rank }
            return
        }
        var (low, high) = (0, sparse.count)
        while low < high {
            let middle = (low + high) / 2
            if Int(sparse[middle] >> 8) < register { low = middle + 1 } else { high = middle }
        }
        let entry = UInt32(register) << 8 | UInt32(rank)
        if low < sparse.count, Int(sparse[low] >> 8) == register {
            if sparse[low] < entry { sparse[low] = entry }
            return
        }
        sparse.insert(entry, at: low)
        if sparse.count > Self.sparseLimit {
            dense = [UInt8](repeating: 0, count: Self.registers)
            for entry in sparse { dense[Int(entry >> 8)] = UInt8(entry & 0xFF) }
            sparse = []
        }
    }

    mutating func merge(_ other: DistinctCounter) {
        for entry in other.sparse { raise(Int(entry >> 8), to: UInt8(entry & 0xFF)) }
        for (register, rank) in other.dense.enumerated() where rank > 0 { raise(register, to: rank) }
    }

    /// The estimate; linear counting while it is the better of the two (at most 2.5 registers full on average).
    public var estimate: Double {
        let m = Double(Self.registers)
        let filled = dense.isEmpty ? sparse.map { UInt8($0 & 0xFF) } : dense.filter { $0 > 0 }
        let empty = Self.registers - filled.count
        let sum = Double(empty) + filled.reduce(0.0) { $0 + pow(2, -Double($1)) }
        let raw = 0.7213 / (1 + 1.079 / m) * m * m / sum
        return raw <= 2.5 * m && empty > 0 ? m * log(m / Double(empty)) : raw
    }
}

extension UInt64 {
    /// The finalizer of SplitMix64: a bijection that spreads every bit.
    var mixed: UInt64 {
        var z = self &+ 0x9E37_79B9_7F4A_7C15
        z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
        z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
        return z ^ (z >> 31)
    }
}
