import Answers
import Base
import Findings
import Kinship

/// The family tree of the panel, with bootstrap support over items.
enum TreeAnalysis {
    /// Replicates; fewer where the panel is large, since each fits everything anew.
    static func replicates(models: Int) -> Int { models <= 30 ? 100 : models <= 60 ? 40 : 20 }

    static func tree(_ channel: ClosedChannel) async throws(KinshipError) -> FamilyTree {
        let n = channel.participants.count
        var replicates: [SquareMatrix] = []
        for index in 0..<Self.replicates(models: n) {
            var random = SeededGenerator(seed: ClosedChannel.seed("tree"), stream: UInt64(index))
            let matrix = channel.model.matrix.selecting(items: random.resample(channel.model.matrix.items))
            let shares = await InheritedShare.ordered(await AnswerModel(matrix))
            replicates.append(NeighborJoining.distances(shares: shares.share))
        }
        let joined = try NeighborJoining(
            NeighborJoining.distances(shares: channel.ordered.share), replicates: replicates)
        // The root first: every node after its parent.
        let last = joined.nodes.count - 1
        let nodes = joined.nodes.reversed().map { node in
            FamilyTree.Node(
                parent: node.parent.map { last - $0 },
                model: node.leaf.map { channel.table.models[channel.participants[$0]] }, length: node.length,
                support: node.support)
        }
        return FamilyTree(nodes: nodes, replicates: replicates.count)
    }
}
