import Base

/// The programs that make probes, by name.
public enum Generators {
    /// Raised whenever a generator makes other items from the same seed.
    public static let version = 1

    static let all: [Generator] = [
        .pythonOutput, .cOutput, .arithmetic, .letters, .calendar, .units, .lookups, .puzzles, .bases, .walks,
    ]

    public static var names: [String] { all.map(\.name) }

    /// What a generator asks, in one sentence; `nil` where there is none of that name.
    public static func about(_ name: String) -> String? { all.first { $0.name == name }?.about }

    /// Most tokens that an answer of its items needs; `nil` where there is none of that name.
    public static func maxTokens(_ name: String) -> Int? { all.first { $0.name == name }?.maxTokens }

    /// Items of one generator. Item *i* depends on seed, generator, difficulty and *i* alone (but for repetitions, which are drawn anew), so
    /// that a longer list begins with the shorter one.
    /// - Throws: `Problem` with `suite.generator` where there is no such generator, or it cannot make so many different items.
    public static func items(_ name: String, difficulty: Int, seed: UInt64, count: Int) throws(Problem)
        -> [ComputedItem]
    {
        guard let generator = all.first(where: { $0.name == name }) else {
            throw Problem(
                "suite.generator", .data, "there is no generator `\(name)`",
                remedy: "There are: \(names.joined(separator: ", ")).")
        }
        var seen: Set<String> = []
        var items: [ComputedItem] = []
        for index in 0..<count {
            var dice = SplitMix64(seed: seed, name: "\(name)/\(difficulty)", index: index)
            var made: ComputedItem?
            var attempts = 0
            while made == nil, attempts < 1_000 {
                attempts += 1
                var own = SplitMix64(seed: dice.next())
                if let item = generator.make(&own, difficulty), seen.insert(item.prompt).inserted { made = item }
            }
            guard let made else {
                throw Problem(
                    "suite.generator", .data,
                    "`\(name)` cannot make \(count) different items at difficulty \(difficulty)",
                    remedy: "Ask for \(index), or for a higher difficulty.")
            }
            items.append(made)
        }
        return items
    }
}
