import Base
import CaseFile
import Foundation
import Panel
import Probes

extension RecordingFolder {
    /// Stores a whole recording in a case: all of it or, where anything fails, nothing.
    ///
    /// - Throws: `Problem`, as ``read(into:skipBad:changed:progress:)`` and `CaseStore.importing`.
    @discardableResult
    public func store(
        in store: CaseStore, skipBad: Bool = false, changed: ChangedQuestions? = nil,
        duplicates: CaseImport.Duplicates = .refused, progress: (RecordingProgress) -> Void = { _ in }
    ) throws -> (read: RecordingSummary, stored: CaseImport.Summary) {
        var read = RecordingSummary()
        let stored = try store.importing(duplicates: duplicates) { session in
            var sink = CaseSink(session: session)
            if duplicates == .last {
                var places = LastPlaces(session: session)
                try self.read(into: &places, skipBad: skipBad, changed: changed)
                sink = CaseSink(session: session, last: places.places)
            }
            read = try self.read(into: &sink, skipBad: skipBad, changed: changed, progress: progress)
            session = sink.session
            try session.log("import", Self.entry(read, session.summary, format, duplicates, changed))
        }
        return (read, stored)
    }

    /// What the case's log says of an import.
    private static func entry(
        _ read: RecordingSummary, _ stored: CaseImport.Summary, _ format: RecordingFormat,
        _ duplicates: CaseImport.Duplicates, _ changed: ChangedQuestions?
    ) -> JSONValue {
        func counts(_ table: [String: Int]) -> JSONValue {
            .object(table.sorted { $0.key < $1.key }.map { JSONMember($0.key, .integer(Int64($0.value))) })
        }
        var members: [JSONMember] = [
            .init("format", .string(format.rawValue)), .init("records", .integer(Int64(read.responses))),
            .init(
                "skipped",
                .array(read.skipped.prefix(1000).map { ["place": .string($0.place), "why": .string($0.why)] })),
            .init("skipped_count", .integer(Int64(read.skipped.count))),
        ]
        if !read.noAnswers.isEmpty { members.append(.init("no_answers", counts(read.noAnswers))) }
        if !read.changed.isEmpty {
            let outcomes = read.changed.map { ($0.key.rawValue, $0.value) }
            members.append(.init("changed", counts(Dictionary(outcomes) { first, _ in first })))
            members.append(.init("changed_rule", .string((changed ?? format.changed).rawValue)))
        }
        if stored.duplicates > 0 {
            members.append(.init("duplicates", .integer(Int64(stored.duplicates))))
            members.append(.init("duplicates_rule", .string(duplicates.rawValue)))
        }
        return .object(members)
    }
}

/// Where the last answer of each model to each question stands: what is read ahead where the last of several answers counts.
private struct LastPlaces: RecordingSink {
    var session: CaseImport
    private(set) var places: [AnswerKey: RecordingPlace] = [:]

    init(session: CaseImport) { self.session = session }

    var wantsDigests: Bool { false }
    mutating func known(suite: String) throws -> [KnownQuestion] { try session.known(suite: suite) }
    mutating func begin(_ file: RecordingFile) {}
    mutating func take(_ response: RecordedResponse) { places[AnswerKey(response)] = response.source }
}

/// Two answers of one key are two answers of one model to one question.
private struct AnswerKey: Hashable {
    var model: [UInt8]
    var suite: [UInt8]
    var probe: [UInt8]
    var sample: Int
    var settings: GenerationSettings

    init(_ response: RecordedResponse) {
        model = Array(response.model.utf8)
        suite = Array(response.suite.utf8)
        probe = Array(response.probe.utf8)
        sample = response.sample
        settings = response.settings
    }
}

/// Hands the responses of a recording to an import into a case.
struct CaseSink: RecordingSink {
    var session: CaseImport
    private var source: Int64 = 0
    private var models: Set<String> = []
    /// Where the answers stand that count, where only the last of several does.
    private let last: [AnswerKey: RecordingPlace]?

    init(session: CaseImport) {
        self.session = session
        last = nil
    }

    fileprivate init(session: CaseImport, last: [AnswerKey: RecordingPlace]) {
        self.session = session
        self.last = last
    }

    mutating func known(suite: String) throws -> [KnownQuestion] { try session.known(suite: suite) }

    var wantsDigests: Bool { true }

    mutating func begin(_ file: RecordingFile) throws {
        source = try session.add(
            source: file.name, bytes: file.bytes, sha256: file.sha256 ?? "", format: file.format.rawValue)
    }

    mutating func take(_ response: RecordedResponse) throws {
        if let last, last[AnswerKey(response)] != response.source { return session.leaveOut() }
        if models.insert(response.model).inserted {
            let requested = response.generator == response.model ? nil : response.generator
            try session.add(model: PanelModel(id: response.model, provider: "recorded", requested: requested))
        }
        try session.add(
            CaseImport.Record(
                model: response.model, suite: response.suite, probe: response.probe, prompt: response.prompt,
                answer: response.answer, sample: response.sample, settings: response.settings,
                body: response.response, finishReason: response.finishReason, receivedAt: response.receivedAt,
                source: SourcePlace(
                    source: source, offset: Int64(response.source.offset), record: Int64(response.source.record))))
    }
}
