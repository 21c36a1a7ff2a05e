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
            isOpenAI != ask.renamesLimit ? "max_completion_tokens" : "max_tokens": sent.maxTokens.map(JSONValue.whole),
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
        guard let choice = body["choices"]?[0] else {
            if body["choices"]?.array != nil, body[present: "prompt_filter_results"] != nil {
                throw ProviderFailure(.contentFilter, "the prompt was withheld by the server's filter")
            }
            throw ProviderFailure(.malformed, "the answer has no choices[0].message")
        }
        let native = choice["finish_reason"]?.string
        // A filter may leave no message at all.
        let nothing: JSONValue? = Self.finish(native) == .contentFilter ? [:] : nil
        guard let message = choice[present: "message"] ?? nothing else {
            throw ProviderFailure(.malformed, "the answer has no choices[0].message")
        }
        let refusal = message["refusal"]?.string
        return WireAnswer(
            text: Self.text(of: message[present: "content"]) ?? refusal ?? "",
            finish: refusal != nil ? .refusal : Self.finish(native),
            finishReason: refusal != nil && native == "stop" ? "refusal" : native,
            usage: body[present: "usage"].flatMap(Self.usage),
            servedModel: body["model"]?.string, fingerprint: body["system_fingerprint"]?.string,
            upstream: body["provider"]?.string, responseID: body["id"]?.string,
            hasLogprobs: choice[present: "logprobs"] != nil)
    }

    private static func usage(_ body: JSONValue) -> Usage? {
        var reader = UsageReader(body)
        let (input, output) = (reader.count("prompt_tokens"), reader.count("completion_tokens"))
        let usage = Usage(
            input: input, output: output, reasoning: reader.count("completion_tokens_details", "reasoning_tokens"),
            cached: reader.count("prompt_tokens_details", "cached_tokens"), cost: body["cost"]?.double,
            implausible: reader.implausible)
        return input == nil && usage.cost == nil && usage.implausible.isEmpty ? nil : usage
    }

    /// Content is text, or (some servers) a list of parts, of which those of type text are the answer and others its reasoning.
    private static func text(of content: JSONValue?) -> String? {
        guard let parts = content?.array else { return content?.string }
        return parts.compactMap { part in
            let type = part["type"]?.string
            guard type == nil || type == "text" || type == "output_text" else { return part.string }
            return part["text"]?.string ?? part["text"]?["value"]?.string ?? part.string
        }.joined()
    }

    /// Version 0.1.0 took the texts of all parts, whatever their type.
    public func earlierTexts(in body: JSONValue) -> [String] {
        let parts = body["choices"]?[0]?["message"]?["content"]?.array
        return parts.map { [$0.compactMap { $0["text"]?.string }.joined()] } ?? []
    }

    static func finish(_ native: String?) -> WireAnswer.Finish {
        switch native {
        case "stop", "eos", "end_turn": .stop
        case "length", "max_tokens", "model_length": .length
        case "content_filter", "content_filtered", "safety", "SAFETY", "sensitive", "refusal", "blocked": .contentFilter
        default: .other
        }
    }

    public func complaint(in body: JSONValue) -> Complaint? {
        if let choice = body["choices"]?[0]?[present: "error"] { return Complaint(error: choice) }
        return Complaint(of: body)
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
