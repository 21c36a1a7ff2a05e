import Base

/// A request to `POST /v1/chat/completions`, read field by field. What the laboratory has no use for (tools, user, metadata, …) is not looked at;
/// `null` is the same as leaving a field out.
struct ChatRequest: Sendable, Hashable {
    let model: String
    /// The text of the last message, which is the question. Earlier messages are not read: the networks answer single questions.
    let prompt: String
    let sampling: Sampling
    let seed: Int?
    let choices: Int
    let limit: Int?
    let stop: [String]
    /// How many of the likeliest tokens to list at each place; `nil` where no log probabilities are asked for.
    let alternatives: Int?
    let streams: Bool
    let streamsUsage: Bool

    init(_ bytes: [UInt8]) throws(ChatFault) {
        let body: JSONValue
        do throws(JSONFault) { body = try JSONValue(reading: bytes, depth: 32) } catch { throw .notJSON(error) }
        guard case .object = body else {
            throw ChatFault(status: 400, message: "The body of the request is \(body.kind) and not an object.")
        }
        let fields = ChatFields(body: body)
        guard let model = try fields.string("model") else { throw .missing("model") }
        self.model = model
        prompt = try Self.question(body)
        sampling = Sampling(
            temperature: try fields.decimal("temperature", in: 0...2) ?? 1,
            topP: try fields.decimal("top_p", in: 0...1) ?? 1)
        seed = try fields.integer("seed", in: .min ... .max)
        choices = try fields.integer("n", in: 1...128) ?? 1
        let older = try fields.integer("max_tokens", in: 1 ... .max)
        limit = try fields.integer("max_completion_tokens", in: 1 ... .max) ?? older
        stop = try Self.stops(body)
        streams = try fields.flag("stream") ?? false
        streamsUsage = try ChatFields(body: body["stream_options"] ?? .null).flag("include_usage") ?? false
        let count = try fields.integer("top_logprobs", in: 0...20)
        let asked = try fields.flag("logprobs") ?? false
        if count != nil, !asked {
            throw .invalid("top_logprobs", "it needs 'logprobs' to be true")
        }
        alternatives = asked ? count ?? 0 : nil
    }

    private static func stops(_ body: JSONValue) throws(ChatFault) -> [String] {
        switch body["stop"] {
        case nil, .null?: return []
        case .string(let text)?: return text.isEmpty ? [] : [text]
        case .array(let values)?:
            guard values.count <= 4 else { throw .invalid("stop", "at most 4 texts are taken") }
            var out: [String] = []
            for value in values {
                guard case .string(let text) = value else {
                    throw .wrongType("stop", expected: "a string or an array of strings", got: value)
                }
                if !text.isEmpty { out.append(text) }
            }
            return out
        case let other?: throw .wrongType("stop", expected: "a string or an array of strings", got: other)
        }
    }

    private static func question(_ body: JSONValue) throws(ChatFault) -> String {
        guard let messages = body["messages"] else { throw .missing("messages") }
        guard case .array(let list) = messages else {
            throw .wrongType("messages", expected: "an array of objects", got: messages)
        }
        guard !list.isEmpty else { throw .invalid("messages", "the array is empty") }
        var question = ""
        for (i, message) in list.enumerated() {
            let place = "messages[\(i)]"
            guard case .object = message else { throw .wrongType(place, expected: "an object", got: message) }
            guard let role = try ChatFields(body: message, place: place).string("role") else {
                throw .missing("\(place).role")
            }
            guard ["system", "developer", "user", "assistant", "tool", "function"].contains(role) else {
                throw .invalid("\(place).role", "there is no role '\(role.prefix(40))'")
            }
            question = try text(message["content"], place: "\(place).content")
            if i == list.count - 1, role != "user" {
                throw .invalid(
                    "\(place).role", "the last message must be the user's, since the networks answer a single question")
            }
        }
        return question
    }

    private static func text(_ content: JSONValue?, place: String) throws(ChatFault) -> String {
        switch content {
        case nil: throw .missing(place)
        case .null?: return ""
        case .string(let text)?: return text
        case .array(let parts)?:
            var texts: [String] = []
            for (i, part) in parts.enumerated() {
                guard part["type"] == "text", case .string(let text)? = part["text"] else {
                    throw .invalid("\(place)[\(i)]", "only parts of type 'text' are read here")
                }
                texts.append(text)
            }
            return texts.joined(separator: " ")
        case let other?: throw .wrongType(place, expected: "a string or an array of parts", got: other)
        }
    }
}

/// The members of an object by type; one of another type is refused with its name.
private struct ChatFields {
    let body: JSONValue
    var place: String?

    private func path(_ name: String) -> String { place.map { "\($0).\(name)" } ?? name }

    func string(_ name: String) throws(ChatFault) -> String? {
        guard let value = body[present: name] else { return nil }
        guard case .string(let text) = value else {
            throw .wrongType(path(name), expected: "a string", got: value)
        }
        return text
    }

    func flag(_ name: String) throws(ChatFault) -> Bool? {
        guard let value = body[present: name] else { return nil }
        guard case .bool(let flag) = value else {
            throw .wrongType(path(name), expected: "a boolean", got: value)
        }
        return flag
    }

    func integer(_ name: String, in range: ClosedRange<Int>) throws(ChatFault) -> Int? {
        guard let value = body[present: name] else { return nil }
        guard let number = value.integer.flatMap(Int.init(exactly:)) else {
            throw .wrongType(path(name), expected: "an integer", got: value)
        }
        guard range.contains(number) else {
            throw .invalid(
                path(name),
                "integer out of range. Expected a value from \(range.lowerBound) to \(range.upperBound), but got \(number) instead"
            )
        }
        return number
    }

    func decimal(_ name: String, in range: ClosedRange<Double>) throws(ChatFault) -> Double? {
        guard let value = body[present: name] else { return nil }
        guard let number = value.double else {
            throw .wrongType(path(name), expected: "a decimal", got: value)
        }
        guard range.contains(number) else {
            throw .invalid(
                path(name),
                "decimal out of range. Expected a value from \(range.lowerBound) to \(range.upperBound), but got \(number) instead"
            )
        }
        return number
    }
}
