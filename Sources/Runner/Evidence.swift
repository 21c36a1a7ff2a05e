import CaseFile
import Panel
import Probes
import Providers

/// Turns what came over the wire into rows of the case.
enum Evidence {
    /// Most bytes that are kept of a body that came instead of an answer.
    static let keptOfFailure = 1_000_000

    static func response(
        _ exchange: Exchange, _ answer: WireAnswer, key: ResponseKey, format: String, sent: GenerationSettings,
        intent: Int64?, receivedAt: String, latency: Double?, cost: Money?
    ) -> NewResponse {
        let headers = headers(of: exchange)
        return NewResponse(
            key: key, body: exchange.response?.body ?? [], format: format, text: answer.text, receivedAt: receivedAt,
            accepted: sent == key.settings ? nil : sent,
            served: ServedBy(
                model: answer.servedModel, fingerprint: answer.fingerprint, provider: answer.upstream,
                requestID: headers["x-request-id"] ?? headers["request-id"] ?? headers["x-amzn-requestid"]
                    ?? answer.responseID),
            details: ResponseDetails(
                finishReason: answer.finishReason, inputTokens: answer.usage?.input,
                outputTokens: answer.usage?.output, reasoningTokens: answer.usage?.reasoning,
                latency: latency.map { Int(($0 * 1000).rounded()) }, cost: cost?.description,
                headers: headers.isEmpty ? nil : headers, logprobs: answer.hasLogprobs ? true : nil),
            intent: intent)
    }

    static func failure(_ failure: ProviderFailure, _ exchange: Exchange, intent: Int64, permanent: Bool) -> NewFailure
    {
        NewFailure(
            intent: intent, kind: failure.kind.rawValue,
            message: failure.message + (exchange.redacted ? " (the server echoed the key; it was removed)" : ""),
            status: failure.status ?? exchange.response?.status, permanent: permanent, headers: headers(of: exchange),
            body: Array((exchange.response?.body ?? []).prefix(keptOfFailure)))
    }

    static func servedChanged(model: String, from before: String, to identity: String) -> CaseEntry {
        .event(
            kind: "served-changed",
            body: ["from": .string(before), "model": .string(model), "to": .string(identity)])
    }

    static func settingRefused(model: String, _ setting: OptionalSetting) -> CaseEntry {
        .event(kind: "setting-refused", body: ["model": .string(model), "setting": .string(setting.rawValue)])
    }

    private static func headers(of exchange: Exchange) -> [String: String] {
        var headers = (exchange.response?.headers ?? []).reduce(into: [String: String]()) { kept, header in
            kept[header.name] = kept[header.name].map { "\($0), \(header.value)" } ?? header.value
        }
        if exchange.redacted {
            headers["apograph-redacted"] = "the server echoed the key; it was removed from the body"
        }
        return headers
    }
}
