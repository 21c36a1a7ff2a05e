import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads the record of a run of OpenAI evals: a `spec`, then events; `sampling` holds `prompt` and `sampled`, `match` what was `expected`, joined by `sample_id`.
    ///
    /// Two answers are to the same question where eval, `sample_id` and prompt agree. Of several samplings of one sample those with the first one's prompt
    /// are samples; another prompt is a judge's.
    mutating func openAIEvals(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        var model = folder.location(of: file).deletingPathExtension().lastPathComponent
        var suite = "openai-evals"
        var isExact = true
        var samples: [(id: String, events: [(data: JSONValue, place: RecordingPlace)])] = []
        var places: [String: Int] = [:]
        var expected: [String: [String]] = [:]
        try treeLines(bytes, &sink) { records, line, place throws(JSONFault) in
            if let spec = line["spec"] {
                model = spec["completion_fns"]?.array?.first?.string ?? spec["model_name"]?.string ?? model
                suite = "openai-evals/\((spec["base_eval"] ?? spec["eval_name"])?.string ?? "eval")"
                let kind = spec.at("run_config", "eval_spec", "cls")?.string?.lowercased() ?? ""
                isExact = !["include", "fuzzy", "modelgraded", "json"].contains(where: kind.contains)
                return []
            }
            guard let id = line["sample_id"]?.text, let data = line["data"] else { return [] }
            switch line["type"]?.string {
            case "sampling":
                if places[id] == nil {
                    places[id] = samples.count
                    samples.append((id, []))
                }
                samples[places[id] ?? 0].events.append((data, place))
            case "match":
                let value = data["expected"]
                expected[id] = value?.array?.compactMap(\.text) ?? [value?.text].compactMap { $0 }
            case "error": records.noAnswer("requests that failed")
            default: break
            }
            return []
        }
        for (id, events) in samples {
            guard let first = events.first else { continue }
            var sample = 0
            for event in events where event.data["prompt"] == first.data["prompt"] {
                try several(event.place, &sink) { records throws(JSONFault) in
                    guard let asked = event.data["prompt"] else {
                        throw JSONFault(.missingField("data.prompt"), at: event.place.offset)
                    }
                    let turns = Transcript.turns(asked)
                    guard let prompt = turns.isEmpty ? asked.string : Transcript.prompt(turns) else {
                        throw JSONFault(.missingField("data.prompt"), at: event.place.offset)
                    }
                    let said = event.data["sampled"]
                    let texts = said?.array?.map { $0.text ?? "" } ?? [said?.text].compactMap { $0 }
                    guard !texts.isEmpty else { throw JSONFault(.missingField("data.sampled"), at: event.place.offset) }
                    defer { sample += texts.count }
                    return texts.enumerated().map { number, text in
                        RecordedResponse(
                            model: model, suite: suite, probe: id, prompt: prompt, response: Array(text.utf8),
                            sample: sample + number, answer: AnswerGuess.spec(expected[id] ?? [], words: isExact),
                            source: event.place)
                    }
                }
            }
        }
    }
}
