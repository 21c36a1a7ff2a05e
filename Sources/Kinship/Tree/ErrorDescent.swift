/// How often an error must have arisen by itself, if it was handed down along a tree and could be lost again, and along which branches.
public enum ErrorDescent {
    /// What became of the error on the branch above a node.
    public enum Step: String, Sendable, Hashable, Codable {
        /// It arose there; at the root: it was there from the beginning.
        case arose
        /// It was handed down along it.
        case kept
        /// It was lost there.
        case lost
    }

    /// A history with the fewest changes over the branches, and among those with the fewest gains: two models seldom invent one wrong answer by
    /// themselves (parsimony, Sankoff 1975).
    ///
    /// Where two are equal in both the error arises as far from the root as can be. Below a branch that has it, models that were not asked are
    /// taken to have it.
    ///
    /// - Parameters:
    ///   - parents: for each node its parent, the root first (`nil`); children stand after their parents.
    ///   - holds: for each leaf whether it has the error; `nil` for inner nodes and for models that were not asked.
    /// - Returns: for each node what happened on the branch above it; `nil` where the error is on neither side.
    public static func steps(parents: [Int?], holds: [Bool?]) -> [Step?] {
        let none = 1_000_000_000
        // A change costs a thousand, a gain one more.
        let (gain, loss) = (1001, 1000)
        var without = [Int](repeating: 0, count: parents.count)
        var with = without
        for node in parents.indices.reversed() {
            if let known = holds[node] {
                if known { without[node] += none } else { with[node] += none }
            }
            guard let parent = parents[node] else { continue }
            without[parent] += min(without[node], with[node] + gain)
            with[parent] += min(with[node], without[node] + loss)
        }
        // Walk down again along a cheapest history.
        var state = [Bool](repeating: false, count: parents.count)
        return parents.indices.map { node in
            let above = parents[node].map { state[$0] } ?? false
            state[node] = above ? with[node] <= without[node] + loss : with[node] + gain < without[node]
            return switch (above, state[node]) {
            case (false, true): .arose
            case (true, true): .kept
            case (true, false): .lost
            case (false, false): nil
            }
        }
    }

    /// Gains in that history, those at the root counted as one.
    public static func arisings(parents: [Int?], holds: [Bool?]) -> Int {
        steps(parents: parents, holds: holds).count { $0 == .arose }
    }
}
