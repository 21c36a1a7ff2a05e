import Base
import CaseFile
import Foundation
import Probes

extension RecordReader {
    /// Reads the results of promptfoo (`eval -o results.json`): `{"evalId", "results": {"version", "results": [{"provider", "prompt", "response", …}]}}`.
    ///
    /// Two answers are to the same question where the prompt as it was filled in agrees, whatever the file, the column (`promptIdx` counts prompts times
    /// providers) and the place of the test. A failed request is no answer and is counted.
    ///
    /// An answer from its cache is no new sample: a repeat that was cached is refused, since it would make models look surer than they are.
    mutating func promptfoo(_ bytes: UnsafeRawBufferPointer, _ sink: inout some RecordingSink) throws {
        try whole { records in
            let (_, apart) = try Self.top(bytes, apart: ["results"])
            guard let outer = apart["results"] else { throw JSONFault(.missingField("results"), at: 0) }
            let body = UnsafeRawBufferPointer(rebasing: bytes[..<outer.upperBound])
            let inner = try PromptfooResults.range(body, outer)
            try records.elements(bytes, at: inner, &sink) { records, result, place throws(JSONFault) in
                try PromptfooResults.response(result, place, &records).map { [$0] } ?? []
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
        _ result: JSONValue, _ place: RecordingPlace, _ records: inout RecordReader
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
            guard [result["error"], response?["error"]].contains(where: { $0.map { !$0.isNull } ?? false }) else {
                throw JSONFault(.missingField("response.output"), at: place.offset)
            }
            records.noAnswer("requests that failed")
            return nil
        }
        let model = provider["label"]?.string.flatMap { $0.isEmpty ? nil : $0 } ?? id
        let prompt = Transcript.prompt(raw: raw)
        let probe = records.prompt(Array(prompt.utf8)).id
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
            model: model, generator: model == id ? nil : id, suite: own?.suite ?? "promptfoo",
            probe: own?.probe ?? probe, prompt: prompt,
            response: Array((output.string ?? (try? text(output)) ?? "").utf8), sample: sample,
            answer: own == nil ? AnswerGuess.spec(targets) : own?.answer,
            finishReason: response?["finishReason"]?.string, source: place)
    }

    /// An output that is no text (a tool call, parsed JSON) as JSON.
    private static func text(_ value: JSONValue) throws -> String {
        String(decoding: try CanonicalJSON.bytes(value), as: UTF8.self)
    }
}
