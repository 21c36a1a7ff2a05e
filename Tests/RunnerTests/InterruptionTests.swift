import CaseFile
import Foundation
import Panel
import Probes
import Synchronization
import Testing

@testable import Runner

/// What breaks around a run: the disk, the network. The same command goes on, and nothing that was stored is asked again.
@Suite struct InterruptionTests {
    @Test func `on a full disk a run says so, keeps what it stored, and goes on when there is room`() async throws {
        let scratch = try Scratch()
        let file = scratch.file("a.apograph")
        let asked = Mutex<[String: Int]>([:])
        let server = try await FaultServer.start { request in
            asked.withLock { $0[request.prompt, default: 0] += 1 }
            return .http(200, body: chatAnswer("to \(request.prompt) " + String(repeating: "x", count: 2000)))
        }
        let limits = Limits(concurrency: 4)
        var made: CaseStore? = try makeCase(
            at: file, models: [model("a", at: server.base, connection: Connection(limits: limits))], probes: 400)
        made = nil
        _ = made
        let size = try #require(try FileManager.default.attributesOfItem(atPath: file.path)[.size] as? Int)
        // No file may grow past a little more than the case has now; in units of 512 bytes, as POSIX has it.
        let blocks = (size + 400_000) / 512
        let (status, output) = try Program.shell(
            "trap '' XFSZ; ulimit -f \(blocks); exec \"$0\" probe \"$1\"", [Program.url.path, file.path])
        let text = String(decoding: output, as: UTF8.self)
        #expect(status == 74, "\(text)")
        #expect(text.contains("what was stored before is safe"), "\(text)")
        let kept = Set(try CaseStore.open(at: file, mode: .readOnly).responses().map { $0.key.probe })
        #expect(!kept.isEmpty && kept.count < 400, "the premise: some were stored: \(kept.count)")
        let before = asked.withLock { $0 }
        let again = try Program.run(["probe", file.path, "--quiet"])
        #expect(again.status == 0, "\(String(decoding: again.output, as: UTF8.self))")
        let end = try CaseStore.open(at: file, mode: .readOnly)
        #expect(try end.responseCount() == 400)
        let after = asked.withLock { $0 }
        for probe in kept {
            let question = "Question \(probe.dropFirst())?"
            #expect(after[question] == before[question], "\(question) was stored and asked again")
        }
        #expect(after.values.reduce(0, +) <= 400 + 4, "at most what was under way is asked again")
        await server.stop()
    }

    @Test func `when the network is gone a run waits, gives up in the end, and goes on when it is back`() async throws {
        let scratch = try Scratch()
        let isYanked = Mutex(false)
        let asked = Mutex<[String: Int]>([:])
        let reply: @Sendable (FaultServer.Request) -> FaultServer.Reply = { request in
            if isYanked.withLock({ $0 }) { return .reset }
            asked.withLock { $0[request.prompt, default: 0] += 1 }
            return .http(200, body: chatAnswer("to \(request.prompt)"))
        }
        let server = try await FaultServer.start { request in
            let reply = reply(request)
            if request.number == 50 { isYanked.withLock { $0 = true } }
            return reply
        }
        let port = server.port
        let limits = Limits(concurrency: 4, attempts: 100)
        let store = try makeCase(
            at: scratch.file("a.apograph"),
            models: [model("a", at: server.base, connection: Connection(limits: limits))], probes: 200)
        let policy = RetryPolicy(base: 0.001, cap: 0.01, breakAfter: 5, breakFor: 0.005, breaks: 3)
        let closing = Task {
            while !isYanked.withLock({ $0 }) { try await Task.sleep(for: .milliseconds(5)) }
            await server.stop()
        }
        let first = try await Runner(store: store, options: RunOptions(retry: policy), prices: noPrices).run()
        try await closing.value
        #expect(
            first.models[0].stopped == "127.0.0.1:\(port) is down" && (50..<200).contains(first.answered), "\(first)")
        let down = try await Runner(store: store, options: RunOptions(retry: policy), prices: noPrices).run()
        #expect(down.answered == 0 && down.missing == 200 - first.answered)
        isYanked.withLock { $0 = false }
        let back = try await FaultServer.start(port: port, reply)
        let last = try await Runner(store: store, options: RunOptions(retry: policy), prices: noPrices).run()
        #expect(last.missing == 0 && last.answered == 200 - first.answered)
        let counts = asked.withLock { $0 }
        #expect(counts.count == 200 && counts.values.allSatisfy { $0 == 1 })
        #expect(try store.failures().allSatisfy { $0.kind == "connection" && !$0.permanent })
        await back.stop()
    }

    /// `openssl` makes a certificate of its own and serves with it.
    @Test(.enabled(if: FileManager.default.isExecutableFile(atPath: "/usr/bin/openssl")))
    func `a certificate that nobody vouches for stops its model, with the reason`() async throws {
        let scratch = try Scratch()
        let (key, certificate) = (scratch.file("key.pem").path, scratch.file("certificate.pem").path)
        let made = try Program.shell(
            """
            openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=127.0.0.1 \
            -keyout "$0" -out "$1"
            """, [key, certificate])
        try #require(made.status == 0, "\(String(decoding: made.output, as: UTF8.self))")
        let server = Process()
        server.executableURL = URL(fileURLWithPath: "/usr/bin/openssl")
        server.arguments = ["s_server", "-accept", "127.0.0.1:0", "-key", key, "-cert", certificate, "-www"]
        let output = Pipe()
        server.standardOutput = output
        server.standardError = FileHandle.nullDevice
        server.standardInput = FileHandle.nullDevice
        try server.run()
        defer { server.terminate() }
        var said = ""
        while said.firstMatch(of: /ACCEPT 127\.0\.0\.1:(\d+)\n/) == nil {
            let more = output.fileHandleForReading.availableData
            try #require(!more.isEmpty, "the premise: the server starts: \(said)")
            said += String(decoding: more, as: UTF8.self)
        }
        let port = try #require(said.firstMatch(of: /ACCEPT 127\.0\.0\.1:(\d+)\n/)).1
        let store = try makeCase(
            at: scratch.file("a.apograph"), models: [model("a", at: "https://127.0.0.1:\(port)/v1")], probes: 5)
        let summary = try await Runner(store: store, options: RunOptions(retry: quick), prices: noPrices).run()
        #expect(summary.models[0].stopped?.contains("cannot be trusted") == true, "\(summary.models[0])")
        #expect(try store.failures().allSatisfy { $0.kind == "tls" } && summary.answered == 0)
    }
}
