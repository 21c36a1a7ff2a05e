import Base
import CaseFile
import Foundation
import Probes

/// Formats in which other tools can ask our questions.
public enum SuiteExport: String, Sendable, CaseIterable {
    /// A task (YAML) and its documents (JSONL) for each suite, for lm-evaluation-harness.
    case lmEval = "lm-eval"
    /// A dataset (JSONL) for each suite, for Inspect's `json_dataset`.
    case inspect
    /// Requests (JSONL) for the batch endpoints of OpenAI and those that copy it.
    case openAIBatch = "openai-batch"
    /// A configuration and its tests, for promptfoo.
    case promptfoo

    /// A file to write: its name and its text.
    public struct File: Sendable, Hashable {
        public var name: String
        public var text: String

        public init(name: String, text: String) {
            self.name = name
            self.text = text
        }
    }

    /// The files of some suites, in a fixed order.
    ///
    /// Suite, probe and answer travel with each question, so that ``RecordingFolder`` puts what comes back where it belongs.
    /// - Parameters:
    ///   - model: whom the requests of a batch are for; the other formats leave that to their tool.
    ///   - includePrivate: write the texts of private suites too, for one's own use.
    /// - Throws: `Problem`: `export.empty` where there is nothing to ask, `export.no-model` for a batch without a model, `export.private`.
    public func files(_ suites: [Suite], model: String? = nil, includePrivate: Bool = false) throws -> [File] {
        guard suites.contains(where: { !$0.probes.isEmpty }) else {
            throw Problem(
                "export.empty", .data, "there are no questions to export", remedy: "Add suites to the case first.")
        }
        if !includePrivate, let hidden = suites.first(where: \.isPrivate) {
            throw Problem(
                "export.private", .permission, "the suite is private, and an export would publish its texts",
                at: "\(hidden.name) \(hidden.version)",
                remedy:
                    "Choose other suites with --suite, promise this one by hash (`apograph suite commit`), or give --include-private where only you will see the files."
            )
        }
        switch self {
        case .lmEval: return try suites.flatMap { try HarnessExport.files($0) }
        case .inspect: return try suites.map { try InspectExport.file($0) }
        case .openAIBatch:
            guard let model else {
                throw Problem(
                    "export.no-model", .usage, "a batch of requests names its model",
                    remedy: "Say which with --model, once for each model that is to be asked.")
            }
            return try BatchExport.files(suites, model: model)
        case .promptfoo: return try PromptfooExport.files(suites)
        }
    }

    /// A file name for a suite: letters, digits, `-` and `_`.
    static func slug(_ suite: Suite) -> String {
        String(suite.name.map { $0.isASCII && ($0.isLetter || $0.isNumber || $0 == "-" || $0 == "_") ? $0 : "_" })
    }

    /// The line of a JSONL file.
    static func line(_ value: JSONValue) throws -> String {
        String(decoding: try CanonicalJSON.bytes(value), as: UTF8.self) + "\n"
    }

    /// What comes back with the answer: see `Passport`.
    static func passport(_ suite: Suite, _ probe: Probe) throws -> JSONMember {
        var own: [JSONMember] = [
            .init("probe", .string(probe.id)), .init("suite", .string(suite.name)),
            .init("version", .string(suite.version)),
        ]
        if let answer = probe.answer {
            own.append(.init("answer", try CanonicalJSON.value(of: try CanonicalJSON.bytes(of: answer))))
        }
        return .init("apograph", .object(own))
    }

    /// What a tool may compare with; a false premise and an open question have nothing.
    static func targets(_ probe: Probe) -> [String] {
        if case .truth(let values)? = probe.answer?.expectation { values } else { [] }
    }
}
