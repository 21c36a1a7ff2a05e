import Base

extension Generator {
    /// Two numbers that change one another, round after round.
    static func registers(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        var (a, b) = (dice.integer(11...99), dice.integer(11...99))
        let opening = "Begin with A = \(a) and B = \(b)."
        let moduli = dice.sample([97, 101, 103, 107, 109, 113, 127, 131], 2)
        let (p, q, k) = (dice.integer(3...9), dice.integer(3...9), dice.integer(5...29))
        typealias Step = (text: String, change: (inout Int, inout Int) -> Void)
        let steps: [Step] = [
            (
                "If A is even, add \(k) to B; if A is odd, replace B by the remainder of \(q) × B after division by \(moduli[1]).",
                { a, b in b = a % 2 == 0 ? b + k : q * b % moduli[1] }
            ),
            ("If A is greater than B, exchange A and B.", { a, b in if a > b { swap(&a, &b) } }),
            ("Add the sum of the digits of A to B.", { a, b in b += String(a).utf8.reduce(0) { $0 + Int($1 - 0x30) } }),
            (
                "Write the digits of B in reverse order, dropping zeros that come to stand in front, and take that for B.",
                { _, b in b = Int(String(String(b).reversed())) ?? 0 }
            ),
            ("If B is a multiple of 3, add B to A; otherwise add 1 to A.", { a, b in a += b % 3 == 0 ? b : 1 }),
        ]
        let first: Step = (
            "Replace A by the remainder of \(p) × A + B after division by \(moduli[0]).",
            { a, b in a = (p * a + b) % moduli[0] }
        )
        let chosen = [first] + dice.sample(steps, 3)
        let rounds = [4, 6, 8, 11, 14][difficulty - 6]
        for _ in 0..<rounds { for step in chosen { step.change(&a, &b) } }
        guard a < 1_000_000, b < 1_000_000 else { return nil }
        let (asked, value) = dice.pick([("A", a), ("B", b), ("A + B", a + b)])
        let list = chosen.enumerated().map { "(\($0.offset + 1)) \($0.element.text)" }.joined(separator: " ")
        return ComputedItem(
            "\(opening) Do these steps in order, and do all of them \(rounds) times over: \(list) What is \(asked) at the end? Answer with the number only.",
            .number, String(value), tags: ["registers", "hard"])
    }
}
