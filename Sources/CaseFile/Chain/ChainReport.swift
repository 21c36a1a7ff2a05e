/// Something that is not as it was when it was recorded.
public struct ChainFault: Sendable, Hashable, Codable {
    /// Stable and dotted, for example `chain.response-changed`.
    public var code: String
    /// One sentence without a full stop: what is wrong.
    public var what: String
    /// Which row or file.
    public var place: String
    /// Time of the last event before the fault that still checks; `nil` where that says nothing.
    public var since: String?
    /// What it means, in one sentence.
    public var meaning: String

    public init(_ code: String, _ what: String, at place: String, since: String? = nil, meaning: String) {
        self.code = code
        self.what = what
        self.place = place
        self.since = since
        self.meaning = meaning
    }
}

/// What checking a case or an exhibit found.
public struct ChainReport: Sendable, Hashable, Codable {
    public var events = 0
    public var responses = 0
    public var intents = 0
    public var failures = 0
    /// Hash of the last event that was read, lower-case hexadecimal.
    public var head = String(repeating: "0", count: 64)
    /// Leaf hashes of all responses in the order of their ids.
    public var leaves: [[UInt8]] = []
    /// Empty where everything checks.
    public var faults: [ChainFault] = []
    /// Things that are no fault but that a reader should know, such as a clock that went back.
    public var notices: [ChainFault] = []

    public init() {}

    public var isIntact: Bool { faults.isEmpty }
}
