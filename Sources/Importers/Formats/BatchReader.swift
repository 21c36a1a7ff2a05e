import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads batch files of OpenAI (`{"custom_id", "response": {"status_code", "body"}, "error"}` a line) and Anthropic (`{"custom_id", "result"}`).
    ///
    /// Results do not repeat the question: the file of requests must lie in the same folder, and is read first. A `custom_id` is unique in a batch and not in a
    /// folder, so each file of results is matched with its own file of requests (``BatchRequests``). Two answers are to the same question where all messages
    /// agree, the system's too, whatever the `custom_id`; one of the form `SUITE/PROBE#SAMPLE`, which Apograph exports, names the question itself.
    mutating func batch(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        var ids: Set<String> = []
        var models: Set<String> = []
        var requests = memory.requests
        Self.eachTree(bytes) { line in
            guard let id = line["custom_id"]?.text else { return }
            if let request = line["body"] ?? line["params"] {
                requests.add(BatchRequest(request), id: id, file: file)
                return
            }
            ids.insert(id)
            if let model = BatchResult.model(line) { models.insert(model) }
        }
        memory.requests = requests
        let asked = requests.requests(for: file, ids: ids, models: models)
        try treeLines(bytes, &sink) { records, line, place throws(JSONFault) in
            guard let id = line["custom_id"]?.text else {
                throw JSONFault(.missingField("custom_id"), at: place.offset)
            }
            if line["body"] != nil || line["params"] != nil { return [] }
            guard let answer = try BatchResult(line, at: place.offset) else {
                records.noAnswer("requests that failed")
                return []
            }
            switch asked[id] {
            case .one(let request)?: return records.responses(answer, request, id, place)
            case .several(let files)?:
                throw JSONFault(
                    .badValue(
                        field: "custom_id",
                        why:
                            "\"\(id)\" stands in several files of requests (\(files.joined(separator: ", "))), and nothing says which of them this file answers: give each batch a folder of its own"
                    ), at: place.offset)
            case nil:
                throw JSONFault(
                    .badValue(
                        field: "custom_id",
                        why: "\"\(id)\" stands in no file of requests: put that file into the same folder"),
                    at: place.offset)
            }
        }
    }

    private mutating func responses(
        _ answer: BatchResult, _ request: BatchRequest, _ id: String, _ place: RecordingPlace
    ) -> [RecordedResponse] {
        let model = answer.model ?? request.model ?? "model"
        let own = BatchName(id)
        var settings = request.settings
        var prompt = request.prompt
        if own == nil, let system = settings.system {
            prompt = Transcript.prompt([("system", system)] + request.turns)
            settings.system = nil
        }
        let probe = own?.probe ?? self.prompt(Array(prompt.utf8)).id
        return answer.texts.map { text, finishReason in
            RecordedResponse(
                model: model, generator: answer.model == request.model ? nil : request.model,
                suite: own?.suite ?? Transcript.suite, probe: probe, prompt: prompt, response: Array(text.utf8),
                sample: own?.sample ?? sample(of: "\(model)\u{0}\(probe)"),
                receivedAt: answer.created.flatMap { Timestamp.text(seconds: Double($0)) },
                settings: settings, finishReason: finishReason, source: place)
        }
    }

    /// Every line that is a tree.
    private static func eachTree(_ bytes: UnsafeRawBufferPointer, _ body: (JSONValue) -> Void) {
        for line in bytes.split(separator: 0x0A) {
            var reader = JSONReader(UnsafeRawBufferPointer(rebasing: line))
            if let tree = try? reader.tree() { body(tree) }
        }
    }
}

/// What the batches of a folder were asked, and which file of requests a file of results belongs to.
struct BatchRequests: Sendable {
    enum Match: Sendable {
        case one(BatchRequest)
        /// The files that hold different questions under this id.
        case several([String])
    }

    private var files: [(name: String, requests: [String: BatchRequest])] = []

    mutating func add(_ request: BatchRequest, id: String, file: String) {
        if files.last?.name != file { files.append((file, [:])) }
        files[files.count - 1].requests[id] = request
    }

    /// The request of every id of a file of results: from the files that hold its ids, as far as folder, name and model leave a choice.
    func requests(for results: String, ids: Set<String>, models: Set<String>) -> [String: Match] {
        var candidates = files.filter { !ids.isDisjoint(with: $0.requests.keys) }
        func narrow(_ fits: ((name: String, requests: [String: BatchRequest])) -> Bool) {
            let fitting = candidates.filter(fits)
            if !fitting.isEmpty { candidates = fitting }
        }
        narrow { Self.folder($0.name) == Self.folder(results) }
        narrow { file in ids.allSatisfy { file.requests[$0] != nil } }
        narrow { Self.words($0.name) == Self.words(results) }
        narrow { file in
            let asked = Set(file.requests.values.compactMap(\.model))
            return !models.isEmpty && models.allSatisfy { model in asked.contains { model.hasPrefix($0) } }
        }
        var out: [String: Match] = [:]
        for id in ids {
            let found = candidates.compactMap { file in file.requests[id].map { (file.name, $0) } }
            guard let first = found.first else { continue }
            out[id] = found.allSatisfy { $0.1 == first.1 } ? .one(first.1) : .several(found.map(\.0))
        }
        return out
    }

