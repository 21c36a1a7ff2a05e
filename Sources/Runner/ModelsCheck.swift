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

    /// Questions with many good answers, so that one sample says something of the distribution, and odd strings that tokenizers split
    /// differently.
    public static let controls = [
        "Write one sentence about the sea.", "Name a color and say why you like it, in one sentence.",
        "Invent a name for a small town, and nothing else.", "Continue: Once upon a time there was",
        "Give a random number between 1 and 1000, and nothing else.", "Describe rain to a child in one sentence.",
        "zxqv 0x7F3A — naïve façade ☂ 漢字 0.30000000000000004; what is this?",
        "Name one animal, one city and one fruit.",
    ]

    static let settings = GenerationSettings(temperature: 1, maxTokens: 32)

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
        let replies = await withTaskGroup(of: (Int, Reply).self) { group in
            for (index, asker) in askers.enumerated() {
                group.addTask {
                    let began = ContinuousClock.now
                    let outcome = await ask(asker, Self.controls[0], number: index)
                    let milliseconds = Int(began.duration(to: .now).seconds * 1000)
                    var reply = Reply(model: asker.client.model.id, milliseconds: milliseconds)
                    switch outcome {
                    case .success(let answer):
                        reply.served = answer.servedModel
                        reply.fingerprint = answer.fingerprint
                    case .failure(let failure): reply.failure = failure.message
                    }
                    return (index, reply)
                }
            }
            return await group.reduce(into: [(Int, Reply)]()) { $0.append($1) }
        }
        await transport.shutdown()
        return replies.sorted { $0.0 < $1.0 }.map(\.1)
    }

    /// Asks the first two models every control question `samples` times and compares what they answer.
    public func compare(samples: Int) async throws -> Comparison {
        var answers: [[[WireAnswer]]] = [[], []]
        var failures: [String] = []
        for control in Self.controls where !stop.isRequested && failures.isEmpty {
            for side in 0..<2 {
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
                    case .failure(let failure): failures.append("\(askers[side].client.model.id): \(failure.message)")
                    }
                }
                answers[side].append(got)
            }
        }
        await transport.shutdown()
        return judge(answers, failures)
    }

    private func judge(_ answers: [[[WireAnswer]]], _ failures: [String]) -> Comparison {
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
        } else if let test, test.pValue <= 0.01 {
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
            models: askers.prefix(2).map(\.client.model.id), outcome: outcome, reason: reason, test: test,
            promptTokensDiffer: differ,
            served: answers.map { side in Set(side.flatMap { $0.compactMap(\.servedModel) }).sorted() },
            answers: answers.reduce(0) { $0 + $1.reduce(0) { $0 + $1.count } })
    }

    /// One answer; a setting that the server refuses is left out.
    private func ask(_ asker: Asker, _ prompt: String, number: Int) async -> Result<WireAnswer, ProviderFailure> {
        var settings = Self.settings.without(asker.client.model.connection.omit)
        while true {
            let request = asker.client.request(for: Ask(prompt: prompt, settings: settings))
            let exchanges = await asker.persist(with: request, jitter: UInt64(number), stop: stop)
            let outcome = exchanges[exchanges.count - 1].outcome
            guard case .failure(let failure) = outcome, let refused = failure.refused else { return outcome }
            let fewer = settings.without([refused])
            guard fewer != settings else { return outcome }
            settings = fewer
        }
    }
}
