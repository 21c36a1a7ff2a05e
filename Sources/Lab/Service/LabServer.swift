import Base
import Crypto
import Foundation
import HTTPTypes
import Hummingbird
import HummingbirdCore
import Logging
import Marks
import NIOCore
import Probes

/// The laboratory's networks behind HTTP on the loopback interface, in the shape of the OpenAI Chat Completions API.
public struct LabServer: Sendable {
    let cast: Cast
    let hindrances: Hindrances
    /// Whether a question that is too long is cut, as local servers do, and not refused.
    let cutsPrompts: Bool
    let ledger = Ledger()
    /// One for each network; two names of the same weights share one.
    private let batchers: [String: Batcher]

    /// Larger requests are refused.
    static let largestBody = 256 * 1024

    /// Tokens of a context that a question which is cut leaves for its answer.
    static let leftForAnswer = 24

    /// - Parameters:
    ///   - cutsPrompts: keep the end of a question that is longer than the context, as local servers do, instead of refusing it.
    ///   - watermark: how all networks mark what they write; `nil` for no mark.
    public init(
        cast: Cast, hindrances: Hindrances = .init(), cutsPrompts: Bool = false, watermark: TeacherMark? = nil
    ) {
        self.cast = cast
        self.cutsPrompts = cutsPrompts
        self.hindrances = hindrances
        var batchers: [String: Batcher] = [:]
        for member in cast.members where batchers[member.weightsDigest] == nil {
            batchers[member.weightsDigest] = Batcher(
                member.talker, tokenizer: cast.tokenizer,
                mark: watermark.map { MarkedSpeech($0, tokenizer: cast.tokenizer) })
        }
        self.batchers = batchers
    }

    /// How many questions were answered so far.
    public var answered: Int { ledger.answered }

    /// Serves on 127.0.0.1 until the task is cancelled.
    ///
    /// - Parameters:
    ///   - port: 0 takes any free one.
    ///   - onListening: Gets the address to ask at, `http://127.0.0.1:PORT/v1`.
    /// - Throws: `Problem` `lab.port` where the port cannot be had.
    public func run(port: Int = 0, onListening: @escaping @Sendable (String) async -> Void) async throws {
        var logger = Logger(label: "lab")
        logger.logLevel = .critical
        // The application's own responder would add a Date header from the clock; replies here are the same bytes in every run.
        let application = Application(
            responder: CallbackResponder<BasicRequestContext> { _, _ in Response(status: .notFound) },
            server: HTTPServerBuilder { _ in
                HTTP1Channel(responder: { request, writer, _ in
                    let response = await respond(request)
                    try await writer.write(response: response.head, body: response.body)
                })
            },
            configuration: .init(address: .hostname("127.0.0.1", port: port)),
            onServerRunning: { channel in
                await onListening("http://127.0.0.1:\(channel.localAddress?.port ?? port)/v1")
            },
            logger: logger)
        do {
            try await application.run()
        } catch let error as IOError {
            throw Problem(
                "lab.port", .unavailable, "cannot listen on port \(port): \(error.description)",
                at: "127.0.0.1", remedy: "Choose another port, or 0 for any free one.")
        }
    }

    /// Serves on a free port while `body` runs, which gets the address to ask at.
    public func serving<Result: Sendable>(
        _ body: @Sendable (String) async throws -> Result
    ) async throws -> Result {
        let (addresses, announce) = AsyncStream<String>.makeStream()
        return try await withThrowingTaskGroup(of: Void.self) { group in
            group.addTask {
                defer { announce.finish() }
                try await run { announce.yield($0) }
            }
            for await address in addresses {
                defer { group.cancelAll() }
                return try await body(address)
            }
            // The server ended before it listened; it says why.
            try await group.waitForAll()
            throw CancellationError()
        }
    }

