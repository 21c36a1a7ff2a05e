import Base
import Panel
import Probes

/// Google Gemini (`POST /v1beta/models/{model}:generateContent`).
///
/// `store` is sent as false: paid projects made since October 2026 keep prompts and answers otherwise.
public struct GeminiGenerate: WireFormat {
    public init() {}

    public func request(for ask: Ask, to model: PanelModel, base: String) -> WireRequest {
        let sent = ask.settings.without(model.connection.omit)
        let generation = JSONValue.fields([
            "temperature": sent.temperature.map(JSONValue.number),
            "topP": sent.topP.map(JSONValue.number),
            "maxOutputTokens": sent.maxTokens.map(JSONValue.whole),
            "seed": sent.seed.map(JSONValue.whole),
            "stopSequences": sent.stop.map { .array($0.map(JSONValue.string)) },
            "thinkingConfig": sent.reasoningEffort.map { ["thinkingLevel": .string($0)] },
            "responseLogprobs": sent.logprobs.map { _ in true },
            "logprobs": sent.logprobs.flatMap { $0 > 0 ? .whole($0) : nil },
        ])
        let body = JSONValue.fields([
            "contents": [["role": "user", "parts": [["text": .string(ask.prompt)]]]],
            "systemInstruction": sent.system.map { ["parts": [["text": .string($0)]]] },
            "generationConfig": generation == [:] ? nil : generation,
            "store": false,
        ])
        let version = model.connection.apiVersion ?? "v1beta"
        return WireRequest(
            url: "\(base)/\(version)/models/\(model.requestedName.pathEscaped):generateContent", headers: [],
            body: body.bytes(sorted: true), sent: sent)
    }

    public func answer(in body: JSONValue) throws(ProviderFailure) -> WireAnswer {
        if let reason = body["promptFeedback"]?["blockReason"]?.string {
            throw ProviderFailure(.contentFilter, "the prompt was blocked: \(reason.prefix(80))")
        }
        guard let candidate = body["candidates"]?[0] else {
            throw ProviderFailure(.malformed, "the answer has no candidates")
        }
        let native = candidate["finishReason"]?.string
        let finish: WireAnswer.Finish =
            switch native {
            case "STOP": .stop
            case "MAX_TOKENS": .length
            case "SAFETY", "RECITATION", "BLOCKLIST", "PROHIBITED_CONTENT", "SPII", "LANGUAGE",
                "IMAGE_SAFETY", "MODEL_ARMOR":
                .contentFilter
            default: .other
            }
        let parts = candidate["content"]?["parts"]?.array ?? []
        let usage = body["usageMetadata"].flatMap { usage -> Usage? in
            var reader = UsageReader(usage)
            let (input, thoughts) = (reader.count("promptTokenCount"), reader.count("thoughtsTokenCount"))
            let (answer, cached) = (reader.count("candidatesTokenCount"), reader.count("cachedContentTokenCount"))
            guard input != nil || !reader.implausible.isEmpty else { return nil }
            return Usage(
                input: input, output: UsageReader.sum(answer ?? 0, thoughts), reasoning: thoughts, cached: cached,
                implausible: reader.implausible)
        }
        return WireAnswer(
            text: parts.filter { $0["thought"] != true }.compactMap { $0["text"]?.string }.joined(),
            finish: finish, finishReason: native, usage: usage, servedModel: body["modelVersion"]?.string,
            responseID: body["responseId"]?.string, hasLogprobs: candidate[present: "logprobsResult"] != nil)
    }

    /// `{"error": {code, message, status, details}}`, sometimes in a list of one.
    public func complaint(in body: JSONValue) -> Complaint? {
        guard let error = (body[0] ?? body)[present: "error"] else { return nil }
        let delay = error["details"]?.array?.compactMap { $0["retryDelay"]?.string }.first
        return Complaint(
            error["message"]?.string ?? "no message", codes: [error["status"]?.string],
            retryAfter: delay.flatMap(RetryAfter.duration), status: error["code"]?.status)
    }

    public func models(after page: String?, for model: PanelModel, base: String) -> WireCall? {
        let version = model.connection.apiVersion ?? "v1beta"
        return WireCall(
            get: "\(base)/\(version)/models?pageSize=1000" + (page.map { "&pageToken=\($0.pathEscaped)" } ?? ""))
    }

    /// `{"models": [{"name": "models/…"}], "nextPageToken"}`
    public func models(in body: JSONValue) -> (names: [String], next: String?)? {
        body["models"]?.array.map { models in
            let names = models.compactMap { $0["name"]?.string }
            return (names.map { $0.hasPrefix("models/") ? String($0.dropFirst(7)) : $0 }, body["nextPageToken"]?.string)
        }
    }

    public func model(_ model: PanelModel, base: String) -> WireCall? {
        WireCall(
            get: "\(base)/\(model.connection.apiVersion ?? "v1beta")/models/\(model.requestedName.pathEscaped)")
    }
}
