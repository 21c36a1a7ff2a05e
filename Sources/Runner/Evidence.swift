import Base
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
        intent: Int64?, receivedAt: String, latency: Double?, cost: Booking
    ) -> NewResponse {
        let headers = headers(of: exchange)
        return NewResponse(
            key: key, body: exchange.response?.body ?? [], format: format, text: answer.text, receivedAt: receivedAt,
            accepted: sent == key.settings ? nil : sent,
            served: served(
                answer,
                requestID: headers["x-request-id"] ?? headers["request-id"] ?? headers["x-amzn-requestid"]
                    ?? answer.responseID),
            details: ResponseDetails(
                finishReason: answer.finishReason.map { String($0.prefix(longestName)) },
                inputTokens: answer.usage?.input,
                outputTokens: answer.usage?.output, reasoningTokens: answer.usage?.reasoning,
                latency: latency.flatMap { Int(saturating: ($0 * 1000).rounded()) }, cost: cost.amount?.description,
                headers: headers.isEmpty ? nil : headers, logprobs: answer.hasLogprobs ? true : nil,
                notes: cost.notes.isEmpty ? nil : cost.notes),
            intent: intent)
    }

    /// Most characters that are kept of what a server calls itself or an answer; the body has all of them.
    private static let longestName = 500

    /// What the server said of itself.
    static func served(_ answer: WireAnswer, requestID: String? = nil) -> ServedBy {
        func cut(_ text: String?) -> String? { text.map { String($0.prefix(longestName)) } }
        return ServedBy(
            model: cut(answer.servedModel), fingerprint: cut(answer.fingerprint), provider: cut(answer.upstream),
            requestID: cut(requestID))
    }

    static func failure(_ failure: ProviderFailure, _ exchange: Exchange, intent: Int64, permanent: Bool) -> NewFailure
    {
        NewFailure(
            intent: intent, kind: failure.kind.rawValue,
            message: failure.message + (exchange.removal.map { " (\($0))" } ?? ""),
            status: failure.status ?? exchange.response?.status, permanent: permanent, headers: headers(of: exchange),
            body: Array((exchange.response?.body ?? []).prefix(keptOfFailure)))
    }

    static func servedChanged(model: String, from before: String, to identity: String) -> CaseEntry {
        .event(
            kind: "served-changed",
            body: [
                "from": .string(String(before.prefix(3 * longestName))), "model": .string(model),
                "to": .string(identity),
            ])
    }

    static func settingRefused(model: String, _ setting: OptionalSetting) -> CaseEntry {
        .event(kind: "setting-refused", body: ["model": .string(model), "setting": .string(setting.rawValue)])
    }

    private static func headers(of exchange: Exchange) -> [String: String] {
        var headers = (exchange.response?.headers ?? []).reduce(into: [String: String]()) { kept, header in
            kept[header.name] = kept[header.name].map { "\($0), \(header.value)" } ?? header.value
        }
        headers["apograph-redacted"] = exchange.removal
        return headers
    }
}
