import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads the results of promptfoo (`eval -o results.json`): `{"evalId", "results": {"version", "results": [{"provider", "prompt", "response", …}]}}`.
    ///
    /// An answer from its cache is no new sample: a repeat that was cached is refused, since it would make models look surer than they are.
    mutating func promptfoo(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        let stem = folder.location(of: file).deletingPathExtension().lastPathComponent
        try whole { records in
            let (top, apart) = try Self.top(bytes, apart: ["results"])
            guard let outer = apart["results"] else { throw JSONFault(.missingField("results"), at: 0) }
            let body = UnsafeRawBufferPointer(rebasing: bytes[..<outer.upperBound])
            let inner = try PromptfooResults.range(body, outer)
            let suite = "promptfoo/\(top.at("config", "description")?.string ?? stem)"
            try records.elements(bytes, at: inner, &sink) { records, result, place throws(JSONFault) in
                try PromptfooResults.response(result, suite, place, &records).map { [$0] } ?? []
            }
        }
    }
}

private enum PromptfooResults {
    /// Where the array of results stands: `results.results`, or `results` itself in old files.
    static func range(_ bytes: UnsafeRawBufferPointer, _ outer: Range<Int>) throws(JSONFault) -> Range<Int> {
        var reader = JSONReader(bytes, at: outer.lowerBound)
        if try reader.kind() == .array { return outer }
        var found: Range<Int>?
        try reader.object { reader, key throws(JSONFault) in
            _ = try reader.kind()
            let range = try reader.skip()
            if key == "results" { found = range }
        }
        guard let found else { throw JSONFault(.missingField("results.results"), at: outer.lowerBound) }
        return found
    }

    static func response(
        _ result: JSONValue, _ suite: String, _ place: RecordingPlace, _ records: inout RecordReader
    ) throws(JSONFault) -> RecordedResponse? {
        guard let provider = result["provider"], let id = provider["id"]?.string ?? provider.string else {
            throw JSONFault(.missingField("provider.id"), at: place.offset)
        }
        guard let raw = result.at("prompt", "raw")?.string else {
            throw JSONFault(.missingField("prompt.raw"), at: place.offset)
        }
        let response = result["response"]
        guard let output = response?["output"] else {
            // A request that failed has no output; it is a failure and no answer.
            guard let error = result["error"], !error.isNull else {
                throw JSONFault(.missingField("response.output"), at: place.offset)
            }
            return nil
        }
        let model = provider["label"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? id
        let test = result["testIdx"]?.integer
        let probe = test.map { "t\($0)-p\(result["promptIdx"]?.integer ?? 0)" } ?? records.prompt(Array(raw.utf8)).id
        let sample = records.sample(of: "\(model)\u{0}\(probe)")
        if sample > 0, response?["cached"] == .bool(true) {
            throw JSONFault(
                .badValue(field: "response.cached", why: "is true: a replayed answer is no new sample"),
                at: place.offset)
        }
        let targets = (result.at("testCase", "assert")?.array ?? []).filter {
            ["equals", "iequals"].contains($0["type"]?.string ?? "")
        }.compactMap { $0["value"]?.text }
        let own = Passport(result.at("testCase", "metadata"))
        return RecordedResponse(
            model: model, generator: model == id ? nil : id, suite: own?.suite ?? suite, probe: own?.probe ?? probe,
            prompt: Transcript.prompt(raw: raw),
            response: Array((output.string ?? (try? text(output)) ?? "").utf8), sample: sample,
            answer: own == nil ? AnswerGuess.spec(targets) : own?.answer, source: place)
    }

    /// An output that is no text (a tool call, parsed JSON) as JSON.
    private static func text(_ value: JSONValue) throws -> String {
        String(decoding: try CanonicalJSON.bytes(value), as: UTF8.self)
    }
}
