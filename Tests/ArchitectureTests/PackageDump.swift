import Base
import Foundation

/// What `swift package dump-package` says of the manifest, and what the sources import.
struct PackageDump {
    struct Target {
        var name: String
        /// `regular`, `executable`, `test` or `system`.
        var kind: String
        /// Targets of this package and products of others, by name.
        var edges: Set<String>
        var settings: [JSONValue]
    }

    static let root = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()

    var targets: [Target]

    /// - Parameter folder: where a `Package.swift` lies.
    init(of folder: URL) throws {
        let scratch = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        defer { try? FileManager.default.removeItem(at: scratch) }
        // A build folder of its own: this runs inside `swift test`, which holds the package's.
        let dump = try Self.output([
            "swift", "package", "--package-path", folder.path, "--scratch-path", scratch.path, "dump-package",
        ])
        targets = (try JSONValue(reading: dump)["targets"]?.array ?? []).map { target in
            Target(
                name: target["name"]?.string ?? "", kind: target["type"]?.string ?? "",
                edges: Set((target["dependencies"]?.array ?? []).compactMap(Self.edge)),
                settings: target["settings"]?.array ?? [])
        }
    }

    private static func edge(_ dependency: JSONValue) -> String? {
        (dependency["byName"] ?? dependency["target"] ?? dependency["product"])?[0]?.string
    }

    /// What a program prints; nothing of its own environment but where to find things.
    private static func output(_ words: [String]) throws -> [UInt8] {
        let process = Process()
        process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
        process.arguments = words
        process.environment = ProcessInfo.processInfo.environment.filter {
            ["PATH", "HOME", "TMPDIR"].contains($0.key)
        }
        let pipe = Pipe()
        process.standardOutput = pipe
        process.standardError = FileHandle.nullDevice
        process.standardInput = FileHandle.nullDevice
        try process.run()
        let data = pipe.fileHandleForReading.readDataToEndOfFile()
        process.waitUntilExit()
        return [UInt8](data)
    }

    static let hasSwift = (try? output(["swift", "--version"]).isEmpty) == false

    /// The Swift files of a target.
    static func files(of target: Target) -> [URL] {
        let folder = root.appendingPathComponent(target.kind == "test" ? "Tests" : "Sources")
            .appendingPathComponent(target.name)
        let all = FileManager.default.enumerator(at: folder, includingPropertiesForKeys: nil)
        return (all?.compactMap { $0 as? URL } ?? []).filter { $0.pathExtension == "swift" }
            .sorted { $0.path < $1.path }
    }

    /// The modules that a target's files import.
    static func imports(of target: Target) throws -> Set<String> {
        var found: Set<String> = []
        for file in files(of: target) {
            for line in try String(contentsOf: file, encoding: .utf8).split(separator: "\n").map({
                $0.drop { $0 == " " }
            }) {
                guard
                    let match = line.prefixMatch(
                        of:
                            /(?:@\w+ |public |package |internal |private |fileprivate )*import (?:struct |class |enum |protocol |func |var |let )?(\w+)/
                    )
                else { continue }
                found.insert(String(match.1))
            }
        }
        return found
    }
}
