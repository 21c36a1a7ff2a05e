import Foundation
import Testing

/// The program and the documents as a stranger finds them.
@Suite struct Tutorial {
    private static let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
        .deletingLastPathComponent()
        .deletingLastPathComponent()

    /// The folder of the built program: beside the test bundle.
    private static let programs: URL? = {
        let places = CommandLine.arguments.compactMap { argument in
            argument.hasSuffix(".xctest") ? URL(fileURLWithPath: argument).deletingLastPathComponent() : nil
        }
        let known =
            places + [
                repository.appendingPathComponent(".build/debug"), repository.appendingPathComponent(".build/release"),
            ]
        return known.first { FileManager.default.isExecutableFile(atPath: $0.appendingPathComponent("apograph").path) }
    }()

    /// The `sh` blocks of a Markdown file, in order.
    private func blocks(_ document: String) throws -> [String] {
        let text = try String(contentsOf: Self.repository.appendingPathComponent(document), encoding: .utf8)
        return text.components(separatedBy: "```sh\n").dropFirst().map { $0.components(separatedBy: "\n```")[0] }
    }

    @Test(.timeLimit(.minutes(5))) func `every command of the tutorial works, in order, in an empty folder`() throws {
        let programs = try #require(Self.programs, "build the program first: swift build --product apograph")
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent(
            "apograph-tutorial-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let commands = try blocks("probes/TUTORIAL.md")
        #expect(commands.count >= 7)
        let script = "set -eu\nexport PATH=\"\(programs.path):$PATH\"\n" + commands.joined(separator: "\n")
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/bin/bash")
        process.arguments = ["-c", script]
        process.currentDirectoryURL = folder
        let log = folder.appendingPathComponent("log.txt")
        _ = FileManager.default.createFile(atPath: log.path, contents: nil)
        let output = try FileHandle(forWritingTo: log)
        (process.standardOutput, process.standardError) = (output, output)
        try process.run()
        process.waitUntilExit()
        let said = try String(contentsOf: log, encoding: .utf8)
        #expect(process.terminationStatus == 0, "\(said.suffix(3_000))")
        #expect(
            said.contains("Nothing found.") && said.contains("The promise holds")
                && said.contains("mine/old-trades/ot-001"))
    }
}
