import Base

/// What a log says of one query, before accounts and texts are hashed.
struct RawRecord {
    var account: String?
    var time: LogTime?
    /// What is said where there is no ``time``.
    var timeFault = "no time that can be read"
    var identity: String?
    var model: String?
    var inputTokens: Double?
    var outputTokens: Double?
    var turns: Int?
    var settings: String?
    var prompt: String?
    /// Marks that were made at the source.
    var marks: PromptMarks?

    /// Reads the time of a query, or says why there is none.
    mutating func read(time text: some StringProtocol) {
        time = LogTime(text)
        if time == nil, PartialDate(text)?.day != nil { timeFault = "a day without a time: no single query" }
    }

    mutating func read(time value: JSONValue?) {
        switch value {
        case .string(let text)?: read(time: text)
        case let value?: time = value.double.flatMap { LogTime(number: $0) }
        case nil: break
        }
    }

    /// Reads prompt and turns from what a log keeps of the messages: a text, a list of messages, or such a list as text.
    mutating func read(messages value: JSONValue?) {
        switch value {
        case .string(let text)?:
            let first = text.utf8.first { $0 > 0x20 }
            if first == UInt8(ascii: "[") || first == UInt8(ascii: "{"),
                let inner = try? JSONValue(reading: Array(text.utf8), accepting: [.pythonNumbers, .loneSurrogates])
            {
                // An empty object is what a log writes where content is off.
                return read(messages: inner)
            }
            if !text.isEmpty { prompt = text }
        case .array(let messages)?:
            let users = messages.filter { $0["role"]?.string == "user" }
            guard let last = users.last else { return }
            prompt = Self.text(last["content"] ?? last["parts"])
            turns = users.count
        case .object?: read(messages: value?["messages"] ?? value?["prompt"] ?? value?["content"])
        default: break
        }
    }

    private static func text(_ content: JSONValue?) -> String? {
        switch content {
        case .string(let text)?: return text
        case .array(let parts)?:
            let texts = parts.compactMap { ($0["text"] ?? $0["content"])?.string }
            return texts.isEmpty ? nil : texts.joined(separator: "\n")
        default: return nil
        }
    }

    /// Temperature and the like as one text; `nil` where none is given.
    static func settings(_ value: JSONValue?) -> String? {
        guard let value else { return nil }
        let named = ["temperature", "top_p", "max_tokens", "n", "seed"].compactMap { name in
            value[present: name]?.double.map { "\(name)=\($0)" }
        }
        return named.isEmpty ? nil : named.joined(separator: ";")
    }
}
