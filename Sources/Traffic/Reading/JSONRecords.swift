import Base

/// The formats of JSON that are read; every record tells its own, so that a log may change in the middle.
public enum LogFormat: String, Sendable, CaseIterable {
    /// Our own lines.
    case apograph
    case litellm
    /// OpenTelemetry's GenAI spans as OTLP JSON.
    case otlp
    case langfuse
    case helicone
    /// nginx's and Envoy's access lines.
    case access
}

/// Reads one JSON value of any known format.
enum JSONRecords {
    /// - Parameter account: dotted path of the member that names the account, where it is not the format's own.
    /// - Returns: the records in it; `nil` where it is of no known format.
    static func read(_ value: JSONValue, account path: [String]?) -> [RawRecord]? {
        if let spans = value["resourceSpans"]?.array { return otlp(spans, account: path) }
        if let list = value["data"]?.array ?? value["traces"]?.array ?? value["observations"]?.array {
            return list.flatMap { read($0, account: path) ?? [RawRecord()] }
        }
        guard var record = one(value) else { return nil }
        if let path {
            var place: JSONValue? = value
            for name in path { place = place?[name] }
            record.account = text(place)
        }
        return [record]
    }

    private static func one(_ value: JSONValue) -> RawRecord? {
        var record = RawRecord()
        if value["startTime"] != nil, value["api_key"] != nil || value["call_type"] != nil || value["spend"] != nil {
            record.account = first(value, ["api_key", "user", "end_user", "team_id"])
            record.read(time: value["startTime"])
            record.identity = value["request_id"]?.string
            record.model = value["model"]?.string
            record.inputTokens = value["prompt_tokens"]?.double
            record.outputTokens = value["completion_tokens"]?.double
            record.settings = RawRecord.settings(value["metadata"]?["optional_params"])
            record.read(messages: value["messages"])
            return record
        }
        if value["request_created_at"] != nil || value["request_body"] != nil {
            record.account = first(value, ["request_user_id", "user_id", "request_auth_hash", "auth_hash"])
            record.read(time: value["request_created_at"])
            record.identity = value["request_id"]?.string
            record.model = (value[present: "request_model"] ?? value["model"])?.string
            record.inputTokens = value["prompt_tokens"]?.double
            record.outputTokens = value["completion_tokens"]?.double
            record.settings = RawRecord.settings(value["request_body"])
            record.read(messages: value["request_body"])
            return record
        }
        if value["time"] != nil {
            record.account = text(value["account"])
            record.read(time: value["time"])
            record.identity = text(value["id"])
            record.model = value["model"]?.string
            record.inputTokens = value["input_tokens"]?.double
            record.outputTokens = value["output_tokens"]?.double
            record.read(messages: value["prompt"] ?? value["messages"])
            record.turns = value["turns"]?.whole ?? record.turns
            record.settings = RawRecord.settings(value["settings"])
            record.marks = marks(value["marks"])
            return record
        }
        if value["userId"] != nil || value["traceId"] != nil || value["input"] != nil,
            value["timestamp"] != nil || value["startTime"] != nil
        {
            record.account = first(value, ["userId", "user_id", "projectId"])
            record.read(time: value["startTime"] ?? value["timestamp"])
            record.identity = value["id"]?.string
            record.model = value["model"]?.string
            let usage = value[present: "usageDetails"] ?? value["usage"]
            record.inputTokens = (usage?["input"] ?? usage?["promptTokens"] ?? value["promptTokens"])?.double
            record.outputTokens = (usage?["output"] ?? usage?["completionTokens"] ?? value["completionTokens"])?.double
            record.settings = RawRecord.settings(value["modelParameters"])
            record.read(messages: value["input"])
            return record
        }
        return nil
    }

    private static func otlp(_ resources: [JSONValue], account path: [String]?) -> [RawRecord] {
        var records: [RawRecord] = []
        for resource in resources {
            let shared = attributes(resource["resource"])
            for scope in resource["scopeSpans"]?.array ?? [] {
                for span in scope["spans"]?.array ?? [] {
                    let own = attributes(span)
                    func value(_ names: [String]) -> JSONValue? {
                        for name in names { if let found = own[name] ?? shared[name] { return found } }
                        return nil
                    }
                    // Other spans of a trace are no queries.
                    guard own.keys.contains(where: { $0.hasPrefix("gen_ai.") }) else { continue }
                    var record = RawRecord()
                    record.account = text(
                        value(path.map { [$0.joined(separator: ".")] } ?? ["user.id", "enduser.id", "gen_ai.user.id"]))
                    record.read(time: span["startTimeUnixNano"])
                    record.identity = span["spanId"]?.string
                    record.model = value(["gen_ai.request.model", "gen_ai.response.model"])?.string
                    record.inputTokens = number(value(["gen_ai.usage.input_tokens", "gen_ai.usage.prompt_tokens"]))
                    record.outputTokens = number(
                        value(["gen_ai.usage.output_tokens", "gen_ai.usage.completion_tokens"]))
                    record.settings = number(value(["gen_ai.request.temperature"])).map { "temperature=\($0)" }
                    record.read(messages: value(["gen_ai.input.messages", "gen_ai.prompt"]))
                    records.append(record)
                }
            }
        }
        return records
    }

    /// `[{"key": …, "value": {"stringValue": …}}]` by key.
    private static func attributes(_ holder: JSONValue?) -> [String: JSONValue] {
        var found: [String: JSONValue] = [:]
        for one in holder?["attributes"]?.array ?? [] {
            guard let key = one["key"]?.string, case .object(let members)? = one["value"] else { continue }
            found[key] = members.first?.value
        }
        return found
    }

    private static func marks(_ value: JSONValue?) -> PromptMarks? {
        func hash(_ value: JSONValue?) -> UInt64? { value?.string.flatMap { UInt64($0, radix: 16) } }
        guard let value, let prompt = hash(value["prompt"]), let template = hash(value["template"]),
            let opening = hash(value["opening"])
        else { return nil }
        let shingles = (value["shingles"]?.array ?? []).compactMap { hash($0) }
        return PromptMarks(
            prompt: prompt, template: template, opening: opening,
            shingles: Array(Set(shingles).sorted().prefix(PromptMarks.shingleLimit)),
            shingleCount: max(0, value["shingle_count"]?.whole ?? shingles.count),
            ability: value["ability"]?.whole.flatMap { PromptMarks.Ability(rawValue: $0) } ?? .other,
            asksReasoning: value["asks_reasoning"] == .bool(true))
    }

    private static func first(_ value: JSONValue, _ names: [String]) -> String? {
        for name in names { if let text = text(value[name]) { return text } }
        return nil
    }

    private static func text(_ value: JSONValue?) -> String? {
        switch value {
        case .string(let text)?: text.isEmpty ? nil : text
        case .integer(let number)?: String(number)
        default: nil
        }
    }

    private static func number(_ value: JSONValue?) -> Double? { value?.double ?? value?.string.flatMap { Double($0) } }
}
