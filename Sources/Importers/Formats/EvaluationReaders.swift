import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads `predictions/MODEL/DATASET.json` of OpenCompass: `{"0": {"origin_prompt", "prediction", "gold"}, …}`.
    ///
    /// Large sets come in pieces (`_0.json`, `_1.json`, …), each with numbers of its own. Two answers are to the same question where data set and prompt
    /// agree, whatever the number; a chat template is no part of the prompt. The folder names the model. Several predictions are samples.
    mutating func openCompass(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let location = folder.location(of: file)
        let parent = location.deletingLastPathComponent()
        let stem = location.deletingPathExtension().lastPathComponent
        let piece = stem.wholeMatch(of: /(.+)_(\d+)/)
        let set = piece.flatMap { RecordingFolder.exists(parent, "\($0.1)_0.json") ? String($0.1) : nil } ?? stem
        let model = parent.lastPathComponent
        try members(bytes, &sink) { records, id, entry, place throws(JSONFault) in
            guard let asked = entry["origin_prompt"] else {
                throw JSONFault(
                    .badValue(
                        field: "origin_prompt", why: "is missing: the set was scored by likelihood, and holds no text"),
                    at: place.offset)
            }
            let turns = (asked.array ?? []).compactMap { turn -> Transcript.Turn? in
                guard let text = (turn["prompt"] ?? turn["content"])?.string else { return nil }
                let role = turn["role"]?.string?.uppercased() ?? "HUMAN"
                return (role == "BOT" || role == "ASSISTANT" ? "assistant" : role == "SYSTEM" ? "system" : "user", text)
            }
            let prompt = turns.isEmpty ? asked.string.map { Transcript.prompt(raw: $0) } : Transcript.prompt(turns)
            guard let prompt else { throw JSONFault(.missingField("origin_prompt"), at: place.offset) }
            guard let said = entry["prediction"] else { throw JSONFault(.missingField("prediction"), at: place.offset) }
            let gold = entry["gold"] ?? entry["reference"]
            let targets = gold?.array?.compactMap(\.text) ?? [gold?.text].compactMap { $0 }
            let answer = AnswerGuess.spec(targets)
            return (said.array?.map { $0.text ?? "" } ?? [said.text ?? ""]).map { text in
                RecordedResponse(
                    model: model, suite: "opencompass/\(set)", probe: id, prompt: prompt, response: Array(text.utf8),
                    sample: records.sample(of: prompt), answer: answer, isKnownByWording: true, source: place)
            }
        }
    }

    /// Reads `samples.jsonl` of EvalPlus and bigcode's harness: `{"task_id", "solution" | "completion"}` a line.
    ///
    /// Two answers are to the same question where `task_id` agrees (`HumanEval/0`); its text stands in the benchmark and not here. All answers are open.
    /// Further lines of a task are samples. The file names the model, or its folder where the file is called `samples`.
    mutating func evalPlus(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let location = folder.location(of: file)
        let stem = location.deletingPathExtension().lastPathComponent
        let model =
            stem.hasPrefix("samples") || stem.hasPrefix("generations")
            ? location.deletingLastPathComponent().lastPathComponent : stem
        try trees(bytes, &sink) { records, line, place throws(JSONFault) in
            guard let task = line["task_id"]?.text else { throw JSONFault(.missingField("task_id"), at: place.offset) }
            guard let text = (line["solution"] ?? line["completion"])?.string else {
                throw JSONFault(.missingField("solution"), at: place.offset)
            }
            let set = task.contains("/") ? String(task.prefix { $0 != "/" }) : "tasks"
            return [
                RecordedResponse(
                    model: line["model"]?.string ?? model, suite: "code/\(set)", probe: task, prompt: "[\(task)]",
                    response: Array(text.utf8), sample: records.sample(of: task), source: place)
            ]
        }
    }

    /// Reads `predictions/MODEL/DATASET.jsonl` of evalscope: `{"index", "model", "messages", "model_output": {"choices"}}` a line, formerly `raw_input` and `choices`.
    ///
    /// Two answers are to the same question where data set, `index` and messages agree.
    mutating func evalScope(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let location = folder.location(of: file)
        let set = location.deletingPathExtension().lastPathComponent
        let parent = location.deletingLastPathComponent().lastPathComponent
        try trees(bytes, &sink) { records, line, place throws(JSONFault) in
            guard let id = line["index"]?.text else { throw JSONFault(.missingField("index"), at: place.offset) }
            let output = line["model_output"]
            guard let choices = (output?["choices"] ?? line["choices"])?.array else {
                throw JSONFault(.missingField("model_output.choices"), at: place.offset)
            }
            var turns = Transcript.beforeAnswer(line["messages"] ?? line.at("raw_input", "messages"))
            if turns.isEmpty, let asked = line.at("raw_input", "question")?.string { turns = [("user", asked)] }
            guard !turns.isEmpty else { throw JSONFault(.missingField("messages"), at: place.offset) }
            let model = (line["model"] ?? output?["model"])?.string ?? parent
            return choices.enumerated().map { sample, choice in
                RecordedResponse(
                    model: model, suite: "evalscope/\(set)", probe: id, prompt: Transcript.prompt(turns),
                    response: Array((choice.at("message", "content")?.spoken ?? "").utf8), sample: sample,
                    finishReason: (choice["stop_reason"] ?? choice["finish_reason"])?.string, source: place)
            }
        }
    }

    /// Reads rows of lighteval's details as JSON: `{"__doc__": {"query", "choices", "gold_index"}, "__model_response__": {"input", "text"}}`; of the Open LLM
    /// Leaderboard's older ones `full_prompt`, `predictions`, `gold`.
    ///
    /// Two answers are to the same question where task and prompt agree. The folder of `MODEL/DATE/details_TASK_DATE` names the model.
    mutating func lightEval(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let location = folder.location(of: file)
        let date = location.deletingLastPathComponent()
        let model = (date.lastPathComponent.contains(/^\d{4}-/) ? date.deletingLastPathComponent() : date)
            .lastPathComponent
        let stem = location.deletingPathExtension().lastPathComponent
        let named = stem.firstMatch(of: /^details_(.+?)_\d{4}-\d\d-\d\dT/).map { String($0.1) } ?? stem
        try trees(bytes, &sink) { records, row, place throws(JSONFault) in
            let doc = row["__doc__"]
            let turns = Transcript.turns(row.at("__model_response__", "input"))
            let asked = turns.isEmpty ? row.at("__model_response__", "input")?.string : Transcript.prompt(turns)
            guard let prompt = asked ?? doc?["query"]?.string ?? row["full_prompt"]?.string else {
                throw JSONFault(.missingField("__doc__.query"), at: place.offset)
            }
            guard let said = row.at("__model_response__", "text") ?? row["predictions"] else {
                throw JSONFault(.missingField("__model_response__.text"), at: place.offset)
            }
            let texts = said.array?.compactMap(\.string) ?? [said.string].compactMap { $0 }
            guard !texts.isEmpty else {
                throw JSONFault(
                    .badValue(field: "__model_response__.text", why: "is empty: the task is scored by likelihood"),
                    at: place.offset)
            }
            let question = Transcript.prompt(raw: prompt)
            return texts.map { text in
                RecordedResponse(
                    model: model, suite: "lighteval/\(doc?["task_name"]?.string ?? named)",
                    probe: records.prompt(Array(question.utf8)).id, prompt: question, response: Array(text.utf8),
                    sample: records.sample(of: question), answer: LightEval.answer(row), source: place)
            }
        }
    }
}

