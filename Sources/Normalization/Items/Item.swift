import Probes

/// All responses to one probe, read and brought together.
struct Item {
    private let spec: AnswerSpec
    private var drafts: [Draft?]
    private var truths: [Value] = []

    init(_ texts: [String?], _ spec: AnswerSpec, cut: [Bool] = []) {
        self.spec = spec
        drafts = texts.enumerated().map { place, text in
            text.map {
                let bytes = Bytes($0.utf8)
                return Draft(bytes, Self.spec(spec, of: bytes), isCut: place < cut.count && cut[place])
            }
        }
        if case .truth(let values) = spec.expectation {
            truths = values.map { text in
                let bytes = Bytes(text.utf8)
                return Value(bytes, spec, isMarked: true) ?? Value(Fold.bytes(bytes).text)
            }
        }
    }

    /// Words up to which an answer is looked through for the one word or phrase that is meant.
    private static let mostWords = 5

    /// Where nobody knows which word is right, a sentence is a short free answer and no place to look for a word: on 48 models × 1,711 such answers
    /// (15 related pairs of 900) words found in sentences gave AUC .974 and AP .691, sentences as they stand .982 and .709.
    private static func spec(_ spec: AnswerSpec, of text: Bytes) -> AnswerSpec {
        guard spec.type == .word, spec.expectation == .unknown,
            Sentences.words(Continuation.cut(ShownReasoning(text).answer)[...]) > mostWords
        else { return spec }
        return AnswerSpec(type: .text)
    }

    /// The answers, held against truth, false premise or majority.
    var judged: ItemAnswers {
        var drafts = drafts
        var keys = drafts.map { $0?.value?.key }
        let merged = Merging.keys(of: drafts.map { $0?.value }, truths: truths, type: spec.type)
        for index in keys.indices where keys[index] != nil { keys[index] = merged.answers[index] }
        // A long text counts where it is what another answer, or the truth, says too. Where nobody knows what is right it is a short free answer, as any
        // other: that it is long says nothing against it.
        let isFree = spec.expectation == .unknown
        var said: [String: Int] = Dictionary(merged.truths.map { ($0, 1) }, uniquingKeysWith: max)
        for key in keys { if let key { said[key, default: 0] += 1 } }
        for index in keys.indices where drafts[index]?.value?.form == .phrase {
            let free = isFree ? keys[index].flatMap { FreeText.value(of: Bytes($0.utf8))?.key } : nil
            if let key = free ?? keys[index], isFree ? free != nil : said[key, default: 0] > 1 {
                keys[index] = key
                let shown = drafts[index]?.reading.shown
                drafts[index]?.reading = Reading(.answered, key: key, shown: shown)
            } else {
                keys[index] = nil
            }
        }
        let right: Set<String>
        let key: String?
        switch spec.expectation {
        case .truth:
            right = Set(merged.truths)
            key = merged.truths.first
        case .falsePremise:
            right = []
            key = Self.nothing
        case .consensus:
            key = Normalizer.consensus(keys.compactMap { $0 })
            right = key.map { [$0] } ?? []
        case .unknown:
            right = []
            key = nil
        }
        // Where one value is right, several are no answer: neither right nor an error.
        let isSingle = if case .truth = spec.expectation { !truths.contains { $0.form == .several } } else { false }
        let answers = drafts.indices.map { place -> Answer in
            if isSingle, drafts[place]?.value?.form == .several {
                return Answer(state: .unparsed, shown: drafts[place]?.reading.shown)
            }
            return answer(drafts[place], keys[place], right, isKeyed: key != nil)
        }
        let readings = drafts.indices.map { place in
            drafts[place].map { Reading($0.reading.kind, key: keys[place], shown: $0.reading.shown) }
        }
        return ItemAnswers(answers: answers, readings: readings, key: key)
    }

    /// The key of a false premise: nothing is right but saying so.
    static let nothing = "(none)"

    private func answer(_ draft: Draft?, _ key: String?, _ right: Set<String>, isKeyed: Bool) -> Answer {
        guard let draft else { return Answer(state: .missing) }
        let shown = draft.reading.shown
        switch draft.reading.kind {
        case .unparsed: return Answer(state: .unparsed, shown: shown)
        case .refused: return Answer(state: .abstained, shown: shown)
        case .abstained, .denied:
            if let literal = draft.literal, case .truth = spec.expectation, right.contains(literal.key) {
                return Answer(state: .right, key: literal.key, shown: shown)
            }
            if spec.expectation == .falsePremise { return Answer(state: .right, key: Self.nothing, shown: shown) }
            return Answer(state: .abstained, shown: shown)
        case .answered:
            guard isKeyed else {
                // Where a majority was asked for and there is none, nothing can be made of the question.
                return spec.expectation == .consensus
                    ? Answer(state: .unparsed, shown: shown) : Answer(state: .answered, key: key, shown: shown)
            }
            return Answer(state: key.map(right.contains) ?? false ? .right : .wrong, key: key, shown: shown)
        }
    }
}
