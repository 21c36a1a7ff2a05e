import Base
import CaseFile
import Foundation
import Probes

/// What a target that another tool recorded asks for. Their files name no answer type; only what leaves no doubt is taken.
enum AnswerGuess {
    /// A choice where there are options; else a number, yes or no, or a short phrase; `nil` (an open answer) for anything longer.
    static func spec(_ targets: [String], options: [String] = []) -> AnswerSpec? {
        let targets = targets.map(final).filter { !$0.isEmpty }
        guard let first = targets.first else { return nil }
        if !options.isEmpty { return AnswerSpec(type: .choice, expectation: .truth(targets), options: options) }
        func all(_ holds: (String) -> Bool) -> Bool { targets.allSatisfy(holds) }
        if all(isNumber) { return AnswerSpec(type: .number, expectation: .truth(targets)) }
        if all({ ["yes", "no", "true", "false"].contains($0.lowercased()) }) {
            return AnswerSpec(type: .yesNo, expectation: .truth([first]))
        }
        if all(isOptionLetter) { return AnswerSpec(type: .choice, expectation: .truth(targets)) }
        if all({ $0.utf8.count <= 60 && $0.split(separator: " ").count <= 6 && !$0.contains("\n") }) {
            return AnswerSpec(type: .word, expectation: .truth(targets))
        }
        return nil
    }

    /// GSM8K's targets carry their reasoning and end in `#### 18`.
    private static func final(_ target: String) -> String {
        let parts = target.components(separatedBy: "####")
        return (parts.count > 1 ? parts[parts.count - 1] : target).trimmingCharacters(in: .whitespacesAndNewlines)
    }

    private static func isNumber(_ text: String) -> Bool {
        let digits = text.filter { $0 != "," && $0 != "$" && $0 != "%" }
        return Double(digits) != nil && digits.contains { $0.isASCII && $0.isNumber }
    }

    private static func isOptionLetter(_ text: String) -> Bool {
        let bare = text.filter { $0 != "(" && $0 != ")" }
        return bare.count == 1 && bare.first.map { ("A"..."J").contains($0) } ?? false
    }
}

/// A conversation up to a question, as one prompt.
enum Transcript {
    /// The last user message alone where nothing went before; else every turn with its speaker.
    static func prompt(_ turns: [(role: String, text: String)]) -> String {
        turns.count == 1
            ? turns[0].text
            : turns.map { "\($0.role.prefix(1).uppercased() + $0.role.dropFirst()): \($0.text)" }.joined(
                separator: "\n\n")
    }

    /// A prompt as other tools keep it: chat messages are written as JSON in a text.
    static func prompt(raw: String) -> String {
        guard raw.utf8.first == UInt8(ascii: "["), let tree = try? CanonicalJSON.value(of: Array(raw.utf8)) else {
            return raw
        }
        let turns = turns(tree)
        return turns.isEmpty ? raw : prompt(turns)
    }

    /// The turns of an array of `{"role", "content"}`.
    static func turns(_ messages: JSONValue?) -> [(role: String, text: String)] {
        (messages?.array ?? []).compactMap { message in
            guard let role = message["role"]?.string, let text = message["content"]?.spoken else { return nil }
            return (role, text)
        }
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
