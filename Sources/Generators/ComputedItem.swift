import Base

/// One item as a generator makes it: a question and its one right answer.
public struct ComputedItem: Sendable, Hashable {
    /// What form the answer has, by the names that suites have for them.
    public enum Form: String, Sendable, CaseIterable {
        case number, word, code, choice, date, year
        case yesNo = "yes-no"
    }

    public var prompt: String
    public var form: Form
    /// Every way of writing the right answer that is accepted.
    public var truth: [String]
    /// What a choice is made from.
    public var options: [String]
    public var tags: [String]

    init(_ prompt: String, _ form: Form, _ truth: String..., options: [String] = [], tags: [String] = []) {
        self.prompt = prompt
        self.form = form
        self.truth = truth
        self.options = options
        self.tags = tags
    }
}

/// A program that makes items.
struct Generator: Sendable {
    let name: String
    /// One sentence on what is asked.
    let about: String
    /// Most tokens that an answer needs.
    let maxTokens: Int
    /// The difficulties that it knows.
    var difficulties = 1...5
    /// Makes an item from a stream at one of its difficulties, or nothing where this draw came to nothing.
    let make: @Sendable (inout SplitMix64, Int) -> ComputedItem?
}
