import Base

/// One model's answer to one closed probe, as the statistics count it.
public struct Answer: Sendable, Hashable {
    /// The difference matters: abstaining is never an error, what cannot be read or did not come is the recording's fault, and a question that was
    /// not asked is nobody's.
    public enum State: String, Sendable, Hashable, Codable, CaseIterable {
        case right, wrong
        /// It was read, on a question of which nobody knows what is right.
        case answered
        case abstained, unparsed, missing
        case notAsked = "not-asked"
    }

    public var state: State
    /// The canonical reading; set for right and wrong answers and for those without a key, and equal exactly when two answers mean the same.
    public var key: String?
    /// The reading as a person would write it; `nil` where nothing was said.
    public var shown: String?

    public init(state: State, key: String? = nil, shown: String? = nil) {
        self.state = state
        self.key = key
        self.shown = shown
    }
}

/// What one response says by itself, before any key is known.
public struct Reading: Sendable, Hashable {
    public enum Kind: String, Sendable, Hashable {
        /// It gives an answer, however unsure it sounds.
        case answered
        /// It says that it does not know.
        case abstained
        /// It says that the thing asked about does not exist or never happened.
        case denied
        /// It declines to answer (policy, safety).
        case refused
        /// Nothing in it can be read as an answer of the type.
        case unparsed
    }

    public var kind: Kind
    /// The canonical reading; set exactly where `kind` is `answered`. Reading it again gives it again.
    public var key: String?
    /// The reading as a person would write it: one line, at most 200 characters.
    public var shown: String?

    init(_ kind: Kind, key: String? = nil, shown: String? = nil) {
        self.kind = kind
        self.key = key
        self.shown = shown
    }
}

/// The answers of all models to one probe, with the key that they were held against.
public struct ItemAnswers: Sendable, Hashable {
    /// One answer a text, in the order given.
    public var answers: [Answer]
    /// What each text says whatever counts as right, in the order given; `nil` where a response is missing. Keys are those of the item: equal exactly where two answers to it mean the same, also where the item has no key.
    public var readings: [Reading?]
    /// The reading that counts as right; `nil` where nobody knows.
    public var key: String?
    /// False where no reading counts as right. Its answers are then `answered`, `abstained`, `unparsed` or `missing`.
    public var isKeyed: Bool { key != nil }
}
