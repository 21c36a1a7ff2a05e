/// The `limit` smallest of many hashes: a uniform sample of what is distinct, the same whatever the order and the split (bottom-k, Cohen and Kaplan 2007).
public struct BottomHashes: Sendable, Hashable {
    let limit: Int
    /// Ascending, each once.
    public private(set) var hashes: [UInt64] = []

    init(limit: Int, hashes: [UInt64] = []) {
        self.limit = limit
        self.hashes = hashes
    }

    @inline(__always) mutating func insert(_ hash: UInt64) {
        if hashes.count == limit, let last = hashes.last, hash >= last { return }
        insertBelow(hash)
    }

    private mutating func insertBelow(_ hash: UInt64) {
        let at = hashes.firstIndex(notBelow: hash)
        if at < hashes.count, hashes[at] == hash { return }
        if hashes.count == limit { hashes.removeLast() }
        hashes.insert(hash, at: at)
    }

    mutating func merge(_ other: BottomHashes) { for hash in other.hashes { insert(hash) } }

    /// How many distinct hashes there were: exact while fewer than `limit`, then (k − 1) / (k-th smallest), relative standard error 1/√(k − 2).
    public var distinct: Double {
        guard hashes.count == limit, let last = hashes.last, last > 0 else { return Double(hashes.count) }
        return Double(limit - 1) / (Double(last) * 0x1p-64)
    }
}

extension Array where Element == UInt64 {
    /// The first place whose element is at least `value`, in an ascending array.
    func firstIndex(notBelow value: UInt64) -> Int {
        var (low, high) = (0, count)
        while low < high {
            let middle = (low + high) / 2
            if self[middle] < value { low = middle + 1 } else { high = middle }
        }
        return low
    }
}
