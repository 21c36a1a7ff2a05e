import Foundation
import Probes

/// Prompts that were written in a model's own chat template, taken apart again: the question is what was asked, not how one family marks its turns.
enum ChatTemplate {
    private enum Mark {
        /// A turn of this speaker begins.
        case turn(String)
        /// A turn begins whose speaker is named up to `close`.
        case named(close: [String])
        case end
        /// A mark of a text's beginning.
        case nothing
    }

    /// As the model makers' own `tokenizer_config.json` write them, the longer before the shorter that begins it.
    private static let marks: [(text: [UInt8], mark: Mark)] = [
        ("<|im_start|>", .named(close: ["<|im_sep|>", "\n"])), ("<|im_end|>", .end),
        ("<|start_header_id|>", .named(close: ["<|end_header_id|>"])), ("<|eot_id|>", .end),
        ("<|header_start|>", .named(close: ["<|header_end|>"])), ("<|eot|>", .end),
        ("<start_of_turn>", .named(close: ["\n"])), ("<end_of_turn>", .end),
        ("<|start_of_role|>", .named(close: ["<|end_of_role|>"])),
        ("<|start|>", .named(close: ["<|message|>"])), ("<|return|>", .end),
        ("[INST]", .turn("user")), ("[/INST]", .turn("assistant")),
        ("[SYSTEM_PROMPT]", .turn("system")), ("[/SYSTEM_PROMPT]", .end),
        ("<|user|>", .turn("user")), ("<|assistant|>", .turn("assistant")), ("<|system|>", .turn("system")),
        ("<｜User｜>", .turn("user")), ("<｜Assistant｜>", .turn("assistant")), ("<｜end▁of▁sentence｜>", .end),
        ("<|USER_TOKEN|>", .turn("user")), ("<|CHATBOT_TOKEN|>", .turn("assistant")),
        ("<|SYSTEM_TOKEN|>", .turn("system")), ("<|END_OF_TURN_TOKEN|>", .end), ("<|START_OF_TURN_TOKEN|>", .nothing),
        ("[|user|]", .turn("user")), ("[|assistant|]", .turn("assistant")), ("[|system|]", .turn("system")),
        ("[|endofturn|]", .end), ("<|end|>", .end), ("</s>", .end), ("<|endoftext|>", .end), ("<|end_of_text|>", .end),
        ("<s>", .nothing), ("<bos>", .nothing), ("<|begin_of_text|>", .nothing), ("<｜begin▁of▁sentence｜>", .nothing),
        ("[gMASK]", .nothing), ("<sop>", .nothing), ("<BOS_TOKEN>", .nothing), ("<|startoftext|>", .nothing),
    ].map { (Array($0.utf8), $1) }

    private static let roles: [String: String] = [
        "user": "user", "human": "user", "system": "system", "developer": "system", "assistant": "assistant",
        "model": "assistant", "gpt": "assistant", "tool": "tool", "ipython": "tool",
    ]

    /// The turns of a prompt in a template, without the system prompt that a template brings itself and without an empty turn that waits for the answer;
    /// `nil` where the text is in no template.
    static func turns(_ text: String) -> [Transcript.Turn]? {
        if let plain = plainTurns(text) { return plain }
        let bytes = Array(text.utf8)
        guard bytes.contains(where: { $0 == UInt8(ascii: "<") || $0 == UInt8(ascii: "[") }) else { return nil }
        var turns: [(role: String?, text: [UInt8])] = [(nil, [])]
        var at = 0
        while at < bytes.count {
            if bytes[at] == UInt8(ascii: "<") || bytes[at] == UInt8(ascii: "["),
                let found = marks.first(where: { bytes[at...].starts(with: $0.text) })
            {
                at += found.text.count
                switch found.mark {
                case .turn(let role): turns.append((role, []))
                case .named(let close):
                    guard let name = name(bytes, &at, close) else { return nil }
                    turns.append((name, []))
                case .end: turns.append((nil, []))
                case .nothing: break
                }
            } else {
                turns[turns.count - 1].text.append(bytes[at])
                at += 1
            }
        }
        return spoken(turns)
    }

