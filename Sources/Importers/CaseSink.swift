import CaseFile
import Foundation
import Panel
import Probes

extension RecordingFolder {
    /// Stores a whole recording in a case: all of it or, where anything fails, nothing.
    ///
    /// - Throws: `Problem`, as ``read(into:skipBad:progress:)`` and `CaseStore.importing`.
    @discardableResult
    public func store(
        in store: CaseStore, skipBad: Bool = false, progress: (RecordingProgress) -> Void = { _ in }
    ) throws -> (read: RecordingSummary, stored: CaseImport.Summary) {
        var read = RecordingSummary()
        let stored = try store.importing { session in
            var sink = CaseSink(session: session)
            read = try self.read(into: &sink, skipBad: skipBad, progress: progress)
            session = sink.session
            try session.log(
                "import",
                [
                    "format": .string(format.rawValue), "records": .integer(Int64(read.responses)),
                    "skipped": .array(
                        read.skipped.prefix(1000).map { ["place": .string($0.place), "why": .string($0.why)] }),
                    "skipped_count": .integer(Int64(read.skipped.count)),
                ])
        }
        return (read, stored)
    }
}

/// Hands the responses of a recording to an import into a case.
struct CaseSink: RecordingSink {
    var session: CaseImport
    private var source: Int64 = 0
    private var models: Set<String> = []

    init(session: CaseImport) { self.session = session }

    var wantsDigests: Bool { true }

    mutating func begin(_ file: RecordingFile) throws {
        source = try session.add(
            source: file.name, bytes: file.bytes, sha256: file.sha256 ?? "", format: file.format.rawValue)
    }

    mutating func take(_ response: RecordedResponse) throws {
        if models.insert(response.model).inserted {
            let requested = response.generator == response.model ? nil : response.generator
            try session.add(model: PanelModel(id: response.model, provider: "recorded", requested: requested))
        }
        try session.add(
            CaseImport.Record(
                model: response.model, suite: response.suite, probe: response.probe, prompt: response.prompt,
                answer: response.answer, sample: response.sample, settings: response.settings,
                body: response.response, receivedAt: response.receivedAt,
                source: SourcePlace(
                    source: source, offset: Int64(response.source.offset), record: Int64(response.source.record))))
    }
}
