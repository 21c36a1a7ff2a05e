import Base
import CaseFile
import Foundation
import Panel
import Probes
import Synchronization
import Testing

@testable import Runner

/// `apograph` as a process of its own, beside the test bundle.
enum Program {
    /// On Linux the bundle of a test class is the build folder, on macOS it lies in it.
    static let url: URL = {
        let bundle = Bundle(for: Scratch.self).bundleURL
        let beside = bundle.deletingLastPathComponent().appendingPathComponent("apograph")
        return FileManager.default.fileExists(atPath: beside.path) ? beside : bundle.appendingPathComponent("apograph")
    }()

    static func start(_ arguments: [String], environment: [String: String] = [:], output: Pipe? = nil) throws -> Process
    {
        let process = Process()
        process.executableURL = url
        process.arguments = arguments
        process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
        process.standardOutput = output ?? FileHandle.nullDevice
        process.standardError = output ?? FileHandle.nullDevice
        try process.run()
        return process
    }

    /// Runs a line of shell to its end; `$0`, `$1`, … are the arguments.
    static func shell(_ line: String, _ arguments: [String]) throws -> (status: Int32, output: Data) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/sh")
        process.arguments = ["-c", line] + arguments
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = pipe
        try process.run()
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }

    /// Runs to the end.
    static func run(
        _ arguments: [String], environment: [String: String] = [:]
    ) throws -> (status: Int32, output: Data) {
        let pipe = Pipe()
        let process = try start(arguments, environment: environment, output: pipe)
        let output = try pipe.fileHandleForReading.readToEnd() ?? Data()
        process.waitUntilExit()
        return (process.terminationStatus, output)
    }
}

@Suite struct CrashTests {
    /// How often the run is killed; `APOGRAPH_KILLS=100` for the long form.
    static let kills = ProcessInfo.processInfo.environment["APOGRAPH_KILLS"].flatMap { Int($0) } ?? 12

    @Test func `killed at random moments, a run loses no answer, sends none again, and goes on`() async throws {
        let scratch = try Scratch()
        let file = scratch.file("a.apograph")
        /// Questions whose answer is in the case, as of the last kill; and those that were asked all the same.
        let stored = Mutex<Set<String>>([])
        let askedAgain = Mutex<[String]>([])
        // The server itself kills the run, at a request drawn by lot: on a busy machine a clock would let the run end.
        let doomed = Mutex<(process: pid_t, after: Int)?>(nil)
        let server = try await FaultServer.start { request in
            if stored.withLock({ $0.contains(request.prompt) }) { askedAgain.withLock { $0.append(request.prompt) } }
            doomed.withLock { doomed in
                guard let (process, after) = doomed else { return }
                doomed = after > 1 ? (process, after - 1) : nil
                if after <= 1 { kill(process, SIGKILL) }
            }
            return .late(milliseconds: 3, body: chatAnswer("to \(request.prompt)"))
        }
        let limits = Limits(concurrency: 4, requestsPerMinute: 6000)
        let probes = 60 * Self.kills
        var store: CaseStore? = try makeCase(
            at: file, models: [model("a", at: server.base, connection: Connection(limits: limits))], probes: probes)
        store = nil
        _ = store
        var random = SplitMix64(seed: 5)
        var counts: [Int] = []
        for _ in 0..<Self.kills {
            // The server cannot hear the run before it is named: it is started inside the lock.
            let process = try doomed.withLock { doomed in
                let process = try Program.start(["probe", file.path, "--quiet"])
                doomed = (process.processIdentifier, Int(1 + random.next() % 55))
                return process
            }
            process.waitUntilExit()
            #expect(process.terminationReason == .uncaughtSignal, "the premise: it was killed")
            let now = try CaseStore.open(at: file, mode: .readOnly).responses()
            counts.append(now.count)
            let prompts = Set(now.map { "Question \($0.key.probe.dropFirst())?" })
            #expect(stored.withLock { $0.isSubset(of: prompts) }, "an answer was lost")
            stored.withLock { $0 = prompts }
        }
        let last = try Program.run(["probe", file.path, "--quiet"])
        #expect(last.status == 0, "\(String(decoding: last.output, as: UTF8.self))")
        let end = try CaseStore.open(at: file, mode: .readOnly)
        #expect(try end.responseCount() == probes)
        #expect(try end.answeredKeys().count == probes)
        #expect(askedAgain.withLock { $0 } == [])
        #expect(counts == counts.sorted() && (counts.last ?? 0) > 0 && counts[0] < probes, "\(counts)")
        let surplus = server.requests - probes
        #expect(surplus >= 0 && surplus <= 4 * Self.kills, "at most what was under way is sent again: \(surplus)")
        #expect(try end.unansweredIntents().count <= 4 * Self.kills)
        var resent = 0
        try end.forEachEvent { if $0.kind == "run-started" { resent += Int($0.body["open_intents"]?.integer ?? 0) } }
        #expect(resent >= surplus)
        try verifyChain(of: end)
        await server.stop()
    }

