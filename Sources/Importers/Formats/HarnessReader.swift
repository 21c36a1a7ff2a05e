import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads `samples_TASK_DATE.jsonl` of lm-evaluation-harness (`DATE_samples_TASK.jsonl` of lmms-eval): `doc_id, doc, target, arguments, resps, filter, …`.
    ///
    /// Two answers are to the same question where task, `doc_id` and what was asked agree; a chat template and the system prompt that it brings
    /// itself are the model's dress and no part of the question. `results_DATE.json` of the same run names the model; where it is missing the
    /// folder does, as the harness writes it (`org__model`). A document stands once for every filter, with the same answers: the first counts.
    /// Tasks scored by likelihood hold no text and are refused.
    mutating func harness(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let location = folder.location(of: file)
        let name = HarnessFile.parts(location.lastPathComponent)
        let model = HarnessFile.model(of: location, date: name.date)
        let suite = "\(folder.format.rawValue)/\(name.task)"
        var seen: Set<String> = []
        try treeLines(bytes, &sink) { records, line, place throws(JSONFault) in
            guard let id = line["doc_id"]?.text else { throw JSONFault(.missingField("doc_id"), at: place.offset) }
            guard seen.insert(id).inserted else { return [] }
            let request = try HarnessFile.request(line["arguments"], at: place.offset)
            guard let resps = (line["resps"] ?? line["filtered_resps"])?.array else {
                throw JSONFault(.missingField("resps"), at: place.offset)
            }
            let texts = try HarnessFile.texts(resps, request, at: place.offset)
            let own = Passport(line["doc"])
            let answer = own == nil ? HarnessFile.answer(line) : own?.answer
            return texts.enumerated().map { sample, text in
                RecordedResponse(
                    model: model, suite: own?.suite ?? suite, probe: own?.probe ?? id, prompt: request.prompt,
                    response: Array(text.utf8), sample: sample, answer: answer, settings: request.settings,
                    source: place)
            }
        }
    }
}

/// The parts of a line of lm-evaluation-harness.
private enum HarnessFile {
    /// `gsm8k_cot` and the date of `samples_gsm8k_cot_2024-06-01T12-00-00.123456.jsonl`; of `20260121_034418_samples_rivers.jsonl` likewise.
    static func parts(_ name: String) -> (task: String, date: String?) {
        let stem = name.hasSuffix(".jsonl") ? String(name.dropLast(".jsonl".count)) : name
        if let lmms = stem.wholeMatch(of: /(\d{8}_\d+)_samples_(.+)/) { return (String(lmms.2), String(lmms.1)) }
        let bare = stem.hasPrefix("samples_") ? String(stem.dropFirst("samples_".count)) : stem
        guard let dated = bare.wholeMatch(of: /(.+)_(\d[\d\-T:.+]{9,})/) else { return (bare, nil) }
        return (String(dated.1), String(dated.2))
    }

    /// The model that the results of the same run name, else the folder's.
    static func model(of location: URL, date: String?) -> String {
        let parent = location.deletingLastPathComponent()
        let names = date.map { ["results_\($0).json", "\($0)_results.json"] } ?? []
        for name in names {
            guard let data = try? Data(contentsOf: parent.appendingPathComponent(name)),
                let results = try? JSONValue(reading: data, accepting: .pythonNumbers)
            else { continue }
            if let model = results["model_name"]?.string, !model.isEmpty { return model }
            if let model = Self.model(results.at("config", "model_args")) { return model }
        }
        return parent.lastPathComponent.replacing("__", with: "/")
    }

    /// `acme/m1` of `pretrained=acme/m1,dtype=auto`, or of an object with such members.
    private static func model(_ arguments: JSONValue?) -> String? {
        for key in ["peft", "delta", "pretrained", "model", "path", "engine"] {
            if let model = arguments?[key]?.string { return model }
            let parts = arguments?.string?.split(separator: ",") ?? []
            if let part = parts.first(where: { $0.hasPrefix("\(key)=") }) {
                return String(part.dropFirst(key.count + 1))
            }
        }
        return nil
    }

