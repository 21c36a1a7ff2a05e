import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads `model_answer/MODEL.jsonl` of FastChat and what came after it (MT-bench, LiveBench, AlignBench, Arena-Hard v0.1):
    /// `{"question_id", "model_id", "choices": [{"index", "turns": [text, …]}]}` a line, formerly `{"question_id", "text", "model_id"}`.
    ///
    /// The questions stand in a `question.jsonl` beside or above. Two answers are to the same question where benchmark, `question_id`, turn and all that
    /// was said before agree; from the second turn on that is also the model's own first answer. Further `choices` are samples.
    mutating func fastChat(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let location = folder.location(of: file)
        let stem = location.deletingPathExtension().lastPathComponent
        let questions = FastChat.questions(beside: location)
        let suite = "fastchat/\(questions.benchmark)"
        try trees(bytes, &sink) { records, line, place throws(JSONFault) in
            guard let id = line["question_id"]?.text else {
                throw JSONFault(.missingField("question_id"), at: place.offset)
            }
            let choices: [[String]]
            if let given = line["choices"]?.array {
                choices = given.map { ($0["turns"]?.array ?? []).map { $0.string ?? $0["content"]?.string ?? "" } }
            } else if let text = (line["text"] ?? line["answer"] ?? line["output"])?.string {
                choices = [[text]]
            } else {
                throw JSONFault(.missingField("choices"), at: place.offset)
            }
            let question = questions.byID[id] ?? FastChat.Question(line)
            let model = (line["model_id"] ?? line["model"])?.string ?? stem
            let time = line["tstamp"]?.double.flatMap(Timestamp.text(seconds:))
            var out: [RecordedResponse] = []
            for (sample, turns) in choices.enumerated() {
                var said: [Transcript.Turn] = question.system.map { [("system", $0)] } ?? []
                for (number, text) in turns.enumerated() {
                    guard text != "$ERROR$" else {
                        records.noAnswer("requests that failed")
                        break
                    }
                    let asked = number < question.turns.count ? question.turns[number] : nil
                    said.append(("user", asked ?? "[\(questions.benchmark), question \(id), turn \(number + 1)]"))
                    let prompt = Transcript.prompt(said)
                    let later = number == 0 ? "" : "/turn-\(number + 1)"
                    out.append(
                        RecordedResponse(
                            model: model, suite: suite, probe: id + later, prompt: prompt,
                            response: Array(text.utf8), sample: sample, answer: number == 0 ? question.answer : nil,
                            receivedAt: time, source: place))
                    said.append(("assistant", text))
                }
            }
            return out
        }
    }

    /// Reads `MODEL.jsonl` of Arena-Hard-Auto since 2025: `{"uid", "model", "messages": [{"role", "content"}]}`, the assistant's content `{"answer": text}`.
    ///
    /// Two answers are to the same question where `uid` and the messages before the answer agree.
    mutating func arenaHard(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let stem = folder.location(of: file).deletingPathExtension().lastPathComponent
        try trees(bytes, &sink) { records, line, place throws(JSONFault) in
            guard let id = line["uid"]?.text else { throw JSONFault(.missingField("uid"), at: place.offset) }
            let messages = line["messages"]?.array ?? []
            guard let last = messages.last, last["role"]?.string == "assistant" else {
                throw JSONFault(.missingField("messages"), at: place.offset)
            }
            guard let text = last["content"]?.spoken ?? last.at("content", "answer")?.string else {
                records.noAnswer("requests that failed")
                return []
            }
            return [
                RecordedResponse(
                    model: line["model"]?.string ?? stem, suite: "arena-hard", probe: id,
                    prompt: Transcript.prompt(Transcript.turns(.array(Array(messages.dropLast())))),
                    response: Array(text.utf8), receivedAt: line["tstamp"]?.double.flatMap(Timestamp.text(seconds:)),
                    source: place)
            ]
        }
    }
}

private enum FastChat {
    struct Question: Sendable {
        var system: String?
        var turns: [String]
        var answer: AnswerSpec?

        /// `turns` of texts or of `{"content"}`; formerly `text`, AlignBench `question`.
        init(_ line: JSONValue) {
            turns = (line["turns"]?.array ?? []).compactMap { $0.string ?? $0["content"]?.string }
            if turns.isEmpty, line["choices"] == nil, line["model_id"] == nil,
                let text = (line["text"] ?? line["question"])?.string
            {
                turns = [text]
            } else if turns.isEmpty, let text = line["question"]?.string {
                turns = [text]
            }
            system = line["system_prompt"]?.string
            answer = line["ground_truth"]?.text.flatMap { AnswerGuess.spec([$0], words: false) }
        }
    }

    /// The questions of the nearest file that holds any, from beside the answers to two folders above, and what the benchmark is called.
    static func questions(beside location: URL) -> (benchmark: String, byID: [String: Question]) {
        var place = location.deletingLastPathComponent()
        var benchmark = place.lastPathComponent
        if benchmark == "model_answer" || benchmark == "answer" || benchmark == "answers" {
            benchmark = place.deletingLastPathComponent().lastPathComponent
        }
        for _ in 0..<3 {
            let names = (try? RecordingFolder.names(place)) ?? []
            for name in names.sorted(by: { ($0 == "question.jsonl" ? 0 : 1, $0) < ($1 == "question.jsonl" ? 0 : 1, $1) }
            )
            where name.contains("question") && name.hasSuffix(".jsonl") && name != location.lastPathComponent {
                var byID: [String: Question] = [:]
                let data = (try? Data(contentsOf: place.appendingPathComponent(name), options: .alwaysMapped)) ?? Data()
                for line in data.split(separator: 0x0A) {
                    guard let tree = try? JSONValue(reading: line, accepting: .pythonNumbers),
                        let id = tree["question_id"]?.text
                    else { continue }
                    byID[id] = Question(tree)
                }
                if !byID.isEmpty { return (benchmark, byID) }
            }
            place = place.deletingLastPathComponent()
        }
        return (benchmark, [:])
    }
}

extension Timestamp {
    /// Seconds since 1970 as RFC 3339; `nil` for what is no such time.
    static func text(seconds: Double) -> String? {
        seconds.isFinite && abs(seconds) < 1e11 ? text(Date(timeIntervalSince1970: seconds)) : nil
    }
}
