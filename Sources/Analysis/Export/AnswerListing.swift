import Answers
import Base
import CaseFile
import Normalization
import Panel
import Probes

/// Every closed answer of a case as it is read: what a researcher takes away to compute with.
public struct AnswerListing: Sendable {
    /// One answer: of one model to one question, one sample of it.
    public struct Entry: Sendable, Hashable {
        public var suite: String
        public var version: String
        public var probe: String
        /// The answer type's name, as suites write it.
        public var type: String
        public var prompt: String
        /// The reading that counts as right; `nil` where the question has none (no majority), and where its suite is private.
        public var key: String?
        public var model: String
        /// 0 for the first.
        public var sample: Int
        /// `right`, `wrong`, `answered` (nobody knows what is right), `abstained`, `unparsed`, `missing` or `not-asked`.
        public var state: String
        /// The canonical reading; set for right and wrong answers and for those without a key, of a private suite for wrong ones alone.
        public var reading: String?
        /// The reading as the model wrote it.
        public var shown: String?
    }

    public let models: [String]
    /// In the order of suites, probes, models and samples. A model that was not asked has an entry that says so.
    public let entries: [Entry]

    /// - Throws: `Problem`, as reading a case does.
    public init(_ store: CaseStore) throws {
        let contents = try CaseContents(store)
        models = contents.models.map(\.id)
        entries = contents.sheet.closed.flatMap { Self.entries($0, contents.models.map(\.id)) }
    }

    private static func entries(_ question: AnswerSheet.Question, _ models: [String]) -> [Entry] {
        guard let spec = question.probe.answer else { return [] }
        var asked: [(model: Int, sample: Int)] = []
        var texts: [String?] = []
        var cut: [Bool] = []
        for (model, samples) in question.said.enumerated() {
            for (sample, text) in (samples ?? []).enumerated() {
                asked.append((model, sample))
                // What holds nothing has not come.
                texts.append(text.contains { !$0.isWhitespace } ? text : nil)
                cut.append(question.cut.isEmpty ? false : question.cut[model][sample])
            }
            if samples?.isEmpty != false {
                asked.append((model, 0))
                texts.append(nil)
                cut.append(false)
            }
        }
        let item = Normalizer.item(texts, to: spec, cut: cut)
        let isWithheld = question.probe.isWithheld
        return zip(asked, item.answers).map { place, answer in
            let isSaid = !isWithheld || answer.state == .wrong || answer.state == .answered
            return Entry(
                suite: question.id.suite, version: question.id.version, probe: question.id.probe,
                type: spec.type.rawValue,
                prompt: question.probe.prompt, key: isWithheld ? nil : item.key, model: models[place.model],
                sample: place.sample,
                state: question.said[place.model] == nil ? Answer.State.notAsked.rawValue : answer.state.rawValue,
                reading: isSaid ? answer.key : nil,
                shown: isSaid ? answer.shown : nil)
        }
    }
}
