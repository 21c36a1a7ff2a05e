import Base
import Foundation

/// `apograph` as a process of its own, beside the test bundle, in a folder that goes with the test.
final class Program {
    let folder: URL

    init() throws {
        folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    }

    deinit { try? FileManager.default.removeItem(at: folder) }

    struct Result {
        var status: Int32
        var output: String
        var errors: String
    }

    func callAsFunction(_ arguments: String...) throws -> Result { try run(arguments) }

    /// - Parameter addressSpace: most memory that the program may map, in KiB; no limit unless given.
    func run(_ arguments: [String], addressSpace: Int? = nil) throws -> Result {
        try result(of: process(arguments, addressSpace: addressSpace))
    }

    /// Runs a line of shell in which `apograph` is the program.
    func shell(_ line: String) throws -> Result {
        let process = process([])
        let program = process.executableURL?.path ?? ""
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", "program=\"$0\"\napograph() { \"$program\" \"$@\"; }\n" + line, program]
        return try result(of: process)
    }

    private func result(of process: Process) throws -> Result {
        // Files and not pipes: a full pipe would stop the program.
        let files = ["output.txt", "errors.txt"].map(folder.appendingPathComponent)
        for file in files { try Data().write(to: file) }
        process.standardOutput = try FileHandle(forWritingTo: files[0])
        process.standardError = try FileHandle(forWritingTo: files[1])
        try process.run()
        process.waitUntilExit()
        return Result(
            status: process.terminationStatus, output: try String(contentsOf: files[0], encoding: .utf8),
            errors: try String(contentsOf: files[1], encoding: .utf8))
    }

    /// Starts it and does not wait; what it says is not kept.
    func start(_ arguments: [String]) throws -> Process {
        let process = process(arguments)
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        try process.run()
        return process
    }

    private func process(_ arguments: [String], addressSpace: Int? = nil) -> Process {
        let bundle = Bundle(for: Program.self).bundleURL
        let beside = bundle.deletingLastPathComponent().appendingPathComponent("apograph")
        let process = Process()
        process.executableURL =
            FileManager.default.fileExists(atPath: beside.path) ? beside : bundle.appendingPathComponent("apograph")
        process.arguments = arguments
        if let addressSpace, let program = process.executableURL {
            process.executableURL = URL(fileURLWithPath: "/bin/bash")
            process.arguments = ["-c", "ulimit -v \(addressSpace) && exec \"$0\" \"$@\"", program.path] + arguments
        }
        process.currentDirectoryURL = folder
        process.standardInput = FileHandle.nullDevice
        return process
    }

    func write(_ name: String, _ text: String) throws {
        let url = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    /// A folder of Apograph's own lines: seven strangers, a student of the first, and labels.
    /// - Parameter twin: also `m1` under a second name.
    func writeRecording(strangers: Int = 7, twin: Bool = false) throws {
        var state: UInt64 = 42
        func random(_ bound: UInt64) -> UInt64 {
            state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
            return (state >> 33) % bound
        }
        let items = 0..<200
        func alone(_ item: Int) -> String { random(2) == 0 ? "right\(item)" : "wrong\(item)x\(random(12))" }
        var said = Dictionary(uniqueKeysWithValues: (0..<strangers).map { ("m\($0)", items.map(alone)) })
        let teacher = said["m0"] ?? []
        said["student"] = items.map { teacher[$0].hasPrefix("w") && random(10) < 5 ? teacher[$0] : alone($0) }
        if twin { said["twin"] = said["m1"] }
        for (model, texts) in said {
            let lines = texts.enumerated().map { item, text in
                #"{"model":"\#(model)","probe":"p\#(item)","prompt":"Word \#(item)?","response":"\#(text)","answer":{"type":"word","truth":"right\#(item)"}}"#
            }
            try write("made-up/\(model).jsonl", lines.joined(separator: "\n") + "\n")
        }
        let names = said.keys.sorted()
        let rows = names.indices.flatMap { i in
            names[..<i].map { "\(names[i]),\($0),\(names[i] == "student" && $0 == "m0" ? 1 : 0)" }
        }
        try write("pairs.csv", "model_a,model_b,related\n" + rows.joined(separator: "\n") + "\n")
    }
}