    /// Templates that mark turns by words alone (Vicuna, Alpaca, Anthropic's of 2023, Guanaco): how the one question begins, and how the text ends that
    /// waits for its answer.
    private static let wordMarks = [
        ("USER: ", "ASSISTANT:"), ("### Instruction:\n", "### Response:"), ("\n\nHuman: ", "\n\nAssistant:"),
        ("### Human: ", "### Assistant:"), ("### User:\n", "### Assistant:"),
    ]

    /// One question in such a template. Words may stand in any text: more than one turn is left as it is.
    private static func plainTurns(_ text: String) -> [Transcript.Turn]? {
        let whole = String(text.trimmed.trimmingPrefix(/<s>|<\|begin_of_text\|>|<bos>/)).trimmed
        for (opens, ends) in wordMarks where whole.hasSuffix(ends.trimmed) {
            let body = "\n\n" + whole.dropLast(ends.trimmed.count)
            let parts = body.components(separatedBy: opens)
            guard parts.count == 2, !body.contains(ends) else { continue }
            let system = parts[0].trimmed
            let own =
                /(A chat between a curious (user|human) and an artificial intelligence assistant|Below is an instruction that describes a task)[^\n]*/
            let asked: Transcript.Turn = ("user", parts[1].trimmed)
            return system.isEmpty || system.wholeMatch(of: own) != nil ? [asked] : [("system", system), asked]
        }
        return nil
    }

    /// The speaker who is named from `at` up to one of `close`; harmony's channel may stand between.
    private static func name(_ bytes: [UInt8], _ at: inout Int, _ close: [String]) -> String? {
        let start = at
        while at < bytes.count, at - start < 64 {
            for mark in close where bytes[at...].starts(with: mark.utf8) {
                let name = String(decoding: bytes[start..<at], as: UTF8.self).prefix { $0 != "<" && $0 != "\n" }
                at += mark.utf8.count
                return roles[String(name).trimmed.lowercased()]
            }
            at += 1
        }
        // The speaker is all there is: the template's last line without a line's end.
        guard at == bytes.count else { return nil }
        return roles[String(decoding: bytes[start...].prefix { $0 != UInt8(ascii: "<") }, as: UTF8.self)]
    }

    private static func spoken(_ pieces: [(role: String?, text: [UInt8])]) -> [Transcript.Turn]? {
        guard pieces.contains(where: { $0.role == "user" }) else { return nil }
        var turns: [Transcript.Turn] = []
        for (index, piece) in pieces.enumerated() {
            var text = String(decoding: piece.text, as: UTF8.self).trimmed
            guard let role = piece.role else {
                // DeepSeek's system prompt stands bare before the first turn; text anywhere else is in no template.
                guard !text.isEmpty else { continue }
                guard turns.isEmpty, index + 1 < pieces.count else { return nil }
                turns.append(("system", text))
                continue
            }
            if role == "user", let system = text.firstMatch(of: /<<SYS>>([\s\S]*?)<<\/SYS>>/) {
                let given = String(system.1).trimmed
                text.removeSubrange(system.range)
                text = text.trimmed
                if !given.isEmpty { turns.append(("system", given)) }
            }
            if role == "assistant" { text = text.replacing(/<\/?think>/, with: "").trimmed }
            if role == "system" { text = given(text) }
            if text.isEmpty, role != "user" { continue }
            turns.append((role, text))
        }
        return turns
    }

    /// A system prompt without what a template writes where nobody gave one: what day it is and who the model is.
    private static func given(_ text: String) -> String {
        let rest = text.replacing(
            /(Cutting Knowledge Date|Knowledge Cutoff Date|Today's Date|Today Date): [^\n]*(\n|$)/, with: ""
        )
        .trimmed
        let own =
            /(You are Qwen, created by Alibaba Cloud\. )?You are a helpful( AI)? assistant\.?|You are (ChatGPT, a large language model|Granite, developed by|a helpful AI assistant named)[^\n]*/
        return rest.wholeMatch(of: own) == nil ? rest : ""
    }
}

extension String {
    /// Without white space around it.
    var trimmed: String {
        let bytes = Array(utf8)
        guard let start = bytes.firstIndex(where: { $0 > 0x20 }), let end = bytes.lastIndex(where: { $0 > 0x20 }) else {
            return ""
        }
        return String(decoding: bytes[start...end], as: UTF8.self)
    }
}
