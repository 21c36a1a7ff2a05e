import Base
import Panel
import Probes

/// AWS Bedrock Converse (`POST /model/{id}/converse`). It knows no seed and does not say which model answered.
public struct BedrockConverse: WireFormat {
    public init() {}

    public func request(for ask: Ask, to model: PanelModel, base: String) -> WireRequest {
        var sent = ask.settings.without(model.connection.omit)
        sent.seed = nil
        sent.logprobs = nil
        let inference = JSONValue.fields([
            "maxTokens": sent.maxTokens.map(JSONValue.whole),
            "temperature": sent.temperature.map(JSONValue.number),
            "topP": sent.topP.map(JSONValue.number),
            "stopSequences": sent.stop.map { .array($0.map(JSONValue.string)) },
        ])
        let body = JSONValue.fields([
            "messages": [["role": "user", "content": [["text": .string(ask.prompt)]]]],
            "system": sent.system.map { [["text": .string($0)]] },
            "inferenceConfig": inference == [:] ? nil : inference,
            "outputConfig": sent.reasoningEffort.map { ["effort": .string($0)] },
        ])
        return WireRequest(
            url: "\(base)/model/\(model.requestedName.pathEscaped)/converse", headers: [],
            body: body.bytes(sorted: true),
            sent: sent)
    }

    public func answer(in body: JSONValue) throws(ProviderFailure) -> WireAnswer {
        let native = body["stopReason"]?.string
        let isFiltered = native == "content_filtered" || native == "guardrail_intervened"
        guard let content = body["output"]?["message"]?["content"]?.array ?? (isFiltered ? [] : nil) else {
            throw ProviderFailure(.malformed, "the answer has no output.message.content")
        }
        let finish: WireAnswer.Finish =
            switch native {
            case "end_turn", "stop_sequence": .stop
            case "max_tokens", "model_context_window_exceeded": .length
            default: isFiltered ? .contentFilter : .other
            }
        let usage = body["usage"].flatMap { usage -> Usage? in
            var reader = UsageReader(usage)
            let (input, output) = (reader.count("inputTokens"), reader.count("outputTokens"))
            let cached = reader.count("cacheReadInputTokens")
            guard input != nil || !reader.implausible.isEmpty else { return nil }
            return Usage(input: input, output: output, cached: cached, implausible: reader.implausible)
        }
        return WireAnswer(
            text: content.compactMap { $0["text"]?.string }.joined(), finish: finish, finishReason: native,
            usage: usage)
    }

    /// `{"message": "…"}` with the kind in `__type` or, as the runner adds it, in the header `x-amzn-errortype`.
    public func complaint(in body: JSONValue) -> Complaint? {
        guard body[present: "output"] == nil,
            let message = (body[present: "message"] ?? body[present: "Message"])?.string
        else { return nil }
        let kind = body["__type"]?.string?.split(separator: "#").last.map(String.init)
        return Complaint(message, codes: [kind])
    }

    /// Bedrock lists its models at another address, and without the names of inference profiles.
    public func models(after page: String?, for model: PanelModel, base: String) -> WireCall? { nil }

    public func models(in body: JSONValue) -> (names: [String], next: String?)? { nil }

    public func model(_ model: PanelModel, base: String) -> WireCall? { nil }
}
