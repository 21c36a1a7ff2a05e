import Foundation
import Probes

/// The formats of recordings that can be read.
public enum RecordingFormat: String, Sendable, CaseIterable {
    /// A folder of `MODEL/model_outputs.json`, each an array of `{"instruction", "output", "generator", …}`.
    case alpacaEval = "alpaca-eval"
    /// A folder `TASK` of `MODEL.json`, each an array of `{"id", "chat_history", "output", "answer", …}`; or a folder of such folders.
    case zeroEval = "zeroeval"
    /// Apograph's own: one object a line. See docs/recordings.md.
    case jsonl

    /// The format in a sentence, for help texts.
    public var about: String {
        switch self {
        case .alpacaEval: "a folder of MODEL/model_outputs.json (AlpacaEval)"
        case .zeroEval: "a folder TASK of MODEL.json, or a folder of such folders (ZeroEval)"
        case .jsonl: "Apograph's own: one JSON object a line"
        }
    }
}

/// A recording on disk, its format known and its files listed in a fixed order.
public struct RecordingFolder: Sendable {
    public var url: URL
    public var format: RecordingFormat
    /// Paths below ``url`` (or its own name where it is one file), ordered by bytes.
    public var files: [String]

    /// Lists the files of a recording.
    ///
    /// - Throws: `Problem`: `import.missing`, `import.empty` where the folder holds nothing of that format.
    public init(_ url: URL, format: RecordingFormat) throws {
        let kind = try RecordingFolder.kind(of: url)
        self.url = url
        self.format = format
        files =
            switch format {
            case .alpacaEval:
                kind == .folder
                    ? try RecordingFolder.subfolders(url).map { "\($0)/model_outputs.json" }
                        .filter { RecordingFolder.exists(url, $0) } : []
            case .zeroEval:
                kind == .folder ? try RecordingFolder.zeroEvalFiles(url) : []
            case .jsonl:
                kind == .folder
                    ? try RecordingFolder.names(url).filter { $0.hasSuffix(".jsonl") } : [url.lastPathComponent]
            }
        guard !files.isEmpty else {
            throw Problem(
                "import.empty", .noInput, "there is nothing to import in the \(format.rawValue) format", at: url.path,
                remedy: "It expects \(format.about).")
        }
    }

    /// Finds out which format a folder or file is in.
    ///
    /// - Throws: `Problem`: `import.missing`, or `import.unknown-format` where it is none that is known.
    public static func detect(_ url: URL) throws -> RecordingFolder {
        let formats: [RecordingFormat] =
            try kind(of: url) == .folder ? [.alpacaEval, .jsonl, .zeroEval] : [.jsonl]
        for format in formats {
            guard let found = try? RecordingFolder(url, format: format) else { continue }
            if format == .jsonl, !found.files.allSatisfy({ $0.hasSuffix(".jsonl") }) { continue }
            return found
        }
        throw Problem(
            "import.unknown-format", .data, "this is no recording in a format that is known", at: url.path,
            remedy: "Known are: "
                + RecordingFormat.allCases.map { "\($0.rawValue), \($0.about)" }.joined(separator: "; ") + ".")
    }

    /// Where a file of the recording is.
    func location(of file: String) -> URL {
        files.count == 1 && file == url.lastPathComponent && format == .jsonl && !RecordingFolder.exists(url, file)
            ? url : url.appendingPathComponent(file)
    }

    private enum PathKind { case file, folder }

    private static func kind(of url: URL) throws -> PathKind {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw Problem(
                "import.missing", .noInput, "there is no such file or folder", at: url.path, remedy: "Check the path.")
        }
        return isFolder.boolValue ? .folder : .file
    }

    private static func exists(_ url: URL, _ name: String) -> Bool {
        FileManager.default.fileExists(atPath: url.appendingPathComponent(name).path)
    }

    /// What a folder holds but hidden files, ordered by bytes.
    private static func names(_ url: URL) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: url.path).filter { !$0.hasPrefix(".") }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw Problem(
                "import.unreadable", .noInput, "the folder cannot be read", at: url.path,
                remedy: "Check its permissions.")
        }
    }

    private static func subfolders(_ url: URL) throws -> [String] {
        try names(url).filter { (try? kind(of: url.appendingPathComponent($0))) == .folder }
    }

    private static func zeroEvalFiles(_ url: URL) throws -> [String] {
        let here = try names(url).filter { $0.hasSuffix(".json") }
        if !here.isEmpty { return here }
        return try subfolders(url).flatMap { task in
            try names(url.appendingPathComponent(task)).filter { $0.hasSuffix(".json") }.map { "\(task)/\($0)" }
        }
    }
}
