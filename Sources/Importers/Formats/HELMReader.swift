import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads a `scenario_state.json` of HELM: `{"adapter_spec": {…}, "request_states": [{"instance", "request", "result", …}]}`.
    ///
    /// The suite is the run's folder without its model. Requests that only weigh a given answer (`reference_index`) hold no text of the model's own.
    mutating func helm(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let run = folder.location(of: file).deletingLastPathComponent().lastPathComponent
        try whole { records in
            let (state, apart) = try Self.top(bytes, apart: ["request_states"])
            guard let states = apart["request_states"] else {
                throw JSONFault(.missingField("request_states"), at: 0)
            }
            let adapter = state["adapter_spec"]
            let scenario = HELMRun(
                model: adapter?["model"]?.string, suite: "helm/" + HELMRun.suite(run),
                temperature: adapter?["temperature"]?.double,
                maxTokens: adapter?["max_tokens"]?.integer.map(Int.init))
            try records.elements(bytes, at: states, &sink) { _, state, place throws(JSONFault) in
                try scenario.responses(state, place)
            }
        }
    }
}

/// What all requests of a run have in common.
private struct HELMRun {
    var model: String?
    var suite: String
    var temperature: Double?
    var maxTokens: Int?

    /// `mmlu:subject=anatomy` of `mmlu:subject=anatomy,model=openai_gpt-4`.
    static func suite(_ run: String) -> String {
        let parts = run.split(separator: ":", maxSplits: 1)
        guard parts.count == 2 else { return run }
        let arguments = parts[1].split(separator: ",").filter {
            !$0.hasPrefix("model=") && !$0.hasPrefix("model_deployment=")
        }
        return String(parts[0]) + (arguments.isEmpty ? "" : ":" + arguments.joined(separator: ","))
    }

    func responses(_ state: JSONValue, _ place: RecordingPlace) throws(JSONFault) -> [RecordedResponse] {
        let instance = state["instance"]
        guard let id = instance?["id"]?.text else { throw JSONFault(.missingField("instance.id"), at: place.offset) }
        if let reference = state["reference_index"], !reference.isNull {
            throw JSONFault(
                .badValue(
                    field: "reference_index",
                    why: "asks how likely a given answer is, and holds no text of the model's own"),
                at: place.offset)
        }
        let request = state["request"]
        guard let model = request?["model"]?.string ?? model else {
            throw JSONFault(.missingField("request.model"), at: place.offset)
        }
        let messages = Transcript.turns(request?["messages"])
        let written = request?["prompt"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        guard
            let prompt = written ?? (messages.isEmpty ? nil : Transcript.prompt(messages))
                ?? instance?.at("input", "text")?
                .string
        else { throw JSONFault(.missingField("request.prompt"), at: place.offset) }
        let completions = state.at("result", "completions")?.array
        guard let texts = completions?.map({ $0["text"]?.string ?? "" }), !texts.isEmpty else {
            guard state.at("result", "success") == .bool(false) else {
                throw JSONFault(.missingField("result.completions"), at: place.offset)
            }
            return []
        }
        var settings = GenerationSettings()
        settings.temperature = request?["temperature"]?.double ?? temperature
        settings.maxTokens = request?["max_tokens"]?.integer.map(Int.init) ?? maxTokens
        let answer = Self.answer(state)
        let probe = Self.probe(id, state)
        return texts.enumerated().map { sample, text in
            RecordedResponse(
                model: model, suite: suite, probe: probe, prompt: prompt, response: Array(text.utf8), sample: sample,
                answer: answer, settings: settings, source: place)
        }
    }

    /// A perturbed instance and each training trial are questions of their own.
    private static func probe(_ id: String, _ state: JSONValue) -> String {
        let trial = state["train_trial_index"]?.integer ?? 0
        let change = state.at("instance", "perturbation", "name")?.string
        return id + (change.map { "/\($0)" } ?? "") + (trial > 0 ? "/trial-\(trial)" : "")
    }

    private static func answer(_ state: JSONValue) -> AnswerSpec? {
        let references = state.at("instance", "references")?.array ?? []
        let correct = references.filter { ($0["tags"]?.array ?? []).contains { $0.string == "correct" } }
            .compactMap { $0.at("output", "text")?.string ?? $0["output"]?.string }
        guard case .object(let options)? = state["output_mapping"], !options.isEmpty else {
            return AnswerGuess.spec(correct)
        }
        let letters = options.filter { option in correct.contains { $0 == option.value.string } }.map(\.key)
        return letters.isEmpty
            ? nil
            : AnswerSpec(type: .choice, expectation: .truth(letters), options: options.compactMap(\.value.string))
    }
}
