/// The pairs of a window and the token after it that a test scores, each once, in the order in which they were first met.
///
/// Three rules, each needed: a pair counts once, since repeats are not independent; a pair that stands in the prompt of the same answer does not count,
/// since a model that repeats a marked prompt would look marked; and where the owner kept the marked text, windows that never occur in it do not
/// count, since nothing can have been learned there.
///
/// The third rule looks at windows and never at the token: of the pairs that occur in marked text most are green *because it is marked*, so that an
/// innocent model, scored on those pairs alone, looks marked as well. Whether a window occurs is settled before the key is first asked about it.
public struct PairSet: Sendable, Hashable {
    /// Tokens before the scored one.
    public let window: Int
    /// `window + 1` tokens a pair, one pair after the other.
    public private(set) var tokens: [UInt32] = []

    public var count: Int { tokens.count / (window + 1) }

    /// The tokens of one pair, the scored one last.
    public subscript(index: Int) -> ArraySlice<UInt32> { tokens[index * (window + 1)..<(index + 1) * (window + 1)] }

    /// - Parameters:
    ///   - answers: the tokens of each answer, with those of its prompt.
    ///   - marked: the marked texts where the owner kept them; `nil` scores all windows.
    ///   - least: answers that a pair must stand in. What a model samples by chance stands in few, what it learned in many; the key has no part in which.
    public init(
        answers: [(answer: [UInt32], prompt: [UInt32])], window: Int, marked: [[UInt32]]? = nil, least: Int = 1
    ) {
        self.window = window
        var seen: [ArraySlice<UInt32>: Int] = [:]
        var order: [ArraySlice<UInt32>] = []
        let known = marked.map { texts in
            var windows: Set<ArraySlice<UInt32>> = []
            for text in texts where text.count > window {
                for end in window..<text.count { windows.insert(text[end - window..<end]) }
            }
            return windows
        }
        for (answer, prompt) in answers {
            var asked: Set<ArraySlice<UInt32>> = []
            for end in stride(from: window, to: prompt.count, by: 1) { asked.insert(prompt[end - window...end]) }
            var here: Set<ArraySlice<UInt32>> = []
            for end in stride(from: window, to: answer.count, by: 1) {
                let pair = answer[end - window...end]
                if let known, !known.contains(pair.dropLast()) { continue }
                guard !asked.contains(pair), here.insert(pair).inserted else { continue }
                if seen.updateValue((seen[pair] ?? 0) + 1, forKey: pair) == nil { order.append(pair) }
            }
        }
        for pair in order where seen[pair] ?? 0 >= least { tokens += pair }
    }
}
