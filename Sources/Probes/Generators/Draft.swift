import Base

/// One item as a generator makes it.
struct Draft {
    var prompt: String
    var answer: AnswerSpec
    var tags: [String] = []

    init(_ prompt: String, _ type: AnswerType, _ truth: String..., options: [String] = [], tags: [String] = []) {
        self.prompt = prompt
        answer = AnswerSpec(type: type, expectation: .truth(truth), options: options)
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
    /// Makes an item from a stream at a difficulty of 1…5, or nothing where this draw came to nothing.
    let make: @Sendable (inout SplitMix64, Int) -> Draft?
}
