import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads `model_outputs_MODEL_5shots.json` of MMLU-Pro, zipped or not: an array of `{"question_id", "question", "options", "answer", "model_outputs"}`.
    ///
    /// Two answers are to the same question where wording *and* options agree, in that order: there are two revisions of the questions with other numbers
    /// and other options. The prompt is put together from both, since the files hold no more of it.
    mutating func mmluPro(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let name = folder.location(of: file).lastPathComponent
        try whole { records in
            guard ZipArchive.begins(bytes) else { return try records.mmluPro(bytes, name, &sink) }
            let archive = try ZipArchive(bytes)
            for entry in archive.entries where entry.name.hasSuffix(".json") && !entry.name.hasPrefix("__MACOSX") {
                let member = String(entry.name.split(separator: "/").last ?? "")
                let contents = try archive.contents(of: entry)
                try contents.withUnsafeBytes {
                    try records.mmluPro($0, member.contains("model_outputs_") ? member : name, &sink)
                }
            }
        }
    }

    private mutating func mmluPro(
        _ bytes: UnsafeRawBufferPointer, _ name: String, _ sink: inout some RecordingSink
    ) throws {
        let stem = name.replacing(/\.(jsonl?|zip)$/, with: "")
        let model = stem.firstMatch(of: /model_outputs_(.+?)(_\d+[-_]?shots?)?$/).map { String($0.1) } ?? stem
        try trees(bytes, &sink) { records, line, place throws(JSONFault) in
            guard let id = line["question_id"]?.text else {
                throw JSONFault(.missingField("question_id"), at: place.offset)
            }
            guard let question = line["question"]?.string else {
                throw JSONFault(.missingField("question"), at: place.offset)
            }
            let options =
                line["options"]?.array?.compactMap(\.text) ?? line["options"]?.string.flatMap(PythonLiteral.texts)
            guard let options, !options.isEmpty else { throw JSONFault(.missingField("options"), at: place.offset) }
            guard let outputs = line["model_outputs"] ?? line["generated_text"] ?? line["model_output"] else {
                throw JSONFault(.missingField("model_outputs"), at: place.offset)
            }
            let texts = outputs.array?.map { $0.string ?? "" } ?? [outputs.string ?? ""]
            let index = line["answer_index"]?.integer.flatMap { Int(exactly: $0) }
            let key = line["answer"]?.string ?? index.map(AnswerGuess.letter)
            let answer = key.map { AnswerSpec(type: .choice, expectation: .truth([$0]), options: options) }
            let shown = options.enumerated().map { "\(AnswerGuess.letter($0)). \($1)" }
            let prompt = ([question] + shown).joined(separator: "\n")
            return texts.map { text in
                RecordedResponse(
                    model: model, suite: "mmlu-pro", probe: id, prompt: prompt, response: Array(text.utf8),
                    sample: records.sample(of: "\(model)\u{0}\(prompt)"), answer: answer, isKnownByWording: true,
                    source: place)
            }
        }
    }
}