    private static func folder(_ name: String) -> String {
        String(name.prefix(upTo: name.lastIndex(of: "/") ?? name.startIndex))
    }

    /// The words of a file's name without those that say which half of a batch it is.
    private static func words(_ name: String) -> [String] {
        let stem = (name.split(separator: "/").last ?? "").lowercased().replacing(".jsonl", with: "")
        let halves: Set<Substring> = [
            "in", "input", "inputs", "request", "requests", "req", "out", "output", "outputs", "result", "results",
            "res",
            "response", "responses", "answers", "batch", "errors",
        ]
        return stem.split { !$0.isLetter && !$0.isNumber }.filter { !halves.contains($0) }.map(String.init)
    }
}

/// What a batch was asked under one `custom_id`.
struct BatchRequest: Sendable, Equatable {
    var model: String?
    var prompt: String
    var settings: GenerationSettings
    /// Without the system prompt, which stands in the settings.
    private(set) var asked: [[String]]

    var turns: [Transcript.Turn] { asked.map { ($0[0], $0[1]) } }

    init(_ body: JSONValue) {
        model = body["model"]?.string
        let turns = Transcript.turns(body["messages"] ?? body["input"])
        var said = turns.filter { $0.role != "system" }
        if said.isEmpty { said = [("user", body["input"]?.string ?? body["prompt"]?.string ?? "")] }
        asked = said.map { [$0.role, $0.text] }
        prompt = Transcript.prompt(said)
        let system = turns.filter { $0.role == "system" }.map(\.text)
        settings = GenerationSettings(
            temperature: body["temperature"]?.double, topP: body["top_p"]?.double,
            maxTokens: (body["max_completion_tokens"] ?? body["max_output_tokens"] ?? body["max_tokens"])?.integer
                .map(Int.init),
            seed: body["seed"]?.integer.map(Int.init),
            stop: body["stop"].flatMap { $0.array?.compactMap(\.string) ?? $0.string.map { [$0] } },
            system: body["system"]?.asked ?? body["instructions"]?.string
                ?? (system.isEmpty ? nil : system.joined(separator: "\n\n")))
    }
}

/// What came back; requests that failed are no answers.
private struct BatchResult {
    var model: String?
    /// The text of each choice, and why it ended.
    var texts: [(text: String, finishReason: String?)]
    var created: Int64?

    static func model(_ line: JSONValue) -> String? {
        (line.at("result", "message", "model") ?? line.at("response", "body", "model"))?.string
    }

    init?(_ line: JSONValue, at offset: Int) throws(JSONFault) {
        model = Self.model(line)
        if let result = line["result"] {
            guard result["type"]?.string == "succeeded" else { return nil }
            let message = result["message"]
            guard let content = message?["content"] else {
                throw JSONFault(.missingField("result.message.content"), at: offset)
            }
            texts = [(content.spoken ?? "", message?["stop_reason"]?.string)]
            return
        }
        guard let response = line["response"], !response.isNull else {
            guard let error = line["error"], !error.isNull else {
                throw JSONFault(.missingField("response"), at: offset)
            }
            return nil
        }
        guard let body = response["body"] else { throw JSONFault(.missingField("response.body"), at: offset) }
        if let status = response["status_code"]?.integer, status >= 400 { return nil }
        created = (body["created"] ?? body["created_at"])?.integer
        if let choices = body["choices"]?.array, !choices.isEmpty {
            texts = choices.map { choice in
                let message = choice["message"]
                return (
                    message?["content"]?.spoken ?? message?["refusal"]?.string ?? choice["text"]?.string ?? "",
                    choice["finish_reason"]?.string
                )
            }
            return
        }
        let outputs = (body["output"]?.array ?? []).filter { $0["type"]?.string == "message" }
        guard !outputs.isEmpty else { throw JSONFault(.missingField("response.body.choices"), at: offset) }
        texts = [
            (
                outputs.compactMap { $0["content"]?.spoken }.joined(separator: "\n"),
                body.at("incomplete_details", "reason")?.string
            )
        ]
    }
}

/// What a `custom_id` of the form `SUITE/PROBE#SAMPLE` names.
private struct BatchName {
    var suite: String
    var probe: String
    var sample: Int

    init?(_ id: String) {
        guard let mark = id.lastIndex(of: "#"), let number = Int(id[id.index(after: mark)...]),
            (0..<1_000_000).contains(number),
            let slash = id[..<mark].lastIndex(of: "/")
        else { return nil }
        suite = String(id[..<slash])
        probe = String(id[id.index(after: slash)..<mark])
        sample = number
    }
}
