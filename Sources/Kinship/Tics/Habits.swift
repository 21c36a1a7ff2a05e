/// One thing that an answer can show.
struct Habit: Hashable, Sendable, Comparable {
    var kind: TicTable.Kind
    var text: String

    static func < (a: Habit, b: Habit) -> Bool { (a.kind.rawValue, a.text) < (b.kind.rawValue, b.text) }
}

/// How many answers of one model show each habit, and how often.
struct HabitCounts: Sendable {
    var inAnswers: [Habit: Int] = [:]
    var uses: [Habit: Int] = [:]
    var answers = 0
    var words = 0

    mutating func add(_ text: [UInt8], _ wanted: (Habit) -> Bool) {
        let shown = HabitReader(text)
        answers += 1
        words += shown.words
        var seen = Set<Habit>()
        for habit in shown.habits where wanted(habit) {
            uses[habit, default: 0] += 1
            if seen.insert(habit).inserted { inAnswers[habit, default: 0] += 1 }
        }
    }
}

/// Reads the habits of one answer.
struct HabitReader {
    /// Every use, in the order of the text.
    private(set) var habits: [Habit] = []
    private(set) var words = 0

    init(_ text: [UInt8]) {
        var vocabulary = Vocabulary()
        var ids: [UInt32] = []
        vocabulary.tokenize(text, into: &ids)
        let tokens = ids.map { (text: vocabulary.text(of: $0), isWord: vocabulary.isWord($0)) }
        words = tokens.count { $0.isWord }
        phrases(tokens)
        if let start = Self.joined(tokens.prefix(3)), tokens.count >= 3 {
            habits.append(Habit(kind: .opening, text: start))
        }
        if let end = Self.joined(tokens.suffix(4)), tokens.count >= 8 {
            habits.append(Habit(kind: .closing, text: end))
        }
        layout(String(decoding: text, as: UTF8.self))
    }

    /// Words and runs of two and three tokens that hold a word; marks by themselves.
    private mutating func phrases(_ tokens: [(text: String, isWord: Bool)]) {
        for place in tokens.indices {
            if !tokens[place].isWord { habits.append(Habit(kind: .mark, text: tokens[place].text)) }
            for length in 1...3 where place + length <= tokens.count {
                let run = tokens[place..<place + length]
                guard run.first?.isWord == true, run.last?.isWord == true, let text = Self.joined(run) else { continue }
                habits.append(Habit(kind: .phrase, text: text))
            }
        }
    }

    /// Tokens as a person writes them: no space before closing punctuation.
    static func joined(_ tokens: ArraySlice<(text: String, isWord: Bool)>) -> String? {
        guard tokens.contains(where: \.isWord) else { return nil }
        var out = ""
        for token in tokens {
            if !out.isEmpty, token.isWord || !",.;:!?)".contains(token.text) { out += " " }
            out += token.text
        }
        return out
    }

    private mutating func layout(_ text: String) {
        for line in text.split(whereSeparator: \.isNewline) {
            let trimmed = line.drop { $0 == " " || $0 == "\t" }
            let name: String? =
                if trimmed.hasPrefix("#") {
                    "heading"
                } else if trimmed.hasPrefix("- ") {
                    "bullets with -"
                } else if trimmed.hasPrefix("* ") {
                    "bullets with *"
                } else if trimmed.hasPrefix("• ") {
                    "bullets with •"
                } else if trimmed.hasPrefix("```") {
                    "code block"
                } else if trimmed.hasPrefix("|") {
                    "table"
                } else if let dot = trimmed.firstIndex(where: { !$0.isNumber }), dot != trimmed.startIndex,
                    trimmed[dot] == "." || trimmed[dot] == ")"
                {
                    trimmed[dot] == "." ? "numbers with ." : "numbers with )"
                } else {
                    nil
                }
            if let name { habits.append(Habit(kind: .layout, text: name)) }
            if line.contains("**") { habits.append(Habit(kind: .layout, text: "bold")) }
        }
    }
}
