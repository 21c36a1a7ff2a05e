import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads one model's answers to WildBench: `MODEL.json`, an array of `{"session_id", "chat_history", "output", "generator", …}`.
    ///
    /// Two answers are to the same question where `session_id` and history agree. `chat_history` is what was said before, user and model by turns; the last turn is the question. All answers are open.
    mutating func wildBench(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let model = String(folder.location(of: file).lastPathComponent.dropLast(".json".count))
        try elements(bytes, &sink) { _, entry, place throws(JSONFault) in
            guard let id = entry["session_id"]?.text else {
                throw JSONFault(.missingField("session_id"), at: place.offset)
            }
            guard let history = entry["chat_history"]?.array?.compactMap(\.string), !history.isEmpty else {
                throw JSONFault(.missingField("chat_history"), at: place.offset)
            }
            guard let output = entry["output"] else { throw JSONFault(.missingField("output"), at: place.offset) }
            let turns = history.enumerated().map { (role: $0 % 2 == 0 ? "user" : "assistant", text: $1) }
            let texts = output.array?.map { $0.string ?? "" } ?? [output.string ?? ""]
            let generator = entry["generator"]?.string
            return texts.enumerated().map { sample, text in
                RecordedResponse(
                    model: model, generator: generator == model ? nil : generator, suite: "wildbench", probe: id,
                    prompt: Transcript.prompt(turns), response: Array(text.utf8), sample: sample, source: place)
            }
        }
    }
}
