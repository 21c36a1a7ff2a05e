/// Generations under way in one network, which read and write together. `Tag` tells the caller whose answer comes out.
struct Batch<Tag: Sendable>: Sendable {
    private var speakers: [(speaker: Speaker, tag: Tag)] = []
    /// One a speaker.
    private var passages: [Passage] = []

    var count: Int { speakers.count }

    /// Takes part from the next step on.
    mutating func add(_ generation: Generation, tag: Tag, talker: Talker) {
        speakers.append((Speaker(generation), tag))
        passages.append(talker.passage(generation.prompt))
    }

    /// Every speaker writes one token; those that are done leave, and their answers are returned.
    mutating func step(
        _ talker: Talker, tokenizer: Tokenizer, mark: MarkedSpeech? = nil
    ) -> [(tag: Tag, completion: Completion)] {
        let scores = talker.read(&passages)
        var done: [(tag: Tag, completion: Completion)] = []
        var staying: [Int] = []
        for i in speakers.indices {
            let room = talker.shape.context - passages[i].length - 1
            if let token = speakers[i].speaker.hear(scores[i], room: room, tokenizer: tokenizer, mark: mark) {
                passages[i].unread = [token]
                staying.append(i)
            } else {
                done.append((speakers[i].tag, speakers[i].speaker.completion))
            }
        }
        if !done.isEmpty {
            speakers = staying.map { speakers[$0] }
            passages = staying.map { passages[$0] }
        }
        return done
    }
}

extension Talker {
    /// Answers all generations in one batch; the answers are those that each would get alone.
    ///
    /// - Precondition: Every prompt has at least one token and fewer than `shape.context`, all below `shape.vocabulary`.
    public func answer(_ generations: [Generation], tokenizer: Tokenizer) -> [Completion] {
        var batch = Batch<Int>()
        for (i, generation) in generations.enumerated() { batch.add(generation, tag: i, talker: self) }
        var out = [Completion](repeating: Completion(), count: generations.count)
        while batch.count > 0 {
            for (i, completion) in batch.step(self, tokenizer: tokenizer) { out[i] = completion }
        }
        return out
    }
}
