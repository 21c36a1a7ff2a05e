import Base
import Foundation

/// Asks git about a repository of others. Nothing that the repository configures is run, and nothing is written to it.
enum Git {
    /// A document that is larger was never somebody's terms.
    static let mostBytes = 10_000_000

    /// What git says, without the line break at its end; `nil` where it fails.
    static func output(in folder: URL, _ arguments: [String]) throws -> String? {
        let (status, said, complaint) = try run(in: folder, arguments, input: nil)
        if complaint.contains("dubious ownership") { throw failure(complaint, folder) }
        let text = String(decoding: said, as: UTF8.self).trimmingCharacters(in: .whitespacesAndNewlines)
        return status == 0 && !text.isEmpty ? text : nil
    }

    /// - Throws: `Problem` `terms.git` where it fails.
    static func bytes(in folder: URL, _ arguments: [String], input: Data? = nil) throws -> [UInt8] {
        let (status, said, complaint) = try run(in: folder, arguments, input: input)
        guard status == 0 else { throw failure(complaint, folder) }
        return said
    }

    /// The contents of blobs, asked for in one go.
    static func blobs(in folder: URL, _ ids: [String]) throws -> [(id: String, bytes: [UInt8])] {
        let said = try bytes(in: folder, ["cat-file", "--batch"], input: Data(ids.map { $0 + "\n" }.joined().utf8))
        var rest = said[...]
        return try ids.map { id in
            guard let end = rest.firstIndex(of: UInt8(ascii: "\n")) else {
                throw failure("an object is missing", folder)
            }
            let head = String(decoding: rest[..<end], as: UTF8.self).split(separator: " ")
            guard head.count == 3, head[1] == "blob", let size = Int(head[2]), size <= mostBytes,
                rest.endIndex - end - 1 > size
            else {
                throw failure("object \(id) is missing, or no document", folder)
            }
            defer { rest = rest[(end + 1 + size + 1)...] }
            return (id, Array(rest[(end + 1)..<(end + 1 + size)]))
        }
    }

    private static func failure(_ complaint: String, _ folder: URL) -> Problem {
        Problem(
            "terms.git", .data,
            "git cannot read the repository: \(complaint.split(separator: "\n").first.map(String.init) ?? "no reason given")",
            at: folder.path, remedy: "Run `git -C FOLDER fsck`, or clone it again.")
    }

    private static func run(in folder: URL, _ arguments: [String], input: Data?) throws -> (Int32, [UInt8], String) {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments =
            [
                "git", "-C", folder.path, "--no-pager", "--literal-pathspecs", "-c", "core.fsmonitor=false", "-c",
                "log.showSignature=false",
            ] + arguments
        // A git that is run from a hook is told of another repository.
        process.environment = ProcessInfo.processInfo.environment.filter { !$0.key.hasPrefix("GIT_") }
            .merging(["GIT_OPTIONAL_LOCKS": "0", "GIT_NO_LAZY_FETCH": "1", "GIT_TERMINAL_PROMPT": "0", "LC_ALL": "C"]) {
                $1
            }
        let output = Pipe()
        process.standardOutput = output
        // What is asked and what is complained of goes through files, so that no pipe can fill up while another is read.
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        try FileManager.default.createDirectory(at: scratch, withIntermediateDirectories: true)
        let asked = scratch.appendingPathComponent("asked")
        let complained = scratch.appendingPathComponent("complained")
        try (input ?? Data()).write(to: asked)
        try Data().write(to: complained)
        process.standardInput = try FileHandle(forReadingFrom: asked)
        process.standardError = try FileHandle(forWritingTo: complained)
        do {
            try process.run()
        } catch {
            throw Problem("tool.missing", .unavailable, "git cannot be started", remedy: "Install git.")
        }
        let said = output.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        guard process.terminationStatus != 127 else {
            throw Problem("tool.missing", .unavailable, "git is not installed", remedy: "Install git.")
        }
        let complaint = String(decoding: (try? Data(contentsOf: complained)) ?? Data(), as: UTF8.self)
        return (process.terminationStatus, Array(said), complaint)
    }
}
