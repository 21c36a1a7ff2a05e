import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads a `scenario_state.json` of HELM: `{"adapter_spec": {…}, "request_states": [{"instance", "request", "result", …}]}`.
    ///
    /// Two answers are to the same question where run (its name without the model), instance, perturbation, trial and the question's own text agree.
    /// Examples before the question are cut to each model's window and are no part of it; the run's instructions are.
    /// `run_spec.json` names the run; where it is missing the folder does, in which copies have `-` or `_` for the colon. Requests that only weigh a given answer (`reference_index`) hold no text of the model's own.
    mutating func helm(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let place = folder.location(of: file).deletingLastPathComponent()
        let spec = (try? Data(contentsOf: place.appendingPathComponent("run_spec.json"))).flatMap {
            try? JSONValue(reading: $0, accepting: .pythonNumbers)
        }
        let run = spec?["name"]?.string ?? place.lastPathComponent
        try whole { records in
            let (state, apart) = try Self.top(bytes, apart: ["request_states"])
            guard let states = apart["request_states"] else {
                throw JSONFault(.missingField("request_states"), at: 0)
            }
            let adapter = state["adapter_spec"]
            let scenario = HELMRun(
                model: adapter?["model"]?.string, suite: "helm/" + HELMRun.suite(run),
                temperature: adapter?["temperature"]?.double,
                maxTokens: adapter?["max_tokens"]?.integer.map(Int.init),
                instructions: adapter?["instructions"]?.string ?? "")
            try records.elements(bytes, at: states, &sink) { records, state, place throws(JSONFault) in
                let responses = try scenario.responses(state, place)
                if responses.isEmpty { records.noAnswer("requests that failed") }
                return responses
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
    var instructions: String

    /// `mmlu:subject=anatomy` of `mmlu:subject=anatomy,model=openai_gpt-4`.
    static func suite(_ run: String) -> String {
        let bare = run.replacing(/([:,_\-：]|%3A)?model(_deployment)?=[^,]*/, with: "")
        guard let split = bare.firstMatch(of: /^([^:=,]*?)(:|：|%3A|[\-_:,])([A-Za-z][A-Za-z0-9]*(_[a-z]+)*=.*)$/) else {
            return bare
        }
        return "\(split.1):\(split.3)"
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
        guard let prompt = prompt(request, instance?.at("input", "text")?.string) else {
            throw JSONFault(.missingField("request.prompt"), at: place.offset)
        }
        let completions = state.at("result", "completions")?.array
        guard let completions, !completions.isEmpty else {
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
        return completions.enumerated().map { sample, completion in
            RecordedResponse(
                model: model, suite: suite, probe: probe, prompt: prompt,
                response: Array((completion["text"]?.string ?? "").utf8), sample: sample, answer: answer,
                settings: settings, finishReason: completion.at("finish_reason", "reason")?.string, source: place)
        }
    }

    /// The question as it was sent, with the run's instructions and without the examples between them.
    private func prompt(_ request: JSONValue?, _ input: String?) -> String? {
        let messages = Transcript.turns(request?["messages"])
        let written = request?["prompt"]?.string.flatMap { $0.isEmpty ? nil : $0 }
        let sent = written ?? (messages.isEmpty ? nil : Transcript.prompt(messages)) ?? input
        guard let sent, let input, !input.isEmpty, let place = sent.range(of: input, options: [.backwards, .literal])
        else { return sent }
        let line = sent[..<place.lowerBound].lastIndex(of: "\n").map { sent.index(after: $0) } ?? sent.startIndex
        let question = String(sent[line...])
        let lead = instructions.trimmed
        return lead.isEmpty || question.contains(lead) || !sent.contains(lead) ? question : "\(lead)\n\n\(question)"
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
