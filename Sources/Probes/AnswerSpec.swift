/// What form the answer to a closed probe has; it picks the normaliser.
public enum AnswerType: String, Codable, Sendable, CaseIterable {
    case person, place, title, year, date, number, quantity
    case yesNo = "yes-no"
    case choice, code, citation, word
    /// A phrase or a sentence, up to about sixty words.
    case text
}

/// What counts as right on a closed probe.
public enum Expectation: Sendable, Hashable {
    /// Any of these readings is right (at least one).
    case truth([String])
    /// The question rests on something that does not exist: nothing is right but saying so.
    case falsePremise
    /// The panel's majority reading counts as right, where there is one.
    case consensus
    /// Nothing is known to be right and nothing counts as right: every reading is one among others.
    case unknown
}

/// Where the wrong answers to a probe typically come from (the mechanism's likelihood ratio rests on it).
public enum ErrorKind: String, Codable, Sendable, CaseIterable {
    /// Nothing written anywhere says it: false premises, fresh computed items.
    case invented
    /// Something wrong that is written somewhere: misconceptions, hoaxes, misattributions.
    case corpus
}

/// The answer that a closed probe asks for.
public struct AnswerSpec: Sendable, Hashable {
    public var type: AnswerType
    public var expectation: Expectation
    /// The options of a `choice` answer, in the order shown; the letters A, B, … name them.
    public var options: [String]

    public init(
        type: AnswerType, expectation: Expectation = .unknown, options: [String] = []
    ) {
        self.type = type
        self.expectation = expectation
        self.options = options
    }
}

/// Coded as in suites and in JSONL: `{"type", "truth"?: text or texts, "expect"?: "false-premise" | "consensus", "options"?}`.
extension AnswerSpec: Codable {
    enum CodingKeys: String, CodingKey { case type, truth, expect, options }

    public init(from decoder: any Decoder) throws {
        let fields = try decoder.container(keyedBy: CodingKeys.self)
        type = try fields.decode(AnswerType.self, forKey: .type)
        options = try fields.decodeIfPresent([String].self, forKey: .options) ?? []
        let truth: [String]? =
            if let one = try? fields.decodeIfPresent(String.self, forKey: .truth) {
                [one]
            } else if let number = try? fields.decodeIfPresent(Int.self, forKey: .truth) {
                [String(number)]
            } else if let number = try? fields.decodeIfPresent(Double.self, forKey: .truth) {
                [String(number)]
            } else if let flag = try? fields.decodeIfPresent(Bool.self, forKey: .truth) {
                [flag ? "yes" : "no"]
            } else {
                try fields.decodeIfPresent([String].self, forKey: .truth)
            }
        switch (truth, try fields.decodeIfPresent(String.self, forKey: .expect)) {
        case (let truth?, nil) where !truth.isEmpty, (let truth?, "computed") where !truth.isEmpty:
            expectation = .truth(truth)
        case (nil, "false-premise"): expectation = .falsePremise
        case (nil, "consensus"): expectation = .consensus
        case (nil, nil): expectation = .unknown
        case (_, let expect):
            throw DecodingError.dataCorruptedError(
                forKey: .expect, in: fields,
                debugDescription:
                    "an answer has a \"truth\" or an \"expect\" (false-premise, consensus), not both; here expect is \(expect ?? "absent") and truth is \(truth ?? [])"
            )
        }
    }

    public func encode(to encoder: any Encoder) throws {
        var fields = encoder.container(keyedBy: CodingKeys.self)
        try fields.encode(type, forKey: .type)
        switch expectation {
        case .truth(let values) where values.count == 1: try fields.encode(values[0], forKey: .truth)
        case .truth(let values): try fields.encode(values, forKey: .truth)
        case .falsePremise: try fields.encode("false-premise", forKey: .expect)
        case .consensus: try fields.encode("consensus", forKey: .expect)
        case .unknown: break
        }
        if !options.isEmpty { try fields.encode(options, forKey: .options) }
    }
}
