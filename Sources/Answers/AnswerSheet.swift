import Normalization
import Probes

/// Who was asked what, and what came back: everything that comparing models starts from, whether it was collected in a case or read from somebody's
/// recording.
public struct AnswerSheet: Sendable {
    /// One question with every model's answers to it.
    public struct Question: Sendable {
        public var id: QuestionID
        public var probe: Probe
        /// In the order of the models: its samples in order; empty where it was asked and nothing came back; `nil` where it was not asked.
        public var said: [[String]?]
        /// Which of these samples a server cut off before they were done, one row a model; empty where none was.
        public var cut: [[Bool]]

        public init(id: QuestionID, probe: Probe, said: [[String]?], cut: [[Bool]] = []) {
            self.id = id
            self.probe = probe
            self.said = said
            self.cut = cut.contains { $0.contains(true) } ? cut : []
        }

        /// The first sample of a model; `nil` where it gave none.
        public func first(_ model: Int) -> String? { said[model]?.first }

        /// The first sample of each of some models, as bytes.
        public func texts(of models: [Int]) -> [[UInt8]?] { models.map { first($0).map { Array($0.utf8) } } }
    }

    /// What it is called as a data set, for example `zeroeval/crux`.
    public var name: String
    public var models: [String]
    public var questions: [Question]

    public init(name: String, models: [String], questions: [Question]) {
        self.name = name
        self.models = models
        self.questions = questions
    }

    public func questions(_ kind: ProbeKind) -> [Question] { questions.filter { $0.probe.kind == kind } }

    /// Prompts whose answers are compared as texts, without the reasoning that some models show. Canaries have a test of their own, which never enters a
    /// likelihood ratio.
    public var open: [Question] {
        questions(.open).map { question in
            Question(
                id: question.id, probe: question.probe,
                said: question.said.map { $0.map { $0.compactMap(ShownReasoning.finished) } })
        }
    }
    public var closed: [Question] { questions(.closed) }
}