    struct Request {
        var prompt: String
        var settings: GenerationSettings
        /// False where no generation was asked for: a likelihood of a text.
        var isGeneration: Bool
    }

    /// `{"gen_args_0": {"arg_0": prompt, "arg_1": settings}}`, lmms-eval's `{"0": prompt, "1": settings}`, or the older `[[prompt, settings]]`.
    ///
    /// Through a chat API the prompt is a list that holds the messages as JSON in a text.
    static func request(_ arguments: JSONValue?, at offset: Int) throws(JSONFault) -> Request {
        let first = arguments?["gen_args_0"]
        let older = arguments?.array?.first?.array ?? arguments?.array
        let written = first?["arg_0"] ?? arguments?["0"] ?? older?.first
        guard let prompt = prompt(written) else {
            throw JSONFault(.missingField("arguments.gen_args_0.arg_0"), at: offset)
        }
        let options = first?["arg_1"] ?? arguments?["1"] ?? older?.dropFirst().first
        var settings = GenerationSettings()
        settings.temperature = options?["temperature"]?.double
        settings.maxTokens = (options?["max_gen_toks"] ?? options?["max_new_tokens"])?.integer.map(Int.init)
        settings.topP = options?["top_p"]?.double
        settings.stop = options?["until"].flatMap { $0.array?.compactMap(\.string) ?? $0.string.map { [$0] } }
        return Request(prompt: prompt, settings: settings, isGeneration: options != nil && options?.string == nil)
    }

    private static func prompt(_ value: JSONValue?) -> String? {
        if let text = value?.text { return Transcript.prompt(raw: text) }
        guard let parts = value?.array else { return nil }
        if parts.count == 1, let text = parts[0].string { return Transcript.prompt(raw: text) }
        let turns = Transcript.turns(value)
        return turns.isEmpty ? nil : Transcript.prompt(turns)
    }

    /// The texts of all samples; pairs of a likelihood and a flag are no text, nor is the likelihood of a whole document.
    static func texts(_ resps: [JSONValue], _ request: Request, at offset: Int) throws(JSONFault) -> [String] {
        let samples = resps.flatMap { $0.array ?? [$0] }
        let texts = samples.compactMap { sample in sample.isNull ? "" : sample.string }
        let isLikelihood = !request.isGeneration && !texts.isEmpty && texts.allSatisfy { Double($0) != nil }
        guard texts.count == samples.count, !isLikelihood else {
            throw JSONFault(
                .badValue(
                    field: "resps",
                    why: "holds likelihoods and no text: run the task with output_type generate_until"), at: offset)
        }
        return texts
    }

    /// What a document asks for. A whole-number target counts the choices from 0; which of the two it is where a choice is that number too, the
    /// document's own `answer` says, and where nothing says it there is no key.
    static func answer(_ line: JSONValue) -> AnswerSpec? {
        let doc = line["doc"]
        let target = line["target"]
        let choices = doc?["choices"]
        let options = (choices?.array ?? choices?["text"]?.array ?? doc?["options"]?.array ?? []).compactMap(\.text)
        if let labels = choices?["label"]?.array?.compactMap(\.text), labels.count == options.count,
            let label = target?.string, let index = labels.firstIndex(of: label)
        {
            return AnswerGuess.choice(at: index, of: options)
        }
        let targets = target.map { $0.array?.compactMap(\.text) ?? [$0.text].compactMap { $0 } } ?? []
        if !options.isEmpty, targets.count == 1, let index = Int(targets[0]) {
            guard options.indices.contains(index) else {
                return options.contains(targets[0]) ? AnswerGuess.spec(targets, options: options) : nil
            }
            let isIndex = ["answer", "label", "gold", "answer_index", "correct", "target"].contains {
                doc?[$0]?.integer == Int64(index)
            }
            guard isIndex || !options.contains(targets[0]) else { return nil }
            return AnswerGuess.choice(at: index, of: options)
        }
        return AnswerGuess.spec(targets, options: options)
    }
}
