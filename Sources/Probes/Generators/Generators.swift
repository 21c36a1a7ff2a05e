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

    /// The items of a recipe. Item *i* depends on seed, generator, difficulty and *i* alone (but for repetitions, which are drawn anew), so a longer suite begins with the shorter one.
    /// - Throws: `Problem` with `suite.generator` where the generator cannot make so many different items.
    static func probes(_ recipe: Recipe, seed: UInt64, settings: GenerationSettings = .init(), tags: [String] = [])
        throws -> [Probe]
    {
        guard let generator = all.first(where: { $0.name == recipe.generator }) else {
            throw Problem(
                "suite.generator", .data, "there is no generator `\(recipe.generator)`",
                remedy: "There are: \(names.joined(separator: ", ")).")
        }
        var settings = settings
        settings.temperature = settings.temperature ?? 0
        settings.maxTokens = settings.maxTokens ?? generator.maxTokens
        var seen: Set<String> = []
        var probes: [Probe] = []
        for index in 0..<recipe.count {
            var dice = SplitMix64(seed: seed, name: "\(recipe.generator)/\(recipe.difficulty)", index: index)
            var made: Draft?
            var attempts = 0
            while made == nil, attempts < 1_000 {
                attempts += 1
                var own = SplitMix64(seed: dice.next())
                if let draft = generator.make(&own, recipe.difficulty), seen.insert(draft.prompt).inserted {
                    made = draft
                }
            }
            guard let made else {
                throw Problem(
                    "suite.generator", .data,
                    "`\(recipe.generator)` cannot make \(recipe.count) different items at difficulty \(recipe.difficulty)",
                    remedy: "Ask for \(index), or for a higher difficulty.")
            }
            let number = String(index + 1)
            probes.append(
                Probe(
                    id:
                        "\(recipe.generator)-s\(seed)-\(String(repeating: "0", count: max(0, 4 - number.utf8.count)))\(number)",
                    prompt: made.prompt, kind: .closed, answer: made.answer,
                    errorKind: .invented, settings: settings, tags: tags + made.tags + ["computed"]))
        }
        return probes
    }
}
