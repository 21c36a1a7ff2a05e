import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads `conversations.json` of ChatGPT's data export: trees of messages, walked from `current_node` to the root, since siblings are edits.
    ///
    /// Two answers are to the same question where everything before them agrees: custom instructions, a custom GPT, pasted images and files (by their
    /// ids), earlier turns. A message to a tool is a call and no answer.
    mutating func chatGPT(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        try elements(bytes, &sink) { records, conversation, place throws(JSONFault) in
            try records.chatGPT(conversation, place)
        }
    }

    /// The answers of one conversation of ChatGPT.
    mutating func chatGPT(_ conversation: JSONValue, _ place: RecordingPlace) throws(JSONFault) -> [RecordedResponse] {
        let (turns, calls) = try ChatGPTExport.turns(conversation, at: place.offset)
        noAnswer("calls of tools", count: calls)
        return exchanges(turns, place)
    }

    /// Reads `conversations.json` of Claude's data export. It names no model unless a conversation does.
    ///
    /// Edits and repeats are branches (`parent_message_uuid`): the branch that the last message stands on counts. What was pasted or uploaded belongs to the
    /// question, by its text where the export has it and by its name elsewhere.
    mutating func claude(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        try elements(bytes, &sink) { records, conversation, place throws(JSONFault) in
            guard let messages = conversation["chat_messages"]?.array else {
                throw JSONFault(.missingField("chat_messages"), at: place.offset)
            }
            let model = conversation["model"]?.string ?? "claude"
            let turns = ClaudeExport.branch(messages, leaf: conversation["current_leaf_message_uuid"]?.string)
                .compactMap { ClaudeExport.turn($0, model) }
            return records.exchanges(turns, place)
        }
    }
}

enum ClaudeExport {
    /// The messages from the root to the leaf, by their parents; all in their order where none is named.
    static func branch(_ messages: [JSONValue], leaf: String?) -> [JSONValue] {
        guard messages.contains(where: { $0["parent_message_uuid"]?.string != nil }) else { return messages }
        var byID: [String: JSONValue] = [:]
        for message in messages { byID[message["uuid"]?.string ?? ""] = message }
        var path: [JSONValue] = []
        var seen: Set<String> = []
        var next = leaf.flatMap { byID[$0] } ?? messages.last
        while let message = next, seen.insert(message["uuid"]?.string ?? "").inserted {
            path.append(message)
            next = message["parent_message_uuid"]?.string.flatMap { byID[$0] }
        }
        return path.reversed()
    }

    static func turn(_ message: JSONValue, _ model: String) -> ChatTurn? {
        guard let sender = message["sender"]?.string else { return nil }
        let said = message["content"]?.spoken ?? message["text"]?.string ?? ""
        guard sender == "human" else {
            return ChatTurn(
                role: "assistant", text: said, model: model, at: message["created_at"]?.string,
                finishReason: message["stop_reason"]?.string)
        }
        var parts = said.isEmpty ? [] : [said]
        for pasted in message["attachments"]?.array ?? [] {
            let name = pasted["file_name"]?.string ?? "attachment"
            parts.append(pasted["extracted_content"]?.string.map { "[\(name)]\n\($0)" } ?? "[\(name)]")
        }
        for file in (message["files"] ?? message["files_v2"])?.array ?? [] {
            let id = file["file_uuid"]?.string.map { " \($0)" } ?? ""
            parts.append("[\(file["file_name"]?.string ?? "file")\(id)]")
        }
        return ChatTurn(role: "user", text: parts.joined(separator: "\n\n"))
    }
}

enum ChatGPTExport {
    /// The turns from the root to the current node, and how many messages on the way were calls of tools.
    static func turns(
        _ conversation: JSONValue, at offset: Int
    ) throws(JSONFault) -> (turns: [ChatTurn], calls: Int) {
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
        var turns: [ChatTurn] = []
        if let own = conversation["gizmo_id"]?.string {
            turns.append(ChatTurn(role: "system", text: "[instructions of the custom GPT \(own)]"))
        }
        var calls = 0
        for message in path.reversed() {
            if isCall(message) { calls += 1 } else if let turn = turn(message, usual) { turns.append(turn) }
        }
        return (turns, calls)
    }

    /// A message of the model to a tool (`recipient` is not `all`), or the code that one is sent.
    private static func isCall(_ message: JSONValue) -> Bool {
        guard message.at("author", "role")?.string == "assistant" else { return false }
        let recipient = message["recipient"]?.string ?? "all"
        return recipient != "all" || message.at("content", "content_type")?.string == "code"
    }

    private static func turn(_ message: JSONValue, _ usual: String) -> ChatTurn? {
        guard let role = message.at("author", "role")?.string else { return nil }
        let content = message["content"]
        let kind = content?["content_type"]?.string
        if kind == "user_editable_context" {
            let texts = ["user_profile", "user_instructions"].compactMap { content?[$0]?.string }
            let text = texts.filter { !$0.isEmpty }.joined(separator: "\n\n")
            return text.isEmpty ? nil : ChatTurn(role: "system", text: text)
        }
        guard role == "user" || role == "assistant", message["weight"]?.double ?? 1 > 0,
            message.at("metadata", "is_visually_hidden_from_conversation") != .bool(true)
        else { return nil }
        guard kind == nil || kind == "text" || kind == "multimodal_text" else { return nil }
        let isUser = role == "user"
        var parts = (content?["parts"]?.array ?? []).compactMap { part(of: $0, isUser: isUser) }
        if isUser {
            parts += (message.at("metadata", "attachments")?.array ?? []).map { file in
                "[\(file["name"]?.string ?? "file") \(file["id"]?.string ?? "")]"
            }
        }
        return ChatTurn(
            role: role, text: parts.joined(separator: "\n"),
            model: message.at("metadata", "model_slug")?.string ?? usual,
            at: message["create_time"]?.double.flatMap(Timestamp.text(seconds:)),
            finishReason: message.at("metadata", "finish_details", "type")?.string)
    }

    /// A text, what was spoken, or the mark of something that is no text.
    private static func part(of part: JSONValue, isUser: Bool) -> String? {
        if let text = part.string { return text.isEmpty ? nil : text }
        if let text = part["text"]?.string { return text }
        guard isUser, let kind = part["content_type"]?.string, !kind.contains("audio"), !kind.contains("video") else {
            return nil
        }
        return "[\(kind) \(part["asset_pointer"]?.string ?? "")]"
    }
}
