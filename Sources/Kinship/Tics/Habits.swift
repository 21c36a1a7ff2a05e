import Base

/// One thing that an answer can show.
struct Habit: Hashable, Sendable, Comparable {
    var kind: TicTable.Kind
    var text: String

    static func < (a: Habit, b: Habit) -> Bool { (a.kind.rawValue, a.text) < (b.kind.rawValue, b.text) }
}

/// Counts habits in the answers of one model: how often each is used, and in how many answers.
///
/// Phrases and marks are counted as token ids; no text is made for them before they are asked for.
struct HabitBook: Sendable {
    struct Tally: Sendable {
        private(set) var uses = 0
        private(set) var inAnswers = 0
        private var last = -1

        fileprivate mutating func note(_ answer: Int) {
            uses += 1
            guard last != answer else { return }
            last = answer
            inAnswers += 1
        }
    }

    /// Where a habit is counted.
    enum Place: Sendable {
        case gram(Int)
        case end(Habit)
        case layout(Int)
    }

    private var vocabulary = Vocabulary()
    private var isWord: [Bool] = []
    /// Tokens from here on stand in no habit of the book; `nil` where the book takes in every habit.
    private let strange: UInt32?
    private var grams = GramTable()
    private var tallies: [Tally] = []
    private var ends: [Habit: Tally] = [:]
    private var layouts = [Tally](repeating: Tally(), count: Layout.allCases.count)
    private(set) var answers = 0
    private(set) var words = 0
    private var tokens: [UInt32] = []

    /// A book that takes in every habit it meets.
    init() { strange = nil }

    /// A book of these habits only. They must hold, with each phrase, the shorter phrases that it begins with: every answer that shows the
    /// one shows the others, so whatever a threshold on answers lets through does.
    init(of habits: [Habit]) {
        for habit in habits where habit.kind != .layout {
            tokens.removeAll(keepingCapacity: true)
            vocabulary.tokenize(Array(habit.text.utf8), into: &tokens)
            switch habit.kind {
            case .opening, .closing: ends[habit] = Tally()
            default: _ = grams.place(of: Self.gram(tokens))
            }
        }
        tallies = Array(repeating: Tally(), count: grams.grams.count)
        strange = UInt32(vocabulary.count)
    }

    /// Where a habit of the book is counted; the same in every copy of the book.
    mutating func place(of habit: Habit) -> Place {
        switch habit.kind {
        case .opening, .closing: return .end(habit)
        case .layout: return .layout(Layout.allCases.firstIndex { $0.rawValue == habit.text } ?? 0)
        case .phrase, .mark:
            tokens.removeAll(keepingCapacity: true)
            vocabulary.tokenize(Array(habit.text.utf8), into: &tokens)
            return .gram(grams.find(Self.gram(tokens)))
        }
    }

    func tally(_ place: Place) -> Tally {
        switch place {
        case .gram(let place): tallies.indices.contains(place) ? tallies[place] : Tally()
        case .end(let habit): ends[habit] ?? Tally()
        case .layout(let place): layouts[place]
        }
    }

    /// The habits that at least so many answers show.
    func habits(inAnswers least: Int) -> Set<Habit> {
        var found = Set(ends.filter { $0.value.inAnswers >= least }.keys)
        for (layout, tally) in zip(Layout.allCases, layouts) where tally.inAnswers >= least {
            found.insert(Habit(kind: .layout, text: layout.rawValue))
        }
        for (gram, tally) in zip(grams.grams, tallies) where tally.inAnswers >= least {
            let ids = [gram.first, gram.second, gram.third].filter { $0 > 0 }.map { $0 - 1 }
            found.insert(Habit(kind: isWord[Int(ids[0])] ? .phrase : .mark, text: joined(ids[...])))
        }
        return found
    }

    /// Counts the habits of one answer.
    mutating func read(_ text: [UInt8]) {
        tokens.removeAll(keepingCapacity: true)
        vocabulary.tokenize(text, into: &tokens)
        while isWord.count < vocabulary.count { isWord.append(vocabulary.isWord(UInt32(isWord.count))) }
        phrases()
        if tokens.count >= 3 { end(.opening, tokens.prefix(3)) }
        if tokens.count >= 8 { end(.closing, tokens.suffix(4)) }
        for layout in Layout.all(in: text) { layouts[layout].note(answers) }
        answers += 1
    }

    /// Marks by themselves, and runs of one to three tokens that begin and end with a word.
    private mutating func phrases() {
        let known = strange ?? .max
        for place in tokens.indices {
            let first = tokens[place]
            if isWord[Int(first)] { words += 1 }
            guard first < known, note(.init(first)), isWord[Int(first)], place + 1 < tokens.count else { continue }
            let second = tokens[place + 1]
            guard second < known else { continue }
            if isWord[Int(second)], !note(.init(first, second)) { continue }
            guard place + 2 < tokens.count else { continue }
            let third = tokens[place + 2]
            if third < known, isWord[Int(third)] { _ = note(.init(first, second, third)) }
        }
    }

    /// - Returns: whether the run is in the book.
    private mutating func note(_ gram: GramTable.Gram) -> Bool {
        let place: Int
        if strange == nil {
            place = grams.place(of: gram)
            if place == tallies.count { tallies.append(Tally()) }
        } else {
            place = grams.find(gram)
            guard place >= 0 else { return false }
        }
        tallies[place].note(answers)
        return true
    }

    private mutating func end(_ kind: TicTable.Kind, _ run: ArraySlice<UInt32>) {
        if let strange, run.contains(where: { $0 >= strange }) { return }
        guard run.contains(where: { isWord[Int($0)] }) else { return }
        let habit = Habit(kind: kind, text: joined(run))
        if strange == nil {
            ends[habit, default: Tally()].note(answers)
        } else {
            ends[habit]?.note(answers)
        }
    }

    /// Tokens as a person writes them: no space before closing punctuation.
    private func joined(_ run: ArraySlice<UInt32>) -> String {
        var out = ""
        for id in run {
            let text = vocabulary.text(of: id)
            if !out.isEmpty, isWord[Int(id)] || !",.;:!?)".contains(text) { out += " " }
            out += text
        }
        return out
    }

    private static func gram(_ ids: [UInt32]) -> GramTable.Gram {
        .init(ids.first ?? 0, ids.count > 1 ? ids[1] : nil, ids.count > 2 ? ids[2] : nil)
    }
}
