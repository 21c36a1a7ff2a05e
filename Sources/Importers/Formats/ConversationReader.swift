import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads conversations: `{"messages": [{"role", "content"}]}`, the same under `conversations`, or ShareGPT's `{"conversations": [{"from", "value"}]}`;
    /// an array of them or one a line.
    ///
    /// Each answer's question is everything before it: system prompt (a turn of its own or the member `system`), tools, earlier turns and what tools
    /// returned. Two answers are to the same question where all that agrees to the letter. A conversation's own `model` names the model, else the file does.
    mutating func conversations(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let stem = folder.location(of: file).deletingPathExtension().lastPathComponent
        try trees(bytes, &sink) { records, conversation, place throws(JSONFault) in
            let key = conversation["messages"] == nil ? "conversations" : "messages"
            guard let messages = conversation[key]?.array else {
                throw JSONFault(.missingField(key), at: place.offset)
            }
            let model = conversation["model"]?.string ?? stem
            var turns: [ChatTurn] = []
            if let system = conversation["system"]?.string, !system.isEmpty {
                turns.append(ChatTurn(role: "system", text: system))
            }
            if let tools = conversation["tools"], let text = ChatMessage.text(tools), !text.isEmpty, text != "[]" {
                turns.append(ChatTurn(role: "tools", text: text))
            }
            for message in messages { turns.append(try ChatMessage.turn(message, model, key, at: place.offset)) }
            records.noAnswer("calls of tools", count: turns.count { $0.role == "call" })
            return records.exchanges(turns, place)
        }
    }
}

/// One message of chat data.
enum ChatMessage {
    static func turn(
        _ message: JSONValue, _ model: String, _ key: String, at offset: Int
    ) throws(JSONFault) -> ChatTurn {
        guard let speaker = (message["role"] ?? message["from"])?.string else {
            throw JSONFault(.missingField("\(key)[].role"), at: offset)
        }
        let content = message["content"] ?? message["value"]
        switch speaker {
        case "human", "user", "prompter":
            guard let text = content?.asked else { throw JSONFault(.missingField("\(key)[].content"), at: offset) }
            return ChatTurn(role: "user", text: text)
        case "system", "developer": return ChatTurn(role: "system", text: content?.asked ?? "")
        case "tool", "function", "observation", "ipython", "function_response":
            return ChatTurn(role: "tool", text: content?.asked ?? content.flatMap(text) ?? "")
        case "function_call", "tool_call": return ChatTurn(role: "call", text: content.flatMap(text) ?? "")
        case "gpt", "chatgpt", "assistant", "bing", "bard", "model", "bot":
            if let calls = message["tool_calls"] ?? message["function_call"], !calls.isNull,
                calls.array?.isEmpty != true
            {
                return ChatTurn(role: "call", text: text(calls) ?? "")
            }
            guard let said = content?.spoken ?? content?["answer"]?.string ?? message["refusal"]?.string else {
                guard content?.isNull == true || content?.array != nil else {
                    throw JSONFault(.missingField("\(key)[].content"), at: offset)
                }
                return ChatTurn(role: "assistant", text: "", model: model)
            }
            return ChatTurn(role: "assistant", text: said, model: model, counts: message["weight"]?.double != 0)
        default:
            throw JSONFault(
                .badValue(
                    field: message["role"] == nil ? "from" : "role",
                    why: "is \"\(speaker)\"; known are human, user, gpt, assistant, system and tool"), at: offset)
        }
    }

    /// A text as it stands, anything else as JSON.
    static func text(_ value: JSONValue) -> String? {
        if let text = value.string { return text }
        if value.isNull { return nil }
        return (try? CanonicalJSON.bytes(value)).map { String(decoding: $0, as: UTF8.self) }
    }
}
