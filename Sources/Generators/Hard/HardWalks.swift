import Base

extension Generator {
    /// A robot that repaints the squares on which it turns: every step depends on where it was before.
    static func robot(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        let colors = ["white", "red", "blue"]
        // Two colors that turn and one that does not, or three that turn; never all the same way.
        let turns = dice.pick([[1, 3, 0], [3, 1, 0], [1, 1, 3], [3, 3, 1], [1, 0, 3], [1, 3, 1], [3, 1, 3]])
        let words = [0: "goes straight on", 1: "turns right", 3: "turns left"]
        var painted: [[Int]: Int] = [:]
        var given: [String] = []
        for _ in 0..<dice.integer(3...5) {
            let (square, color) = ([dice.integer(-2...2), dice.integer(-2...2)], dice.integer(1...2))
            guard painted[square] == nil, square != [0, 0] else { return nil }
            painted[square] = color
            given.append("(\(square[0]), \(square[1])) is \(colors[color])")
        }
        let (dx, dy) = ([0, 1, 0, -1], [1, 0, -1, 0])
        var (x, y, facing) = (0, 0, dice.below(4))
        let start = ["north", "east", "south", "west"][facing]
        let steps = [12, 16, 21, 27, 34][difficulty - 6]
        var visits: Set<[Int]> = []
        for _ in 0..<steps {
            let color = painted[[x, y]] ?? 0
            facing = (facing + turns[color]) % 4
            painted[[x, y]] = (color + 1) % 3
            (x, y) = (x + dx[facing], y + dy[facing])
            visits.insert([x, y])
        }
        // A walk that hardly comes back needs no memory.
        guard visits.count * 4 < steps * 3, (x, y) != (0, 0) else { return nil }
        let rules = colors.indices.map { "on a \(colors[$0]) square it \(words[turns[$0]] ?? "")" }.joined(
            separator: ", ")
        return ComputedItem(
            "A robot stands on the square (0, 0) of an endless grid and faces \(start); east is the direction of growing x, north of growing y. \(given.joined(separator: ", ")); all other squares are white. In each step the robot first looks at the color of the square on which it stands: \(rules). Then it repaints that square (white becomes red, red becomes blue, blue becomes white) and moves one square forward in the direction that it now faces. On which square does it stand after \(steps) steps? Answer in the form (x, y) only.",
            .code, "(\(x), \(y))", tags: ["robot", "hard"])
    }
}
