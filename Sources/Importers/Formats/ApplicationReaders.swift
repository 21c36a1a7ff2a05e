import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads `llm logs --json` of simonw/llm: an array of `{"model", "prompt", "system", "response", "conversation_id", "datetime_utc"}`.
    ///
    /// The entries of a conversation are joined in the order of their times. Two answers are to the same question where system prompt, fragments,
    /// attachments and all that was said before agree.
    mutating func llmLogs(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        var entries: [(entry: JSONValue, place: RecordingPlace)] = []
        try trees(bytes, &sink) { _, entry, place throws(JSONFault) in
            guard entry["model"]?.string != nil else { throw JSONFault(.missingField("model"), at: place.offset) }
            guard entry["prompt"] != nil else { throw JSONFault(.missingField("prompt"), at: place.offset) }
            entries.append((entry, place))
            return []
        }
        func time(_ entry: JSONValue) -> String { entry["datetime_utc"]?.string ?? entry["id"]?.text ?? "" }
        entries.sort { (time($0.entry), $0.place.record) < (time($1.entry), $1.place.record) }
        var conversations: [String: [Transcript.Turn]] = [:]
        for (entry, place) in entries {
            let id = entry["conversation_id"]?.text ?? "\(place.record)"
            var said = conversations[id, default: []]
            if let system = LLMLog.system(entry) { said.append(("system", system)) }
            said.append(("user", LLMLog.prompt(entry)))
            let prompt = Transcript.prompt(said)
            let text = entry["response"]?.string ?? ""
            said.append(("assistant", text))
            conversations[id] = said
            let model = entry["model"]?.string ?? ""
            try several(place, &sink) { records throws(JSONFault) in
                let probe = records.prompt(Array(prompt.utf8)).id
                return [
                    RecordedResponse(
                        model: model, suite: Transcript.suite, probe: probe, prompt: prompt,
                        response: Array(text.utf8), sample: records.sample(of: "\(model)\u{0}\(probe)"),
                        receivedAt: entry["datetime_utc"]?.string, source: place)
                ]
            }
        }
    }

    /// Reads `.deepeval/.latest_test_run.json` of deepeval: `testRunData.testCases[]` with `input`, `actualOutput`, `expectedOutput`.
    ///
    /// Two answers are to the same question where the input agrees. `hyperparameters.model` names the model; where it is not set the application's folder does.
    mutating func deepEval(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        var parent = folder.location(of: file).standardizedFileURL.deletingLastPathComponent()
        if parent.lastPathComponent == ".deepeval" { parent = parent.deletingLastPathComponent() }
        try whole { records in
            let tree = try JSONValue(reading: bytes, accepting: .pythonNumbers)
            let run = tree["testRunData"] ?? tree
            guard let cases = run["testCases"]?.array else {
                throw JSONFault(.missingField("testRunData.testCases"), at: 0)
            }
            var model = parent.lastPathComponent
            if case .object(let settings)? = run["hyperparameters"],
                let named = settings.first(where: { $0.key.lowercased() == "model" })?.value.string
            {
                model = named
            }
            for (number, test) in cases.enumerated() {
                let place = RecordingPlace(file: records.index, offset: 0, record: number + 1)
                try records.several(place, &sink) { records throws(JSONFault) in
                    guard let asked = test["input"]?.string else { throw JSONFault(.missingField("input"), at: 0) }
                    guard let said = test["actualOutput"]?.string else {
                        records.noAnswer("test cases without an output")
                        return []
                    }
                    let probe = records.prompt(Array(asked.utf8)).id
                    return [
                        RecordedResponse(
                            model: model, suite: "deepeval", probe: probe, prompt: asked, response: Array(said.utf8),
                            sample: records.sample(of: probe),
                            answer: AnswerGuess.spec([test["expectedOutput"]?.string].compactMap { $0 }, words: false),
                            source: place)
                    ]
                }
            }
            for (number, test) in (run["conversationalTestCases"]?.array ?? []).enumerated() {
                let place = RecordingPlace(file: records.index, offset: 0, record: cases.count + number + 1)
                try records.several(place, &sink) { records throws(JSONFault) in
                    var turns: [ChatTurn] = []
                    for message in test["turns"]?.array ?? [] {
                        turns.append(try ChatMessage.turn(message, model, "turns", at: 0))
                    }
                    return records.exchanges(turns, place)
                }
            }
        }
    }
}

private enum LLMLog {
    static func system(_ entry: JSONValue) -> String? {
        let parts = [entry["system"]?.string ?? ""] + fragments(entry["system_fragments"])
        let text = parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
        return text.isEmpty ? nil : text
    }

    /// The prompt with what was put before it and what is no text, by its id.
    static func prompt(_ entry: JSONValue) -> String {
        let attached = (entry["attachments"]?.array ?? []).map { file in
            "[\(file["type"]?.string ?? "attachment") \((file["id"] ?? file["url"] ?? file["path"])?.string ?? "")]"
        }
        let parts =
            fragments(entry["prompt_fragments"] ?? entry["fragments"]) + [entry["prompt"]?.string ?? ""] + attached
        return parts.filter { !$0.isEmpty }.joined(separator: "\n\n")
    }

    private static func fragments(_ value: JSONValue?) -> [String] {
        (value?.array ?? []).compactMap { $0.string ?? $0["content"]?.string ?? $0["hash"]?.string }
    }
}
