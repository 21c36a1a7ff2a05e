import Base

extension Generator {
    /// Sums in several steps, spoken or written.
    static let arithmetic = Generator(
        name: "arithmetic", about: "Sums of several steps with whole numbers, in words and in signs.", maxTokens: 32,
        difficulties: 1...10
    ) { dice, difficulty in
        difficulty > 5
            ? registers(&dice, difficulty) : dice.chance(50) ? spoken(&dice, difficulty) : written(&dice, difficulty)
    }

    private static let ending = "Answer with the number only."

    /// A chain of instructions.
    private static func spoken(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        var value = dice.integer(11...99)
        var steps = ["Start with \(value)."]
        for _ in 0..<(difficulty + 2) {
            switch dice.below(7) {
            case 0:
                let by = dice.integer(3...(difficulty > 2 ? 29 : 9))
                value *= by
                steps.append("Multiply by \(by).")
            case 1:
                let by = dice.integer(13...(100 * difficulty))
                value += by
                steps.append("Add \(by).")
            case 2:
                let by = dice.integer(13...(100 * difficulty))
                value -= by
                steps.append("Subtract \(by).")
            case 3:
                guard value > 40 else { return nil }
                let by = dice.integer(7...37)
                value %= by
                steps.append("Keep only the remainder after division by \(by).")
            case 4:
                guard (4...60).contains(value) else { return nil }
                value *= value
                steps.append("Square it.")
            case 5:
                guard value > 99 else { return nil }
                value = String(value).utf8.reduce(0) { $0 + Int($1 - 0x30) }
                steps.append("Replace the number by the sum of its digits.")
            default:
                guard value > 9, value % 10 != 0, let reversed = Int(String(String(value).reversed())) else {
                    return nil
                }
                value = reversed
                steps.append("Write its digits in reverse order.")
            }
            guard abs(value) < 10_000_000 else { return nil }
        }
        return ComputedItem(
            "\(steps.joined(separator: " ")) What is the result? \(ending)", .number, String(value), tags: ["chain"])
    }

    /// An expression; whole quotients are exact.
    private static func written(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        let most = [20, 60, 150, 400, 999][difficulty - 1]
        func factor(_ dice: inout SplitMix64) -> Int { dice.integer(7...most) }
        let (a, b, c, d, e) = (factor(&dice), factor(&dice), factor(&dice), dice.integer(3...19), factor(&dice))
        let (text, value): (String, Int) =
            switch dice.below(5) {
            case 0: ("\(a) × \(b) − \(c) × \(e)", a * b - c * e)
            case 1: ("(\(a) + \(b)) × \(d) − \(c) × \(d + 1)", (a + b) * d - c * (d + 1))
            case 2: ("\(a * d) ÷ \(d) + \(b) × \(c) − \(e)", a + b * c - e)
            case 3: ("(\(a) − \(b))² + \(c) × \(d)", (a - b) * (a - b) + c * d)
            default: ("\(a) × (\(b) − \(c)) + \(d)³ − \(e)", a * (b - c) + d * d * d - e)
            }
        return ComputedItem("What is \(text)? \(ending)", .number, String(value), tags: ["expression"])
    }
}
