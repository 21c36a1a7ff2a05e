import Foundation
import Testing

@testable import Kinship

struct NeighborJoiningTests {
    /// The additive five-taxon example of Saitou and Nei as retold in the encyclopedia: a and b are neighbors, with branches 2 and 3.
    static let additive: [[Double]] = [
        [0, 5, 9, 9, 8], [5, 0, 10, 10, 9], [9, 10, 0, 8, 7], [9, 10, 8, 0, 3], [8, 9, 7, 3, 0],
    ]

    static func matrix(_ rows: [[Double]]) throws -> SquareMatrix {
        try SquareMatrix(rows.count, values: rows.flatMap { $0 })
    }

    /// Length of the way between two leaves.
    static func path(_ tree: NeighborJoining, _ a: Int, _ b: Int) -> Double {
        func up(_ leaf: Int) -> [Int: Double] {
            var out: [Int: Double] = [:]
            var at = tree.nodes.firstIndex { $0.leaf == leaf } ?? 0
            var sum = 0.0
            out[at] = 0
            while let parent = tree.nodes[at].parent {
                sum += tree.nodes[at].length
                at = parent
                out[at] = sum
            }
            return out
        }
        let (x, y) = (up(a), up(b))
        return x.compactMap { node, way in y[node].map { way + $0 } }.min() ?? .nan
    }

    @Test("on additive distances every way through the tree is as long as the distance")
    func additive() throws {
        let tree = try NeighborJoining(Self.matrix(Self.additive))
        for a in 0..<5 {
            for b in 0..<5 where a != b { #expect(abs(Self.path(tree, a, b) - Self.additive[a][b]) < 1e-9) }
        }
        #expect(tree.nodes[0].length == 2)
        #expect(tree.nodes[1].length == 3)
        #expect(tree.nodes[0].parent == tree.nodes[1].parent)
    }

    @Test(
        "a branch that all replicates have is kept with support 1; one that few have is collapsed and the ways stay as long"
    )
    func support() throws {
        let distance = try Self.matrix(Self.additive)
        let same = try NeighborJoining(distance, replicates: [distance, distance])
        #expect(same.nodes.compactMap(\.support).allSatisfy { $0 == 1 })
        #expect(same.nodes.compactMap(\.support).count == 2)
        // In the other replicates d and e are not neighbors any more; a and b still are.
        var other = distance
        for (a, b, value) in [(3, 4, 12.0), (2, 3, 3.0)] {
            other[a, b] = value
            other[b, a] = value
        }
        let torn = try NeighborJoining(distance, replicates: [distance, other, other])
        #expect(torn.nodes.compactMap(\.support) == [1])
        #expect(torn.nodes.count == same.nodes.count - 1)
        for a in 0..<5 {
            for b in 0..<5 where a != b { #expect(abs(Self.path(torn, a, b) - Self.additive[a][b]) < 4.1) }
        }
    }

    @Test("two models make no tree, three make a star")
    func few() throws {
        #expect(throws: KinshipError.tooFewModels(have: 2, need: 3)) { try NeighborJoining(SquareMatrix(2)) }
        let star = try NeighborJoining(Self.matrix([[0, 3, 4], [3, 0, 5], [4, 5, 0]]))
        #expect(star.nodes.map(\.length) == [1, 2, 3, 0])
    }

    @Test("shares of a chain become distances that add")
    func chain() throws {
        let shares = try Self.matrix([[1, 0.5, 0.1], [0.5, 1, 0.2], [0.1, 0.2, 1]])
        let distance = NeighborJoining.distances(shares: shares)
        #expect(abs(distance[0, 1] + distance[1, 2] - distance[0, 2]) < 1e-12)
        #expect(NeighborJoining.distances(shares: SquareMatrix(2, repeating: -1))[0, 1] == -log(0.01))
    }
}
