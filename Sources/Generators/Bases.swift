import Base

extension Generator {
    /// Numbers in other bases than ten.
    static let bases = Generator(
        name: "bases",
        about: "Numbers written in other bases than ten: conversions, sums, digit counts, Roman numerals.",
        maxTokens: 32
    ) { dice, difficulty in
        let most = [60, 500, 4_000, 60_000, 900_000][difficulty - 1]
        let a = dice.integer(most / 8...most)
        let b = dice.integer(most / 8...most)
        let from = dice.pick([2, 3, 5, 7, 8, 9, 12, 16])
        let to = dice.pick([2, 3, 4, 6, 7, 8, 11, 16].filter { $0 != from })
        let ending = "Use capital letters for digits over nine. Answer with the number only."
        func written(_ number: Int, _ base: Int) -> String { String(number, radix: base, uppercase: true) }
        switch dice.below(6) {
        case 0: return ComputedItem("Write the decimal number \(a) in base \(to). \(ending)", .word, written(a, to))
        case 1:
            return ComputedItem(
                "The number \(written(a, from)) is written in base \(from). What is it in base \(to)? \(ending)", .word,
                written(a, to))
        case 2:
            return ComputedItem(
                "Add \(written(a, from)) and \(written(b, from)), both written in base \(from), and give the sum in base \(from). \(ending)",
                .word, written(a + b, from))
        case 3:
            return ComputedItem(
                "How many ones does the binary form of the decimal number \(a) have? Answer with the number only.",
                .number, String(a.nonzeroBitCount))
        case 4:
            guard a > b else { return nil }
            return ComputedItem(
                "Take \(written(b, from)) from \(written(a, from)), both written in base \(from), and give the difference in base \(from). \(ending)",
                .word, written(a - b, from))
        default:
            let number = a % 3_000 + 400
            return dice.chance(50)
                ? ComputedItem("Write \(number) in Roman numerals. Answer with the numeral only.", .word, roman(number))
                : ComputedItem(
                    "Which number is \(roman(number)) in decimal digits? Answer with the number only.", .number,
                    String(number))
        }
    }

    static func roman(_ number: Int) -> String {
        let signs = [
            (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"),
            (9, "IX"), (5, "V"),
            (4, "IV"), (1, "I"),
        ]
        var rest = number
        var out = ""
        for (value, sign) in signs {
            while rest >= value {
                out += sign
                rest -= value
            }
        }
        return out
    }
}
