import Base
import Panel
import Probes

/// Ollama's own chat API (`POST /api/chat`), which streams unless told not to.
public struct OllamaChat: WireFormat {
    public init() {}

    public func request(for ask: Ask, to model: PanelModel, base: String) -> WireRequest {
        let sent = ask.settings.without(model.connection.omit)
        var messages: [JSONValue] = []
        if let system = sent.system { messages.append(["role": "system", "content": .string(system)]) }
        messages.append(["role": "user", "content": .string(ask.prompt)])
        let options = JSONValue.fields([
            "temperature": sent.temperature.map(JSONValue.number),
            "top_p": sent.topP.map(JSONValue.number),
            "num_predict": sent.maxTokens.map(JSONValue.whole),
            "seed": sent.seed.map(JSONValue.whole),
            "stop": sent.stop.map { .array($0.map(JSONValue.string)) },
        ])
        let body = JSONValue.fields([
            "model": .string(model.requestedName),
            "messages": .array(messages),
            "stream": false,
            "options": options == [:] ? nil : options,
            "think": sent.reasoningEffort.map(JSONValue.string),
            "logprobs": sent.logprobs.map { _ in true },
            "top_logprobs": sent.logprobs.flatMap { $0 > 0 ? .whole($0) : nil },
        ])
        return WireRequest(url: base + "/api/chat", headers: [], body: body.bytes(sorted: true), sent: sent)
    }

    public func answer(in body: JSONValue) throws(ProviderFailure) -> WireAnswer {
        guard let text = body["message"]?["content"]?.string else {
            throw ProviderFailure(.malformed, "the answer has no message.content")
        }
        guard body[present: "done"] != false else {
            throw ProviderFailure(.malformed, "the server streams although it was told not to")
        }
        let native = body["done_reason"]?.string
        var reader = UsageReader(body)
        let (input, output) = (reader.count("prompt_eval_count"), reader.count("eval_count"))
        let usage =
            output == nil && reader.implausible.isEmpty
            ? nil : Usage(input: input ?? 0, output: output, implausible: reader.implausible)
        return WireAnswer(
            text: text, finish: OpenAIChat.finish(native), finishReason: native, usage: usage,
            servedModel: body["model"]?.string, hasLogprobs: body[present: "logprobs"] != nil)
    }

    /// `{"error": "…"}`
    public func complaint(in body: JSONValue) -> Complaint? { Complaint(of: body) }

    public func models(after page: String?, for model: PanelModel, base: String) -> WireCall? {
        WireCall(get: base + "/api/tags")
    }

    /// `{"models": [{"name", "digest", …}]}`; a name without a tag means `:latest`.
    public func models(in body: JSONValue) -> (names: [String], next: String?)? {
        body["models"]?.array.map { models in
            let names = models.compactMap { $0["name"]?.string }
            return (names + names.filter { $0.hasSuffix(":latest") }.map { String($0.dropLast(7)) }, nil)
        }
    }

    public func model(_ model: PanelModel, base: String) -> WireCall? { nil }
}
