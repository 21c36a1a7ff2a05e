import Base
import CaseFile
import Probes

extension RecordReader {
    /// Reads a log of Inspect in JSON: `{"eval": {…}, "plan": {…}, "samples": [{"id", "epoch", "input", "target", "output", "attachments", …}]}`.
    ///
    /// Two answers are to the same question where task, sample id and the messages that were sent agree (the stored `input` is what they were made from).
    /// What a task's scorers compare with is a key where they compare whole answers; a pattern or a fragment is none.
    ///
    /// Zipped logs (`.eval`) hold the same apart: `header.json` without samples, and a file for each sample.
    /// Long texts stand in `attachments` by their hash and are put back (`attachment://`, formerly `tc://`). An epoch is a sample.
    mutating func inspect(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        try whole { records in
            if ZipArchive.begins(bytes) { return try records.inspectArchive(bytes, &sink) }
            let (log, apart) = try Self.top(bytes, apart: ["samples"])
            let run = try InspectRun(log)
            guard let samples = apart["samples"] else {
                return records.noAnswer("logs without samples (stopped before the first)")
            }
            try records.elements(bytes, at: samples, &sink) { records, sample, place throws(JSONFault) in
                try run.response(sample, place, &records).map { [$0] } ?? []
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
        let run = try InspectRun(JSONValue(reading: archive.contents(of: head), accepting: .pythonNumbers))
        let samples = archive.entries.filter {
            $0.name.hasPrefix("samples/") && $0.name.hasSuffix(".json") && files[$0.name] == $0
        }
        if samples.isEmpty { noAnswer("logs without samples (stopped before the first)") }
        for (number, entry) in samples.enumerated() {
            let place = RecordingPlace(file: index, offset: entry.offset, record: number + 1)
            let response: RecordedResponse?
            do throws(JSONFault) {
                response = try run.response(
                    JSONValue(reading: try archive.contents(of: entry), accepting: .pythonNumbers), place, &self)
            } catch {
                try skipped(error, record: number + 1, in: entry.name)
                continue
            }
            if let response { try take(response, &sink) }
        }
    }
}

/// What all samples of a log have in common.
private struct InspectRun {
    var model: String
    var suite: String
    var settings: GenerationSettings
    var created: String?
    /// Of the task, as far as the log's head names them.
    var scorers: [String]

    /// From the log without its samples.
    init(_ log: JSONValue) throws(JSONFault) {
        guard let eval = log["eval"] else { throw JSONFault(.missingField("eval"), at: 0) }
        guard let model = eval["model"]?.string else { throw JSONFault(.missingField("eval.model"), at: 0) }
        self.model = model
        suite = "inspect/\(eval["task"]?.string ?? "task")"
        settings = Self.settings(log.at("plan", "config") ?? eval["model_generate_config"])
        created = eval["created"]?.string
        scorers = (eval["scorers"]?.array ?? []).compactMap { $0["name"]?.string ?? $0.string }
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

    /// `nil` where the model was not heard: the request failed.
    func response(
        _ raw: JSONValue, _ place: RecordingPlace, _ records: inout RecordReader
    ) throws(JSONFault) -> RecordedResponse? {
        let sample = try Self.resolved(raw, at: place.offset)
        guard let id = sample["id"]?.text else { throw JSONFault(.missingField("id"), at: place.offset) }
        guard let prompt = Self.prompt(sample) else { throw JSONFault(.missingField("input"), at: place.offset) }
        let output = sample["output"]
        let first = output?["choices"]?.array?.first
        guard let text = output?["completion"]?.string ?? first?.at("message", "content")?.spoken else {
            guard let error = sample["error"], !error.isNull else {
                throw JSONFault(.missingField("output.choices"), at: place.offset)
            }
            records.noAnswer("requests that failed")
            return nil
        }
        if text.isEmpty, let error = sample["error"], !error.isNull {
            records.noAnswer("requests that failed")
            return nil
        }
        let own = Passport(sample["metadata"])
        return RecordedResponse(
            model: model, generator: output?["model"]?.string.flatMap { $0 == model || $0.isEmpty ? nil : $0 },
            suite: own?.suite ?? suite, probe: own?.probe ?? id, prompt: prompt, response: Array(text.utf8),
            sample: Int(min(max(sample["epoch"]?.integer ?? 1, 1), 1_000_000)) - 1,
            answer: own == nil ? key(sample) : own?.answer,
            receivedAt: sample["completed_at"]?.string ?? created, settings: settings,
            finishReason: first?["stop_reason"]?.string, source: place)
    }

    /// Scorers that compare a whole answer with the target.
    private static let exact: Set<String> = ["match", "exact", "answer", "choice", "f1", "math", "multiple_choice"]
    /// Scorers whose target is a pattern, a part of an answer or guidance for a judge.
    private static func isInexact(_ scorer: String) -> Bool {
        ["pattern", "includes", "model_graded", "regex", "contains", "judge", "rubric"].contains { scorer.contains($0) }
    }

    /// What the target asks for, as far as the scorers compare with it as an answer.
    private func key(_ sample: JSONValue) -> AnswerSpec? {
        var names = scorers
        if names.isEmpty, case .object(let scores)? = sample["scores"] { names = scores.map(\.key) }
        names = names.map { String($0.split(separator: "/").last ?? "") }
        let target = sample["target"]
        let targets = target?.array?.compactMap(\.text) ?? [target?.text].compactMap { $0 }
        let options = sample["choices"]?.array?.compactMap(\.text) ?? []
        // Several letters of one choice must all be chosen.
        if !options.isEmpty, targets.count > 1 { return nil }
        if names.isEmpty || names.contains(where: Self.exact.contains) {
            return AnswerGuess.spec(targets, options: options)
        }
        if names.contains(where: Self.isInexact) { return nil }
        return AnswerGuess.spec(targets, options: options, words: false)
    }

    /// The messages that were sent up to the model's own first answer; the stored input where the log has no messages.
    private static func prompt(_ sample: JSONValue) -> String? {
        let input = sample["input"]
        let given = input?.array?.count { $0["role"]?.string == "assistant" } ?? 0
        var sent: [JSONValue] = []
        var answers = 0
        for message in sample["messages"]?.array ?? [] {
            if message["role"]?.string == "assistant" {
                if message["source"]?.string == "generate" || answers == given { break }
                answers += 1
            }
            sent.append(message)
        }
        let turns = Transcript.turns(.array(sent))
        if turns.contains(where: { $0.role == "user" }) { return Transcript.prompt(turns) }
        if let text = input?.string { return text }
        let asked = Transcript.turns(input)
        return asked.isEmpty ? nil : Transcript.prompt(asked)
    }

    /// The sample with every attachment in its place.
    private static func resolved(_ sample: JSONValue, at offset: Int) throws(JSONFault) -> JSONValue {
        guard let attachments = sample["attachments"], case .object(let members) = attachments else { return sample }
        var texts: [String: String] = [:]
        for member in members { texts[member.key] = member.value.string }
        var parts: [JSONMember] = []
        for key in [
            "id", "epoch", "input", "messages", "target", "choices", "output", "error", "completed_at", "metadata",
            "scores",
        ] {
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
