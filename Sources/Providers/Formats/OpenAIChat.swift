import Base
import Foundation
import Panel
import Probes

/// OpenAI Chat Completions (`POST /chat/completions`), and every server that speaks it.
///
/// Sources: the API reference of OpenAI and of OpenRouter, Mistral and Azure for where they differ.
public struct OpenAIChat: WireFormat {
    public init() {}

    public func request(for ask: Ask, to model: PanelModel, base: String) -> WireRequest {
        let sent = ask.settings.without(model.connection.omit)
        var messages: [JSONValue] = []
        if let system = sent.system { messages.append(["role": "system", "content": .string(system)]) }
        messages.append(["role": "user", "content": .string(ask.prompt)])
        let host = URLComponents(string: base)?.host ?? ""
        let isOpenAI =
            host == "api.openai.com" || model.provider == "azure-openai" || host.hasSuffix(".openai.azure.com")
        let body = JSONValue.fields([
            "model": .string(model.requestedName),
            "messages": .array(messages),
            isOpenAI ? "max_completion_tokens" : "max_tokens": sent.maxTokens.map(JSONValue.whole),
            "temperature": sent.temperature.map(JSONValue.number),
            "top_p": sent.topP.map(JSONValue.number),
            model.provider == "mistral" ? "random_seed" : "seed": sent.seed.map(JSONValue.whole),
            "stop": sent.stop.map { .array($0.map(JSONValue.string)) },
            "reasoning_effort": sent.reasoningEffort.map(JSONValue.string),
            "logprobs": sent.logprobs.map { _ in true },
            "top_logprobs": sent.logprobs.flatMap { $0 > 0 ? .whole($0) : nil },
            "stream": false,
        ])
        return WireRequest(url: address(model, base: base), headers: [], body: body.bytes(sorted: true), sent: sent)
    }

    /// Azure names the deployment in the path where an API version is given, and speaks plain `/openai/v1` where none is.
    private func address(_ model: PanelModel, base: String) -> String {
        guard model.provider == "azure-openai" else { return base + "/chat/completions" }
        guard let version = model.connection.apiVersion else { return base + "/openai/v1/chat/completions" }
        let name = model.requestedName.pathEscaped
        return "\(base)/openai/deployments/\(name)/chat/completions?api-version=\(version.pathEscaped)"
    }

    public func answer(in body: JSONValue) throws(ProviderFailure) -> WireAnswer {
        guard let choice = body["choices"]?[0], let message = choice[present: "message"] else {
            throw ProviderFailure(.malformed, "the answer has no choices[0].message")
        }
        let native = choice["finish_reason"]?.string
        let refusal = message["refusal"]?.string
        let usage = body[present: "usage"].flatMap { usage -> Usage? in
            guard let input = usage["prompt_tokens"]?.whole else { return nil }
            return Usage(
                input: input, output: usage["completion_tokens"]?.whole ?? 0,
                reasoning: usage["completion_tokens_details"]?["reasoning_tokens"]?.whole,
                cached: usage["prompt_tokens_details"]?["cached_tokens"]?.whole,
                cost: usage["cost"]?.double)
        }
        return WireAnswer(
            text: Self.text(of: message[present: "content"]) ?? refusal ?? "",
            finish: refusal != nil ? .refusal : Self.finish(native), finishReason: native, usage: usage,
            servedModel: body["model"]?.string, fingerprint: body["system_fingerprint"]?.string,
            upstream: body["provider"]?.string, responseID: body["id"]?.string,
            hasLogprobs: choice[present: "logprobs"] != nil)
    }

    /// Content is text, or (some servers) a list of parts with text.
    private static func text(of content: JSONValue?) -> String? {
        if let parts = content?.array { return parts.compactMap { $0["text"]?.string }.joined() }
        return content?.string
    }

    static func finish(_ native: String?) -> WireAnswer.Finish {
        switch native {
        case "stop", "eos", "end_turn": .stop
        case "length", "max_tokens", "model_length": .length
        case "content_filter": .contentFilter
        default: .other
        }
    }

    public func complaint(in body: JSONValue) -> Complaint? {
        if let choice = body["choices"]?[0]?[present: "error"] { return Self.complaint(error: choice) }
        return Self.complaint(of: body)
    }

    /// `{"error": {message, type, param, code}}`; `error` may be plain text, and OpenRouter's `code` is an HTTP status.
    static func complaint(of body: JSONValue) -> Complaint? {
        body[present: "error"].map(complaint(error:))
    }

    private static func complaint(error: JSONValue) -> Complaint {
        if let text = error.string { return Complaint(text) }
        let inner = error["innererror"]?["code"]?.string
        return Complaint(
            error["message"]?.string ?? "no message",
            codes: [error["code"]?.string, inner, error["type"]?.string], parameter: error["param"]?.string,
            retryAfter: error["message"]?.string.flatMap(waitInText), status: error["code"]?.whole)
    }

    /// "Please try again in 1.5s", as OpenAI words it where it sends no header.
    static func waitInText(_ text: String) -> Double? {
        text.firstMatch(of: /try again in ((?:[0-9.]+(?:ms|h|m|s))+)/).flatMap { RetryAfter.duration(String($0.1)) }
    }

    /// Azure lists the models that could be deployed and not the deployments.
    public func models(after page: String?, for model: PanelModel, base: String) -> WireCall? {
        guard model.provider != "azure-openai" else { return nil }
        return WireCall(get: base + "/models" + (page.map { "?after=\($0.pathEscaped)" } ?? ""))
    }

    /// `{"data": [{"id"}], "has_more", "last_id"}`
    public func models(in body: JSONValue) -> (names: [String], next: String?)? {
        body["data"]?.array.map { models in
            (models.compactMap { $0["id"]?.string }, body[present: "has_more"] == true ? body["last_id"]?.string : nil)
        }
    }

    public func model(_ model: PanelModel, base: String) -> WireCall? {
        guard model.provider != "azure-openai" else { return nil }
        return WireCall(get: base + "/models/" + model.requestedName.pathEscaped)
    }
}

extension String {
    /// The text as one path segment: everything but RFC 3986's unreserved characters is percent-encoded.
    var pathEscaped: String {
        addingPercentEncoding(
            withAllowedCharacters: CharacterSet(
                charactersIn: "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~")) ?? ""
    }
}
