import Crypto

/// The Merkle tree hash of RFC 6962 §2.1 (restated in RFC 9162) over leaf hashes: inner nodes are SHA-256 over 0x01 and both children, split at the largest power of two below the count.
///
/// The last leaf is never doubled, so trees of different sizes differ; a root is published with its count.
public enum MerkleTree {
    /// A leaf's hash: SHA-256 over 0x00 and its bytes.
    public static func leaf(_ bytes: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        hash.update(data: [0] as [UInt8])
        hash.update(data: bytes)
        return Array(hash.finalize())
    }

    static func node(_ left: [UInt8], _ right: [UInt8]) -> [UInt8] {
        var hash = SHA256()
        withUnsafeBytes(of: 1 as UInt8) { hash.update(bufferPointer: $0) }
        left.withUnsafeBytes { hash.update(bufferPointer: $0) }
        right.withUnsafeBytes { hash.update(bufferPointer: $0) }
        return hash.finalize().withUnsafeBytes { Array($0) }
    }

    /// The root over leaf hashes; of none, SHA-256 of nothing.
    public static func root(_ leaves: [[UInt8]]) -> [UInt8] {
        guard !leaves.isEmpty else { return Array(SHA256.hash(data: [UInt8]())) }
        return root(leaves[...])
    }

    private static func root(_ leaves: ArraySlice<[UInt8]>) -> [UInt8] {
        if leaves.count == 1 { return leaves[leaves.startIndex] }
        let middle = leaves.startIndex + split(leaves.count)
        return node(root(leaves[..<middle]), root(leaves[middle...]))
    }

    /// The largest power of two below `count`, which is at least 2.
    private static func split(_ count: Int) -> Int { 1 << (Int.bitWidth - 1 - (count - 1).leadingZeroBitCount) }

    /// The audit path of a leaf (RFC 6962 §2.1.1), nearest sibling first.
    public static func proof(of index: Int, in leaves: [[UInt8]]) -> [[UInt8]] {
        precondition(leaves.indices.contains(index))
        return path(index, leaves[...])
    }

    private static func path(_ index: Int, _ leaves: ArraySlice<[UInt8]>) -> [[UInt8]] {
        guard leaves.count > 1 else { return [] }
        let half = split(leaves.count)
        let middle = leaves.startIndex + half
        return index < half
            ? path(index, leaves[..<middle]) + [root(leaves[middle...])]
            : path(index - half, leaves[middle...]) + [root(leaves[..<middle])]
    }

    /// The root that a leaf hash and its audit path lead to (RFC 9162 §2.1.3.2); `nil` where the path cannot belong to such a tree.
    public static func root(leaf: [UInt8], index: Int, count: Int, proof: [[UInt8]]) -> [UInt8]? {
        guard index >= 0, index < count else { return nil }
        var node = index
        var last = count - 1
        var hash = leaf
        for sibling in proof {
            guard last > 0 else { return nil }
            if node & 1 == 1 || node == last {
                hash = MerkleTree.node(sibling, hash)
                while node & 1 == 0, node != 0 {
                    node >>= 1
                    last >>= 1
                }
            } else {
                hash = MerkleTree.node(hash, sibling)
            }
            node >>= 1
            last >>= 1
        }
        return last == 0 ? hash : nil
    }
}

/// The root over leaf hashes that come one after another, in memory that grows with the logarithm of their number.
public struct MerkleFrontier: Sendable {
    /// Roots of full subtrees, largest first, with the number of leaves below each.
    private var peaks: [(leaves: Int, hash: [UInt8])] = []
    public private(set) var count = 0

    public init() {}

    public mutating func append(_ leaf: [UInt8]) {
        peaks.append((1, leaf))
        count += 1
        while peaks.count > 1, peaks[peaks.count - 1].leaves == peaks[peaks.count - 2].leaves {
            let right = peaks.removeLast()
            let left = peaks.removeLast()
            peaks.append((2 * left.leaves, MerkleTree.node(left.hash, right.hash)))
        }
    }

    /// As ``MerkleTree/root(_:)`` of all leaves so far.
    public var root: [UInt8] {
        guard var root = peaks.last?.hash else { return MerkleTree.root([]) }
        for peak in peaks.dropLast().reversed() { root = MerkleTree.node(peak.hash, root) }
        return root
    }
}
