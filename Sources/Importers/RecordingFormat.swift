import Base
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
    /// `samples_TASK_DATE.jsonl` of lm-evaluation-harness, a folder a model.
    case lmEval = "lm-eval"
    /// `DATE_samples_TASK.jsonl` of lmms-eval, a folder a model.
    case lmmsEval = "lmms-eval"
    /// Logs of Inspect, zipped (`.eval`) or in JSON.
    case inspect
    /// Runs of HELM: folders that hold `scenario_state.json`.
    case helm
    /// `results.json` of promptfoo.
    case promptfoo
    /// WildBench's `MODEL.json`, with `session_id` and `chat_history`.
    case wildBench = "wildbench"
    /// Batch results of OpenAI or Anthropic, with their requests in the same folder.
    case batch = "openai-batch"
    /// `conversations.json` of ChatGPT's data export.
    case chatGPT = "chatgpt"
    /// `conversations.json` of Claude's data export.
    case claude
    /// Conversations in ShareGPT's form (`from` and `value`).
    case shareGPT = "sharegpt"
    /// Conversations as lists of `role` and `content`: fine-tuning and chat data.
    case messages
    /// `model_answer/MODEL.jsonl` of FastChat (MT-bench, LiveBench, AlignBench, Arena-Hard v0.1), with its `question.jsonl`.
    case fastChat = "fastchat"
    /// `MODEL.jsonl` of Arena-Hard-Auto since 2025.
    case arenaHard = "arena-hard"
    /// `model_outputs_MODEL_5shots.json` of MMLU-Pro, zipped or not.
    case mmluPro = "mmlu-pro"
    /// `predictions/MODEL/DATASET.json` of OpenCompass.
    case openCompass = "opencompass"
    /// `*.report.jsonl` and `*.hitlog.jsonl` of garak.
    case garak
    /// `samples.jsonl` of EvalPlus and bigcode's harness.
    case evalPlus = "evalplus"
    /// `predictions/MODEL/DATASET.jsonl` of evalscope.
    case evalScope = "evalscope"
    /// Records of OpenAI evals.
    case openAIEvals = "openai-evals"
    /// `llm logs --json` of simonw/llm.
    case llm
    /// `.deepeval/.latest_test_run.json` of deepeval.
    case deepEval = "deepeval"
    /// Rows of lighteval's details, which are Parquet, as JSON.
    case lightEval = "lighteval"
    /// Chats that were saved as web pages.
    case page = "html"

    /// The format in a sentence, for help texts.
    public var about: String {
        switch self {
        case .alpacaEval: "a folder of MODEL/model_outputs.json (AlpacaEval)"
        case .zeroEval: "a folder TASK of MODEL.json, or a folder of such folders (ZeroEval)"
        case .jsonl: "Apograph's own: one JSON object a line"
        case .lmEval: "MODEL/samples_TASK_DATE.jsonl (lm-evaluation-harness, with --log_samples)"
        case .lmmsEval: "MODEL/DATE_samples_TASK.jsonl (lmms-eval)"
        case .inspect: "a log, or a folder of logs, .eval or .json (Inspect)"
        case .helm: "a folder of runs that hold scenario_state.json (HELM)"
        case .promptfoo: "results.json (promptfoo eval -o)"
        case .wildBench: "MODEL.json, or a folder of them (WildBench)"
        case .batch: "batch results beside the file of requests (OpenAI, Anthropic)"
        case .chatGPT: "conversations.json (ChatGPT's data export)"
        case .claude: "conversations.json (Claude's data export)"
        case .shareGPT: "MODEL.json or MODEL.jsonl with conversations of from and value (ShareGPT)"
        case .messages: "MODEL.json or MODEL.jsonl with messages of role and content (fine-tuning and chat data)"
        case .fastChat: "model_answer/MODEL.jsonl with question.jsonl (FastChat: MT-bench, LiveBench, AlignBench)"
        case .arenaHard: "model_answer/MODEL.jsonl with uid and messages (Arena-Hard-Auto since 2025)"
        case .mmluPro: "model_outputs_MODEL_5shots.json or .zip, or a folder of them (MMLU-Pro)"
        case .openCompass: "predictions/MODEL/DATASET.json (OpenCompass)"
        case .garak: "*.report.jsonl or *.hitlog.jsonl (garak)"
        case .evalPlus: "samples.jsonl with task_id and solution or completion (EvalPlus, bigcode)"
        case .evalScope: "predictions/MODEL/DATASET.jsonl (evalscope)"
        case .openAIEvals: "a record whose first line is its spec (OpenAI evals)"
        case .llm: "an array of prompts and responses (llm logs --json)"
        case .deepEval: ".deepeval/.latest_test_run.json (deepeval)"
        case .lightEval: "MODEL/DATE/details_TASK_DATE.jsonl, made from Parquet (lighteval)"
        case .page: "a saved chat page, or a folder of them (ChatGPT, Claude, Gemini)"
        }
    }

    /// What becomes of a changed question where nobody says: ids that a tool counted out say little, ids that a person wrote are meant.
    public var changed: ChangedQuestions { self == .jsonl ? .refused : .split }
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
        files = try kind == .folder ? Self.files(in: url, format) : format.takesFile(url) ? [url.lastPathComponent] : []
        if files.isEmpty, let parquet = Self.parquet(at: url) { throw Self.needsConverting(parquet) }
        guard !files.isEmpty else {
            throw Problem(
                "import.empty", .noInput, "there is nothing to import in the \(format.rawValue) format", at: url.path,
                remedy: "It expects \(format.about).")
        }
    }

    /// Where a file of the recording is.
    func location(of file: String) -> URL {
        files.count == 1 && file == url.lastPathComponent && !RecordingFolder.exists(url, file)
            ? url : url.appendingPathComponent(file)
    }

    enum PathKind { case file, folder }

    static func kind(of url: URL) throws -> PathKind {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw Problem(
                "import.missing", .noInput, "there is no such file or folder", at: url.path, remedy: "Check the path.")
        }
        return isFolder.boolValue ? .folder : .file
    }

    static func exists(_ url: URL, _ name: String) -> Bool {
        FileManager.default.fileExists(atPath: url.appendingPathComponent(name).path)
    }

    /// What a folder holds but hidden files, ordered by bytes.
    static func names(_ url: URL) throws -> [String] {
        do {
            return try FileManager.default.contentsOfDirectory(atPath: url.path).filter { !$0.hasPrefix(".") }
                .sorted { $0.utf8.lexicographicallyPrecedes($1.utf8) }
        } catch {
            throw Problem(
                "import.unreadable", .noInput, "the folder cannot be read", at: url.path,
                remedy: "Check its permissions.")
        }
    }

    static func subfolders(_ url: URL) throws -> [String] {
        try names(url).filter { (try? kind(of: url.appendingPathComponent($0))) == .folder }
    }
}
