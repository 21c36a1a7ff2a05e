import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads ShareGPT's form: `{"id", "conversations": [{"from": "human" | "gpt", "value"}]}`, an array of them or one a line.
    ///
    /// It names no model; a conversation's own `model` is taken where there is one, else the file's name.
    mutating func shareGPT(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let stem = folder.location(of: file).deletingPathExtension().lastPathComponent
        func read(_ records: inout RecordReader, _ conversation: JSONValue, _ place: RecordingPlace) throws(JSONFault)
            -> [RecordedResponse]
        {
            guard let messages = conversation["conversations"]?.array else {
                throw JSONFault(.missingField("conversations"), at: place.offset)
            }
            let model = conversation["model"]?.string ?? stem
            var turns: [ChatTurn] = []
            for message in messages {
                guard let from = message["from"]?.string, let text = message["value"]?.string else {
                    throw JSONFault(.missingField("conversations[].from, .value"), at: place.offset)
                }
                switch from {
                case "human", "user": turns.append(ChatTurn(isUser: true, text: text, model: model))
                case "gpt", "chatgpt", "assistant", "bing", "bard", "model":
                    turns.append(ChatTurn(isUser: false, text: text, model: model))
                case "system", "tool", "function_call", "observation": break
                default:
                    throw JSONFault(
                        .badValue(field: "from", why: "is \"\(from)\"; known are human, gpt, system and tool"),
                        at: place.offset)
                }
            }
            return records.exchanges(turns, suite: "sharegpt", place)
        }
        if bytes.first(where: { $0 > 0x20 }) == UInt8(ascii: "[") {
            try elements(bytes, &sink) { records, value, place throws(JSONFault) in try read(&records, value, place) }
        } else {
            try treeLines(bytes, &sink) { records, value, place throws(JSONFault) in try read(&records, value, place) }
        }
    }
}
