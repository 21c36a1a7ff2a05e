import Base
import Foundation
import Importers
import Probes

/// A folder that holds the given files, thrown away after `work`.
func withFiles<T>(_ files: [String: String], _ work: (URL) throws -> T) throws -> T {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files {
        let url = folder.appendingPathComponent(name)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }
    return try work(folder)
}

/// What a recording holds, its format recognized.
struct ReadRecording {
    var format: RecordingFormat
    var responses: [RecordedResponse]
    var summary: RecordingSummary

    init(
        _ files: [String: String], at path: String = "", skipBad: Bool = false, changed: ChangedQuestions? = nil
    ) throws {
        (format, responses, summary) = try withFiles(files) { folder in
            let found = try RecordingFolder.detect(path.isEmpty ? folder : folder.appendingPathComponent(path))
            var sink = MemorySink()
            let summary = try found.read(into: &sink, skipBad: skipBad, changed: changed)
            return (found.format, sink.responses, summary)
        }
    }

    var models: [String] { responses.map(\.model) }
    var prompts: [String] { responses.map(\.prompt) }
    var texts: [String] { responses.map { String(decoding: $0.response, as: UTF8.self) } }
    var questions: [String] { responses.map { "\($0.suite) \($0.probe)" } }

    /// How many questions two models or more answered.
    var shared: Int {
        var models: [String: Set<String>] = [:]
        for response in responses { models["\(response.suite) \(response.probe)", default: []].insert(response.model) }
        return models.values.count { $0.count > 1 }
    }
}

/// The problem that `work` ends in.
func problem(_ work: () throws -> Void) -> Problem? {
    do {
        try work()
        return nil
    } catch {
        return error as? Problem
    }
}