private enum LightEval {
    static func answer(_ row: JSONValue) -> AnswerSpec? {
        let choices = row.at("__doc__", "choices")?.array?.compactMap(\.text) ?? []
        let index = row.at("__doc__", "gold_index")
        let gold = (index?.array ?? [index].compactMap { $0 }).compactMap(\.integer).compactMap { Int(exactly: $0) }
        let targets = gold.filter(choices.indices.contains).map { choices[$0] }
        if targets.isEmpty { return (row["gold"]?.text).flatMap { AnswerGuess.spec([$0]) } }
        return AnswerGuess.spec(targets, options: choices.count > 1 && choices.count > targets.count ? choices : [])
    }
}

extension RecordReader {
    /// Reads the object that a file is member by member; a member may give several responses or none.
    mutating func members(
        _ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink,
        _ record: (inout RecordReader, String, JSONValue, RecordingPlace) throws(JSONFault) -> [RecordedResponse]
    ) throws {
        try whole { records in
            var places: [(key: String, range: Range<Int>)] = []
            var reader = JSONReader(bytes)
            try reader.object { reader, key throws(JSONFault) in
                _ = try reader.kind()
                places.append((key, try reader.skip()))
            }
            guard reader.isAtEnd() else { throw JSONFault(.trailing, at: reader.position) }
            for (number, member) in places.enumerated() {
                let place = RecordingPlace(file: records.index, offset: member.range.lowerBound, record: number + 1)
                let slice = UnsafeRawBufferPointer(rebasing: bytes[..<member.range.upperBound])
                try records.several(place, &sink) { records throws(JSONFault) in
                    var reader = JSONReader(slice, at: member.range.lowerBound)
                    return try record(&records, member.key, try reader.tree(), place)
                }
            }
        }
    }
}
