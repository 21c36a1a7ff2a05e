import Foundation
import Probes

/// Which files of a folder belong to a recording, by format.
extension RecordingFolder {
    static func files(in url: URL, _ format: RecordingFormat) throws -> [String] {
        switch format {
        case .alpacaEval:
            try subfolders(url).map { "\($0)/model_outputs.json" }.filter { exists(url, $0) }
        case .zeroEval: try zeroEvalFiles(url)
        case .jsonl: try names(url).filter { $0.hasSuffix(".jsonl") }
        case .lmEval: try below(url, depth: 2) { $0.hasPrefix("samples_") && $0.hasSuffix(".jsonl") }
        case .helm: try below(url, depth: 4) { $0 == "scenario_state.json" }
        case .inspect: try names(url).filter { $0.hasSuffix(".json") || $0.hasSuffix(".eval") }
        case .promptfoo, .wildBench: try names(url).filter { $0.hasSuffix(".json") }
        case .shareGPT: try names(url).filter { $0.hasSuffix(".json") || $0.hasSuffix(".jsonl") }
        case .chatGPT, .claude:
            try names(url).filter { $0.hasPrefix("conversations") && $0.hasSuffix(".json") }
        case .batch:
            // Requests first: results do not repeat the question.
            try names(url).filter { $0.hasSuffix(".jsonl") }.map { (name: $0, isRequest: isRequests(url, $0)) }
                .sorted { $0.isRequest && !$1.isRequest }.map(\.name)
        case .page: try names(url).filter { $0.hasSuffix(".html") || $0.hasSuffix(".htm") }
        }
    }

    /// Files some levels down whose name fits, in order.
    private static func below(_ url: URL, depth: Int, _ fits: (String) -> Bool) throws -> [String] {
        var out = try names(url).filter(fits)
        guard depth > 1 else { return out }
        for folder in try subfolders(url) {
            out += try below(url.appendingPathComponent(folder), depth: depth - 1, fits).map { "\(folder)/\($0)" }
        }
        return out
    }

    /// True where a batch file begins with a request.
    private static func isRequests(_ url: URL, _ name: String) -> Bool {
        let start = beginning(of: url.appendingPathComponent(name))
        return start.contains("\"body\"") && start.contains("\"method\"") || start.contains("\"params\"")
    }

    /// The first 64 KiB of a file, as far as they are text.
    static func beginning(of url: URL) -> String {
        guard let handle = try? FileHandle(forReadingFrom: url) else { return "" }
        defer { try? handle.close() }
        return String(decoding: (try? handle.read(upToCount: 65_536)) ?? Data(), as: UTF8.self)
    }
}

extension RecordingFormat {
    /// False for formats that are always folders.
    func takesFile(_ url: URL) -> Bool {
        switch self {
        case .alpacaEval, .zeroEval, .batch: false
        default: true
        }
    }

    /// The formats that a path may be in, the likeliest first, by names and by how its first file begins.
    static func detectable(_ url: URL, isFolder: Bool) -> [RecordingFormat] {
        guard isFolder else { return ofFile(url) }
        var formats: [RecordingFormat] = [.alpacaEval, .helm, .lmEval]
        let names = (try? RecordingFolder.names(url)) ?? []
        if let lines = names.first(where: { $0.hasSuffix(".jsonl") }) {
            let start = RecordingFolder.beginning(of: url.appendingPathComponent(lines))
            formats.append(
                start.contains("\"custom_id\"") ? .batch : start.contains("\"conversations\"") ? .shareGPT : .jsonl)
        }
        if names.contains(where: { $0.hasSuffix(".eval") }) { formats.append(.inspect) }
        if let json = names.first(where: { $0.hasSuffix(".json") }) {
            formats += ofFile(url.appendingPathComponent(json))
        }
        if names.contains(where: { $0.hasSuffix(".html") || $0.hasSuffix(".htm") }) { formats.append(.page) }
        return formats + [.zeroEval]
    }

    private static func ofFile(_ url: URL) -> [RecordingFormat] {
        switch url.pathExtension {
        case "jsonl":
            if url.lastPathComponent.hasPrefix("samples_") { return [.lmEval] }
            let start = RecordingFolder.beginning(of: url)
            return start.contains("\"conversations\"") && start.contains("\"from\"") ? [.shareGPT] : [.jsonl]
        case "eval": return [.inspect]
        case "html", "htm": return [.page]
        case "json":
            if url.lastPathComponent == "scenario_state.json" { return [.helm] }
            let start = RecordingFolder.beginning(of: url)
            func has(_ keys: String...) -> Bool { keys.allSatisfy { start.contains("\"\($0)\"") } }
            if has("chat_messages") { return [.claude] }
            if has("mapping") { return [.chatGPT] }
            if has("conversations", "from", "value") { return [.shareGPT] }
            if has("evalId") || has("promptIdx") { return [.promptfoo] }
            if has("eval", "version") { return [.inspect] }
            if has("session_id", "chat_history"), !has("answer") { return [.wildBench] }
            return []
        default: return [.jsonl]
        }
    }
}