    /// Every event's hash follows from the one before: what `apograph verify` checks first.
    private func verifyChain(of store: CaseStore) throws {
        var previous = String(repeating: "0", count: 64)
        var next: Int64 = 1
        try store.forEachEvent { event in
            #expect(event.previous == previous && event.seq == next)
            previous = event.hash
            next += 1
        }
        #expect(try store.chainHead == previous)
    }

    @Test func `a key is in no byte that is written, even if the server sends it back`() async throws {
        let scratch = try Scratch()
        let canary = "sk-canary-9f8e7d6c5b4a"
        let file = scratch.file("a.apograph")
        let seen = Mutex<Set<String>>([])
        let server = try await FaultServer.start { request in
            let key = request.headers["authorization"] ?? ""
            seen.withLock { _ = $0.insert(key) }
            let echo = [("content-type", "application/json"), ("x-request-id", "for \(key)"), ("x-odd", key)]
            if request.number % 3 == 1 { return .http(500, headers: echo, body: errorBody("you sent \(key)")) }
            if request.number % 7 == 2 { return .truncated(body: Array("{\"key\":\"\(key)\"".utf8), after: 40) }
            return .http(200, headers: echo, body: chatAnswer("your key is \(key)"))
        }
        var made: CaseStore? = try makeCase(
            at: file, models: [model("a", at: server.base, connection: Connection(key: .environment("CANARY_KEY")))],
            probes: 30)
        made = nil
        _ = made
        var printed = Data()
        for arguments in [["--json"], []] {
            printed += try Program.run(["probe", file.path] + arguments, environment: ["CANARY_KEY": canary]).output
        }
        #expect(seen.withLock { $0 } == ["Bearer \(canary)"], "the premise: the key was sent")
        #expect(try CaseStore.open(at: file, mode: .readOnly).responseCount() > 20)
        #expect(printed.range(of: Data(canary.utf8)) == nil)
        for name in try FileManager.default.contentsOfDirectory(atPath: scratch.url.path) {
            let bytes = try Data(contentsOf: scratch.file(name))
            #expect(bytes.range(of: Data(canary.utf8)) == nil, "\(name)")
        }
        let texts = try CaseStore.open(at: file, mode: .readOnly).responses().compactMap(\.text)
        #expect(texts.allSatisfy { $0 == "your key is Bearer (key removed)" })
        await server.stop()
    }

    @Test func `a missing key is said with the panel's line, before anything is sent`() throws {
        let scratch = try Scratch()
        let file = scratch.file("a.apograph")
        var made: CaseStore? = try makeCase(
            at: file,
            models: [
                PanelModel(
                    id: "a", provider: "xai",
                    connection: Connection(key: .environment("NO_SUCH_KEY"), declaredAt: "panel.yaml:7"))
            ], probes: 1)
        made = nil
        _ = made
        let result = try Program.run(["probe", file.path])
        let text = String(decoding: result.output, as: UTF8.self)
        #expect(result.status == 78 && text.contains("panel.yaml:7, model a") && text.contains("NO_SUCH_KEY"))
    }
}
