import Base

extension Generator {
    /// Conversions whose factors are exact by definition.
    static let units = Generator(
        name: "units",
        about: "Conversions between units whose factors are exact by definition, rounded once at the end.",
        maxTokens: 32
    ) { dice, difficulty in
        if dice.chance(25) { return duration(&dice, difficulty) }
        let group = dice.pick(groups)
        let pair = dice.sample(group, 2)
        let places = dice.integer(1...min(difficulty, 3))
        let amount = dice.integer(3...[20, 99, 400, 999, 9_999][difficulty - 1])
        // value = amount × from / to in units of the last place; numerator and denominator are whole.
        let scale = [10, 100, 1_000][places - 1]
        let numerator = amount * pair[0].size * scale
        let (quotient, rest) = numerator.quotientAndRemainder(dividingBy: pair[1].size)
        guard rest * 2 != pair[1].size, quotient > 99, quotient < 100_000_000 else { return nil }
        let rounded = quotient + (rest * 2 > pair[1].size ? 1 : 0)
        return ComputedItem(
            "Convert \(amount) \(pair[0].name) to \(pair[1].name), rounded to \(places) decimal place\(places == 1 ? "" : "s"). Answer with the number only.",
            .number, decimal(rounded, places: places))
    }

    /// Name and size in a common whole unit of its group.
    private static let groups: [[(name: String, size: Int)]] = [
        // In tenths of a millimetre: an inch is 25.4 mm (international agreement of 1959), a nautical mile 1,852 m.
        [
            ("inches", 254), ("feet", 3_048), ("yards", 9_144), ("metres", 10_000), ("centimetres", 100),
            ("miles", 16_093_440), ("kilometres", 10_000_000), ("nautical miles", 18_520_000),
            ("chains of 22 yards", 201_168), ("furlongs", 2_011_680),
        ],
        // In units of 0.00001 g, to which the pound of 453.59237 g is exact; a stone has 14 pounds, a troy ounce 480 grains of 1/7000 pound.
        [
            ("avoirdupois pounds", 45_359_237), ("kilograms", 100_000_000), ("stones of 14 pounds", 635_029_318),
            ("grams", 100_000),
        ],
        // In units of 0.01 ml: the imperial gallon has 4.54609 l, and a pint an eighth of it; the US gallon has 231 cubic inches.
        [("imperial gallons", 454_609), ("litres", 100_000), ("millilitres", 100)],
        // In units of 10^-7 square metres: an acre has 4,840 square yards.
        [("acres", 40_468_564_224), ("hectares", 100_000_000_000)],
        // In seconds.
        [("hours", 3_600), ("days", 86_400), ("weeks", 604_800), ("minutes", 60)],
        // Speed, in units of 0.1 mm per hour.
        [
            ("kilometres per hour", 10_000_000), ("miles per hour", 16_093_440), ("knots", 18_520_000),
            ("metres per second", 36_000_000),
        ],
    ]

    private static func duration(_ dice: inout SplitMix64, _ difficulty: Int) -> ComputedItem? {
        let seconds = dice.integer(4_000...[20_000, 80_000, 300_000, 900_000, 5_000_000][difficulty - 1])
        let (days, hours, minutes, rest) = (
            seconds / 86_400, seconds % 86_400 / 3_600, seconds % 3_600 / 60, seconds % 60
        )
        if dice.chance(50) {
            return ComputedItem(
                "How many seconds are \(days) days, \(hours) hours, \(minutes) minutes and \(rest) seconds? Answer with the number only.",
                .number, String(seconds))
        }
        return ComputedItem(
            "Write \(seconds) seconds as days, hours, minutes and seconds. Answer in the form D:HH:MM:SS only.", .word,
            "\(days):\(two(hours)):\(two(minutes)):\(two(rest))")
    }

    private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : String(number) }

    static func decimal(_ value: Int, places: Int) -> String {
        let digits = String(repeating: "0", count: max(0, places + 1 - String(value).count)) + String(value)
        return "\(digits.dropLast(places)).\(digits.suffix(places))"
    }
}
