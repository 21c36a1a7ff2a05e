import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads `conversations.json` of ChatGPT's data export: trees of messages, walked from `current_node` to the root, since siblings are edits.
    mutating func chatGPT(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        try elements(bytes, &sink) { records, conversation, place throws(JSONFault) in
            let turns = try ChatGPTExport.turns(conversation, at: place.offset)
            return records.exchanges(turns, suite: "chatgpt", place)
        }
    }

    /// Reads `conversations.json` of Claude's data export. It names no model unless a conversation does.
    mutating func claude(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        try elements(bytes, &sink) { records, conversation, place throws(JSONFault) in
            guard let messages = conversation["chat_messages"]?.array else {
                throw JSONFault(.missingField("chat_messages"), at: place.offset)
            }
            let model = conversation["model"]?.string ?? "claude"
            let turns = messages.compactMap { message -> ChatTurn? in
                guard let sender = message["sender"]?.string else { return nil }
                let text = message["content"]?.spoken ?? message["text"]?.string ?? ""
                return ChatTurn(
                    isUser: sender == "human", text: text, model: model, at: message["created_at"]?.string)
            }
            return records.exchanges(turns, suite: "claude", place)
        }
    }

    /// Every answer with all that was said before it as its prompt.
    mutating func exchanges(_ turns: [ChatTurn], suite: String, _ place: RecordingPlace) -> [RecordedResponse] {
        var out: [RecordedResponse] = []
        var said: [(role: String, text: String)] = []
        for (index, turn) in turns.enumerated() {
            let next = index + 1 < turns.count ? turns[index + 1] : nil
            if turn.isUser {
                said.append(("user", turn.text))
                continue
            }
            // Of several messages in a row (a tool in between) the last is the answer.
            guard next?.isUser ?? true, !turn.text.isEmpty, said.contains(where: { $0.role == "user" }) else {
                continue
            }
            let prompt = Transcript.prompt(said)
            let probe = self.prompt(Array(prompt.utf8)).id
            out.append(
                RecordedResponse(
                    model: turn.model, suite: suite, probe: probe, prompt: prompt, response: Array(turn.text.utf8),
                    sample: sample(of: "\(turn.model)\u{0}\(probe)"), receivedAt: turn.at, source: place))
            said.append(("assistant", turn.text))
        }
        return out
    }
}

/// One message of a conversation.
struct ChatTurn: Sendable {
    var isUser: Bool
    var text: String
    var model: String
    var at: String?
}

enum ChatGPTExport {
    static func turns(_ conversation: JSONValue, at offset: Int) throws(JSONFault) -> [ChatTurn] {
        guard let mapping = conversation["mapping"], case .object(let nodes) = mapping else {
            throw JSONFault(.missingField("mapping"), at: offset)
        }
        guard var node = conversation["current_node"]?.string else {
            throw JSONFault(.missingField("current_node"), at: offset)
        }
        var byName: [String: JSONValue] = [:]
        for member in nodes { byName[member.key] = member.value }
        let usual = conversation["default_model_slug"]?.string ?? "chatgpt"
        var path: [JSONValue] = []
        var seen: Set<String> = []
        while let entry = byName[node] {
            guard seen.insert(node).inserted else {
                throw JSONFault(.badValue(field: "mapping", why: "goes round in a circle at \"\(node)\""), at: offset)
            }
            if let message = entry["message"], !message.isNull { path.append(message) }
            guard let parent = entry["parent"]?.string else { break }
            node = parent
        }
        return path.reversed().compactMap { turn($0, usual) }
    }

    private static func turn(_ message: JSONValue, _ usual: String) -> ChatTurn? {
        guard let role = message.at("author", "role")?.string, role == "user" || role == "assistant" else { return nil }
        guard message["weight"]?.double ?? 1 > 0,
            message.at("metadata", "is_visually_hidden_from_conversation") != .bool(true)
        else { return nil }
        let kind = message.at("content", "content_type")?.string
        guard kind == nil || kind == "text" || kind == "multimodal_text" else { return nil }
        let parts = message.at("content", "parts")?.array?.compactMap(\.string) ?? []
        return ChatTurn(
            isUser: role == "user", text: parts.joined(separator: "\n"),
            model: message.at("metadata", "model_slug")?.string ?? usual,
            at: message["create_time"]?.double.map { Timestamp.text(Date(timeIntervalSince1970: $0)) })
    }
}
