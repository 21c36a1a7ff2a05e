import Base
import Panel
import Probes

/// Anthropic Messages (`POST /v1/messages`). It knows no seed and no log probabilities, and `max_tokens` is required.
///
/// The version header is `2023-06-01` unless the panel says otherwise: from `2026-10-21` on, temperature and top-p are refused.
public struct AnthropicMessages: WireFormat {
    /// Sent where a suite sets no limit, since the API demands one.
    static let usualMaxTokens = 1024

    public init() {}

    public func request(for ask: Ask, to model: PanelModel, base: String) -> WireRequest {
        var sent = ask.settings.without(model.connection.omit)
        sent.seed = nil
        sent.logprobs = nil
        sent.maxTokens = sent.maxTokens ?? Self.usualMaxTokens
        let body = JSONValue.fields([
            "model": .string(model.requestedName),
            "max_tokens": sent.maxTokens.map(JSONValue.whole),
            "system": sent.system.map(JSONValue.string),
            "messages": [["role": "user", "content": .string(ask.prompt)]],
            "temperature": sent.temperature.map(JSONValue.number),
            "top_p": sent.topP.map(JSONValue.number),
            "stop_sequences": sent.stop.map { .array($0.map(JSONValue.string)) },
            "output_config": sent.reasoningEffort.map { ["effort": .string($0)] },
        ])
        return WireRequest(
            url: base + "/v1/messages",
            headers: Self.version(model), body: body.bytes(sorted: true), sent: sent)
    }

    public func answer(in body: JSONValue) throws(ProviderFailure) -> WireAnswer {
        let native = body["stop_reason"]?.string
        guard let content = body["content"]?.array ?? (native == "refusal" ? [] : nil) else {
            throw ProviderFailure(.malformed, "the answer has no content list")
        }
        let finish: WireAnswer.Finish =
            switch native {
            case "end_turn", "stop_sequence": .stop
            case "max_tokens", "model_context_window_exceeded": .length
            case "refusal": .refusal
            default: .other
            }
        let usage = body["usage"].flatMap { usage -> Usage? in
            var reader = UsageReader(usage)
            let (fresh, output) = (reader.count("input_tokens"), reader.count("output_tokens"))
            let (read, written) = (
                reader.count("cache_read_input_tokens"), reader.count("cache_creation_input_tokens")
            )
            guard fresh != nil || !reader.implausible.isEmpty else { return nil }
            return Usage(
                input: UsageReader.sum(fresh, read, written), output: output, cached: read ?? 0,
                implausible: reader.implausible)
        }
        return WireAnswer(
            text: content.filter { $0["type"]?.string == "text" }.compactMap { $0["text"]?.string }.joined(),
            finish: finish, finishReason: native, usage: usage, servedModel: body["model"]?.string,
            responseID: body["id"]?.string)
    }

    /// `{"type": "error", "error": {type, message}, "request_id"}`
    public func complaint(in body: JSONValue) -> Complaint? {
        Complaint(of: body)
    }

    public func models(after page: String?, for model: PanelModel, base: String) -> WireCall? {
        WireCall(
            get: base + "/v1/models?limit=1000" + (page.map { "&after_id=\($0.pathEscaped)" } ?? ""),
            headers: Self.version(model))
    }

    public func models(in body: JSONValue) -> (names: [String], next: String?)? { OpenAIChat().models(in: body) }

    /// Answers for aliases too.
    public func model(_ model: PanelModel, base: String) -> WireCall? {
        WireCall(get: base + "/v1/models/" + model.requestedName.pathEscaped, headers: Self.version(model))
    }

    static func version(_ model: PanelModel) -> [Header] {
        [Header("anthropic-version", model.connection.apiVersion ?? "2023-06-01")]
    }
}
