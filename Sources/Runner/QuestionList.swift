import Base
import CaseFile
import Probes

/// The questions of a case, small: suites and settings that many of them share are kept once.
struct QuestionList: Sendable {
    private struct Entry: Sendable {
        var id: String
        var prompt: String
        var suite: Int32
        var settings: Int32
        var samples: Int32
    }

    private var entries: [Entry] = []
    private var suites: [SuiteReference] = []
    private var settings: [GenerationSettings] = []
    private var settingsIndex: [GenerationSettings: Int32] = [:]

    init() {}

    /// All questions of a case.
    init(_ store: CaseStore) throws {
        try store.forEachQuestion { suite, question in
            append(
                suite, id: question.id, prompt: question.prompt, samples: question.samples, settings: question.settings)
        }
    }

    mutating func append(
        _ suite: SuiteReference, id: String, prompt: String, samples: Int, settings: GenerationSettings
    ) {
        if suites.last != suite { suites.append(suite) }
        let index = settingsIndex[settings] ?? Int32(self.settings.count)
        if index == self.settings.count {
            self.settings.append(settings)
            settingsIndex[settings] = index
        }
        entries.append(
            Entry(
                id: id, prompt: prompt, suite: Int32(suites.count - 1), settings: index,
                samples: Int32(clamping: max(1, samples))))
    }

    var count: Int { entries.count }
    func id(_ index: Int) -> String { entries[index].id }
    func prompt(_ index: Int) -> String { entries[index].prompt }
    func suite(_ index: Int) -> SuiteReference { suites[Int(entries[index].suite)] }
    func settings(_ index: Int) -> GenerationSettings { settings[Int(entries[index].settings)] }
    /// At least 1.
    func samples(_ index: Int) -> Int { Int(entries[index].samples) }
}
