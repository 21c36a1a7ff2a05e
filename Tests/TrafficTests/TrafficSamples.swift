import Base
import Foundation

@testable import Traffic

/// A small simulated world, and files for it that go when the test ends.
enum TrafficSamples {
    static func key(_ byte: UInt8 = 7) throws -> TrafficKey {
        try TrafficKey(secret: [UInt8](repeating: byte, count: 32))
    }

    static func inFolder<T>(_ work: (String) async throws -> T) async throws -> T {
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("traffic-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        return try await work(folder.path)
    }

    static func lines(
        _ world: TrafficWorld, as format: LogFormat = .apograph, content: LogWriter.Content = .full
    ) -> [[UInt8]] {
        var lines: [[UInt8]] = []
        world.queries { lines.append(LogWriter.line($0, as: format, content: content)) }
        return lines
    }

    static func write(_ lines: some Sequence<[UInt8]>, to path: String) throws {
        try Data(lines.joined()).write(to: URL(fileURLWithPath: path))
    }

    static func bytes(_ path: String) -> [UInt8] { FileManager.default.contents(atPath: path).map(Array.init) ?? [] }

    /// Questions about made-up places, as the laboratory asks them.
    static let campaign: [String] = (0..<400).map { index in
        let kinds = ["craft", "founder", "emblem", "river", "herb", "dish", "fair", "color"]
        return "What is the \(kinds[index % kinds.count]) of Zest\(index)gund? Answer with one word."
    }
}
