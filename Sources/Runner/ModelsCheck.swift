import Base
import CaseFile
import Foundation
import Panel
import Probes
import Providers

/// Control questions for the models of a case: does each answer, as what, and do two of them behave as one?
public struct ModelsCheck: Sendable {
    /// How one model answered one control question.
    public struct Reply: Sendable, Codable {
        public var model: String
        /// What the server calls itself; `nil` where it does not say or did not answer.
        public var served: String?
        public var fingerprint: String?
        public var milliseconds: Int
        /// Why there was no answer.
        public var failure: String?
    }

    /// Two models compared.
    public struct Comparison: Sendable, Codable {
        public enum Outcome: String, Sendable, Codable {
            case different
            /// Nothing tells them apart; that they are one model is not shown by it.
            case noDifferenceFound = "no-difference-found"
            case cannotTell = "cannot-tell"
        }

        public var models: [String]
        public var outcome: Outcome
        /// What the outcome rests on, in one sentence.
        public var reason: String
        public var test: EndpointTest?
        /// Control questions for which the servers counted another number of prompt tokens.
        public var promptTokensDiffer: Int
        public var served: [[String]]
        public var answers: Int
    }

    /// One control question.
    struct Control: Sendable {
        var prompt: String
        var settings: GenerationSettings
    }

    /// Questions with many good answers. Half are sampled, so that answers say something of the distribution; half are asked at temperature 0,
    /// where every word is the model's likeliest: those tell apart what short samples cannot, and stay comparable where a server's arithmetic
    /// makes them waver.
    static let controls: [Control] =
        [
            "Write one sentence about the sea.", "Name a color and say why you like it, in one sentence.",
            "Invent a name for a small town, and nothing else.", "Continue: Once upon a time there was",
            "Give a random number between 1 and 1000, and nothing else.", "Describe rain to a child in one sentence.",
            "zxqv 0x7F3A — naïve façade ☂ 漢字 0.30000000000000004; what is this?",
            "Name one animal, one city and one fruit.", "Write the first line of a letter to a stranger.",
            "Pick a word of five letters, and nothing else.", "What did you dream of last night? One sentence.",
            "Make up a proverb.",
        ].map { Control(prompt: $0, settings: GenerationSettings(temperature: 1, maxTokens: 32)) }
        + [
            "List ten words that begin with q.", "Explain why the sky is blue in two sentences.",
            "Write a haiku about a bicycle.", "Give three reasons to learn Latin.",
            "Translate into French: The owl and the pussycat went to sea.", "What is 4817 times 293? Show the steps.",
            "Describe a kitchen without naming any object in it.", "Name five rivers of Asia, each with one fact.",
            "Write a function that reverses the words of a line.", "Who are you? Two sentences.",
            "Summarize the story of Hamlet in one sentence.", "What should one never say at a wedding?",
        ].map { Control(prompt: $0, settings: GenerationSettings(temperature: 0, maxTokens: 32)) }

    /// What a model answered to every control question.
    public struct Sheet: Sendable {
        public var model: String
        var answers: [[WireAnswer]]
        /// Why it is not complete.
        var failure: String?
    }

    /// Two models are called different where their answers would differ as much as they do in at most one of a hundred shuffles: the rate of
    /// false alarms, where answers are drawn independently of one another.
    public static let level = 0.01

    private let askers: [Asker]
    private let transport: Transport
    private let stop: StopSignal

    /// - Parameters:
    ///   - models: those to ask, in this order.
    ///   - connectTo: as in `RunOptions`.
    /// - Throws: `Problem` for a missing key or an unknown provider.
    public init(
        models: [PanelModel], environment: [String: String] = ProcessInfo.processInfo.environment,
        connectTo: [String: String] = [:], retry: RetryPolicy = .init(), stop: StopSignal = .init()
    ) throws {
        let secrets = try KeyRing.secrets(for: models, environment: environment)
        let transport = Transport(idleTimeout: 60)
        let plan = Plan(models: models, suites: [], seed: 1)
        self.transport = transport
        self.stop = stop
        askers = try models.map { model in
            Asker(
                plan: plan,
                client: try ProviderClient(
                    model: model, secret: secrets[model.id], transport: transport,
                    connectTo: model.endpoint.flatMap { connectTo[$0] }),
                recorder: nil, price: nil, policy: retry, clock: .system)
        }
    }

    /// Asks every model one question.
    public func greet() async -> [Reply] {
        let replies = await withTaskGroup(of: Numbered.self) { group in
            for (index, asker) in askers.enumerated() {
                group.addTask { await greet(asker, number: index) }
            }
            var replies: [Numbered] = []
            for await reply in group { replies.append(reply) }
            return replies
        }
        await transport.shutdown()
        return replies.sorted { $0.number < $1.number }.map(\.reply)
    }

