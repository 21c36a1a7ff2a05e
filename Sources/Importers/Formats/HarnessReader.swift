import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads `samples_TASK_DATE.jsonl` of lm-evaluation-harness: `doc_id, doc, target, arguments, resps, filter, …`.
    ///
    /// The model is the name of the folder, as the harness writes it (`org__model`). A document stands once for every filter, with the same
    /// answers: the first counts. Tasks scored by likelihood hold no text and are refused.
    mutating func harness(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let location = folder.location(of: file)
        let model = location.deletingLastPathComponent().lastPathComponent.replacing("__", with: "/")
        let task = HarnessFile.task(location.lastPathComponent)
        var seen: Set<String> = []
        try treeLines(bytes, &sink) { records, line, place throws(JSONFault) in
            guard let id = line["doc_id"]?.text else { throw JSONFault(.missingField("doc_id"), at: place.offset) }
            guard seen.insert(id).inserted else { return [] }
            let request = try HarnessFile.request(line["arguments"], at: place.offset)
            guard let resps = line["resps"]?.array else { throw JSONFault(.missingField("resps"), at: place.offset) }
            let texts = try HarnessFile.texts(resps, at: place.offset)
            let targets = line["target"].map { $0.array?.compactMap(\.text) ?? [$0.text].compactMap { $0 } } ?? []
            let options = line.at("doc", "choices")?.array?.compactMap(\.text) ?? []
            let own = Passport(line["doc"])
            let answer = own?.answer ?? (own == nil ? AnswerGuess.spec(targets, options: options) : nil)
            return texts.enumerated().map { sample, text in
                RecordedResponse(
                    model: model, suite: own?.suite ?? "lm-eval/\(task)", probe: own?.probe ?? id,
                    prompt: request.prompt,
                    response: Array(text.utf8), sample: sample, answer: answer, settings: request.settings,
                    source: place)
            }
        }
    }
}

/// The parts of a line of lm-evaluation-harness.
private enum HarnessFile {
    /// `gsm8k_cot` of `samples_gsm8k_cot_2024-06-01T12-00-00.123456.jsonl`.
    static func task(_ name: String) -> String {
        var stem = name.dropFirst(name.hasPrefix("samples_") ? "samples_".count : 0)
        if stem.hasSuffix(".jsonl") { stem = stem.dropLast(".jsonl".count) }
        guard let mark = stem.lastIndex(of: "_") else { return String(stem) }
        let date = stem[stem.index(after: mark)...]
        return date.count >= 10 && date.first?.isNumber == true ? String(stem[..<mark]) : String(stem)
    }

    /// `{"gen_args_0": {"arg_0": prompt, "arg_1": settings}}`, or the older `[[prompt, settings]]`.
    static func request(
        _ arguments: JSONValue?, at offset: Int
    ) throws(JSONFault) -> (prompt: String, settings: GenerationSettings) {
        let first = arguments?["gen_args_0"]
        let older = arguments?.array?.first?.array
        guard let prompt = first?["arg_0"]?.text ?? older?.first?.text else {
            throw JSONFault(.missingField("arguments.gen_args_0.arg_0"), at: offset)
        }
        let options = first?["arg_1"] ?? older?.dropFirst().first
        var settings = GenerationSettings()
        settings.temperature = options?["temperature"]?.double
        settings.maxTokens = options?["max_gen_toks"]?.integer.map(Int.init)
        settings.topP = options?["top_p"]?.double
        settings.stop = options?["until"].flatMap { $0.array?.compactMap(\.string) ?? $0.string.map { [$0] } }
        return (Transcript.prompt(raw: prompt), settings)
    }

    /// The texts of all samples; pairs of a likelihood and a flag are no text.
    static func texts(_ resps: [JSONValue], at offset: Int) throws(JSONFault) -> [String] {
        let samples = resps.flatMap { $0.array ?? [$0] }
        let texts = samples.compactMap { sample in sample.isNull ? "" : sample.string }
        guard texts.count == samples.count else {
            throw JSONFault(
                .badValue(
                    field: "resps",
                    why: "holds likelihoods and no text: run the task with output_type generate_until"), at: offset)
        }
        return texts
    }
}
