import Base
import Panel
import Probes

/// OpenAI Responses (`POST /responses`). It knows no seed, stop or fingerprint.
///
/// `store` is sent as false, so that the provider keeps no copy of the probes.
public struct OpenAIResponses: WireFormat {
    public init() {}

    public func request(for ask: Ask, to model: PanelModel, base: String) -> WireRequest {
        var sent = ask.settings.without(model.connection.omit)
        sent.seed = nil
        sent.stop = nil
        let body = JSONValue.fields([
            "model": .string(model.requestedName),
            "input": .string(ask.prompt),
            "instructions": sent.system.map(JSONValue.string),
            "max_output_tokens": sent.maxTokens.map(JSONValue.whole),
            "temperature": sent.temperature.map(JSONValue.number),
            "top_p": sent.topP.map(JSONValue.number),
            "reasoning": sent.reasoningEffort.map { ["effort": .string($0)] },
            "include": sent.logprobs.map { _ in ["message.output_text.logprobs"] },
            "top_logprobs": sent.logprobs.flatMap { $0 > 0 ? .whole($0) : nil },
            "store": false,
        ])
        return WireRequest(url: base + "/responses", headers: [], body: body.bytes(sorted: true), sent: sent)
    }

    public func answer(in body: JSONValue) throws(ProviderFailure) -> WireAnswer {
        let reason = body["incomplete_details"]?["reason"]?.string
        guard let status = body["status"]?.string,
            let output = body["output"]?.array ?? (reason == "content_filter" ? [] : nil)
        else {
            throw ProviderFailure(.malformed, "the answer has no status and output")
        }
        if status == "failed" {
            throw ProviderFailure(
                .transient, "the response failed: \(body["error"]?["message"]?.string ?? "no reason given")")
        }
        let parts = output.filter { $0["type"]?.string == "message" }.flatMap { $0["content"]?.array ?? [] }
        let texts = parts.filter { $0["type"]?.string == "output_text" }.compactMap { $0["text"]?.string }
        let refusals = parts.compactMap { $0["refusal"]?.string }
        let finish: WireAnswer.Finish =
            switch (reason, refusals.isEmpty) {
            case ("max_output_tokens", _): .length
            case ("content_filter", _): .contentFilter
            case (_, false): .refusal
            default: status == "completed" ? .stop : .other
            }
        let usage = body["usage"].flatMap { usage -> Usage? in
            var reader = UsageReader(usage)
            let (input, output) = (reader.count("input_tokens"), reader.count("output_tokens"))
            let reasoning = reader.count("output_tokens_details", "reasoning_tokens")
            let cached = reader.count("input_tokens_details", "cached_tokens")
            guard input != nil || !reader.implausible.isEmpty else { return nil }
            return Usage(
                input: input, output: output, reasoning: reasoning, cached: cached, implausible: reader.implausible)
        }
        return WireAnswer(
            text: (texts.isEmpty ? refusals : texts).joined(), finish: finish,
            finishReason: reason ?? (finish == .refusal ? "refusal" : status),
            usage: usage, servedModel: body["model"]?.string, responseID: body["id"]?.string,
            hasLogprobs: parts.contains { !($0["logprobs"]?.array ?? []).isEmpty })
    }

    public func complaint(in body: JSONValue) -> Complaint? {
        body["status"]?.string == "failed" && body["output"] != nil ? nil : Complaint(of: body)
    }

    public func models(after page: String?, for model: PanelModel, base: String) -> WireCall? {
        OpenAIChat().models(after: page, for: model, base: base)
    }

    public func models(in body: JSONValue) -> (names: [String], next: String?)? { OpenAIChat().models(in: body) }

    public func model(_ model: PanelModel, base: String) -> WireCall? { OpenAIChat().model(model, base: base) }
}
