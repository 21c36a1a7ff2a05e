import Base
import CaseFile
import Probes

/// One answer that somebody else recorded, as a reader of their format hands it on.
public struct RecordedResponse: Sendable {
    /// What the recording calls the model: the name of its folder or file.
    public var model: String
    /// The name that the recording says the model was asked under, where that differs.
    public var generator: String?
    public var suite: String
    public var probe: String
    /// The user message, word for word.
    public var prompt: String
    /// The answer's UTF-8 bytes; empty where the model gave none.
    public var response: [UInt8]
    /// 0 for the first answer of the model to the probe.
    public var sample: Int
    /// `nil` for an open answer.
    public var answer: AnswerSpec?
    /// RFC 3339, where the recording says.
    public var receivedAt: String?
    public var settings: GenerationSettings
    /// Why the model stopped, in the recording's own word (`stop`, `length`, `content_filter`, …), where it says.
    public var finishReason: String?
    /// True where ``probe`` is a mere number of the recording: wording and options then say which question it is, whatever its number.
    public var isKnownByWording: Bool
    public var source: RecordingPlace

    public init(
        model: String, generator: String? = nil, suite: String, probe: String, prompt: String, response: [UInt8],
        sample: Int = 0, answer: AnswerSpec? = nil, receivedAt: String? = nil, settings: GenerationSettings = .init(),
        finishReason: String? = nil, isKnownByWording: Bool = false, source: RecordingPlace
    ) {
        self.model = model
        self.generator = generator
        self.suite = suite
        self.probe = probe
        self.prompt = prompt
        self.response = response
        self.sample = sample
        self.answer = answer
        self.receivedAt = receivedAt
        self.settings = settings
        self.finishReason = finishReason
        self.isKnownByWording = isKnownByWording
        self.source = source
    }
}

/// Where in a recording something stands.
public struct RecordingPlace: Sendable, Hashable {
    /// Index of the file, in the order in which the files are read.
    public var file: Int
    /// Bytes from the file's beginning to the record's.
    public var offset: Int
    /// Counted from 1.
    public var record: Int

    public init(file: Int, offset: Int, record: Int) {
        self.file = file
        self.offset = offset
        self.record = record
    }
}

/// One file of a recording, as it is about to be read.
public struct RecordingFile: Sendable {
    /// Its path below the folder that is imported.
    public var name: String
    public var bytes: Int
    /// Lower-case hexadecimal; `nil` where the sink does not want it.
    public var sha256: String?
    public var format: RecordingFormat
}

/// What takes the responses of a recording, file by file, in a fixed order.
public protocol RecordingSink {
    /// True where ``RecordingFile/sha256`` is needed.
    var wantsDigests: Bool { get }
    /// The questions of a suite that are known from before, so that a recording's come to lie on them.
    mutating func known(suite: String) throws -> [KnownQuestion]
    mutating func begin(_ file: RecordingFile) throws
    mutating func take(_ response: RecordedResponse) throws
}

extension RecordingSink {
    public mutating func known(suite: String) throws -> [KnownQuestion] { [] }
}

/// Keeps everything in memory, for statistics on a folder that needs no case.
public struct MemorySink: RecordingSink, Sendable {
    public private(set) var files: [RecordingFile] = []
    public private(set) var responses: [RecordedResponse] = []

    public init() {}

    public var wantsDigests: Bool { false }
    public mutating func begin(_ file: RecordingFile) { files.append(file) }
    public mutating func take(_ response: RecordedResponse) { responses.append(response) }
}

/// How far reading a recording has come.
public struct RecordingProgress: Sendable, Hashable {
    public var file: String
    public var filesDone: Int
    public var files: Int
    public var bytesDone: Int
    public var bytes: Int
    public var responses: Int
}

/// What was read.
public struct RecordingSummary: Sendable, Hashable {
    public var files = 0
    public var bytes = 0
    public var responses = 0
    /// Records that were skipped, each with its place and what was wrong; a file that breaks off counts once.
    public var skipped: [Skipped] = []
    /// What is no answer and nobody's fault in the recording (requests that failed, calls of tools), by reason.
    public var noAnswers: [String: Int] = [:]
    /// Answers to a question whose wording, options or key differ from those it had before under the same id, by what became of them.
    public var changed: [ChangedQuestions.Outcome: Int] = [:]

    public struct Skipped: Sendable, Hashable {
        public var place: String
        public var why: String
    }
}
