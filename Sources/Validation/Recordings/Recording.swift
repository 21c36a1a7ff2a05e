import Kinship
import Normalization
import Probes

/// What several models answered to one suite, in memory: the first sample of every probe.
public struct Recording: Sendable {
    /// For example `zeroeval/crux`.
    public var name: String
    /// In the order of their names.
    public var models: [String]
    public var probes: [RecordedProbe]
    /// Models that take no part, with the reason.
    public var leftOut: [LeftOut] = []

    public struct LeftOut: Sendable, Codable, Hashable {
        public var model: String
        /// Items of the suite without an answer that can be used: missing, empty or unparsed.
        public var unusable: Int
        public var of: Int
    }

    /// A model of whose answers more than this part is missing, empty or cannot be read is left out and named.
    public static let unusableLimit = 0.25

    /// One probe and what each model answered to it.
    public struct RecordedProbe: Sendable {
        public var id: String
        public var prompt: String
        /// `nil` for an open answer.
        public var answer: AnswerSpec?
        /// Where its typical wrong answers come from, by its suite; `nil` where the recording does not say.
        public var kind: ErrorKind?
        /// UTF-8, in the order of the models; `nil` where nothing was recorded, empty where the model said nothing.
        public var said: [[UInt8]?]

        public init(id: String, prompt: String, answer: AnswerSpec?, kind: ErrorKind? = nil, said: [[UInt8]?]) {
            self.id = id
            self.prompt = prompt
            self.answer = answer
            self.kind = kind
            self.said = said
        }
    }

    /// Answers to the open probes without the reasoning shown, one row a probe.
    public var open: [[[UInt8]?]] {
        probes.filter { $0.answer == nil }.map { $0.said.map { $0.map { ShownReasoning($0).answer } } }
    }
    public var closed: [RecordedProbe] { probes.filter { $0.answer != nil } }

    /// This recording with only the models at `indices`.
    public func selecting(_ indices: [Int]) -> Recording {
        var out = self
        out.models = indices.map { models[$0] }
        out.probes = probes.map { probe in
            var one = probe
            one.said = indices.map { probe.said[$0] }
            return one
        }
        return out
    }

    /// The closed answers as codes, models of too many unusable answers left out; items without a key (no majority) are dropped.
    ///
    /// - Returns: the recording without the models that were left out, and its matrix; `nil` without closed probes.
    public func answerMatrix() async throws -> (recording: Recording, matrix: AnswerMatrix)? {
        try await keyedAnswers().map { ($0.recording, $0.matrix) }
    }

    /// `answerMatrix` with the probe behind each column.
    func keyedAnswers() async throws -> (recording: Recording, matrix: AnswerMatrix, probes: [RecordedProbe])? {
        guard !closed.isEmpty else { return nil }
        let first = await judged()
        let unusable = models.indices.map { model in
            first.count { $0.answers[model].state == .unparsed || $0.answers[model].state == .missing }
        }
        let kept = models.indices.filter { Double(unusable[$0]) <= Self.unusableLimit * Double(first.count) }
        var out = self
        var items = first
        if kept.count < models.count {
            out = selecting(kept)
            for model in models.indices where !kept.contains(model) {
                out.leftOut.append(LeftOut(model: models[model], unusable: unusable[model], of: first.count))
            }
            items = await out.judged()
        }
        let keyed = items.indices.filter { items[$0].isKeyed }
        let columns = keyed.map { item in
            items[item].answers.map { answer -> AnswerMatrix.Entry<String> in
                switch answer.state {
                case .right: .right
                case .wrong: answer.key.map { .wrong($0) } ?? .missing
                case .abstained: .abstained
                case .unparsed, .missing: .missing
                }
            }
        }
        let probes = out.closed
        return (out, try AnswerMatrix(models: out.models.count, columns: columns), keyed.map { probes[$0] })
    }

    /// Every closed probe's answers, normalised.
    private func judged() async -> [ItemAnswers] {
        let probes = closed
        let blocks = min(64, probes.count)
        let parts = await Parallel.map(blocks) { block in
            (probes.count * block / blocks..<probes.count * (block + 1) / blocks).map { index -> ItemAnswers in
                let probe = probes[index]
                let texts = probe.said.map { $0.map { String(decoding: $0, as: UTF8.self) } }
                return Normalizer.item(texts, to: probe.answer ?? AnswerSpec(type: .word))
            }
        }
        return parts.flatMap { $0 }
    }

    /// What each answer to each closed probe says by itself, in the order of probes and models; `nil` for an empty one.
    func readings() async -> [[Reading.Kind?]] {
        let probes = closed
        return await Parallel.map(probes.count) { index -> [Reading.Kind?] in
            let probe = probes[index]
            return probe.said.map { said in
                guard let said, said.contains(where: { $0 > 0x20 }) else { return nil }
                return Normalizer.reading(
                    of: String(decoding: said, as: UTF8.self), as: probe.answer ?? AnswerSpec(type: .word)
                ).kind
            }
        }
    }

    /// Without the models of which too many open answers are missing or empty.
    public func withoutEmptyModels() -> Recording {
        let rows = open
        var kept: [Int] = []
        var left: [LeftOut] = []
        for model in models.indices {
            let empty = rows.count { row in row[model].map { said in !said.contains { $0 > 0x20 } } ?? true }
            if Double(empty) <= Self.unusableLimit * Double(rows.count) {
                kept.append(model)
            } else {
                left.append(LeftOut(model: models[model], unusable: empty, of: rows.count))
            }
        }
        guard !left.isEmpty else { return self }
        var out = selecting(kept)
        out.leftOut += left
        return out
    }
}
