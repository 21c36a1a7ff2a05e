import Base
import Foundation

/// From logs to one sketch.
public enum Sketcher {
    public struct Outcome: Sendable {
        public var header: SketchHeader
        /// Pairs of account and day.
        public var records: Int
        /// A place for each reason for which lines were left out.
        public var examples: [String: String]
        /// Files that could be read only in part, or not at all.
        public var broken: [Problem]
    }

    /// Streams logs into a sketch.
    ///
    /// - Parameters:
    ///   - paths: plain or packed with gzip or zstd; `-` is standard input.
    ///   - workers: tasks that read records; one more unpacks.
    ///   - memory: bytes for all account-days together, about; beyond it runs are written beside `output`.
    ///   - progress: called with the bytes that were unpacked so far.
    /// - Throws: `Problem` where nothing could be read or the sketch cannot be written.
    public static func sketch(
        _ paths: [String], key: TrafficKey, options: ReadingOptions = .init(), to output: String, workers: Int = 2,
        memory: Int = 96 << 20, progress: (Int) -> Void = { _ in }
    ) async throws -> Outcome {
        let readers = (0..<max(1, workers)).map { index in
            LogReader(
                key, options: options,
                builder: SketchBuilder(
                    key, stem: "\(output).run\(index)", budget: max(1 << 16, memory / max(1, workers))))
        }
        var runs: [String] = []
        defer { for run in runs { try? FileManager.default.removeItem(atPath: run) } }
        var broken: [Problem] = []
        var bytes = 0
        var failure: (any Error)?
        do {
            for path in paths {
                var cutter: LogCutter
                do { cutter = try LogCutter(path) } catch let problem as Problem {
                    broken.append(problem)
                    continue
                }
                try await withThrowingTaskGroup(of: Int.self) { group in
                    var free = Array(readers.indices)
                    while let piece = cutter.next() {
                        if free.isEmpty, let index = try await group.next() { free.append(index) }
                        let index = free.removeLast()
                        let reader = readers[index]
                        group.addTask {
                            try await reader.read(piece)
                            return index
                        }
                        progress(bytes + cutter.bytes)
                    }
                    try await group.waitForAll()
                }
                bytes += cutter.bytes
                await readers[0].count("skipped: \(LogReader.tooLong)", cutter.tooLong)
                await readers[0].count("lines", cutter.tooLong)
                if let problem = cutter.broken { broken.append(problem) }
            }
            await readers[0].count("bytes", bytes)
        } catch { failure = error }
        var examples: [String: String] = [:]
        for reader in readers {
            do {
                let (made, found) = try await reader.finish()
                runs += made
                examples.merge(found) { min($0, $1) }
            } catch { failure = failure ?? error }
        }
        if let failure { throw failure }
        if broken.count == paths.count, let first = broken.first, bytes == 0 { throw first }
        let (header, records) = try SketchMerger.merge(runs, to: output)
        return Outcome(header: header, records: records, examples: examples, broken: broken)
    }
}
