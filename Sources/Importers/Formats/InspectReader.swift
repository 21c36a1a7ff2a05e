import CaseFile
import Probes

extension RecordReader {
    /// Reads a log of Inspect in JSON: `{"eval": {…}, "plan": {…}, "samples": [{"id", "epoch", "input", "target", "output", "attachments", …}]}`.
    ///
    /// Long texts stand in `attachments` by their hash and are put back (`attachment://`, formerly `tc://`). An epoch is a sample.
    mutating func inspect(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        try whole { records in
            if bytes.count > 3, bytes[0] == 0x50, bytes[1] == 0x4B {
                throw JSONFault(
                    .badValue(
                        field: "file", why: "is a zip archive: write it as JSON first, with Inspect's log convert"),
                    at: 0)
            }
            let (log, apart) = try Self.top(bytes, apart: ["samples"])
            guard let eval = log["eval"] else { throw JSONFault(.missingField("eval"), at: 0) }
            guard let model = eval["model"]?.string else { throw JSONFault(.missingField("eval.model"), at: 0) }
            guard let samples = apart["samples"] else { throw JSONFault(.missingField("samples"), at: 0) }
            let run = InspectRun(
                model: model, suite: "inspect/\(eval["task"]?.string ?? "task")",
                settings: InspectRun.settings(log.at("plan", "config") ?? eval["model_generate_config"]),
                created: eval["created"]?.string)
            try records.elements(bytes, at: samples, &sink) { _, sample, place throws(JSONFault) in
                [try run.response(sample, place)]
            }
        }
    }
}

/// What all samples of a log have in common.
private struct InspectRun {
    var model: String
    var suite: String
    var settings: GenerationSettings
    var created: String?

    static func settings(_ config: JSONValue?) -> GenerationSettings {
        var settings = GenerationSettings()
        settings.temperature = config?["temperature"]?.double
        settings.topP = config?["top_p"]?.double
        settings.maxTokens = config?["max_tokens"]?.integer.map(Int.init)
        settings.seed = config?["seed"]?.integer.map(Int.init)
        settings.stop = config?["stop_seqs"]?.array?.compactMap(\.string)
        settings.reasoningEffort = config?["reasoning_effort"]?.string
        settings.system = config?["system_message"]?.string
        return settings
    }

    func response(_ raw: JSONValue, _ place: RecordingPlace) throws(JSONFault) -> RecordedResponse {
        let sample = try Self.resolved(raw, at: place.offset)
        guard let id = sample["id"]?.text else { throw JSONFault(.missingField("id"), at: place.offset) }
        guard let prompt = Self.prompt(sample["input"]) else {
            throw JSONFault(.missingField("input"), at: place.offset)
        }
        let output = sample["output"]
        let text = output?["completion"]?.string ?? output?["choices"]?.array?.first?.at("message", "content")?.spoken
        guard text != nil || !(sample["error"]?.isNull ?? true) else {
            throw JSONFault(.missingField("output.choices"), at: place.offset)
        }
        let target = sample["target"]
        let targets = target?.array?.compactMap(\.text) ?? [target?.text].compactMap { $0 }
        let own = Passport(sample["metadata"])
        let guess = AnswerGuess.spec(targets, options: sample["choices"]?.array?.compactMap(\.text) ?? [])
        return RecordedResponse(
            model: model, generator: output?["model"]?.string.flatMap { $0 == model || $0.isEmpty ? nil : $0 },
            suite: own?.suite ?? suite, probe: own?.probe ?? id, prompt: prompt, response: Array((text ?? "").utf8),
            sample: max(0, Int(sample["epoch"]?.integer ?? 1) - 1),
            answer: own == nil ? guess : own?.answer,
            receivedAt: sample["completed_at"]?.string ?? created, settings: settings, source: place)
    }

    /// A text, or the messages of a conversation.
    private static func prompt(_ input: JSONValue?) -> String? {
        if let text = input?.string { return text }
        let turns = Transcript.turns(input)
        return turns.isEmpty ? nil : Transcript.prompt(turns)
    }

    /// The sample with every attachment in its place.
    private static func resolved(_ sample: JSONValue, at offset: Int) throws(JSONFault) -> JSONValue {
        guard let attachments = sample["attachments"], case .object(let members) = attachments else { return sample }
        var texts: [String: String] = [:]
        for member in members { texts[member.key] = member.value.string }
        var parts: [JSONMember] = []
        for key in ["id", "epoch", "input", "target", "choices", "output", "error", "completed_at", "metadata"] {
            guard let value = sample[key] else { continue }
            parts.append(
                JSONMember(
                    key,
                    try value.mapTexts { text throws(JSONFault) in try Self.restored(text, texts, at: offset) }))
        }
        return .object(parts)
    }

    private static func restored(_ text: String, _ texts: [String: String], at offset: Int) throws(JSONFault) -> String
    {
        var out = text
        for scheme in ["attachment://", "tc://"] where out.contains(scheme) {
            let pieces = out.split(separator: scheme, omittingEmptySubsequences: false)
            out = String(pieces[0])
            for piece in pieces.dropFirst() {
                let hash = String(piece.prefix { $0.isHexDigit }.prefix(32))
                guard let content = texts[hash] else {
                    throw JSONFault(.badValue(field: "attachments", why: "lacks \(scheme)\(hash)"), at: offset)
                }
                out += content + piece.dropFirst(hash.count)
            }
        }
        return out
    }
}