    private struct Numbered: Sendable {
        var number: Int
        var reply: Reply
    }

    private func greet(_ asker: Asker, number: Int) async -> Numbered {
        let began = ContinuousClock.now
        let outcome = await ask(asker, Self.controls[0], number: number)
        let answer = try? outcome.get()
        var failure: String?
        if case .failure(let reason) = outcome { failure = reason.message }
        return Numbered(
            number: number,
            reply: Reply(
                model: asker.client.model.id, served: answer?.servedModel, fingerprint: answer?.fingerprint,
                milliseconds: Int(began.duration(to: .now).seconds * 1000), failure: failure))
    }

    /// Asks the first two models every control question `samples` times and compares what they answer.
    public func compare(samples: Int) async throws -> Comparison {
        let sheets = await sheets(samples: samples)
        return Self.compare(sheets[0], sheets[1])
    }

    /// Asks every model every control question `samples` times. Questions alternate between the models, so that a change over time meets them all.
    public func sheets(samples: Int) async -> [Sheet] {
        var sheets = askers.map { Sheet(model: $0.client.model.id, answers: []) }
        for control in Self.controls where !stop.isRequested && sheets.allSatisfy({ $0.failure == nil }) {
            for side in askers.indices {
                let results = await withTaskGroup(of: (Int, Result<WireAnswer, ProviderFailure>).self) { group in
                    for sample in 0..<samples {
                        group.addTask { (sample, await ask(askers[side], control, number: sample)) }
                    }
                    return await group.reduce(into: []) { $0.append($1) }
                }
                var got: [WireAnswer] = []
                for (_, result) in results.sorted(by: { $0.0 < $1.0 }) {
                    switch result {
                    case .success(let answer): got.append(answer)
                    case .failure(let failure): sheets[side].failure = failure.message
                    }
                }
                sheets[side].answers.append(got)
            }
        }
        await transport.shutdown()
        return sheets
    }

    /// Compares what two models answered.
    public static func compare(_ first: Sheet, _ second: Sheet) -> Comparison {
        let answers = [first.answers, second.answers]
        let failures = [first, second].compactMap { sheet in sheet.failure.map { "\(sheet.model): \($0)" } }
        let pairs = zip(answers[0], answers[1]).map { ($0, $1) }
        let differ = pairs.count { first, second in
            let (a, b) = (Set(first.compactMap { $0.usage?.input }), Set(second.compactMap { $0.usage?.input }))
            return !a.isEmpty && !b.isEmpty && a.isDisjoint(with: b)
        }
        let test = EndpointTest(answers: pairs.map { ($0.map(\.text), $1.map(\.text)) })
        let outcome: Comparison.Outcome
        let reason: String
        if let failure = failures.first {
            (outcome, reason) = (.cannotTell, "not every question was answered: \(failure)")
        } else if differ > 0 {
            (outcome, reason) = (
                .different,
                "the servers count other numbers of prompt tokens for \(differ) of \(pairs.count) questions: another tokenizer or chat template"
            )
        } else if let test, test.pValue <= level {
            (outcome, reason) = (.different, "their answers differ in distribution (p = \(test.pValue))")
        } else if let test {
            (outcome, reason) = (
                .noDifferenceFound,
                "their answers to \(test.prompts) questions do not differ in distribution (p = \(test.pValue))"
            )
        } else {
            (outcome, reason) = (.cannotTell, "there are too few answers to compare")
        }
        return Comparison(
            models: [first.model, second.model], outcome: outcome, reason: reason, test: test,
            promptTokensDiffer: differ,
            served: answers.map { side in Set(side.flatMap { $0.compactMap(\.servedModel) }).sorted() },
            answers: answers.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } })
    }

    /// One answer; a setting that the server refuses is left out.
    private func ask(_ asker: Asker, _ control: Control, number: Int) async -> Result<WireAnswer, ProviderFailure> {
        var question = Ask(
            prompt: control.prompt, settings: control.settings.without(asker.client.model.connection.omit))
        while true {
            let request = asker.client.request(for: question)
            let exchanges = await asker.persist(with: request, jitter: UInt64(number), stop: stop)
            let outcome = exchanges[exchanges.count - 1].outcome
            guard case .failure(let failure) = outcome, let refused = failure.refused else { return outcome }
            var other = question
            if refused == .maxTokens {
                other.renamesLimit = true
            } else {
                other.settings = question.settings.without([refused])
            }
            guard other != question else { return outcome }
            question = other
        }
    }
}
