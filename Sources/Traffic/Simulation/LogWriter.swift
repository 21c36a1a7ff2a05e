import Base
import Foundation

/// Writes simulated queries as a log of one format.
public enum LogWriter {
    /// The access format that simulated nginx lines have.
    public static let accessFormat =
        #"$remote_addr - $remote_user [$time_iso8601] "$request" $status $body_bytes_sent "$http_x_model""#

    public enum Content: String, Sendable, CaseIterable {
        case none, full
    }

    /// One line with its line break.
    public static func line(_ query: TrafficWorld.Query, as format: LogFormat, content: Content = .full) -> [UInt8] {
        let time = Timestamp.text(Date(timeIntervalSince1970: Double(query.second)))
        let prompt: JSONValue? = content == .full ? .string(query.prompt) : nil
        let messages: JSONValue? = prompt.map { text in
            .array(
                (1..<max(1, query.turns)).flatMap { _ -> [JSONValue] in
                    [["role": "user", "content": "…"], ["role": "assistant", "content": "…"]]
                } + [.object([JSONMember("role", "user"), JSONMember("content", text)])])
        }
        let identity = "\(query.account)-\(query.number)"
        let value: JSONValue
        switch format {
        case .apograph:
            value = .fields([
                "time": .string(time), "account": .string(query.account), "id": .string(identity),
                "model": .string(query.model), "turns": .whole(query.turns),
                "input_tokens": .whole(query.inputTokens), "output_tokens": .whole(query.outputTokens),
                "settings": ["temperature": .number(query.temperature)], "prompt": prompt,
            ])
        case .litellm:
            value = .fields([
                "request_id": .string(identity), "call_type": "acompletion", "api_key": .string(query.account),
                "startTime": .string(time), "model": .string(query.model),
                "prompt_tokens": .whole(query.inputTokens), "completion_tokens": .whole(query.outputTokens),
                "spend": 0, "messages": messages ?? .object([]),
            ])
        case .langfuse:
            value = .fields([
                "id": .string(identity), "traceId": .string(identity), "type": "GENERATION",
                "startTime": .string(time), "userId": .string(query.account), "model": .string(query.model),
                "modelParameters": ["temperature": .number(query.temperature)],
                "usage": ["input": .whole(query.inputTokens), "output": .whole(query.outputTokens)],
                "input": messages,
            ])
        case .helicone:
            value = .fields([
                "request_id": .string(identity), "request_created_at": .string(time),
                "request_user_id": .string(query.account), "request_model": .string(query.model),
                "prompt_tokens": .whole(query.inputTokens), "completion_tokens": .whole(query.outputTokens),
                "request_body": .fields(["temperature": .number(query.temperature), "messages": messages]),
            ])
        case .otlp:
            func attribute(_ key: String, _ value: JSONValue) -> JSONValue { ["key": .string(key), "value": value] }
            var attributes = [
                attribute("gen_ai.request.model", ["stringValue": .string(query.model)]),
                attribute("user.id", ["stringValue": .string(query.account)]),
                attribute("gen_ai.usage.input_tokens", ["intValue": .string("\(query.inputTokens)")]),
                attribute("gen_ai.usage.output_tokens", ["intValue": .string("\(query.outputTokens)")]),
            ]
            if let messages {
                let text = String(decoding: messages.bytes(), as: UTF8.self)
                attributes.append(attribute("gen_ai.input.messages", ["stringValue": .string(text)]))
            }
            let span: JSONValue = [
                "spanId": .string(identity), "name": "chat", "startTimeUnixNano": .string("\(query.second)000000000"),
                "attributes": .array(attributes),
            ]
            value = ["resourceSpans": [["scopeSpans": [["spans": [span]]]]]]
        case .access:
            return Array(
                "198.51.100.7 - \(query.account) [\(time)] \"POST /v1/chat/completions HTTP/1.1\" 200 \(4 * query.outputTokens) \"\(query.model)\"\n"
                    .utf8)
        }
        return value.bytes() + [0x0A]
    }
}
