import Base
import CaseFile
import Foundation
import Probes

/// A conversation up to a question, as one prompt.
enum Transcript {
    typealias Turn = (role: String, text: String)

    /// The suite of questions that are known by their wording alone: whoever asks the same in a chat, a batch or a program asks the same question.
    static let suite = "prompts"

    /// The last user message alone where nothing went before; else every turn with its speaker.
    static func prompt(_ turns: [Turn]) -> String {
        turns.count == 1 && turns[0].role == "user"
            ? turns[0].text
            : turns.map { "\($0.role.prefix(1).uppercased() + $0.role.dropFirst()): \($0.text)" }.joined(
                separator: "\n\n")
    }

    /// A prompt as other tools keep it: chat messages written as JSON in a text, or in a model's own template.
    static func prompt(raw: String) -> String {
        if let first = raw.utf8.first(where: { $0 > 0x20 }), first == UInt8(ascii: "["),
            let tree = try? CanonicalJSON.value(of: Array(raw.utf8))
        {
            let turns = turns(tree)
            if !turns.isEmpty { return prompt(turns) }
        }
        return ChatTemplate.turns(raw).map(prompt) ?? raw
    }

    /// The turns of an array of `{"role", "content"}`; what is no text (an image, a file) is named by its digest, so that two are not one.
    static func turns(_ messages: JSONValue?) -> [Turn] {
        (messages?.array ?? []).compactMap { message in
            guard let role = message["role"]?.string, let text = message["content"]?.asked else { return nil }
            return (role: role == "developer" ? "system" : role, text: text)
        }
    }

    /// The turns before the answer that the recording is about.
    static func beforeAnswer(_ messages: JSONValue?) -> [Turn] {
        var turns = turns(messages)
        while turns.last?.role == "assistant" { turns.removeLast() }
        return turns
    }
}

extension JSONValue {
    /// What a message asks: its texts, and what is no text by kind and digest.
    var asked: String? {
        switch self {
        case .string(let text): return text
        case .array(let parts):
            let texts = parts.compactMap { part -> String? in
                if let text = part.string ?? part["text"]?.string { return text }
                guard case .object = part, let bytes = try? CanonicalJSON.bytes(part) else { return nil }
                return
                    "[\(part["type"]?.string ?? part["content_type"]?.string ?? "part") \(Digest256.hex(bytes).prefix(8))]"
            }
            return texts.isEmpty ? nil : texts.joined(separator: "\n")
        default: return nil
        }
    }
}

/// One message of a conversation.
struct ChatTurn: Sendable {
    /// `user`, `system`, `assistant`, or what else went before an answer (`tool`, `call`, `tools`).
    var role: String
    var text: String
    var model = ""
    var at: String?
    var finishReason: String?
    /// False for a turn that is context and no answer to be compared (`weight: 0`).
    var counts = true
}

extension RecordReader {
    /// Every answer with all that was said before it, system prompts and tools included, as its question.
    mutating func exchanges(_ turns: [ChatTurn], _ place: RecordingPlace) -> [RecordedResponse] {
        var out: [RecordedResponse] = []
        var said: [Transcript.Turn] = []
        for (index, turn) in turns.enumerated() {
            guard turn.role == "assistant" else {
                said.append((turn.role, turn.text))
                continue
            }
            // Of several messages in a row the last is the answer.
            if index + 1 < turns.count, turns[index + 1].role == "assistant" { continue }
            guard !turn.text.isEmpty, said.contains(where: { $0.role == "user" }) else { continue }
            if turn.counts {
                let prompt = Transcript.prompt(said)
                let probe = self.prompt(Array(prompt.utf8)).id
                out.append(
                    RecordedResponse(
                        model: turn.model, suite: Transcript.suite, probe: probe, prompt: prompt,
                        response: Array(turn.text.utf8), sample: sample(of: "\(turn.model)\u{0}\(probe)"),
                        receivedAt: turn.at, finishReason: turn.finishReason, source: place))
            } else {
                noAnswer("turns that stand there as context (weight 0)")
            }
            said.append(("assistant", turn.text))
        }
        return out
    }
}

/// What Apograph's own exports carry through another tool and back: suite, probe and answer.
struct Passport {
    var suite: String
    var probe: String
    var answer: AnswerSpec?

    /// The member `apograph` of what the tool keeps beside an item; `nil` where the item is not ours.
    init?(_ carrier: JSONValue?) {
        guard let own = carrier?["apograph"], let suite = own["suite"]?.string, let probe = own["probe"]?.string else {
            return nil
        }
        self.suite = suite
        self.probe = probe
        answer = own["answer"].flatMap { value in
            guard let bytes = try? CanonicalJSON.bytes(value) else { return nil }
            return try? JSONDecoder().decode(AnswerSpec.self, from: Data(bytes))
        }
    }
}
