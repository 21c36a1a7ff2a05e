import Base
import CaseFile
import Findings
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import NIOCore
import Probes
import Reports

/// The pages of `apograph serve`: a case to look around in, on the loopback interface, for reading only.
public struct Workbench: Sendable {
    private let desk: Desk
    private let progress: ProgressFeed
    private let index: SearchIndex
    private let store: CaseStore
    /// Part of every address; who does not have it sees nothing.
    public let token: String

    /// - Parameters:
    ///   - store: opened for reading or following.
    ///   - token: random unless a test needs to know it.
    public init(_ store: CaseStore, token: String? = nil) {
        self.store = store
        self.token = token ?? Gate.token()
        desk = Desk(store)
        progress = ProgressFeed(store)
        index = SearchIndex(store)
    }

    /// Serves on 127.0.0.1 until the task is cancelled.
    ///
    /// - Parameters:
    ///   - port: 0 takes any free one.
    ///   - onListening: gets the address to open, token included.
    /// - Throws: `Problem` `serve.port` where the port cannot be had.
    public func run(port: Int = 0, onListening: @escaping @Sendable (String) async -> Void) async throws {
        var logger = Logger(label: "workbench")
        logger.logLevel = .critical
        let bound = Bound()
        let guests = Guests(most: Self.mostGuests)
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { request, _ in
                let headers = Dictionary(
                    request.headers.map { ($0.name.canonicalName, [$0.value]) }, uniquingKeysWith: +)
                let host = request.head.authority.map { ["host": [$0]] } ?? [:]
                let reply = await respond(
                    method: request.method.rawValue, target: request.head.path ?? "/",
                    headers: headers.merging(host, uniquingKeysWith: +), port: await bound.port)
                return response(reply, isHead: request.method == .head)
            },
            server: .http1(
                configuration: .init(
                    additionalChannelHandlers: [DoorkeeperInstaller { Doorkeeper(guests, deadline: Self.patience) }])),
            configuration: .init(address: .hostname("127.0.0.1", port: port), serverName: nil),
            onServerRunning: { channel in
                let port = channel.localAddress?.port ?? port
                await bound.set(port)
                await onListening("http://127.0.0.1:\(port)/\(token)/")
            }, logger: logger)
        do {
            try await application.run()
        } catch let error as IOError {
            throw Problem(
                "serve.port", .unavailable, "cannot listen on port \(port): \(error.description)", at: "127.0.0.1",
                remedy: "Choose another port, or 0 for any free one.")
        }
    }

    /// Connections that are open at a time: a browser has six.
    static let mostGuests = 48
    /// How long a request may take to come, head and body, and how long a connection stays open without one.
    private static let patience = TimeAmount.seconds(10)

    private actor Bound {
        var port = 0
        func set(_ port: Int) { self.port = port }
    }

    /// The reply to one request.
    func respond(method: String, target: String, headers: [String: [String]], port: Int) async -> Reply {
        switch Gate(token: token, port: port).decide(method: method, target: target, headers: headers) {
        case .refused(let reply): return reply
        case .admitted(let visit):
            do {
                return try await Pages(store: store, desk: desk, progress: progress, index: index).reply(to: visit)
            } catch let problem as Problem {
                return .refusal(
                    problem.kind == .usage ? 404 : problem.kind == .temporary ? 503 : 500, problem.description)
            } catch {
                return .refusal(500, "\(error)")
            }
        }
    }

    private func response(_ reply: Reply, isHead: Bool) -> Response {
        var headers: HTTPFields = [
            .contentType: reply.type, .cacheControl: "no-store",
            .contentSecurityPolicy: Stylesheet.policy(caseID: store.info.id, forms: true, script: reply.script)
                + "; frame-ancestors 'none'",
            .xContentTypeOptions: "nosniff",
        ]
        if reply.events == nil { headers[.contentLength] = String(reply.body.count) }
        for (name, value) in [
            ("Referrer-Policy", "no-referrer"), ("Cross-Origin-Opener-Policy", "same-origin"),
            ("Cross-Origin-Resource-Policy", "same-origin"), ("X-Frame-Options", "DENY"),
        ] {
            if let field = HTTPField.Name(name) { headers[field] = value }
        }
        if let name = reply.download { headers[.contentDisposition] = "attachment; filename=\"\(name)\"" }
        if let events = reply.events, !isHead {
            return Response(
                status: .ok, headers: headers, body: .init(asyncSequence: events.map { ByteBuffer(bytes: $0) }))
        }
        return Response(
            status: .init(code: reply.status), headers: headers,
            body: isHead ? .init() : .init(byteBuffer: ByteBuffer(bytes: reply.body)))
    }
}
