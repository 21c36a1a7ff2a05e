import Normalization

/// What is left out of a comparison, by the one rule that cases and recordings share.
///
/// First items: a question that nobody or nearly nobody answered says nothing of anybody, and must not count against those who were asked it. Then
/// models, by what they were *asked and did not answer readably*. Not having been asked is nobody's fault, and abstaining is an answer: neither is a
/// reason.
public struct LeftOut: Sendable, Hashable {
    /// Part of what a model was asked that may be empty or unreadable.
    public static let mostUnreadable = 0.25
    /// Part of those asked that must have given anything readable for a question to count, and how many models at least.
    static let leastAnswering = 0.1
    static let leastModels = 2
    /// Readings that it takes to tell a rare one where there is no key.
    static let leastReadings = 3

    public struct Item: Sendable, Hashable {
        public enum Reason: String, Sendable, Hashable {
            /// Nothing readable came from nearly all who were asked.
            case unanswered
            /// No key, and too few readings to tell which of them are rare.
            case tooFewReadings = "too-few-readings"
        }
        public var id: QuestionID
        public var reason: Reason
        /// Models that gave a reading or abstained, of those that were asked.
        public var answered: Int
        public var asked: Int
    }

    public struct Model: Sendable, Hashable, Codable {
        public var model: String
        /// Answers that did not come or hold nothing, and those in which nothing can be read, of what it was asked.
        public var empty: Int
        public var unreadable: Int
        public var asked: Int

        public init(model: String, empty: Int, unreadable: Int, asked: Int) {
            self.model = model
            self.empty = empty
            self.unreadable = unreadable
            self.asked = asked
        }

        /// The reason in words.
        public var words: String {
            guard asked > 0 else { return "it was not asked any of the questions" }
            let parts = [(empty, "empty"), (unreadable, "unreadable")].filter { $0.0 > 0 }.map { "\($0.0) \($0.1)" }
            return "of its \(asked) answers \(parts.joined(separator: " and ")): more than a quarter"
        }
    }

    public internal(set) var items: [Item] = []
    /// In the order of the models.
    public internal(set) var models: [Model] = []

    /// Counts of one model or one question over the states of its answers.
    struct Count {
        var empty = 0
        var unreadable = 0
        var asked = 0
        var readings = 0
        /// Readings and abstentions.
        var answered: Int { asked - empty - unreadable }

        mutating func add(_ state: Answer.State) {
            if state != .notAsked { asked += 1 }
            switch state {
            case .missing: empty += 1
            case .unparsed: unreadable += 1
            case .right, .wrong, .answered: readings += 1
            case .abstained, .notAsked: break
            }
        }
    }

    /// Why a question is left out; `nil` where it stays.
    static func reason(_ count: Count, isKeyless: Bool) -> Item.Reason? {
        if count.answered < leastModels || Double(count.answered) < leastAnswering * Double(count.asked) {
            return .unanswered
        }
        return isKeyless && count.readings < leastReadings ? .tooFewReadings : nil
    }

    /// Whether a model is left out.
    static func leaves(_ count: Count) -> Bool {
        count.asked == 0 || Double(count.empty + count.unreadable) > mostUnreadable * Double(count.asked)
    }
}