    /// The answer to one HTTP request, whatever it holds.
    func respond(_ request: Request) async -> Response {
        let path = request.head.path ?? ""
        do throws(ChatFault) {
            switch (request.method, path.prefix { $0 != "?" }) {
            case (.get, "/v1/models"): return reply(.ok, models)
            case (.get, let path) where path.hasPrefix("/v1/models/"):
                let name = String(path.dropFirst("/v1/models/".count))
                guard let member = cast[name] else { throw .unknownModel(name) }
                return reply(.ok, entry(member))
            case (.post, "/v1/chat/completions"):
                return try await complete(Self.body(of: request))
            case (let method, "/v1/chat/completions"), (let method, "/v1/models"):
                throw ChatFault(status: 405, message: "Not allowed to \(method.rawValue) on \(path.prefix(100)).")
            case (let method, _):
                throw ChatFault(
                    status: 404, message: "Invalid URL (\(method.rawValue) \(path.prefix(100)))", code: "unknown_url")
            }
        } catch {
            let response = reply(.init(code: error.status), error.json, retryAfter: error.retryAfter.map(Double.init))
            return request.method == .head
                ? Response(status: response.status, headers: [.contentLength: "0"]) : response
        }
    }

    private static func body(of request: Request) async throws(ChatFault) -> [UInt8] {
        var bytes: [UInt8] = []
        do {
            for try await part in request.body {
                bytes += part.readableBytesView
                if bytes.count > largestBody { break }
            }
        } catch {
            throw ChatFault(status: 400, message: "The body of the request did not arrive whole.")
        }
        guard bytes.count <= largestBody else { throw .tooLarge }
        return bytes
    }

    private var models: JSONValue {
        ["object": "list", "data": .array(cast.members.map(entry))]
    }

    private func entry(_ member: Cast.Member) -> JSONValue {
        [
            "id": .string(member.name), "object": "model", "created": .whole(ChatReply.created),
            "owned_by": "apograph-laboratory",
        ]
    }

    private func complete(_ bytes: [UInt8]) async throws(ChatFault) -> Response {
        let request = try ChatRequest(bytes)
        guard let member = cast[request.model], let batcher = batchers[member.weightsDigest] else {
            throw .unknownModel(request.model)
        }
        let context = member.talker.shape.context
        var prompt = cast.tokenizer.prompt(request.prompt)
        if cutsPrompts, prompt.count > context - Self.leftForAnswer, let first = prompt.first {
            prompt = [first] + prompt.suffix(context - Self.leftForAnswer - 1)
        }
        guard prompt.count < context else { throw .tooLong(prompt.count, context: context) }

        if let rate = hindrances.rate, let wait = ledger.admit(rate: rate, now: .now) {
            return limited(wait)
        }
        let digest = Self.digest(bytes)
        let attempt = hindrances.faults > 0 ? ledger.count(~digest) : 0
        let fault = hindrances.fault(digest: digest, attempt: attempt)
        if let fault, let response = self.response(to: fault) { return response }

        // Without a seed the k-th of equal requests takes the k-th seed: samples differ, and a second run gets the same ones.
        let draw = request.sampling.temperature > 0 && request.seed == nil ? ledger.count(digest) : 0
        let seed = Self.digest(
            Array("\(member.weightsDigest) \(prompt) \(request.seed.map { "seed \($0)" } ?? "draw \(draw)")".utf8))
        let completions = try await batcher.answer(
            (0..<request.choices).map { choice in
                Generation(
                    prompt: prompt, sampling: request.sampling, limit: request.limit ?? context, seed: seed,
                    choice: choice, alternatives: request.alternatives, stop: request.stop)
            })
        if hindrances.latency > .zero { try? await Task.sleep(for: hindrances.latency) }
        ledger.answer()
        let made = ChatReply(
            request: request, member: member, tokenizer: cast.tokenizer, promptTokens: prompt.count,
            completions: completions,
            id: "chatcmpl-" + Digest256.hex(bytes + Array("\(draw)".utf8)).prefix(24))
        if fault == .cutOff { return cutOff(made.json.bytes()) }
        return request.streams ? stream(made.events) : reply(.ok, made.json, id: made.id)
    }

    /// The first eight bytes of the SHA-256 of `bytes`.
    private static func digest(_ bytes: [UInt8]) -> UInt64 {
        SHA256.hash(data: bytes).prefix(8).reduce(0) { $0 << 8 | UInt64($1) }
    }
}
