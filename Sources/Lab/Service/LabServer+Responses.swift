import Base
import HTTPTypes
import Hummingbird
import NIOCore

/// How replies, streams, limits and faults look on the wire.
extension LabServer {
    func reply(
        _ status: HTTPResponse.Status, _ json: JSONValue, id: String? = nil, retryAfter: Double? = nil
    ) -> Response {
        let bytes = json.bytes()
        var headers: HTTPFields = [.contentType: "application/json", .contentLength: String(bytes.count)]
        if let id { headers[Self.requestID] = "req_" + id.dropFirst("chatcmpl-".count) }
        if let retryAfter {
            headers[.retryAfter] = String(Int(retryAfter.rounded(.up)))
            headers[Self.retryAfterMilliseconds] = String(Int((retryAfter * 1000).rounded(.up)))
        }
        return Response(status: status, headers: headers, body: .init(byteBuffer: ByteBuffer(bytes: bytes)))
    }

    /// Server-sent events, each with one JSON object, and `[DONE]` at the end.
    func stream(_ events: [JSONValue]) -> Response {
        Response(
            status: .ok, headers: [.contentType: "text/event-stream; charset=utf-8", .cacheControl: "no-cache"],
            body: .init { writer in
                for event in events {
                    var buffer = ByteBuffer(string: "data: ")
                    buffer.writeBytes(event.bytes())
                    buffer.writeString("\n\n")
                    try await writer.write(buffer)
                }
                try await writer.write(ByteBuffer(string: "data: [DONE]\n\n"))
                try await writer.finish(nil)
            })
    }

    func limited(_ seconds: Double) -> Response {
        let fault = ChatFault(
            status: 429,
            message: "Rate limit reached for requests. Please try again in \(Int((seconds * 1000).rounded(.up)))ms.",
            type: "requests", code: "rate_limit_exceeded")
        return reply(.tooManyRequests, fault.json, retryAfter: seconds)
    }

    /// What a faulty service sends in place of an answer; `nil` where the answer is needed first.
    func response(to fault: Hindrances.Fault) -> Response? {
        switch fault {
        case .internalError:
            let fault = ChatFault(
                status: 500, message: "The server had an error while processing your request. Sorry about that!",
                type: "server_error")
            return reply(.internalServerError, fault.json)
        case .proxyPage:
            let page = "<html><head><title>503 Service Temporarily Unavailable</title></head><body></body></html>"
            return Response(
                status: .serviceUnavailable,
                headers: [.contentType: "text/html", .contentLength: String(page.utf8.count)],
                body: .init(byteBuffer: ByteBuffer(string: page)))
        case .tooManyRequests: return limited(0.05)
        case .errorInside:
            let fault = ChatFault(
                status: 200, message: "Upstream error: the provider returned no answer.", type: "server_error",
                code: "502")
            return reply(.ok, fault.json)
        case .cutOff: return nil
        }
    }

    /// Announces all of `bytes`, sends half and drops the connection.
    func cutOff(_ bytes: [UInt8]) -> Response {
        struct Cut: Error {}
        return Response(
            status: .ok, headers: [.contentType: "application/json", .contentLength: String(bytes.count)],
            body: .init(contentLength: bytes.count) { writer in
                try await writer.write(ByteBuffer(bytes: bytes.prefix(bytes.count / 2)))
                throw Cut()
            })
    }

    private static var requestID: HTTPField.Name { .init("x-request-id") ?? .from }
    private static var retryAfterMilliseconds: HTTPField.Name { .init("retry-after-ms") ?? .from }
}
