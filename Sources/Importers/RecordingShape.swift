import Base
import Foundation
import Probes

extension RecordingFolder {
    /// Finds out which format a folder or file is in.
    ///
    /// - Throws: `Problem`: `import.missing`, or `import.unknown-format` where it is none that is known.
    public static func detect(_ url: URL) throws -> RecordingFolder {
        if try kind(of: url) == .file {
            if let format = RecordingShape.format(of: url) ?? RecordingShape.fallback(url), format.takesFile(url) {
                return try RecordingFolder(url, format: format)
            }
        } else {
            if let found = try? RecordingFolder(url, format: .alpacaEval) { return found }
            for file in try below(url, depth: 5, { _ in true }).prefix(1000) {
                guard let format = RecordingShape.format(of: url.appendingPathComponent(file)),
                    let found = try? RecordingFolder(url, format: format)
                else { continue }
                return found
            }
            if let found = try? RecordingFolder(url, format: .deepEval) { return found }
        }
        if let parquet = parquet(at: url) { throw needsConverting(parquet) }
        throw Problem(
            "import.unknown-format", .data, "this is no recording in a format that is known", at: url.path,
            remedy: "Known are: "
                + RecordingFormat.allCases.map { "\($0.rawValue), \($0.about)" }.joined(separator: "; ") + ".")
    }
}

/// How a file begins, as far as that says what it is: the members of its first record.
struct RecordingShape {
    /// The members of the first object: of the file, of its array, or of its first line.
    private(set) var keys: Set<String> = []
    private(set) var isArray = false
    private let start: String
    private let name: String

    private init(_ url: URL) {
        let data = RecordingFolder.firstBytes(of: url)
        name = url.lastPathComponent
        start = String(decoding: data, as: UTF8.self)
        var keys: Set<String> = []
        isArray = data.withUnsafeBytes { bytes in
            var reader = JSONReader(bytes)
            let isArray = (try? reader.kind()) == .array
            if isArray { try? reader.enter(UInt8(ascii: "[")) }
            // What is longer than was read breaks off; the members before that count.
            try? reader.object { reader, key throws(JSONFault) in
                keys.insert(key)
                try reader.skip()
            }
            return isArray
        }
        self.keys = keys
    }

    private func has(_ names: String...) -> Bool { keys.isSuperset(of: names) }
    private func hasAny(_ names: String...) -> Bool { !keys.isDisjoint(with: names) }
    private func says(_ names: String...) -> Bool { names.allSatisfy { start.contains("\"\($0)\"") } }

    /// The format of one file by its name and its beginning; `nil` where nothing speaks for any.
    static func format(of url: URL) -> RecordingFormat? {
        let name = url.lastPathComponent
        switch url.pathExtension.lowercased() {
        case "eval": return .inspect
        case "html", "htm": return .page
        case "zip": return name.contains("model_outputs_") ? .mmluPro : nil
        case "json", "jsonl":
            if name == "scenario_state.json" { return .helm }
            if name == "model_outputs.json" { return nil }
            let shape = RecordingShape(url)
            return shape.harness ?? shape.benchmark ?? shape.conversation ?? shape.plain
        default: return nil
        }
    }

    /// What a file that says nothing of itself is taken for: our own lines, whose reader then says what is wrong.
    static func fallback(_ url: URL) -> RecordingFormat? {
        ["json", "parquet", "zip"].contains(url.pathExtension.lowercased()) ? nil : .jsonl
    }

    /// Logs of tools that run evaluations.
    private var harness: RecordingFormat? {
        if has("doc_id", "resps") || has("doc_id", "filtered_resps") {
            return name.contains("_samples_") && !name.hasPrefix("samples_") ? .lmmsEval : .lmEval
        }
        if name.hasPrefix("samples_"), name.hasSuffix(".jsonl") { return .lmEval }
        if has("custom_id") { return .batch }
        if has("index", "model_output") || has("index", "raw_input", "choices") { return .evalScope }
        if has("entry_type") || has("goal", "prompt", "output", "generator") { return .garak }
        if has("spec"), !isArray { return .openAIEvals }
        if has("run_id", "sample_id", "type", "data") { return .openAIEvals }
        if has("testRunData") || has("testCases") { return .deepEval }
        if has("__doc__") || has("full_prompt", "predictions") { return .lightEval }
        if !isArray, says("origin_prompt", "prediction"), !has("origin_prompt") { return .openCompass }
        if has("evalId") || says("promptIdx") { return .promptfoo }
        if !isArray, has("eval"), hasAny("version", "status", "samples", "plan") { return .inspect }
        return nil
    }

    /// Answers to one benchmark.
    private var benchmark: RecordingFormat? {
        if has("uid", "messages"), hasAny("ans_id", "model") { return .arenaHard }
        if has("question_id", "options"), hasAny("model_outputs", "generated_text", "model_output", "pred") {
            return .mmluPro
        }
        if has("question_id"), hasAny("choices", "text", "answer"), hasAny("model_id", "answer_id", "choices") {
            return .fastChat
        }
        if has("task_id"), hasAny("solution", "completion") { return .evalPlus }
        if isArray, has("session_id", "chat_history"), !has("id"), !has("answer") { return .wildBench }
        if isArray, has("id", "chat_history") { return .zeroEval }
        return nil
    }

    /// Conversations.
    private var conversation: RecordingFormat? {
        if has("chat_messages") { return .claude }
        if has("mapping") { return .chatGPT }
        if has("conversations") { return says("from", "value") ? .shareGPT : .messages }
        if has("messages") { return .messages }
        if isArray, has("model", "prompt", "response"), hasAny("conversation_id", "datetime_utc") { return .llm }
        return nil
    }

    private var plain: RecordingFormat? {
        name.hasSuffix(".jsonl") && has("model", "prompt", "response") ? .jsonl : nil
    }
}
