import Base
import Foundation
import Panel

/// Anthropic's message batches (`POST /v1/messages/batches`): the questions go with the call that starts the batch, and a batch has no room for
/// a name, so that only its results tell whose it is.
///
/// Source: the API reference for Message Batches (November 2026), which allows 100,000 questions and 256 MB.
public struct AnthropicBatches: BatchFormat {
    public init() {}

    public var most: (questions: Int, bytes: Int) { (10_000, 50_000_000) }

    public var hidesNames: Bool { true }

    public func line(_ customID: String, _ request: WireRequest) -> [UInt8] {
        Array("{\"custom_id\":".utf8) + JSONValue.string(customID).bytes() + Array(",\"params\":".utf8) + request.body
            + Array("}".utf8)
    }

    public func upload(_ lines: [[UInt8]], tag: String, for model: PanelModel, base: String) -> WireCall? { nil }

    public func create(
        _ lines: [[UInt8]], file: String?, tag: String, for model: PanelModel, base: String
    ) -> WireCall {
        var body = Array("{\"requests\":[".utf8)
        for (index, line) in lines.enumerated() {
            if index > 0 { body.append(UInt8(ascii: ",")) }
            body += line
        }
        body += "]}".utf8
        return WireCall(post: base + "/v1/messages/batches", headers: AnthropicMessages.version(model), body: body)
    }

    public func list(after: String?, for model: PanelModel, base: String) -> WireCall {
        WireCall(
            get: base + "/v1/messages/batches?limit=100" + (after.map { "&after_id=\($0.pathEscaped)" } ?? ""),
            headers: AnthropicMessages.version(model))
    }

    public func look(at id: String, for model: PanelModel, base: String) -> WireCall {
        WireCall(get: "\(base)/v1/messages/batches/\(id.pathEscaped)", headers: AnthropicMessages.version(model))
    }

    public func state(in body: JSONValue) throws(ProviderFailure) -> BatchState {
        guard let id = body["id"]?.string, let status = body["processing_status"]?.string else {
            throw ProviderFailure(.malformed, "the batch has no id and processing_status")
        }
        let counts = body["request_counts"]
        let done = ["succeeded", "errored", "canceled", "expired"].reduce(0) { $0 + (counts?[$1]?.count ?? 0) }
        return BatchState(
            id: id, phase: status == "ended" ? .ended : .underWay,
            questions: counts.map { done + ($0["processing"]?.count ?? 0) }, done: counts == nil ? nil : done,
            createdAt: body["created_at"]?.string.flatMap(Self.date), tag: nil, results: [id])
    }

    private static func date(_ text: String) -> Date? {
        let whole = text.replacing(/\.\d+/, with: "")
        return try? Date(whole, strategy: .iso8601)
    }

    /// Not the address that the server gives: a key must not go where an answer points.
    public func results(of state: BatchState, for model: PanelModel, base: String) -> [WireCall] {
        [
            WireCall(
                get: "\(base)/v1/messages/batches/\(state.id.pathEscaped)/results",
                headers: AnthropicMessages.version(model))
        ]
    }

    /// `{"custom_id", "result": {"type": "succeeded", "message"} or {"type": "errored", "error"} or {"type": "canceled" or "expired"}}`
    public func result(in line: JSONValue) -> BatchResult? {
        guard let id = line["custom_id"]?.string, let result = line[present: "result"],
            let type = result["type"]?.string
        else {
            return nil
        }
        switch type {
        case "succeeded":
            return BatchResult(
                customID: id,
                response: result[present: "message"].map { WireResponse(status: 200, body: $0.bytes(sorted: true)) },
                reason: "no message")
        case "errored":
            let error = result[present: "error"] ?? .null
            let whole: JSONValue = error[present: "error"] == nil ? ["type": "error", "error": error] : error
            let isOurs = whole["error"]?["type"]?.string == "invalid_request_error"
            return BatchResult(
                customID: id, response: WireResponse(status: isOurs ? 400 : 500, body: whole.bytes(sorted: true)))
        default:
            return BatchResult(customID: id, reason: "it was \(type.prefix(40))")
        }
    }
}
