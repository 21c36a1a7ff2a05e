import AsyncHTTPClient
import Base
import Foundation
import NIOCore
import NIOHTTP1
import Panel

/// One HTTP client for all requests that share an idle timeout. Redirects are refused: a key must not follow them.
public final class Transport: Sendable {
    /// The largest body that is read, in bytes.
    public static let bodyLimit = 50_000_000
    /// What is kept of a body that is larger.
    static let keptOfTooLarge = 65_536

    private let client: HTTPClient

    /// - Parameter idleTimeout: longest silence of the server, in seconds.
    public init(idleTimeout: Double) {
        var configuration = HTTPClient.Configuration(redirectConfiguration: .disallow)
        // Over HTTP/2 the check of the status below could not stand before the client's own state machine.
        configuration.httpVersion = .http1Only
        configuration.http1_1ConnectionDebugInitializer = { channel in
            channel.eventLoop.submit {
                let pipeline = channel.pipeline.syncOperations
                let decoder = try pipeline.handler(type: ByteToMessageHandler<HTTPResponseDecoder>.self)
                try pipeline.addHandler(StatusGuard(), position: .after(decoder))
            }
        }
        configuration.timeout.connect = .seconds(10)
        configuration.timeout.read = Self.span(idleTimeout)
        configuration.timeout.write = Self.span(idleTimeout)
        configuration.connectionPool.concurrentHTTP1ConnectionsPerHostSoftLimit = 1024
        configuration.connectionPool.retryConnectionEstablishment = false
        client = HTTPClient(eventLoopGroupProvider: .singleton, configuration: configuration)
    }

    /// Seconds of a panel as the client takes them.
    private static func span(_ seconds: Double) -> TimeAmount {
        .milliseconds(Int64(saturating: min(seconds, 1e6) * 1000) ?? 0)
    }

    public func shutdown() async { try? await client.shutdown() }

    /// What came back of a request: a whole response, or why there is none and what of it arrived.
    struct Outcome: Sendable {
        var response: WireResponse?
        var failure: ProviderFailure?
    }

    private static func request(_ method: String, _ url: String, _ headers: [Header], _ body: [UInt8])
        -> HTTPClientRequest
    {
        var request = HTTPClientRequest(url: url)
        request.method = HTTPMethod(rawValue: method)
        for header in headers { request.headers.add(name: header.name, value: header.value) }
        if method != "GET" { request.body = .bytes(body) }
        return request
    }

    /// Hands the body of a successful answer to `chunk` piece by piece, however large it is; any other answer is returned whole.
    func stream(
        _ url: String, headers: [Header], totalTimeout: Double, chunk: ([UInt8]) async throws -> Void
    ) async throws -> Outcome {
        let deadline = NIODeadline.now() + Self.span(totalTimeout)
        let response: HTTPClientResponse
        do {
            response = try await client.execute(Self.request("GET", url, headers, []), deadline: deadline)
        } catch {
            return Outcome(failure: Self.failure(of: error))
        }
        var received = WireResponse(
            status: Int(response.status.code),
            headers: response.headers.map { Header($0.name.lowercased(), $0.value) }, body: [])
        var pieces = response.body.makeAsyncIterator()
        while true {
            let piece: ByteBuffer?
            do {
                piece = try await pieces.next()
            } catch {
                return Outcome(response: received, failure: Self.failure(of: error))
            }
            guard let piece else { return Outcome(response: received) }
            if (200..<300).contains(received.status) {
                try await chunk(Array(piece.readableBytesView))
            } else if received.body.count < Self.keptOfTooLarge {
                received.body += piece.readableBytesView
            }
        }
    }

    func send(
        _ method: String, _ url: String, headers: [Header], body: [UInt8], totalTimeout: Double
    ) async -> Outcome {
        let request = Self.request(method, url, headers, body)
        let deadline = NIODeadline.now() + Self.span(totalTimeout)
        var received: WireResponse?
        var body: [UInt8] = []
        do {
            let response = try await client.execute(request, deadline: deadline)
            let head = WireResponse(
                status: Int(response.status.code),
                headers: response.headers.map { Header($0.name.lowercased(), $0.value) }, body: [])
            received = head
            if let length = head.headers.first("content-length").flatMap({ Double($0) }),
                length > Double(Self.bodyLimit)
            {
                return tooLarge(head)
            }
            for try await chunk in response.body {
                chunk.withUnsafeReadableBytes { body.append(contentsOf: $0) }
                if body.count > Self.bodyLimit {
                    received?.body = Array(body.prefix(Self.keptOfTooLarge))
                    return tooLarge(received ?? head)
                }
                if NIODeadline.now() > deadline {
                    received?.body = body
                    return Outcome(
                        response: received,
                        failure: ProviderFailure(
                            .timeout, "the answer took longer than \(totalTimeout) s", status: head.status))
                }
            }
            received?.body = body
            return Outcome(response: received)
        } catch {
            received?.body = body
            var failure = Self.failure(of: error)
            failure.status = received?.status
            return Outcome(response: received, failure: failure)
        }
    }

    private func tooLarge(_ kept: WireResponse) -> Outcome {
        Outcome(
            response: kept,
            failure: ProviderFailure(
                .tooLarge, "the answer is larger than \(Self.bodyLimit / 1_000_000) MB", status: kept.status))
    }

    private static func failure(of error: any Error) -> ProviderFailure {
        if error is CancellationError { return ProviderFailure(.cancelled, "the request was stopped") }
        if let status = (error as? StatusGuard.Impossible)?.status {
            return ProviderFailure(.connection, "the server answers with the status \(status), which there is not")
        }
        switch error as? HTTPClientError {
        case .cancelled?: return ProviderFailure(.cancelled, "the request was stopped")
        case .readTimeout?: return ProviderFailure(.timeout, "the server was silent for too long")
        case .deadlineExceeded?: return ProviderFailure(.timeout, "no answer within the total timeout")
        case .connectTimeout?, .getConnectionFromPoolTimeout?:
            return ProviderFailure(.connection, "no connection within 10 s")
        default: break
        }
        let kind = String(reflecting: type(of: error))
        if kind.contains("SSL") || kind.contains("TLS") {
            return ProviderFailure(.tls, "the server cannot be trusted: \(oneLine(error))")
        }
        return ProviderFailure(.connection, "the connection failed: \(oneLine(error))")
    }

    private static func oneLine(_ error: any Error) -> String {
        String("\(error)".split(separator: "\n").joined(separator: " ").prefix(200))
    }
}

/// Ends a connection on which a status comes that HTTP does not have (RFC 9110 §15), before the client's state machine sees it: that takes any
/// number below 200 for a word in between, and stops the program when a body follows.
private final class StatusGuard: ChannelInboundHandler {
    typealias InboundIn = HTTPClientResponsePart
    typealias InboundOut = HTTPClientResponsePart

    struct Impossible: Error { var status: UInt }

    private var hasFailed = false

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasFailed else { return }
        if case .head(let head) = unwrapInboundIn(data), !(100...599).contains(head.status.code) {
            hasFailed = true
            context.fireErrorCaught(Impossible(status: head.status.code))
            context.close(promise: nil)
        } else {
            context.fireChannelRead(data)
        }
    }
}
