import Base
import Generators

extension Recipe {
    /// The probes that the recipe makes with a seed, its own or another.
    /// - Throws: `Problem` with `suite.generator` where the generator cannot make so many different items.
    func probes(seed: UInt64, settings: GenerationSettings = .init(), tags: [String] = []) throws -> [Probe] {
        let isCatalog = Catalogs.names.contains(generator)
        let source = isCatalog ? try Catalogs.facts(generator).source : nil
        let items = try Generators.items(generator, difficulty: difficulty, seed: seed, count: count)
        var settings = settings
        settings.temperature = settings.temperature ?? 0
        settings.maxTokens = settings.maxTokens ?? Generators.maxTokens(generator)
        return items.enumerated().map { index, item in
            let number = String(index + 1)
            return Probe(
                id: "\(generator)-s\(seed)-\(String(repeating: "0", count: max(0, 4 - number.utf8.count)))\(number)",
                prompt: item.prompt, kind: .closed,
                answer: AnswerSpec(type: AnswerType(item.form), expectation: .truth(item.truth), options: item.options),
                errorKind: .invented, settings: settings, tags: tags + item.tags + [isCatalog ? "catalog" : "computed"],
                source: source)
        }
    }
}

extension AnswerType {
    init(_ form: ComputedItem.Form) {
        self =
            switch form {
            case .number: .number
            case .word: .word
            case .code: .code
            case .choice: .choice
            case .date: .date
            case .year: .year
            case .yesNo: .yesNo
            }
    }
}
