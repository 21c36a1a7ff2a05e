import Base

extension Generator {
    private static let stems = [
        "marmalade", "ostrich", "wilderness", "turquoise", "peppermint", "labyrinth", "silhouette", "tambourine",
        "cinnamon", "porcelain",
        "whistle", "crocodile", "gingerbread", "lieutenant", "pharmacist", "umbrella", "vegetable", "dandelion",
        "barricade", "chandelier",
        "thunder", "archive", "lantern", "harvest", "compass", "glacier", "orchard", "parcel", "quarry", "saddle",
    ]

    /// A chain of changes to a row of letters.
    static func rearrangement(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        let start = dice.sample(stems, 2).joined()
        var row = Array(start)
        let vowels = Array("aeiou")
        var steps: [String] = []
        var last = -1
        for _ in 0..<(difficulty - 2) {
            var kind = dice.below(6)
            if kind == last { kind = (kind + 1) % 6 }
            last = kind
            switch kind {
            case 0:
                let count = dice.integer(2...(row.count - 3))
                row = Array(row[count...] + row[..<count])
                steps.append("Move the first \(count) letters to the end, keeping their order.")
            case 1:
                let from = dice.integer(1...(row.count - 5))
                let to = from + dice.integer(3...min(7, row.count - from))
                row.replaceSubrange((from - 1)..<to, with: row[(from - 1)..<to].reversed())
                steps.append("Reverse the order of the letters in places \(from) to \(to).")
            case 2:
                for at in stride(from: 0, to: row.count - 1, by: 2) { row.swapAt(at, at + 1) }
                steps.append(
                    "Let the letters in places 1 and 2 change places, those in places 3 and 4, and so on; a last letter without a partner stays."
                )
            case 3:
                row = row.map { letter in vowels.firstIndex(of: letter).map { vowels[($0 + 1) % 5] } ?? letter }
                steps.append("Replace every vowel by the next one in the order a, e, i, o, u, and u by a.")
            case 4:
                let odd = row.enumerated().filter { $0.offset % 2 == 0 }.map(\.element)
                let even = row.enumerated().filter { $0.offset % 2 == 1 }.map(\.element)
                row = odd + even
                steps.append(
                    "Write first the letters in odd places in their order, then those in even places in their order.")
            default:
                let at = dice.integer(2...(row.count - 1))
                let letter = row.remove(at: at - 1)
                row.append(letter)
                row.append(letter)
                steps.append("Take the letter in place \(at) out and write it twice at the end.")
            }
        }
        let list = steps.enumerated().map { "(\($0.offset + 1)) \($0.element)" }.joined(separator: " ")
        return ComputedItem(
            "Start with the letters \"\(start)\" and do the following in order, counting places from 1. \(list) Answer with the resulting letters only.",
            .word, String(row), tags: ["rearrangement", "hard"])
    }
}
