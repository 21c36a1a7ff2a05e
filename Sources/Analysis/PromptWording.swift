/// Questions sorted by the words that they are asked in: what stands for a topic where nobody marked one. Questions about letters hold the word
/// "letter", sums "how many", whatever their authors call them.
struct PromptWording: Sendable {
    /// Words that at least a twenty-fifth and at most three fifths of the questions hold, and not the same questions as another word; the most even
    /// first.
    let words: [String]
    /// Places in `words`, one row a question.
    let groups: [[Int]]

    static let leastPart = 0.04
    static let mostPart = 0.6
    static let leastQuestions = 15
    static let mostWords = 100
    /// Bytes of a question that are looked at.
    private static let reach = 4096

    init(_ prompts: [String]) {
        var holders: [String: [Int]] = [:]
        for (place, prompt) in prompts.enumerated() {
            for word in Set(Self.words(of: prompt)) { holders[word, default: []].append(place) }
        }
        let least = max(Self.leastQuestions, Int(Self.leastPart * Double(prompts.count)))
        let most = Int(Self.mostPart * Double(prompts.count))
        var seen: Set<[Int]> = []
        let kept = holders.filter { $0.value.count >= least && $0.value.count <= most }
            .sorted { ($1.value.count, $0.key) < ($0.value.count, $1.key) }
            .filter { seen.insert($0.value).inserted }
            .prefix(Self.mostWords)
        words = kept.map(\.key)
        var groups = [[Int]](repeating: [], count: prompts.count)
        for (group, word) in kept.enumerated() { for place in word.value { groups[place].append(group) } }
        self.groups = groups
    }

    /// Runs of at least three letters, in lower case.
    private static func words(of prompt: String) -> [String] {
        prompt.prefix(reach).lowercased().split { !$0.isLetter }.filter { $0.count >= 3 }.map(String.init)
    }
}
