import Base
import CaseFile
import Foundation
import NIOCore
import NIOHTTP1
import NIOPosix
import Panel
import Probes
import Runner

/// Requests a second, processor time a request and memory of the runner against a loopback server, with every intent and answer stored, side
/// by side with Python clients that store nothing.
///
/// The server is a process of its own, so that its work is not counted.
enum RunnerBench {
    static func run(requests: Int = 5_000, concurrencies: [Int] = [1, 16, 256]) async throws {
        let server = try StubProcess()
        defer { server.end() }
        say("client                          concurrency  requests/s  CPU ms/request  peak MB")
        for concurrency in concurrencies {
            let count = concurrency == 1 ? requests / 5 : requests
            let folder = try BenchCase(server.base, requests: count, concurrency: concurrency)
            let before = Usage.own
            let seconds = try await folder.ask()
            row("apograph, evidence stored", concurrency, count, seconds, Usage.own.cpu - before.cpu, Usage.own.peak)
            for client in PythonClient.allCases {
                guard let result = client.run(server.base, requests: count, concurrency: concurrency) else {
                    leftOut("\(client.rawValue), which is not installed")
                    continue
                }
                row(client.rawValue, concurrency, count, result.seconds, result.cpu, result.peak)
            }
        }
    }

    /// The runner's memory over many requests, each with its rows.
    static func memory(requests: Int = 100_000) async throws {
        let server = try StubProcess()
        defer { server.end() }
        say("requests  requests/s  peak MB")
        for count in [requests / 10, requests] {
            // In a process of its own that has not made the case: what `apograph probe` needs, and not `apograph new`.
            let folder = try BenchCase(server.base, requests: count, concurrency: 64)
            let child = Process()
            child.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
            child.arguments = ["runner-memory-of", folder.file.path]
            try child.run()
            child.waitUntilExit()
        }
    }

    /// The child's part.
    static func memory(of file: String) async throws {
        let before = Usage.own
        let began = ContinuousClock.now
        let store = try CaseStore.open(at: URL(fileURLWithPath: file))
        let summary = try await Runner(store: store, prices: PriceTable(asOf: "none", prices: [])).run()
        let seconds = began.duration(to: .now).inSeconds
        say(
            "\(summary.answered)  \(Int(Double(summary.answered) / seconds))  \(Usage.own.peak) (\(before.peak) at the start)"
        )
        let again = try await Runner(store: store, prices: PriceTable(asOf: "none", prices: [])).run()
        say("and once more, with \(again.models[0].before) answers in the case: \(Usage.own.peak)")
    }

    private static func row(
        _ name: String, _ concurrency: Int, _ count: Int, _ seconds: Double, _ cpu: Double, _ peak: Int
    ) {
        say(
            name.padding(toLength: 32, withPad: " ", startingAt: 0)
                + String(
                    format: "%11d  %10.0f  %14.3f  %7d", concurrency, Double(count) / seconds,
                    cpu * 1000 / Double(count),
                    peak))
    }
}

/// A case to be asked, in a folder that is gone when it is.
private final class BenchCase {
    let folder: URL
    var file: URL { folder.appendingPathComponent("bench.apograph") }

    init(_ base: String, requests: Int, concurrency: Int) throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-bench-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        let store = try CaseStore.create(at: file, title: "bench")
        let connection = Connection(limits: Limits(concurrency: concurrency))
        try store.add(
            models: [PanelModel(id: "m", provider: "openai-compatible", endpoint: base, connection: connection)])
        try store.add(
            suite: Suite(
                name: "bench", version: "1",
                probes: (0..<requests).map {
                    Probe(id: "p\($0)", prompt: "Question \($0)?", kind: .open, settings: .init(maxTokens: 16))
                }))
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    /// - Returns: seconds that it took to ask everything.
    func ask() async throws -> Double {
        let store = try CaseStore.open(at: file)
        let began = ContinuousClock.now
        let summary = try await Runner(store: store, prices: PriceTable(asOf: "none", prices: [])).run()
        let seconds = began.duration(to: .now).inSeconds
        guard summary.missing == 0 else {
            throw Problem(
                "bench.incomplete", .software, "\(summary.missing) requests of the benchmark failed",
                remedy: "Look at the server")
        }
        return seconds
    }
}

extension Duration {
    fileprivate var inSeconds: Double { Double(components.seconds) + Double(components.attoseconds) * 1e-18 }
}

/// What a process used: seconds of processor time, and its largest memory in MB.
private struct Usage {
    var cpu: Double
    var peak: Int

    static var own: Usage {
        var usage = rusage()
        #if os(Linux)
            getrusage(RUSAGE_SELF.rawValue, &usage)
        #else
            getrusage(RUSAGE_SELF, &usage)
        #endif
        func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
        return Usage(cpu: seconds(usage.ru_utime) + seconds(usage.ru_stime), peak: Int(usage.ru_maxrss) / 1024)
    }
}

/// Clients of Python that ask the same; each prints `seconds cpu-seconds peak-MB`.
private enum PythonClient: String, CaseIterable {
    case httpx = "python httpx, nothing stored"
    case openai = "python openai, nothing stored"

    /// lm-evaluation-harness through its own client for OpenAI-compatible servers, without a task around it.
    case harness = "lm-eval 0.4 client, nothing stored"

