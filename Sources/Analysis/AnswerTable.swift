import Kinship
import Normalization
import Probes

/// Closed answers, read and coded: what the statistics run on and what a quotation is looked up in.
///
/// Items that have no key (no truth, and no reading that at least 35 % of the answering models share) are left out and counted.
public struct AnswerTable: Sendable {
    /// One closed probe with every model's answer to it.
    public struct Question: Sendable {
        public var suite: String
        public var probe: Probe
        /// Text by model, in the order of the models; empty where it gave none. Several samples of one probe stand in order.
        public var texts: [[String]]

        public init(suite: String, probe: Probe, texts: [[String]]) {
            self.suite = suite
            self.probe = probe
            self.texts = texts
        }
    }

    /// A column of the matrix.
    public struct Item: Sendable {
        public var suite: String
        public var probe: Probe
        /// The right answer as a person reads it; `nil` on false premises and where nobody gave it.
        public var truth: String?
        /// What each model is read to have said, in the order of the models; `nil` where it gave no answer.
        public var said: [String?]
        /// The canonical reading behind it.
        let keys: [String?]

        init(suite: String, probe: Probe, answers: [Answer]) {
            self.suite = suite
            self.probe = probe
            // A right answer is the truth.
            said = answers.map { answer in
                probe.isWithheld && answer.state == .right ? Probe.withheldText : answer.shown ?? answer.key
            }
            keys = answers.map(\.key)
            truth =
                switch probe.answer?.expectation {
                case .truth where probe.isWithheld: Probe.withheldText
                case .truth(let values): values.first
                case .consensus: answers.first { $0.state == .right }?.shown
                case .falsePremise, nil: nil
                }
        }
    }

    public let models: [String]
    public let items: [Item]
    public let matrix: AnswerMatrix
    /// Items without a key, which the matrix leaves out.
    public let unkeyed: Int
    /// Closed answers by state for every model, over the items of the matrix.
    public let states: [[Answer.State: Int]]
    /// Every sample, where probes were answered several times.
    let sampled: SampledAnswers

    /// Reads and codes the answers. `questions[i].texts` has one entry a model.
    public init(models: [String], questions: [Question]) throws(KinshipError) {
        var items: [Item] = []
        var columns: [[AnswerMatrix.Entry<String>]] = []
        var sampled: [[[AnswerMatrix.Entry<String>]]] = []
        var unkeyed = 0
        var states = [[Answer.State: Int]](repeating: [:], count: models.count)
        for question in questions {
            guard let spec = question.probe.answer else { continue }
            let read = Self.read(question.texts, spec: spec)
            let answers = read.map {
                SampledAnswers.usual($0, by: \.identity)?.value ?? Answer(state: .missing, key: nil, shown: nil)
            }
            guard spec.expectation != .consensus || answers.contains(where: { $0.state == .right }) else {
                unkeyed += 1
                continue
            }
            for (model, answer) in answers.enumerated() { states[model][answer.state, default: 0] += 1 }
            columns.append(answers.map(\.entry))
            sampled.append(read.map { $0.map(\.entry) })
            items.append(Item(suite: question.suite, probe: question.probe, answers: answers))
        }
        self.models = models
        self.items = items
        self.unkeyed = unkeyed
        self.states = states
        matrix = try AnswerMatrix(models: models.count, columns: columns)
        self.sampled = try SampledAnswers(models: models.count, items: sampled)
    }

    /// Canonical reading of each wrong code of an item: code k at place k − 1.
    func keys(of item: Int) -> [String?] {
        var keys: [String?] = []
        for model in models.indices {
            let code = Int(matrix[model, item])
            guard code > 0, code <= Int(AnswerMatrix.lastReading) else { continue }
            while keys.count < code { keys.append(nil) }
            keys[code - 1] = items[item].keys[model]
        }
        return keys
    }

    /// Every sample of every model, read together.
    private static func read(_ texts: [[String]], spec: AnswerSpec) -> [[Answer]] {
        guard texts.contains(where: { $0.count > 1 }) else {
            return zip(texts, Normalizer.answers(texts.map(\.first), to: spec)).map { $0.isEmpty ? [] : [$1] }
        }
        let flat = Normalizer.answers(texts.flatMap { $0.map(Optional.some) }, to: spec)
        var start = 0
        return texts.map { samples in
            defer { start += samples.count }
            return Array(flat[start..<start + samples.count])
        }
    }
}

extension Answer {
    /// This answer without the way it was written, so that equal readings are equal.
    fileprivate var identity: Answer { Answer(state: state, key: key, shown: nil) }

    fileprivate var entry: AnswerMatrix.Entry<String> {
        switch state {
        case .right: .right
        case .wrong: .wrong(key ?? "")
        case .abstained: .abstained
        case .unparsed, .missing: .missing
        }
    }
}
