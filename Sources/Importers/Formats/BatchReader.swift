import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads batch files of OpenAI (`{"custom_id", "response": {"status_code", "body"}, "error"}` a line) and Anthropic (`{"custom_id", "result"}`).
    ///
    /// Results do not repeat the question: the file of requests must lie in the same folder, and is read first. Lines are matched by
    /// `custom_id`, never by order. `SUITE/PROBE#SAMPLE` is the form that Apograph exports; any other is the name of a probe.
    mutating func batch(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let stem = folder.location(of: file).deletingPathExtension().lastPathComponent
        try treeLines(bytes, &sink) { records, line, place throws(JSONFault) in
            guard let id = line["custom_id"]?.text else {
                throw JSONFault(.missingField("custom_id"), at: place.offset)
            }
            if let request = line["body"] ?? line["params"] {
                records.memory.requests[id] = BatchRequest(request)
                return []
            }
            guard let answer = try BatchResult(line, at: place.offset) else { return [] }
            guard let request = records.memory.requests[id] else {
                throw JSONFault(
                    .badValue(
                        field: "custom_id",
                        why: "\"\(id)\" stands in no file of requests: put that file into the same folder"),
                    at: place.offset)
            }
            let name = BatchName(id, suite: "batch/\(stem)")
            return [
                RecordedResponse(
                    model: answer.model ?? request.model ?? "model",
                    generator: answer.model == request.model ? nil : request.model, suite: name.suite,
                    probe: name.probe,
                    prompt: request.prompt, response: Array(answer.text.utf8), sample: name.sample,
                    receivedAt: answer.created.map { Timestamp.text(Date(timeIntervalSince1970: Double($0))) },
                    settings: request.settings, source: place)
            ]
        }
    }
}

/// What a batch was asked under one `custom_id`.
struct BatchRequest: Sendable {
    var model: String?
    var prompt: String
    var settings: GenerationSettings

    init(_ body: JSONValue) {
        model = body["model"]?.string
        let turns = Transcript.turns(body["messages"])
        let asked = turns.filter { $0.role != "system" && $0.role != "developer" }
        prompt = asked.isEmpty ? body["input"]?.spoken ?? body["prompt"]?.string ?? "" : Transcript.prompt(asked)
        settings = GenerationSettings(
            temperature: body["temperature"]?.double, topP: body["top_p"]?.double,
            maxTokens: (body["max_completion_tokens"] ?? body["max_tokens"])?.integer.map(Int.init),
            seed: body["seed"]?.integer.map(Int.init),
            stop: body["stop"].flatMap { $0.array?.compactMap(\.string) ?? $0.string.map { [$0] } },
            system: body["system"]?.spoken ?? turns.first { $0.role == "system" || $0.role == "developer" }?.text)
    }
}

/// What came back; requests that failed are no answers.
private struct BatchResult {
    var model: String?
    var text: String
    var created: Int64?

    init?(_ line: JSONValue, at offset: Int) throws(JSONFault) {
        if let result = line["result"] {
            guard result["type"]?.string == "succeeded" else { return nil }
            let message = result["message"]
            guard let text = message?["content"]?.spoken else {
                throw JSONFault(.missingField("result.message.content"), at: offset)
            }
            (self.model, self.text, created) = (message?["model"]?.string, text, nil)
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
        let chat = body["choices"]?.array?.first?.at("message", "content")
        let output = body["output"]?.array?.first { $0["type"]?.string == "message" }?["content"]
        guard let text = chat?.spoken ?? output?.spoken ?? (chat?.isNull == true ? "" : nil) else {
            throw JSONFault(.missingField("response.body.choices"), at: offset)
        }
        (self.model, self.text, created) = (
            body["model"]?.string, text, (body["created"] ?? body["created_at"])?.integer
        )
    }
}

/// What a `custom_id` names.
private struct BatchName {
    var suite: String
    var probe: String
    var sample = 0

    init(_ id: String, suite: String) {
        self.suite = suite
        probe = id
        guard let mark = id.lastIndex(of: "#"), let number = Int(id[id.index(after: mark)...]) else { return }
        sample = max(0, number)
        probe = String(id[..<mark])
        guard let slash = probe.lastIndex(of: "/") else { return }
        self.suite = String(probe[..<slash])
        probe = String(probe[probe.index(after: slash)...])
    }
}