    private var open: String {
        switch self {
        case .harness:
            """
            from types import SimpleNamespace
            from lm_eval.api.instance import Instance
            from lm_eval.models.openai_completions import LocalChatCompletion
            """
        case .httpx:
            """
            import httpx
            client = httpx.AsyncClient(limits=httpx.Limits(max_connections=workers), timeout=60)
            async def one(i):
                reply = await client.post(base + "/chat/completions", json={"model": "m", "max_tokens": 16,
                    "messages": [{"role": "user", "content": f"Question {i}?"}]})
                return reply.json()["choices"][0]["message"]["content"]
            """
        case .openai:
            """
            import openai
            client = openai.AsyncOpenAI(base_url=base, api_key="none", max_retries=0)
            async def one(i):
                reply = await client.chat.completions.create(model="m", max_tokens=16,
                    messages=[{"role": "user", "content": f"Question {i}?"}])
                return reply.choices[0].message.content
            """
        }
    }

    /// The largest memory since the program began: `ru_maxrss` would count the parent's.
    private var peak: String {
        """
        def peak():
            lines = [line for line in open("/proc/self/status") if line.startswith("VmHWM")]
            return int(lines[0].split()[1]) // 1024
        """
    }

    private var program: String {
        self == .harness ? harnessProgram : asyncProgram
    }

    private var harnessProgram: String {
        """
        import logging, resource, sys, time
        logging.disable(logging.CRITICAL)
        base, count, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
        \(peak)
        \(open)
        client = LocalChatCompletion(model="m", base_url=base + "/chat/completions", num_concurrent=workers,
            max_retries=1, tokenizer_backend=None, max_gen_toks=16)
        from lm_eval.models.api_models import JsonChatStr
        import json
        asks = [Instance("generate_until", {}, (JsonChatStr(json.dumps([{"role": "user", "content": f"Question {i}?"}])),
            {"until": [], "max_gen_toks": 16}), i) for i in range(count)]
        before = resource.getrusage(resource.RUSAGE_SELF)
        began = time.perf_counter()
        got = client.generate_until(asks, disable_tqdm=True)
        seconds = time.perf_counter() - began
        after = resource.getrusage(resource.RUSAGE_SELF)
        assert len(got) == count and all(got)
        cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
        print(seconds, cpu, peak())
        """
    }

    private var asyncProgram: String {
        """
        import asyncio, resource, sys, time
        base, count, workers = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
        \(peak)
        \(open)
        async def main():
            left = iter(range(count))
            async def worker():
                for i in left:
                    assert await one(i)
            began = time.perf_counter()
            before = resource.getrusage(resource.RUSAGE_SELF)
            await asyncio.gather(*(worker() for _ in range(workers)))
            after = resource.getrusage(resource.RUSAGE_SELF)
            cpu = after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime
            print(time.perf_counter() - began, cpu, peak())
        asyncio.run(main())
        """
    }

    func run(_ base: String, requests: Int, concurrency: Int) -> (seconds: Double, cpu: Double, peak: Int)? {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        let python = ProcessInfo.processInfo.environment["APOGRAPH_PYTHON"] ?? "python3"
        process.arguments = [python, "-c", program, base, "\(requests)", "\(concurrency)"]
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        guard (try? process.run()) != nil, let data = try? pipe.fileHandleForReading.readToEnd() else { return nil }
        process.waitUntilExit()
        let parts = String(decoding: data, as: UTF8.self).split(whereSeparator: \.isWhitespace)
        guard parts.count == 3, let seconds = Double(parts[0]), let cpu = Double(parts[1]), let peak = Int(parts[2])
        else {
            return nil
        }
        return (seconds, cpu, peak)
    }
}

/// The server as a child process.
private final class StubProcess {
    private let process = Process()
    let base: String

    init() throws {
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = ["stub-server"]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        let line = String(decoding: pipe.fileHandleForReading.availableData, as: UTF8.self)
        base = line.trimmingCharacters(in: .whitespacesAndNewlines)
    }

    func end() { process.terminate() }
}

/// An HTTP server that gives every request the same short answer in the OpenAI shape. `Bench stub-server` prints its address and serves until
/// it is ended.
enum StubServer {
    static func run() async throws {
        let body = Array(
            """
            {"id":"1","object":"chat.completion","created":0,"model":"m-1","choices":[{"index":0,"message":{"role":\
            "assistant","content":"An answer of a few words."},"finish_reason":"stop"}],"usage":{"prompt_tokens":10,\
            "completion_tokens":6,"total_tokens":16}}
            """.utf8)
        let head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: \(body.count)\r\n\r\n"
        let reply = ByteBuffer(bytes: Array(head.utf8) + body)
        let channel = try await ServerBootstrap(group: MultiThreadedEventLoopGroup.singleton)
            .serverChannelOption(.backlog, value: 1024)
            .childChannelInitializer { channel in
                channel.eventLoop.makeCompletedFuture {
                    try channel.pipeline.syncOperations.addHandlers([
                        ByteToMessageHandler(HTTPRequestDecoder()), StubHandler(reply),
                    ])
                }
            }
            .bind(host: "127.0.0.1", port: 0).get()
        FileHandle.standardOutput.write(Data("http://127.0.0.1:\(channel.localAddress?.port ?? 0)/v1\n".utf8))
        try await channel.closeFuture.get()
    }
}

private final class StubHandler: ChannelInboundHandler {
    typealias InboundIn = HTTPServerRequestPart
    private let reply: ByteBuffer

    init(_ reply: ByteBuffer) { self.reply = reply }

    func channelRead(context: ChannelHandlerContext, data: NIOAny) {
        if case .end = unwrapInboundIn(data) { context.channel.writeAndFlush(reply, promise: nil) }
    }

    func errorCaught(context: ChannelHandlerContext, error: any Error) { context.close(promise: nil) }
}
