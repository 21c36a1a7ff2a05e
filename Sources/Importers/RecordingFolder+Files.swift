import Base
import Foundation
import Probes

/// Which files of a folder belong to a recording, by format.
extension RecordingFolder {
    static func files(in url: URL, _ format: RecordingFormat) throws -> [String] {
        func isJSON(_ name: String) -> Bool { name.hasSuffix(".json") || name.hasSuffix(".jsonl") }
        switch format {
        case .alpacaEval: return try subfolders(url).map { "\($0)/model_outputs.json" }.filter { exists(url, $0) }
        case .zeroEval: return try zeroEvalFiles(url)
        case .jsonl: return try names(url).filter { $0.hasSuffix(".jsonl") }
        case .helm: return try below(url, depth: 4) { $0 == "scenario_state.json" }
        case .promptfoo, .wildBench: return try names(url).filter { $0.hasSuffix(".json") }
        case .shareGPT: return try names(url).filter(isJSON)
        case .chatGPT, .claude:
            return try names(url).filter { $0.hasPrefix("conversations") && $0.hasSuffix(".json") }
        case .batch:
            // Requests first: results do not repeat the question.
            return try below(url, depth: 3) { $0.hasSuffix(".jsonl") }
                .map { (name: $0, isRequest: isRequests(url, $0)) }
                .sorted { $0.isRequest && !$1.isRequest }.map(\.name)
        case .page: return try below(url, depth: 1) { $0.hasSuffix(".html") || $0.hasSuffix(".htm") }
        case .inspect: return try below(url, depth: 4) { $0.hasSuffix(".json") || $0.hasSuffix(".eval") }
        case .lmEval: return try below(url, depth: 3) { $0.hasPrefix("samples_") && $0.hasSuffix(".jsonl") }
        case .lmmsEval: return try below(url, depth: 3) { $0.contains("_samples_") && $0.hasSuffix(".jsonl") }
        case .deepEval:
            return [".deepeval/.latest_test_run.json", ".latest_test_run.json"].filter { exists(url, $0) }
                + (try recognized(below(url, depth: 3) { $0.hasSuffix(".json") }, in: url, as: format))
        case .evalPlus:
            let found = try recognized(below(url, depth: 4, isJSON), in: url, as: format)
            // `X-sanitized.jsonl` is what its tool made of `X.jsonl`.
            return found.filter {
                !found.contains($0.replacingOccurrences(of: "-sanitized.jsonl", with: ".jsonl"))
                    || !$0.hasSuffix("-sanitized.jsonl")
            }
        case .mmluPro:
            return try recognized(below(url, depth: 3) { isJSON($0) || $0.hasSuffix(".zip") }, in: url, as: format)
        case .messages, .fastChat, .arenaHard, .openCompass, .garak, .evalScope, .openAIEvals, .llm, .lightEval:
            return try recognized(below(url, depth: 5, isJSON), in: url, as: format)
        }
    }

    private static func recognized(_ names: [String], in url: URL, as format: RecordingFormat) -> [String] {
        names.filter { RecordingShape.format(of: url.appendingPathComponent($0)) == format }
    }

    /// Files some levels down whose name fits, in order.
    static func below(_ url: URL, depth: Int, _ fits: (String) -> Bool) throws -> [String] {
        let here = try names(url)
        var out: [String] = []
        var folders: [String] = []
        for name in here {
            if (try? kind(of: url.appendingPathComponent(name))) == .folder {
                folders.append(name)
            } else if fits(name) {
                out.append(name)
            }
        }
        guard depth > 1 else { return out }
        for folder in folders {
            out += try below(url.appendingPathComponent(folder), depth: depth - 1, fits).map { "\(folder)/\($0)" }
        }
        return out
    }

    private static func zeroEvalFiles(_ url: URL) throws -> [String] {
        let here = try names(url).filter { $0.hasSuffix(".json") }
        if !here.isEmpty { return here }
        return try subfolders(url).flatMap { task in
            try names(url.appendingPathComponent(task)).filter { $0.hasSuffix(".json") }.map { "\(task)/\($0)" }
        }
    }

    /// True where a batch file begins with a request.
    private static func isRequests(_ url: URL, _ name: String) -> Bool {
        let start = beginning(of: url.appendingPathComponent(name))
        return start.contains("\"body\"") && start.contains("\"method\"") || start.contains("\"params\"")
    }

    /// The first 64 KiB of a file, as far as they are text.
    static func beginning(of url: URL) -> String { String(decoding: firstBytes(of: url), as: UTF8.self) }

    static func firstBytes(of url: URL) -> Data {
        guard let handle = try? FileHandle(forReadingFrom: url) else { return Data() }
        defer { try? handle.close() }
        return (try? handle.read(upToCount: 65_536)) ?? Data()
    }

    // MARK: Parquet

    /// A Parquet file at a path: the file itself, or the first below the folder.
    static func parquet(at url: URL) -> URL? {
        if url.pathExtension == "parquet" { return url }
        guard (try? kind(of: url)) == .folder else { return nil }
        return (try? below(url, depth: 5) { $0.hasSuffix(".parquet") })?.first.map { url.appendingPathComponent($0) }
    }

    /// Parquet is not read; three lines of Python write the same rows as JSON, which is.
    static func needsConverting(_ url: URL) -> Problem {
        Problem(
            "import.parquet", .data, "this is Parquet, which is read as JSON Lines only", at: url.path,
            remedy: """
                Write the rows as JSON Lines beside it, with pandas, and import those:
                import glob, pandas
                for file in glob.glob("**/*.parquet", recursive=True):
                    pandas.read_parquet(file).to_json(file[:-len("parquet")] + "jsonl", orient="records", lines=True)
                """)
    }
}

extension RecordingFormat {
    /// False for formats that are always folders.
    func takesFile(_ url: URL) -> Bool {
        switch self {
        case .alpacaEval, .batch: false
        default: url.pathExtension != "parquet"
        }
    }
}
