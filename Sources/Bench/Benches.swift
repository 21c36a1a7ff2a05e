import Foundation

/// The benchmarks by name.
enum Benches {
    static let usual = ["closed", "open", "lab", "runner", "import", "custody", "marks"]
    static let onlyByName = ["runner-memory", "identity"]

    /// One name runs here; several, or none (all the usual ones), run one after the other, each in a process of its own.
    static func run(_ names: [String]) async throws {
        let unknown = names.filter { !(usual + onlyByName).contains($0) }
        guard unknown.isEmpty else {
            say(
                "no benchmark is called \(unknown.joined(separator: ", ")); there are: \((usual + onlyByName).joined(separator: ", "))"
            )
            exit(64)
        }
        if names.count == 1 { return try await run(names[0]) }
        var left: [String] = []
        var failed: [String] = []
        for name in names.isEmpty ? usual : names {
            say("\(name)\n\(String(repeating: "=", count: name.count))\n\(machine())")
            let (status, missing) = try child(name)
            for one in missing where !left.contains(one) { left.append(one) }
            if status != 0 { failed.append(name) }
            say("")
        }
        if !left.isEmpty { say("Left out:\n" + left.map { "  " + $0 }.joined(separator: "\n")) }
        guard failed.isEmpty else {
            say("Failed: \(failed.joined(separator: ", "))")
            exit(1)
        }
    }

    private static func run(_ name: String) async throws {
        let recordings = ProcessInfo.processInfo.environment["APOGRAPH_RECORDINGS"]
        switch name {
        case "lab": try await LabBench.run()
        case "closed": try await ClosedBench.run()
        case "open": try await OpenBench.run()
        case "runner": try await RunnerBench.run()
        case "runner-memory": try await RunnerBench.memory()
        case "identity": try await IdentityBench.run()
        case "marks": try await MarksBench.run()
        case "import": try await ImportBench.run(recordings: recordings.map { URL(fileURLWithPath: $0) })
        default: try CustodyBench.run()
        }
    }

    /// Runs this program with one name, and passes on what it says line by line.
    /// - Returns: its exit status, and what it said that it left out.
    private static func child(_ name: String) throws -> (status: Int32, leftOut: [String]) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/proc/self/exe").resolvingSymlinksInPath()
        process.arguments = [name]
        let pipe = Pipe()
        process.standardOutput = pipe
        try process.run()
        var left: [String] = []
        var rest: [UInt8] = []
        while case let bytes = pipe.fileHandleForReading.availableData, !bytes.isEmpty {
            FileHandle.standardOutput.write(bytes)
            rest += bytes
            while let end = rest.firstIndex(of: 0x0A) {
                let line = String(decoding: rest[..<end], as: UTF8.self)
                if let mark = line.range(of: Left.mark) { left.append(String(line[mark.upperBound...])) }
                rest.removeSubrange(...end)
            }
        }
        process.waitUntilExit()
        return (process.terminationStatus, left)
    }

    /// How busy the machine is: what others do on it lengthens every time by the clock.
    private static func machine() -> String {
        let load = try? String(contentsOfFile: "/proc/loadavg", encoding: .utf8).split(separator: " ").first
        return "load average \(load.map(String.init) ?? "unknown")"
    }
}
