import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Synchronization

/// An HTTP server on loopback that answers as a test wants it to, down to the bytes: whole, truncated, dripping, reset, or not at all.
final class FaultServer: Sendable {
    struct Request: Sendable {
        var method: String
        var path: String
        var headers: [String: String]
        var body: [UInt8]
        /// Counted from 1 over the server's life.
        var number: Int

        var json: [String: Any] {
            (try? JSONSerialization.jsonObject(with: Data(body))) as? [String: Any] ?? [:]
        }

        /// The last user message of an OpenAI-shaped request.
        var prompt: String {
            let messages = json["messages"] as? [[String: Any]]
            return messages?.last?["content"] as? String ?? ""
        }

        var model: String { json["model"] as? String ?? "" }
    }

    enum Reply: Sendable {
        case http(Int, headers: [(String, String)] = [("content-type", "application/json")], body: [UInt8])
        /// As `http` with 200, after a while.
        case late(milliseconds: Int, body: [UInt8])
        /// A correct head, then only this much of the body, then the connection is closed.
        case truncated(body: [UInt8], after: Int)
        /// The connection is closed without a word.
        case reset
        /// Nothing, until the client gives up.
        case stall
        /// One byte at a time.
        case drip(body: [UInt8], milliseconds: Int)
        /// These bytes, then the connection is closed.
        case raw([UInt8])
        /// A JSON body of that many bytes without a length, chunk by chunk.
        case endless(bytes: Int)
    }

    let port: Int
    private let channel: any Channel
    private let counter: Counter

    var base: String { "http://127.0.0.1:\(port)/v1" }
    var requests: Int { counter.value }

    private init(channel: any Channel, counter: Counter) {
        self.channel = channel
        self.counter = counter
        port = channel.localAddress?.port ?? 0
    }

    /// Starts a server on a free port of 127.0.0.1.
    ///
    /// - Parameter port: a port that was in use a moment ago, to come back on; 0 takes any.
    static func start(
        port: Int = 0, _ reply: @escaping @Sendable (Request) -> Reply
    ) async throws -> FaultServer {
        let counter = Counter()
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .serverChannelOption(.socketOption(.so_reuseaddr), value: 1)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(HTTPRequestDecoder()), FaultHandler(counter: counter, reply: reply),
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: port).get()
        return FaultServer(channel: channel, counter: counter)
    }

    func stop() async { try? await channel.close() }
}

/// A count that any thread may raise.
final class Counter: Sendable {
    private let count = Atomic(0)
    var value: Int { count.load(ordering: .relaxed) }
    func next() -> Int { count.add(1, ordering: .relaxed).newValue }
}

private final class FaultHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias OutboundOut = ByteBuffer

    private let counter: Counter
    private let reply: @Sendable (FaultServer.Request) -> FaultServer.Reply
    private var head: HTTPRequestHead?
    private var body: [UInt8] = []

    init(counter: Counter, reply: @escaping @Sendable (FaultServer.Request) -> FaultServer.Reply) {
        self.counter = counter
        self.reply = reply
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        switch unwrapInboundIn(data) {
        case .head(let head):
            self.head = head
            body = []
        case .body(let buffer): body.append(contentsOf: buffer.readableBytesView)
        case .end:
            guard let head else { return }
            let headers = head.headers.map { ($0.name.lowercased(), $0.value) }
            let request = FaultServer.Request(
                method: head.method.rawValue, path: head.uri, headers: Dictionary(headers) { first, _ in first },
                body: body, number: counter.next())
            answer(reply(request), context.channel)
        }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }

    private static func head(_ status: Int, _ headers: [(String, String)], length: Int) -> [UInt8] {
        var text = "HTTP/1.1 \(status) X\r\ncontent-length: \(length)\r\n"
        for (name, value) in headers { text += "\(name): \(value)\r\n" }
        return Array((text + "\r\n").utf8)
    }

    private func answer(_ reply: FaultServer.Reply, _ channel: any Channel) {
        let json = [("content-type", "application/json")]
        switch reply {
        case .http(let status, let headers, let body):
            Self.write(Self.head(status, headers, length: body.count) + body, to: channel)
        case .late(let milliseconds, let body):
            channel.eventLoop.scheduleTask(in: .milliseconds(Int64(milliseconds))) {
                Self.write(Self.head(200, json, length: body.count) + body, to: channel)
            }
        case .truncated(let body, let count):
            Self.write(Self.head(200, json, length: body.count) + body.prefix(count), to: channel, close: true)
        case .reset: channel.close(promise: nil)
        case .stall: break
        case .drip(let body, let milliseconds):
            Self.write(Self.head(200, json, length: body.count), to: channel)
            Self.drip(body[...], every: .milliseconds(Int64(milliseconds)), to: channel)
        case .raw(let bytes): Self.write(bytes, to: channel, close: true)
        case .endless(let bytes):
            let head = "HTTP/1.1 200 X\r\ncontent-type: application/json\r\ntransfer-encoding: chunked\r\n\r\n"
            Self.write(Array(head.utf8), to: channel)
            Self.pour(bytes, to: channel)
        }
    }

    private static func write(_ bytes: [UInt8], to channel: any Channel, close: Bool = false) {
        channel.writeAndFlush(ByteBuffer(bytes: bytes)).whenComplete { _ in
            if close { channel.close(promise: nil) }
        }
    }

    private static func drip(_ body: ArraySlice<UInt8>, every: TimeAmount, to channel: any Channel) {
        guard let byte = body.first, channel.isActive else { return }
        channel.writeAndFlush(ByteBuffer(bytes: [byte]), promise: nil)
        channel.eventLoop.scheduleTask(in: every) { drip(body.dropFirst(), every: every, to: channel) }
    }

    private static func pour(_ left: Int, to channel: any Channel) {
        guard channel.isActive else { return }
        guard left > 0 else { return write(Array("0\r\n\r\n".utf8), to: channel) }
        let size = min(left, 1 << 20)
        let chunk = Array("\(String(size, radix: 16))\r\n".utf8) + Array(repeating: 0x20, count: size) + [13, 10]
        channel.writeAndFlush(ByteBuffer(bytes: chunk)).whenSuccess { pour(left - size, to: channel) }
    }
}
