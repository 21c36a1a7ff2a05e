import Importers
import Probes

extension AnswerSheet {
    /// The answers of a recording, one sheet a suite, in the order in which the suites come; models and questions by name.
    ///
    /// - Parameters:
    ///   - skipBad: leave bad records out instead of stopping at the first.
    ///   - named: what a suite is called as a data set.
    /// - Throws: what reading the recording throws.
    public static func sheets(
        of folder: RecordingFolder, skipBad: Bool = false, progress: (RecordingProgress) -> Void = { _ in },
        named: (String) -> String = { $0 }
    ) throws -> [AnswerSheet] {
        var collector = AnswerCollector()
        try folder.read(into: &collector, skipBad: skipBad, progress: progress)
        return collector.suites.map { suite, builder in
            builder.sheet(named: named(suite), sorted: true, replacing: true)
        }
    }
}

/// Gathers responses of any order, one sheet a suite.
private struct AnswerCollector: RecordingSink {
    private(set) var suites: [(name: String, builder: AnswerSheetBuilder)] = []
    private var place: [String: Int] = [:]

    var wantsDigests: Bool { false }
    mutating func begin(_ file: RecordingFile) {}

    mutating func take(_ response: RecordedResponse) {
        let suite = place[response.suite] ?? suites.count
        if suite == suites.count {
            place[response.suite] = suite
            suites.append((response.suite, AnswerSheetBuilder()))
        }
        let model = suites[suite].builder.place(ofModel: response.model)
        let question = suites[suite].builder.place(
            of: QuestionID(suite: response.suite, probe: response.probe),
            Probe(
                id: response.probe, prompt: response.prompt, kind: response.answer == nil ? .open : .closed,
                answer: response.answer, settings: response.settings))
        suites[suite].builder.add(
            question: question, model: model, sample: response.sample,
            text: String(decoding: response.response, as: UTF8.self))
    }
}
