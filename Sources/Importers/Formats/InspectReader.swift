import Base
import CaseFile
import Probes

extension RecordReader {
    /// Reads a log of Inspect in JSON: `{"eval": {…}, "plan": {…}, "samples": [{"id", "epoch", "input", "target", "output", "attachments", …}]}`.
    ///
    /// Zipped logs (`.eval`) hold the same apart: `header.json` without samples, and a file for each sample.
    /// Long texts stand in `attachments` by their hash and are put back (`attachment://`, formerly `tc://`). An epoch is a sample.
    mutating func inspect(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        try whole { records in
            if ZipArchive.begins(bytes) { return try records.inspectArchive(bytes, &sink) }
            let (log, apart) = try Self.top(bytes, apart: ["samples"])
            guard let samples = apart["samples"] else { throw JSONFault(.missingField("samples"), at: 0) }
            let run = try InspectRun(log)
            try records.elements(bytes, at: samples, &sink) { _, sample, place throws(JSONFault) in
                [try run.response(sample, place)]
            }
        }
    }

    /// Reads a log that is a zip archive. Where a name stands twice, the later file counts; a log that never ended has its head in the journal.
    private mutating func inspectArchive(
        _ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink
    ) throws {
        let archive = try ZipArchive(bytes)
        var files: [String: ZipArchive.Entry] = [:]
        for entry in archive.entries { files[entry.name] = entry }
        guard let head = files["header.json"] ?? files["_journal/start.json"] else {
            throw JSONFault(.missingField("header.json"), at: 0)
        }
        let run = try InspectRun(Self.tree(archive.contents(of: head)))
        let samples = archive.entries.filter {
            $0.name.hasPrefix("samples/") && $0.name.hasSuffix(".json") && files[$0.name] == $0
        }
        guard !samples.isEmpty else { throw JSONFault(.missingField("samples/"), at: 0) }
        for (number, entry) in samples.enumerated() {
            let place = RecordingPlace(file: index, offset: entry.offset, record: number + 1)
            let response: RecordedResponse
            do throws(JSONFault) {
                response = try run.response(Self.tree(try archive.contents(of: entry)), place)
            } catch {
                try skipped(error, record: number + 1, in: entry.name)
                continue
            }
            try take(response, &sink)
        }
    }

    private static func tree(_ bytes: [UInt8]) throws(JSONFault) -> JSONValue {
        let result = bytes.withUnsafeBytes { buffer -> Result<JSONValue, JSONFault> in
            do throws(JSONFault) {
                var reader = JSONReader(buffer)
                let tree = try reader.tree()
                guard reader.isAtEnd() else { throw JSONFault(.trailing, at: reader.position) }
                return .success(tree)
            } catch {
                return .failure(error)
            }
        }
        return try result.get()
    }
}

/// What all samples of a log have in common.
private struct InspectRun {
    var model: String
    var suite: String
    var settings: GenerationSettings
    var created: String?

    /// From the log without its samples.
    init(_ log: JSONValue) throws(JSONFault) {
        guard let eval = log["eval"] else { throw JSONFault(.missingField("eval"), at: 0) }
        guard let model = eval["model"]?.string else { throw JSONFault(.missingField("eval.model"), at: 0) }
        self.model = model
        suite = "inspect/\(eval["task"]?.string ?? "task")"
        settings = Self.settings(log.at("plan", "config") ?? eval["model_generate_config"])
        created = eval["created"]?.string
    }

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
