import Base

extension Generator {
    private static let purses = [
        "Anselm", "Birgit", "Casimir", "Dorothea", "Emrys", "Freya", "Gideon", "Hedwig", "Ismene", "Jorun", "Kasper",
        "Leonie", "Matilda",
        "Nestor", "Odile", "Quentin",
    ]

    /// A table whose figures change while it is read: whoever has the turn gives coins away, and who is next depends on what they have now.
    static func turns(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        let names = dice.sample(purses, difficulty)
        var coins = names.map { _ in dice.integer(3...15) }
        let gives = names.map { _ in dice.integer(1...6) }
        var targets: [Int] = []
        for index in names.indices {
            let other = dice.below(names.count - 1)
            targets.append(other < index ? other : other + 1)
        }
        let table = names.indices.map { "\(names[$0]) | \(coins[$0]) | \(gives[$0]) | \(names[targets[$0]])" }.joined(
            separator: "\n")
        var turn = dice.below(names.count)
        let (first, rounds) = (names[turn], [7, 10, 13, 17, 21][difficulty - 6])
        var met: Set<Int> = []
        for _ in 0..<rounds {
            met.insert(turn)
            let to = targets[turn]
            let amount = min(gives[turn], coins[turn])
            coins[turn] -= amount
            coins[to] += amount
            turn = coins[to] % 2 == 0 ? to : (turn + 1) % names.count
        }
        guard met.count > 3 else { return nil }
        let someone = dice.pick(met.sorted())
        let (question, truth, form): (String, String, ComputedItem.Form) =
            dice.chance(60)
            ? (
                "How many coins has \(names[someone]) after \(rounds) turns? Answer with the number only.",
                String(coins[someone]), .number
            )
            : ("Who would have the turn after \(rounds) turns? Answer with the name only.", names[turn], .word)
        return ComputedItem(
            """
            Name | Coins | Gives | To
            \(table)

            \(first) has the first turn. Whoever has the turn gives as many coins as "Gives" says, or all that they have if they have fewer, to the person named under "To". If that person then has an even number of coins, they have the next turn; otherwise the next turn goes to the person listed directly below the one who gave (after the last comes the first). \(question)
            """, form, truth, tags: ["in-context", "turns", "hard"])
    }
}
