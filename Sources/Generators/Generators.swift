import Base

/// The programs that make probes, by name: those that compute, and those that draw from a catalog.
public enum Generators {
    /// Raised whenever a computing generator makes other items from the same seed; ``Catalogs/version`` says it of catalogs.
    public static let version = 1

    static let computed: [Generator] = [
        .pythonOutput, .cOutput, .arithmetic, .letters, .calendar, .units, .lookups, .puzzles, .bases, .walks,
    ]

    public static var computedNames: [String] { computed.map(\.name) }
    public static var names: [String] { computedNames + Catalogs.names }

    /// What a generator asks, in one sentence; `nil` where there is none of that name.
    public static func about(_ name: String) -> String? {
        computed.first { $0.name == name }?.about ?? Catalogs.all.first { $0.name == name }?.about
    }

    /// Most tokens that an answer of its items needs; `nil` where there is none of that name.
    public static func maxTokens(_ name: String) -> Int? {
        computed.first { $0.name == name }?.maxTokens ?? (Catalogs.names.contains(name) ? 32 : nil)
    }

    /// How hard a generator's items can be made; from 1 (easy) on. For a catalog it is the depth of obscurity.
    public static func difficulties(_ name: String) -> ClosedRange<Int> {
        computed.first { $0.name == name }?.difficulties ?? 1...5
    }

    /// Items of one generator. Item *i* depends on seed, generator, difficulty and *i* alone (but for repetitions, which are drawn anew), so
    /// that a longer list begins with the shorter one.
    /// - Throws: `Problem` with `suite.generator` where there is no such generator, or it cannot make so many different items.
    public static func items(_ name: String, difficulty: Int, seed: UInt64, count: Int) throws(Problem)
        -> [ComputedItem]
    {
        var found = computed.first { $0.name == name }
        if found == nil { found = try Catalogs.generator(name) }
        guard let generator = found else {
            throw Problem(
                "suite.generator", .data, "there is no generator `\(name)`",
                remedy: "There are: \(names.joined(separator: ", ")).")
        }
        guard generator.difficulties.contains(difficulty) else {
            throw Problem(
                "suite.generator", .data, "`\(name)` has no difficulty \(difficulty)",
                remedy: "Take one from \(generator.difficulties.lowerBound) to \(generator.difficulties.upperBound).")
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
                    remedy: "Ask for \(index), or for another difficulty.")
            }
            items.append(made)
        }
        return items
    }
}
