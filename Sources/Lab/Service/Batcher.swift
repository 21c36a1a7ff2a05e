/// Collects the requests that wait for one network and answers them together.
///
/// A request that arrives while others are being answered joins them at the next token; nobody waits for a batch to fill.
actor Batcher {
    private let talker: Talker
    private let tokenizer: Tokenizer
    private let mark: MarkedSpeech?
    private var waiting: [Order] = []
    private var batch = Batch<CheckedContinuation<Completion, Never>>()
    private var isWorking = false

    private struct Order {
        let generation: Generation
        let reply: CheckedContinuation<Completion, Never>
    }

    /// Most answers that may wait; more are refused, so that nobody can fill the memory with requests.
    static let longestQueue = 4096
    /// Most tokens read in one step and most answers under way, which bound the memory that a step takes.
    private static let rowsAtOnce = 512
    private static let answersAtOnce = 64

    init(_ talker: Talker, tokenizer: Tokenizer, mark: MarkedSpeech? = nil) {
        self.talker = talker
        self.tokenizer = tokenizer
        self.mark = mark
    }

    /// Writes one answer for each generation.
    ///
    /// - Throws: `ChatFault.tooManyWaiting`.
    func answer(_ generations: [Generation]) async throws(ChatFault) -> [Completion] {
        guard waiting.count + generations.count <= Self.longestQueue else { throw .tooManyWaiting }
        return await withTaskGroup(of: (Int, Completion).self) { group in
            for (i, generation) in generations.enumerated() {
                group.addTask { (i, await self.answer(generation)) }
            }
            var out = [Completion](repeating: Completion(), count: generations.count)
            for await (i, completion) in group { out[i] = completion }
            return out
        }
    }

    private func answer(_ generation: Generation) async -> Completion {
        await withCheckedContinuation { reply in
            waiting.append(Order(generation: generation, reply: reply))
            guard !isWorking else { return }
            isWorking = true
            // Not a child of this request's task: it goes on for those that join, and ends when nobody is left.
            Task { await work() }
        }
    }

    private func work() async {
        while !waiting.isEmpty || batch.count > 0 {
            admit()
            for (reply, completion) in batch.step(talker, tokenizer: tokenizer, mark: mark) {
                reply.resume(returning: completion)
            }
            // Lets requests in that came meanwhile.
            await Task.yield()
        }
        isWorking = false
    }

    private func admit() {
        var rows = batch.count
        var admitted = 0
        for order in waiting {
            rows += order.generation.prompt.count
            guard rows <= Self.rowsAtOnce, batch.count < Self.answersAtOnce else { break }
            batch.add(order.generation, tag: order.reply, talker: talker)
            admitted += 1
        }
        waiting.removeFirst(admitted)
    }
}
