/// How often an error must have arisen by itself, if it was handed down along a tree and could be lost again.
public enum ErrorDescent {
    /// Gains in a history with the fewest changes over the branches (parsimony, Sankoff 1975 with a gain and a loss at equal cost).
    ///
    /// - Parameters:
    ///   - parents: for each node its parent, the root first (`nil`); children stand after their parents.
    ///   - holds: for each leaf whether it has the error; `nil` for inner nodes and for models that were not asked.
    /// - Returns: gains, those at the root counted as one.
    public static func arisings(parents: [Int?], holds: [Bool?]) -> Int {
        let none = 1_000_000
        var without = [Int](repeating: 0, count: parents.count)
        var with = without
        for node in parents.indices.reversed() {
            if let known = holds[node] {
                if known { without[node] += none } else { with[node] += none }
            }
            guard let parent = parents[node] else { continue }
            without[parent] += min(without[node], with[node] + 1)
            with[parent] += min(with[node], without[node] + 1)
        }
        guard !parents.isEmpty else { return 0 }
        // Walk down again along a cheapest history and count the gains in it; where two are equally cheap the one without is taken.
        var state = [Bool](repeating: false, count: parents.count)
        var gains = 0
        for node in parents.indices {
            if let parent = parents[node] {
                state[node] = state[parent] ? with[node] <= without[node] + 1 : with[node] + 1 < without[node]
                if !state[parent], state[node] { gains += 1 }
            } else {
                state[node] = with[node] + 1 < without[node]
                if state[node] { gains += 1 }
            }
        }
        return gains
    }
}
