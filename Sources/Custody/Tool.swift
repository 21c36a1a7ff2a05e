import Base
import Foundation
import Probes

/// Runs a program of the operating system.
enum Tool {
    /// Runs it and insists that it succeeds.
    static func run(
        _ name: String, _ arguments: [String], failing code: String, _ what: String, remedy: String
    ) throws {
        let (status, _, said) = try start(name, arguments, input: nil)
        guard status == 0 else {
            throw Problem(
                code, .unavailable,
                "\(what): \(said.split(separator: "\n").last.map(String.init) ?? "status \(status)")",
                remedy: remedy)
        }
    }

    /// What it says where it succeeds; `nil` where it fails.
    static func output(_ name: String, _ arguments: [String], input: URL? = nil) throws -> String? {
        let (status, output, _) = try start(name, arguments, input: input)
        return status == 0 ? output.trimmingCharacters(in: .whitespacesAndNewlines) : nil
    }

    private static func start(
        _ name: String, _ arguments: [String], input: URL?
    ) throws -> (status: Int32, output: String, errors: String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = [name] + arguments
        let output = Pipe()
        let errors = Pipe()
        process.standardOutput = output
        process.standardError = errors
        process.standardInput = try input.map { try FileHandle(forReadingFrom: $0) } ?? FileHandle.nullDevice
        do {
            try process.run()
        } catch {
            throw Problem(
                "tool.missing", .unavailable, "\(name) cannot be started",
                remedy: "Install it and make sure it is on the PATH.")
        }
        // Both tools say a few lines at most, so that one pipe can be read after the other.
        let said = output.fileHandleForReading.readDataToEndOfFile()
        let complained = errors.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus != 127 else {
            throw Problem(
                "tool.missing", .unavailable, "\(name) is not installed",
                remedy: "Install it and make sure it is on the PATH.")
        }
        return (
            process.terminationStatus, String(decoding: said, as: UTF8.self),
            String(decoding: complained, as: UTF8.self)
        )
    }
}

/// A folder for a moment.
struct Scratch {
    let url: URL

    init() throws {
        url = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    }

    func remove() { try? FileManager.default.removeItem(at: url) }
}
