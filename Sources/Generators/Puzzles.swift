import Base

extension Generator {
    /// Puzzles whose clues leave one solution, found by trying all.
    static let puzzles = Generator(
        name: "puzzles", about: "Orderings, and islands of liars, with clues that leave exactly one solution.",
        maxTokens: 32
    ) { dice, difficulty in
        dice.chance(65) ? ordering(&dice, difficulty) : liars(&dice, difficulty)
    }

    private static let names = [
        "Ada", "Bruno", "Clara", "Dmitri", "Elif", "Femi", "Greta", "Hugo", "Ines", "Jonas", "Kaya", "Lars",
    ]

    private struct Clue {
        var text: String
        /// Whether places (by person) fit.
        var holds: ([Int]) -> Bool
    }

    private static func permutations(_ count: Int) -> [[Int]] {
        var all: [[Int]] = [[]]
        for item in 0..<count {
            all = all.flatMap { order in
                (0...order.count).map { at in Array(order[..<at]) + [item] + Array(order[at...]) }
            }
        }
        return all
    }

    /// People in a queue; clues are drawn until one order is left, then those that are not needed are dropped.
    private static func ordering(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        let count = min(3 + difficulty, 7)
        let people = dice.sample(names, count)
        let secret = dice.shuffled(Array(0..<count))
        let all = permutations(count)
        var clues: [Clue] = []
        var left = all
        while left.count > 1 {
            let clue = clue(&dice, people, secret)
            let fewer = left.filter(clue.holds)
            if fewer.count < left.count {
                clues.append(clue)
                left = fewer
            }
            if clues.count > 12 { return nil }
        }
        for index in clues.indices.reversed() {
            var fewer = clues
            fewer.remove(at: index)
            if all.count(where: { places in fewer.allSatisfy { $0.holds(places) } }) == 1 { clues = fewer }
        }
        let asked = dice.below(count)
        guard let person = secret.firstIndex(of: asked) else { return nil }
        let list = people.dropLast().joined(separator: ", ") + " and " + people[count - 1]
        return ComputedItem(
            "\(list) stand in a queue. \(dice.shuffled(clues).map(\.text).joined(separator: " ")) Who is \(ordinal(asked + 1)) in the queue, counted from the front? Answer with the name only.",
            .word, people[person], tags: ["ordering"])
    }

    private static func clue(_ dice: inout SplitMix64, _ people: [String], _ secret: [Int]) -> Clue {
        let pair = dice.sample(Array(people.indices), 2)
        let (a, b) = (pair[0], pair[1])
        let (x, y) = (people[a], people[b])
        let gap = secret[a] - secret[b]
        switch dice.below(5) {
        case 0 where abs(gap) == 1: return Clue(text: "\(x) stands right next to \(y).") { abs($0[a] - $0[b]) == 1 }
        case 1 where abs(gap) > 1: return Clue(text: "\(x) does not stand next to \(y).") { abs($0[a] - $0[b]) > 1 }
        case 2 where abs(gap) > 1:
            let between = abs(gap) - 1
            return Clue(
                text: "Exactly \(between) \(between == 1 ? "person stands" : "people stand") between \(x) and \(y)."
            ) { abs($0[a] - $0[b]) == between + 1 }
        case 3:
            let place = dice.below(people.count)
            guard secret[a] != place else { fallthrough }
            return Clue(text: "\(x) is not \(ordinal(place + 1)).") { $0[a] != place }
        default:
            return gap < 0
                ? Clue(text: "\(x) stands somewhere in front of \(y).") { $0[a] < $0[b] }
                : Clue(text: "\(x) stands somewhere behind \(y).") { $0[a] > $0[b] }
        }
    }

    /// Everybody either always lies or always tells the truth.
    private static func liars(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        let count = min(2 + difficulty, 6)
        let people = dice.sample(names, count)
        // What person `speaker` says, as a test of who is honest.
        let speeches: [(text: String, holds: ([Bool]) -> Bool)] = (0..<count).map { speaker in
            let others = dice.sample(Array(0..<count).filter { $0 != speaker }, 2)
            let (a, b) = (others[0], others[1])
            let name = people[speaker]
            let number = dice.integer(1...(count - 1))
            switch dice.below(5) {
            case 0: return ("\(name) says: \"\(people[a]) is a liar.\"", { !$0[a] })
            case 1: return ("\(name) says: \"\(people[a]) and \(people[b]) are of the same kind.\"", { $0[a] == $0[b] })
            case 2:
                return (
                    "\(name) says: \"Exactly \(number) of us \(number == 1 ? "is a liar" : "are liars").\"",
                    { $0.count { !$0 } == number }
                )
            case 3:
                return (
                    "\(name) says: \"\(people[a]) tells the truth, or \(people[b]) does, or both do.\"",
                    { $0[a] || $0[b] }
                )
            default: return ("\(name) says: \"\(people[a]) and I are of different kinds.\"", { $0[a] != $0[speaker] })
            }
        }
        let solutions = (0..<(1 << count)).map { bits in (0..<count).map { bits >> $0 & 1 == 1 } }
            .filter { honest in (0..<count).allSatisfy { speeches[$0].holds(honest) == honest[$0] } }
        guard solutions.count == 1 else { return nil }
        let liars = solutions[0].count { !$0 }
        guard liars > 0, liars < count else { return nil }
        let opening =
            "On an island everybody either always tells the truth or always lies. \(speeches.map(\.text).joined(separator: " "))"
        if dice.chance(50) {
            return ComputedItem(
                "\(opening) How many of them are liars? Answer with the number only.", .number, String(liars),
                tags: ["liars"])
        }
        let asked = dice.below(count)
        return ComputedItem(
            "\(opening) Does \(people[asked]) tell the truth? Answer yes or no.", .yesNo,
            solutions[0][asked] ? "yes" : "no", tags: ["liars"])
    }
}
