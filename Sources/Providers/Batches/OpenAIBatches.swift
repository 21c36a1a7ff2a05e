import Base
import Foundation
import Panel

/// OpenAI's batch API: a file of questions (`POST /files`), a batch over it (`POST /batches`), files of answers and of errors.
///
/// Source: the API reference for Files and Batches (November 2026). The reference allows 50,000 questions and 200 MB; less is handed in at once
/// here so that a batch fits into memory.
public struct OpenAIBatches: BatchFormat {
    public init() {}

    public var most: (questions: Int, bytes: Int) { (10_000, 50_000_000) }

    public var hidesNames: Bool { false }

    public func line(_ customID: String, _ request: WireRequest) -> [UInt8] {
        var line = Array("{\"body\":".utf8) + request.body
        line += ",\"custom_id\":".utf8
        line += JSONValue.string(customID).bytes()
        line += ",\"method\":\"POST\",\"url\":".utf8
        line += JSONValue.string(URLComponents(string: request.url)?.percentEncodedPath ?? "").bytes()
        line += "}".utf8
        return line
    }

    public func upload(_ lines: [[UInt8]], tag: String, for model: PanelModel, base: String) -> WireCall? {
        let boundary = "apograph-\(tag)"
        var body = Array(
            """
            --\(boundary)\r
            Content-Disposition: form-data; name="purpose"\r
            \r
            batch\r
            --\(boundary)\r
            Content-Disposition: form-data; name="file"; filename="\(tag).jsonl"\r
            Content-Type: application/jsonl\r
            \r

            """.utf8)
        for line in lines { body += line + [0x0A] }
        body += "\r\n--\(boundary)--\r\n".utf8
        return WireCall(post: base + "/files", contentType: "multipart/form-data; boundary=\(boundary)", body: body)
    }

    public func create(
        _ lines: [[UInt8]], file: String?, tag: String, for model: PanelModel, base: String
    ) -> WireCall {
        let endpoint = lines.first.flatMap { try? JSONValue(response: $0)["url"]?.string } ?? ""
        let body: JSONValue = [
            "input_file_id": .string(file ?? ""), "endpoint": .string(endpoint), "completion_window": "24h",
            "metadata": ["apograph": .string(tag)],
        ]
        return WireCall(post: base + "/batches", body: body.bytes(sorted: true))
    }

    public func list(after: String?, for model: PanelModel, base: String) -> WireCall {
        WireCall(get: base + "/batches?limit=100" + (after.map { "&after=\($0.pathEscaped)" } ?? ""))
    }

    public func look(at id: String, for model: PanelModel, base: String) -> WireCall {
        WireCall(get: "\(base)/batches/\(id.pathEscaped)")
    }

    public func state(in body: JSONValue) throws(ProviderFailure) -> BatchState {
        guard let id = body["id"]?.string, let status = body["status"]?.string else {
            throw ProviderFailure(.malformed, "the batch has no id and status")
        }
        let phase: BatchState.Phase
        switch status {
        case "completed", "expired", "cancelled": phase = .ended
        case "failed":
            let said = body["errors"]?["data"]?.array?.compactMap { $0["message"]?.string }.first
            phase = .refused(String((said ?? "no reason given").prefix(300)))
        default: phase = .underWay
        }
        let counts = body[present: "request_counts"]
        return BatchState(
            id: id, phase: phase, questions: counts?["total"]?.count,
            done: counts.map { ($0["completed"]?.count ?? 0) + ($0["failed"]?.count ?? 0) },
            createdAt: body["created_at"]?.double.map(Date.init(timeIntervalSince1970:)),
            tag: body["metadata"]?["apograph"]?.string,
            results: [body["output_file_id"]?.string, body["error_file_id"]?.string].compactMap(\.self))
    }

    public func results(of state: BatchState, for model: PanelModel, base: String) -> [WireCall] {
        state.results.map { WireCall(get: "\(base)/files/\($0.pathEscaped)/content") }
    }

    /// `{"id", "custom_id", "response": {"status_code", "request_id", "body"} or null, "error": {"code", "message"} or null}`
    public func result(in line: JSONValue) -> BatchResult? {
        guard let id = line["custom_id"]?.string else { return nil }
        var result = BatchResult(customID: id, requestID: line["response"]?["request_id"]?.string)
        if let response = line["response"], let body = response["body"] {
            result.response = WireResponse(
                status: response[present: "status_code"].map { $0.status ?? 502 } ?? 200, body: body.bytes(sorted: true)
            )
        } else {
            result.reason =
                (line["error"]?[present: "message"] ?? line["error"]?[present: "code"])?.string ?? "no reason given"
        }
        return result
    }
}
