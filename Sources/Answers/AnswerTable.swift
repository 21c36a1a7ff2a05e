import Base
import Kinship
import Normalization
import Probes

/// Answers, read and coded: what the statistics run on and what a quotation is looked up in. Cases and recordings come here alike, and from here on
/// nothing knows which of them it was.
public struct AnswerTable: Sendable {
    /// A column of the matrix.
    public struct Item: Sendable {
        public var id: QuestionID
        public var probe: Probe
        /// The right answer as a person reads it; `nil` on false premises, where nobody gave it, and where nobody knows it.
        public var truth: String?
        /// True where nothing counts as right.
        public var isKeyless: Bool
        /// What each model is read to have said, in the order of the models; `nil` where it gave no answer.
        public var said: [String?]
        /// The canonical reading behind it.
        public let keys: [String?]
        /// In the order of the models.
        public var states: [Answer.State]

        public var suite: String { id.suite }
    }

    public let models: [String]
    /// Closed questions that are compared.
    public let items: [Item]
    /// All models by `items`.
    public let matrix: AnswerMatrix
    /// Open prompts that are compared.
    public let open: [AnswerSheet.Question]
    public let leftOut: LeftOut
    /// Places of the models that take part.
    public let participants: [Int]
    /// Closed answers by state for every model, over the items of the matrix.
    public let states: [[Answer.State: Int]]
    /// Every sample, where probes were answered several times.
    public let sampled: SampledAnswers

    /// Reads and codes the answers.
    public init(_ sheet: AnswerSheet) async throws(KinshipError) {
        let questions = sheet.closed.filter { $0.probe.answer != nil }
        let read = await Self.read(questions)
        var leftOut = LeftOut()
        var items: [Item] = []
        var columns: [[AnswerMatrix.Entry<String>]] = []
        var samples: [[[AnswerMatrix.Entry<String>]]] = []
        var counts = [LeftOut.Count](repeating: .init(), count: sheet.models.count)
        var states = [[Answer.State: Int]](repeating: [:], count: sheet.models.count)
        /// Whether a question stays; if so, its answers count for the models.
        func stays(_ id: QuestionID, _ row: [Answer.State], isKeyless: Bool) -> Bool {
            var count = LeftOut.Count()
            for state in row { count.add(state) }
            if let reason = LeftOut.reason(count, isKeyless: isKeyless) {
                if count.asked > 0 {
                    leftOut.items.append(.init(id: id, reason: reason, answered: count.answered, asked: count.asked))
                }
                return false
            }
            for (model, state) in row.enumerated() { counts[model].add(state) }
            return true
        }
        for (question, column) in zip(questions, read) {
            let answers = column.answers.map(\.usual)
            guard stays(question.id, answers.map(\.state), isKeyless: column.isKeyless) else { continue }
            for (model, answer) in answers.enumerated() { states[model][answer.state, default: 0] += 1 }
            columns.append(answers.map(\.entry))
            samples.append(column.answers.map { $0.samples.map(\.entry) })
            items.append(Item(question, answers, isKeyless: column.isKeyless))
        }
        open = sheet.open.filter { question in
            stays(question.id, question.said.map(Self.openState), isKeyless: false)
        }
        for (model, count) in counts.enumerated() where LeftOut.leaves(count) {
            leftOut.models.append(
                .init(
                    model: sheet.models[model], empty: count.empty, unreadable: count.unreadable, asked: count.asked))
        }
        models = sheet.models
        participants = counts.indices.filter { !LeftOut.leaves(counts[$0]) }
        self.items = items
        self.leftOut = leftOut
        self.states = states
        let keyless = items.map(\.isKeyless)
        matrix = try AnswerMatrix(models: models.count, columns: columns, keyless: keyless)
        sampled = try SampledAnswers(models: models.count, items: samples, keyless: keyless)
    }

    /// Canonical reading of each code of an item: code k at place k − 1.
    public func keys(of item: Int) -> [String?] {
        var keys: [String?] = []
        for model in models.indices {
            let code = Int(matrix[model, item])
            guard code > 0, code <= Int(AnswerMatrix.lastReading) else { continue }
            while keys.count < code { keys.append(nil) }
            keys[code - 1] = items[item].keys[model]
        }
        return keys
    }

    /// Names of the models that take part.
    public var participantNames: [String] { participants.map { models[$0] } }

    private static func openState(_ said: [String]?) -> Answer.State {
        guard let said else { return .notAsked }
        return said.first?.contains { !$0.isWhitespace } == true ? .answered : .missing
    }

    /// What one model's samples of one question say, and what counts as its answer.
    package struct Cell: Sendable {
        package var usual: Answer
        package var samples: [Answer]
    }

    /// A question's cells, one a model, and whether nothing counts as right.
    package typealias ReadQuestion = (answers: [Cell], isKeyless: Bool)

    package static func read(_ questions: [AnswerSheet.Question]) async -> [ReadQuestion] {
        await Parallel.map(questions.count) { index in
            let question = questions[index]
            let item = Normalizer.item(
                question.said.flatMap { ($0 ?? []).map(Optional.some) },
                to: question.probe.answer ?? .init(type: .word),
                cut: question.cut.flatMap { $0 })
            var start = 0
            let cells = question.said.map { said -> Cell in
                guard let said else { return Cell(usual: Answer(state: .notAsked), samples: []) }
                defer { start += said.count }
                // What holds nothing has not come.
                let samples = zip(said, item.answers[start..<start + said.count]).map { text, answer in
                    text.contains { !$0.isWhitespace } ? answer : Answer(state: .missing)
                }
                let usual = SampledAnswers.usual(samples, by: \.identity)?.value
                return Cell(usual: usual ?? Answer(state: .missing), samples: samples)
            }
            return (cells, !item.isKeyed)
        }
    }
}

extension AnswerTable.Item {
    init(_ question: AnswerSheet.Question, _ answers: [Answer], isKeyless: Bool) {
        id = question.id
        probe = question.probe
        self.isKeyless = isKeyless
        // A right answer is the truth.
        said = answers.map { answer in
            question.probe.isWithheld && answer.state == .right ? Probe.withheldText : answer.shown ?? answer.key
        }
        keys = answers.map(\.key)
        states = answers.map(\.state)
        truth =
            switch question.probe.answer?.expectation {
            case .truth where question.probe.isWithheld: Probe.withheldText
            case .truth(let values): values.first
            case .consensus: answers.first { $0.state == .right }?.shown
            case .falsePremise, .unknown, nil: nil
            }
    }
}

extension Answer {
    /// This answer without the way it was written, so that equal readings are equal.
    fileprivate var identity: Answer { Answer(state: state, key: key, shown: nil) }

    fileprivate var entry: AnswerMatrix.Entry<String> {
        switch state {
        case .right: .right
        case .wrong, .answered: .wrong(key ?? "")
        case .abstained: .abstained
        case .unparsed, .missing, .notAsked: .missing
        }
    }
}
