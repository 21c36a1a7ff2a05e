import Base

extension Generator {
    /// Questions about a table or sets that the prompt shows.
    static let lookups = Generator(
        name: "lookups", about: "Questions about a small table, or about sets, that the prompt shows.", maxTokens: 48,
        difficulties: 1...10
    ) { dice, difficulty in
        difficulty > 5 ? turns(&dice, difficulty) : dice.chance(65) ? table(&dice, difficulty) : sets(&dice, difficulty)
    }

    private struct Row {
        var name: String
        var town: String
        var age: Int
        var goods: String
        var price: Int
    }

    private static let people = [
        "Anselm", "Birgit", "Casimir", "Dorothea", "Emrys", "Freya", "Gideon", "Hedwig", "Ismene", "Jorun", "Kasper",
        "Leonie",
        "Matilda", "Nestor", "Odile", "Perpetua", "Quentin", "Rosalind", "Severin", "Tabitha", "Ulric", "Verena",
        "Wendel", "Yseult",
    ]
    private static let towns = ["Aldmoor", "Brinsea", "Corvane", "Dunmere", "Eskholt"]
    private static let goods = ["rope", "honey", "lamps", "paper", "salt", "tiles"]

    private static func table(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        let rows = dice.sample(people, 5 + 2 * difficulty).map {
            Row(
                name: $0, town: dice.pick(towns), age: dice.integer(19...88), goods: dice.pick(goods),
                price: dice.integer(3...99))
        }
        guard Set(rows.map(\.age)).count == rows.count, Set(rows.map(\.price)).count == rows.count else { return nil }
        let town = dice.pick(rows).town
        let there = rows.filter { $0.town == town }
        let good = dice.pick(rows).goods
        let sellers = rows.filter { $0.goods == good }
        let (question, truth): (String, String)
        switch dice.below(7) {
        case 0 where there.count > 2:
            question = "Who is the second oldest of those from \(town)? Answer with the name only."
            truth = there.sorted { $0.age > $1.age }[1].name
        case 1 where sellers.count > 1:
            question = "What do all those who sell \(good) ask together, in crowns? Answer with the number only."
            truth = String(sellers.reduce(0) { $0 + $1.price })
        case 2:
            let sorted = rows.sorted { $0.price < $1.price }
            question =
                "Order everybody by price from the lowest to the highest. Who comes \(ordinal(4))? Answer with the name only."
            truth = sorted[3].name
        case 3:
            let limit = dice.integer(30...70)
            question = "How many people over \(limit) do not come from \(town)? Answer with the number only."
            truth = String(rows.count { $0.age > limit && $0.town != town })
        case 4:
            let at = dice.integer(1...(rows.count - 2))
            question =
                "Who is the oldest of those listed below \(rows[at - 1].name) and not from \(town)? Answer with the name only."
            guard let oldest = rows[at...].filter({ $0.town != town }).max(by: { $0.age < $1.age }) else { return nil }
            truth = oldest.name
        case 5:
            let someone = dice.pick(rows)
            let nearest = rows.filter { $0.name != someone.name }.sorted {
                abs($0.age - someone.age) < abs($1.age - someone.age)
            }
            guard abs(nearest[0].age - someone.age) < abs(nearest[1].age - someone.age) else { return nil }
            question = "Whose age is nearest to that of \(someone.name)? Answer with the name only."
            truth = nearest[0].name
        case 6:
            let counts = Dictionary(grouping: rows, by: \.goods).mapValues(\.count)
            let ordered = counts.sorted { ($0.value, $1.key) > ($1.value, $0.key) }
            guard ordered.count > 1, ordered[0].value > ordered[1].value else { return nil }
            question = "Which goods are sold by the most people? Answer with one word only."
            truth = ordered[0].key
        default: return nil
        }
        let lines = rows.map { "\($0.name) | \($0.town) | \($0.age) | \($0.goods) | \($0.price)" }.joined(
            separator: "\n")
        return ComputedItem(
            "Name | Town | Age | Sells | Price in crowns\n\(lines)\n\n\(question)", Int(truth) == nil ? .word : .number,
            truth,
            tags: ["in-context", "table"])
    }

    private static func sets(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        let size = 6 + 2 * difficulty
        let most = 12 + 6 * difficulty
        let (a, b, c) = (
            dice.sample(Array(1...most), size), dice.sample(Array(1...most), size), dice.sample(Array(1...most), size)
        )
        func spelled(_ name: String, _ items: [Int]) -> String {
            "\(name) = {\(items.map(String.init).joined(separator: ", "))}"
        }
        let shown = [spelled("A", a), spelled("B", b), spelled("C", c)].joined(separator: "\n")
        let (question, found): (String, [Int]) =
            switch dice.below(4) {
            case 0: ("in A and in B but not in C", a.filter { b.contains($0) && !c.contains($0) })
            case 1:
                ("in exactly one of A, B and C", (1...most).filter { x in [a, b, c].count { $0.contains(x) } == 1 })
            case 2: ("in C but neither in A nor in B", c.filter { !a.contains($0) && !b.contains($0) })
            default:
                ("in exactly two of A, B and C", (1...most).filter { x in [a, b, c].count { $0.contains(x) } == 2 })
            }
        guard found.count > 1 else { return nil }
        if dice.chance(50) {
            return ComputedItem(
                "\(shown)\n\nHow many numbers are \(question)? Answer with the number only.", .number,
                String(found.count), tags: ["in-context", "sets"])
        }
        return ComputedItem(
            "\(shown)\n\nWhat is the sum of the numbers that are \(question)? Answer with the number only.", .number,
            String(found.reduce(0, +)), tags: ["in-context", "sets"])
    }
}
