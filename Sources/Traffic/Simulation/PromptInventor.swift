import Base

/// Questions that nobody asked, for tests and where no file of prompts is given.
enum PromptInventor {
    private static let starts = [
        "What is the best way to", "Can you help me", "I need to", "How do I", "Please explain how to",
        "Write a short guide to",
        "Why does it take so long to", "My brother wants to", "Give me three ideas to", "Is it a good idea to",
        "We are trying to", "Tell me more about how to", "Could you suggest how to", "Compare two ways to",
    ]
    private static let verbs = [
        "paint", "repair", "cook", "plan", "describe", "teach", "debug", "clean", "sort", "sell", "grow", "build",
        "learn",
        "measure", "draw", "pack", "tune", "organize", "test", "mix",
    ]
    private static let things = [
        "a wooden chair", "a garden", "soup for ten people", "a holiday", "the violin", "a python function",
        "an old bicycle",
        "a spreadsheet", "a short story", "tomatoes", "a small kitchen", "a marathon", "the tax form", "a web page",
        "a birthday party", "the telescope", "a cover letter", "a map", "the washing machine", "a poem about rain",
    ]
    private static let ends = [
        "", "without spending much", "before the weekend", "for a child of six", "in a cold climate", "step by step",
        "with what is at home", "and tell me what can go wrong", "so that it lasts", "if there is little time",
    ]
    private static let syllables = [
        "ka", "lo", "mi", "ter", "ran", "os", "vel", "du", "shi", "bor", "ne", "ul", "gar", "pe",
    ]
    private static let words = [
        "the", "a", "river", "report", "was", "very", "good", "late", "again", "with", "under", "house", "people",
        "said",
        "order", "never", "cold", "arrived", "and", "but", "because", "service", "green", "old", "quickly", "price",
    ]

    static func question(_ generator: inout SeededGenerator) -> String {
        let end = ends[generator.below(ends.count)]
        return
            "\(starts[generator.below(starts.count)]) \(verbs[generator.below(verbs.count)]) \(things[generator.below(things.count)])\(end.isEmpty ? "" : " " + end)?"
    }

    static func name(_ generator: inout SeededGenerator) -> String {
        let name = (0..<(2 + generator.below(2))).map { _ in syllables[generator.below(syllables.count)] }.joined()
        return name.prefix(1).uppercased() + name.dropFirst()
    }

    static func text(_ generator: inout SeededGenerator) -> String {
        (0..<(15 + generator.below(40))).map { _ in words[generator.below(words.count)] }.joined(separator: " ")
    }

    /// A form that one tool uses for all its texts.
    static func form(_ topic: Int) -> String {
        let forms = [
            "Summarize", "Rewrite in plain words", "Correct the spelling of", "Find the main point of", "Shorten",
        ]
        return
            "\(forms[topic % forms.count]) the following for \(things[topic / 7 % things.count]) department \(topic % 97): "
    }
}
