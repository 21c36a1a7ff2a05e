import Base

/// What to write after a prompt.
public struct Generation: Sendable, Hashable {
    /// The prompt's tokens with the marks around it, at least one and fewer than the network's context.
    public var prompt: [Int]
    public var sampling: Sampling
    /// The most tokens to write.
    public var limit: Int
    /// Where random choices start; together with `choice` it names the random numbers.
    public var seed: UInt64
    /// Which of several answers to one request this is.
    public var choice: Int
    /// How many of the likeliest tokens to note at each place; `nil` notes none, and not the chosen one's either.
    public var alternatives: Int?
    /// Texts that end the answer; they are not part of it.
    public var stop: [String]

    public init(
        prompt: [Int], sampling: Sampling = .init(), limit: Int = 48, seed: UInt64 = 0, choice: Int = 0,
        alternatives: Int? = nil, stop: [String] = []
    ) {
        self.prompt = prompt
        self.sampling = sampling
        self.limit = limit
        self.seed = seed
        self.choice = choice
        self.alternatives = alternatives
        self.stop = stop
    }
}

/// What a network wrote.
public struct Completion: Sendable, Hashable {
    /// Why it ended.
    public enum Ending: String, Sendable {
        /// The network said that the answer is over, or a stop text came.
        case stop
        /// The limit or the context was reached.
        case length
    }

    /// A token with its probability, as natural logarithm.
    public struct Weighed: Sendable, Hashable {
        public let token: Int
        public let logProbability: Double
    }

    /// One place of the answer.
    public struct Place: Sendable, Hashable {
        public let chosen: Weighed
        /// The likeliest tokens there, highest first; equal ones by lower token.
        public let alternatives: [Weighed]
    }

    /// Without the mark that ends an answer.
    public var tokens: [Int] = []
    /// One a token where the generation asked for alternatives, else empty.
    public var places: [Place] = []
    public var ending = Ending.length
}

/// A generation under way in a batch.
struct Speaker: Sendable {
    let generation: Generation
    private(set) var completion = Completion()
    private(set) var isDone = false
    private var random: SeededGenerator

    init(_ generation: Generation) {
        self.generation = generation
        random = SeededGenerator(seed: generation.seed, stream: UInt64(generation.choice))
    }

    /// Takes the scores for the next place, writes a token, and returns it where there is more to write.
    mutating func hear(_ scores: [Float], room: Int, tokenizer: Tokenizer, mark: MarkedSpeech?) -> Int? {
        let token =
            mark?.choose(scores, after: completion.tokens, sampling: generation.sampling, &random)
            ?? generation.sampling.choose(scores, &random)
        if token == Tokenizer.end {
            completion.ending = .stop
            isDone = true
            return nil
        }
        completion.tokens.append(token)
        if let count = generation.alternatives {
            completion.places.append(Self.place(scores, chosen: token, count: count))
        }
        if stops(tokenizer) {
            completion.ending = .stop
            isDone = true
        } else if completion.tokens.count >= generation.limit || room == 0 {
            isDone = true
        }
        return isDone ? nil : token
    }

    private func stops(_ tokenizer: Tokenizer) -> Bool {
        guard !generation.stop.isEmpty else { return false }
        let text = Prose.text(completion.tokens, with: tokenizer)
        return generation.stop.contains { text.contains($0) }
    }

    private static func place(_ scores: [Float], chosen: Int, count: Int) -> Completion.Place {
        let top = scores[Sampling.highest(scores)]
        var sum = 0.0
        for at in stride(from: 0, to: scores.count, by: 8) {
            var eight = SIMD8<Float>(repeating: -.infinity)
            let here = min(8, scores.count - at)
            for i in 0..<here { eight[i] = scores[at + i] - top }
            let powers = exponential(eight)
            for i in 0..<here { sum += Double(powers[i]) }
        }
        let whole = Double(top) + naturalLogarithm(sum)
        func weighed(_ token: Int) -> Completion.Weighed {
            .init(token: token, logProbability: Double(scores[token]) - whole)
        }
        let order = scores.indices.sorted { (scores[$1], $0) < (scores[$0], $1) }
        return .init(
            chosen: weighed(chosen), alternatives: order.prefix(count).map(weighed))
    }
}
