import Base

extension Generator {
    /// Walks on a grid, and a stack of cards.
    static let walks = Generator(
        name: "walks",
        about:
            "Where somebody stands after a walk on a grid, and what order things are in after they were moved about.",
        maxTokens: 48, difficulties: 1...10
    ) { dice, difficulty in
        difficulty > 5 ? robot(&dice, difficulty) : dice.chance(50) ? walk(&dice, difficulty) : shelf(&dice, difficulty)
    }

    private static func walk(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        let directions = [("north", 0, 1), ("east", 1, 0), ("south", 0, -1), ("west", -1, 0)]
        var facing = dice.below(4)
        var (x, y) = (0, 0)
        var steps = ["You stand at (0, 0) and face \(directions[facing].0)."]
        for _ in 0..<(3 + 2 * difficulty) {
            switch dice.below(5) {
            case 0:
                facing = (facing + 1) % 4
                steps.append("Turn right.")
            case 1:
                facing = (facing + 3) % 4
                steps.append("Turn left.")
            case 2:
                facing = (facing + 2) % 4
                let count = dice.integer(1...5)
                (x, y) = (x + count * directions[facing].1, y + count * directions[facing].2)
                steps.append("Turn round and walk \(count) step\(count == 1 ? "" : "s").")
            case 3:
                let count = dice.integer(1...4)
                (x, y) = (x - count * directions[facing].1, y - count * directions[facing].2)
                steps.append("Walk \(count) step\(count == 1 ? "" : "s") backwards, without turning.")
            default:
                let count = dice.integer(2...9)
                (x, y) = (x + count * directions[facing].1, y + count * directions[facing].2)
                steps.append("Walk \(count) steps.")
            }
        }
        let asksX = dice.chance(50)
        return ComputedItem(
            "East is the direction of growing x, north of growing y. \(steps.joined(separator: " ")) What is the \(asksX ? "x" : "y") of the point where you stand? Answer with the number only.",
            .number, String(asksX ? x : y), tags: ["grid"])
    }

    private static func shelf(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        let count = 4 + difficulty
        var row = dice.sample(
            ["red", "blue", "green", "white", "black", "grey", "brown", "pink", "gold", "violet", "orange", "silver"],
            count)
        var steps = [
            "On a shelf stand, from left to right, a \(row.dropLast().joined(separator: ", a ")) and a \(row[count - 1]) book."
        ]
        for _ in 0..<(2 + difficulty) {
            let pair = dice.sample(Array(row.indices), 2)
            switch dice.below(4) {
            case 0:
                row.swapAt(pair[0], pair[1])
                steps.append("The \(row[pair[1]]) and the \(row[pair[0]]) book change places.")
            case 1:
                let book = row.remove(at: pair[0])
                row.insert(book, at: 0)
                steps.append("The \(book) book goes to the far left.")
            case 2:
                let book = row[pair[0]]
                let other = row[pair[1]]
                row.removeAll { $0 == book }
                guard let at = row.firstIndex(of: other) else { return nil }
                row.insert(book, at: at + 1)
                steps.append("The \(book) book goes directly to the right of the \(other) one.")
            default:
                let last = row.removeLast()
                row.insert(last, at: row.count - 1)
                steps.append("The last book from the left is put before its left neighbour.")
            }
        }
        let at = dice.below(count)
        return ComputedItem(
            "\(steps.joined(separator: " ")) Which book is now the \(ordinal(at + 1)) from the left? Answer with the colour only.",
            .word, row[at], tags: ["shelf"])
    }
}
