import RealModule

/// A tree of models from their distances, by neighbor joining (Saitou and Nei 1987), with bootstrap support of its branches (Felsenstein 1985).
///
/// The tree has no direction: its root is only where drawing begins.
public struct NeighborJoining: Sendable, Hashable {
    public struct Node: Sendable, Hashable {
        /// `nil` at the root.
        public var parent: Int?
        /// The model, on leaves.
        public var leaf: Int?
        /// Of the branch to the parent, in units of distance; never negative.
        public var length: Double
        /// Share of the replicates that have this branch, 0…1; `nil` on leaves, on the root, and without replicates.
        public var support: Double?
    }

    /// Leaves first, in the order of the models; every other node before its parent.
    public private(set) var nodes: [Node]
    public private(set) var replicates = 0

    /// - Parameter distance: symmetric; NaN counts as the largest distance. The diagonal is not looked at.
    /// - Throws: `KinshipError.tooFewModels` under three models.
    public init(_ distance: SquareMatrix) throws(KinshipError) {
        let n = distance.count
        guard n >= 3 else { throw .tooFewModels(have: n, need: 3) }
        nodes = Self.join(distance)
    }

    /// The tree of `distance`, its branches with the share of `replicates` that have them; branches under `collapse` become part of the node
    /// above them.
    public init(_ distance: SquareMatrix, replicates: [SquareMatrix], collapse: Double = 0.5) throws(KinshipError) {
        try self.init(distance)
        guard !replicates.isEmpty else { return }
        self.replicates = replicates.count
        var seen: [Split: Int] = [:]
        for replicate in replicates {
            guard replicate.count == distance.count else {
                throw .shape("a replicate has \(replicate.count) models, the tree \(distance.count)")
            }
            for split in Self.splits(Self.join(replicate), models: distance.count).compactMap({ $0 }) {
                seen[split, default: 0] += 1
            }
        }
        for (index, split) in Self.splits(nodes, models: distance.count).enumerated() {
            guard let split else { continue }
            nodes[index].support = Double(seen[split] ?? 0) / Double(replicates.count)
        }
        self.collapse(under: collapse)
    }

    /// Distance from shares: −log, so that shares of a chain multiply and their distances add; shares under `floor` are as far as can be told.
    public static func distances(shares: SquareMatrix, floor: Double = 0.01) -> SquareMatrix {
        var out = SquareMatrix(shares.count)
        for a in 0..<shares.count {
            for b in 0..<shares.count where a != b {
                let both = [shares[a, b], shares[b, a]].filter { !$0.isNaN }
                let share = both.isEmpty ? 0 : both.reduce(0, +) / Double(both.count)
                out[a, b] = -.log(min(max(share, floor), 1))
            }
        }
        return out
    }

    private static func join(_ distance: SquareMatrix) -> [Node] {
        let n = distance.count
        var d: [[Double]] = (0..<n).map { a in (0..<n).map { b in a == b ? 0 : distance[a, b] } }
        let largest = d.joined().filter { !$0.isNaN }.max() ?? 0
        for a in 0..<n { for b in 0..<n where d[a][b].isNaN { d[a][b] = largest } }
        var nodes = (0..<n).map { Node(parent: nil, leaf: $0, length: 0, support: nil) }
        var active = Array(0..<n)
        while active.count > 3 {
            let sums = active.map { a in active.reduce(0) { $0 + d[a][$1] } }
            var best = (score: Double.infinity, i: 0, j: 1)
            for i in active.indices {
                for j in 0..<i {
                    let score = Double(active.count - 2) * d[active[i]][active[j]] - sums[i] - sums[j]
                    if score < best.score { best = (score, j, i) }
                }
            }
            let (a, b) = (active[best.i], active[best.j])
            let between = d[a][b]
            let lean = (sums[best.i] - sums[best.j]) / Double(active.count - 2)
            let toA = min(max((between + lean) / 2, 0), between)
            let new = nodes.count
            nodes.append(Node(parent: nil, leaf: nil, length: 0, support: nil))
            nodes[a].parent = new
            nodes[a].length = toA
            nodes[b].parent = new
            nodes[b].length = between - toA
            var row = d.indices.map { max(0, (d[a][$0] + d[b][$0] - between) / 2) }
            for index in d.indices { d[index].append(row[index]) }
            row.append(0)
            d.append(row)
            active.removeAll { $0 == a || $0 == b }
            active.append(new)
        }
        let root = nodes.count
        nodes.append(Node(parent: nil, leaf: nil, length: 0, support: nil))
        for (place, node) in active.enumerated() {
            let (x, y) = (active[(place + 1) % 3], active[(place + 2) % 3])
            nodes[node].parent = root
            nodes[node].length = max(0, (d[node][x] + d[node][y] - d[x][y]) / 2)
        }
        return nodes
    }

    /// The two sides into which a branch parts the models: the side without model 0.
    struct Split: Hashable {
        var bits: [UInt64]
    }

    /// For every inner branch its split; `nil` for leaves and the root.
    private static func splits(_ nodes: [Node], models: Int) -> [Split?] {
        let words = (models + 63) / 64
        var below = [[UInt64]](repeating: Array(repeating: 0, count: words), count: nodes.count)
        for (index, node) in nodes.enumerated() {
            if let leaf = node.leaf { below[index][leaf / 64] |= 1 << UInt64(leaf % 64) }
            guard let parent = node.parent else { continue }
            for word in 0..<words { below[parent][word] |= below[index][word] }
        }
        return nodes.indices.map { index in
            guard nodes[index].leaf == nil, nodes[index].parent != nil else { return nil }
            var bits = below[index]
            if bits[0] & 1 == 1 {
                for word in 0..<words { bits[word] = ~bits[word] }
                let spare = words * 64 - models
                if spare > 0 { bits[words - 1] &= ~UInt64(0) >> UInt64(spare) }
            }
            return Split(bits: bits)
        }
    }

    /// Takes out inner nodes of too little support; their children hang on the node above, at the same distance from it as before.
    private mutating func collapse(under limit: Double) {
        for index in nodes.indices.reversed() {
            guard let support = nodes[index].support, support < limit, let parent = nodes[index].parent else {
                continue
            }
            for child in nodes.indices where nodes[child].parent == index {
                nodes[child].parent = parent
                nodes[child].length += nodes[index].length
            }
            nodes[index].parent = index
        }
        var number: [Int: Int] = [:]
        let kept = nodes.indices.filter { nodes[$0].parent != $0 }
        for (new, old) in kept.enumerated() { number[old] = new }
        nodes = kept.map { old in
            var node = nodes[old]
            node.parent = node.parent.flatMap { number[$0] }
            return node
        }
    }
}
