import NIOCore
import NIOHTTP1
import NIOHTTPTypesHTTP1
import Synchronization

/// The connections of the workbench: a few dozen at most. When one more comes, the one that has said nothing for longest makes room for it, so
/// that whoever holds connections open without asking keeps nobody else out.
final class Guests: Sendable {
    private struct Guest {
        let channel: any Channel
        /// Of its last step, counted over all guests.
        var step: UInt64
        /// It has not asked anything yet, or was answered.
        var isIdle: Bool
    }

    private struct State {
        var guests: [ObjectIdentifier: Guest] = [:]
        var steps: UInt64 = 0
    }

    private let most: Int
    private let state = Mutex(State())

    init(most: Int) { self.most = most }

    func enter(_ channel: any Channel) {
        let leaving: (any Channel)? = state.withLock { state in
            var leaving: (any Channel)?
            if state.guests.count >= most {
                guard let oldest = state.guests.filter({ $0.value.isIdle }).min(by: { $0.value.step < $1.value.step })
                else {
                    return channel
                }
                leaving = oldest.value.channel
                state.guests[oldest.key] = nil
            }
            state.steps += 1
            state.guests[ObjectIdentifier(channel)] = Guest(channel: channel, step: state.steps, isIdle: true)
            return leaving
        }
        leaving?.close(promise: nil)
    }

    func note(_ channel: any Channel, isIdle: Bool) {
        state.withLock { state in
            state.steps += 1
            state.guests[ObjectIdentifier(channel)]?.step = state.steps
            state.guests[ObjectIdentifier(channel)]?.isIdle = isIdle
        }
    }

    func leave(_ channel: any Channel) { state.withLock { $0.guests[ObjectIdentifier(channel)] = nil } }
}

/// Stands at each connection before anything else looks at a request: head and body must have come whole before a deadline, the target is a path,
/// and there is one Host line. The parts after it see neither a second Host nor the authority of an absolute target.
final class Doorkeeper: ChannelDuplexHandler {
    typealias InboundIn = HTTPServerRequestPart
    typealias InboundOut = HTTPServerRequestPart
    typealias OutboundIn = HTTPServerResponsePart
    typealias OutboundOut = HTTPServerResponsePart

    private let guests: Guests
    private let deadline: TimeAmount
    private var timer: Scheduled<Void>?
    private var hasRefused = false

    init(_ guests: Guests, deadline: TimeAmount) {
        self.guests = guests
        self.deadline = deadline
    }

    func handlerAdded(context: ChannelHandlerContext) {
        guests.enter(context.channel)
        arm(context)
    }

    func handlerRemoved(context: ChannelHandlerContext) {
        timer?.cancel()
        guests.leave(context.channel)
    }

    func channelInactive(context: ChannelHandlerContext) {
        timer?.cancel()
        guests.leave(context.channel)
        context.fireChannelInactive()
    }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        guard !hasRefused else { return }
        switch unwrapInboundIn(data) {
        case .head(let head):
            if !head.uri.hasPrefix("/") || head.headers["host"].count != 1 { return refuse(context, head.version) }
        case .body: break
        case .end:
            timer?.cancel()
            timer = nil
            guests.note(context.channel, isIdle: false)
        }
        context.fireChannelRead(data)
    }

    func write(context: ChannelHandlerContext, data: NIOAny, promise: EventLoopPromise<Void>?) {
        if case .end = unwrapOutboundIn(data) {
            guests.note(context.channel, isIdle: true)
            arm(context)
        }
        context.write(data, promise: promise)
    }

    private func arm(_ context: ChannelHandlerContext) {
        timer?.cancel()
        let channel = context.channel
        timer = context.eventLoop.scheduleTask(in: deadline) { channel.close(promise: nil) }
    }

    private func refuse(_ context: ChannelHandlerContext, _ version: HTTPVersion) {
        hasRefused = true
        let channel = context.channel
        let headers: HTTPHeaders = ["content-length": "0", "connection": "close"]
        context.write(
            wrapOutboundOut(.head(HTTPResponseHead(version: version, status: .badRequest, headers: headers))),
            promise: nil)
        context.writeAndFlush(wrapOutboundOut(.end(nil))).assumeIsolated().whenComplete { _ in
            channel.close(promise: nil)
        }
    }
}

/// Puts the doorkeeper in its place: the server lets handlers in only behind the one that already drops what is to be looked at.
final class DoorkeeperInstaller: ChannelInboundHandler, RemovableChannelHandler {
    typealias InboundIn = NIOAny

    private let make: @Sendable () -> Doorkeeper

    init(_ make: @escaping @Sendable () -> Doorkeeper) { self.make = make }

    func handlerAdded(context: ChannelHandlerContext) {
        let pipeline = context.pipeline.syncOperations
        do {
            let codec = try pipeline.handler(type: HTTP1ToHTTPServerCodec.self)
            try pipeline.addHandler(make(), position: .before(codec))
        } catch {
            context.close(promise: nil)
        }
    }
}
