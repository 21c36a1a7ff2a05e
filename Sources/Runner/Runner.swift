import Base
import CaseFile
import Foundation
import Panel
import Probes
import Providers

/// Asks the models of a case what its suites want to know, and stores every answer exactly once. The same call again goes on where the
/// last one ended, however it ended.
public struct Runner: Sendable {
    private let store: CaseStore
    private let options: RunOptions
    private let prices: PriceTable
    private let stop: StopSignal
    private let report: @Sendable (RunEvent) -> Void

    /// - Parameters:
    ///   - stop: a request to finish what is under way; cancelling the task stops at once.
    ///   - report: is told what happens, from any thread.
    public init(
        store: CaseStore, options: RunOptions = .init(), prices: PriceTable, stop: StopSignal = .init(),
        report: @escaping @Sendable (RunEvent) -> Void = { _ in }
    ) {
        self.store = store
        self.options = options
        self.prices = prices
        self.stop = stop
        self.report = report
    }

    /// What a run would send now, without sending anything.
    public func estimate() throws -> Estimate {
        let (plan, past) = try prepare()
        return try plan.estimate(prices: prices, past: past, options: options)
    }

    private func prepare() throws -> (Plan, Past) {
        if let deviation = try store.claimDeviations().first {
            throw Problem(
                "run.deviation", .data, "the case departs from the claim that was fixed: \(deviation)",
                at: store.url.path,
                remedy: "Run `apograph verify` on the case; a deviation is made openly with `apograph claim amend`.")
        }
        let past = try Past(store, newest: options.repeatAfter != nil)
        let seed = options.seed ?? past.seed ?? UInt64.random(in: 0 ... .max)
        var plan = Plan(models: try store.models(), questions: try QuestionList(store), seed: seed)
        guard !plan.models.isEmpty else {
            throw Problem(
                "run.no-models", .configuration, "the case has no models that can be asked", at: store.url.path,
                remedy: "Make it with --panel, or import recorded answers instead")
        }
        guard !plan.items.isEmpty else {
            throw Problem(
                "run.no-probes", .configuration, "the case has no probes to ask", at: store.url.path,
                remedy: "Make it with --suites")
        }
        guard !options.batch || plan.models.contains(where: { Provider.catalog[$0.provider]?.batches != nil }) else {
            throw Problem(
                "run.no-batches", .usage, "no model of the case has a batch API", at: store.url.path,
                remedy: "Leave out --batch; openai-chat, openai-responses and anthropic have one")
        }
        if let age = options.repeatAfter {
            let limit = Timestamp.text(options.clock.now().addingTimeInterval(-age))
            plan.appendRepeats(of: past.newest, before: limit)
        }
        return (plan, past)
    }

    /// Runs until everything is answered, failed for good, or stopped; what is missing then is in the summary.
    ///
    /// - Throws: `Problem` before anything is sent where the panel cannot work, and where the case cannot be written.
    public func run() async throws -> RunSummary {
        let began = options.clock.now()
        let (plan, past) = try prepare()
        let secrets = try KeyRing.secrets(for: plan.models, environment: options.environment)
        try refuseUnpriced(plan)
        let transports = Transports()
        do {
            let summary = try await run(plan, past, secrets, transports, began: began)
            await transports.shutdown()
            return summary
        } catch {
            await transports.shutdown()
            throw error
        }
    }

    private func run(
        _ plan: Plan, _ past: Past, _ secrets: [String: Secret], _ transports: Transports, began: Date
    ) async throws -> RunSummary {
        let recorder = Recorder(store)
        let askers = try plan.models.map { model in
            Asker(
                plan: plan,
                client: try ProviderClient(
                    model: model, secret: secrets[model.id],
                    transport: transports.transport(idleTimeout: model.connection.limits.idleTimeout),
                    connectTo: model.endpoint.flatMap { options.connectTo[$0] }),
                recorder: recorder, price: prices.price(of: model), policy: options.retry, clock: options.clock)
        }
        var outcomes = plan.models.map {
            ModelOutcome(model: $0.id, planned: 0, before: 0, answered: 0, failedAttempts: 0, permanent: 0)
        }
        for item in plan.items {
            outcomes[Int(item.model)].planned += 1
            if past.answered.contains(plan.key(item)) { outcomes[Int(item.model)].before += 1 }
        }
        for outcome in outcomes {
            report(.planned(model: outcome.model, total: outcome.planned, alreadyAnswered: outcome.before))
        }
        var round = Round(
            store: store, plan: plan, askers: askers, recorder: recorder, options: options, stop: stop, report: report,
            past: past, outcomes: outcomes)
        try await round.goAfterBatches()
        let pending = round.pending()
        if !pending.isEmpty {
            try store.log(
                kind: "run-started",
                body: [
                    "open_intents": .integer(Int64(past.open.count)), "pending": .integer(Int64(pending.count)),
                    "plan": .string(try plan.digest()), "seed": .string(String(plan.seed)),
                ])
            try await round.ask(pending, began: began)
            let outcomes = round.outcomes
            try store.log(
                kind: "run-ended",
                body: [
                    "answered": .integer(Int64(outcomes.reduce(0) { $0 + $1.answered })),
                    "failed_attempts": .integer(Int64(outcomes.reduce(0) { $0 + $1.failedAttempts })),
                    "interrupted": .bool(stop.isRequested || Task.isCancelled),
                    "missing": .integer(Int64(outcomes.reduce(0) { $0 + $1.missing })),
                ])
        }
        return RunSummary(
            models: round.outcomes, seconds: options.clock.now().timeIntervalSince(began),
            interrupted: stop.isRequested || Task.isCancelled)
    }

    /// A limit on spending means nothing where a price is not known.
    private func refuseUnpriced(_ plan: Plan) throws {
        guard options.budget != nil || options.budgetPerModel != nil else { return }
        guard let model = plan.models.first(where: { prices.price(of: $0) == nil }) else { return }
        throw Problem(
            "run.unpriced", .configuration, "the price of \(model.id) is not known, so that no limit can be kept",
            at: model.connection.declaredAt,
            remedy: "Give `price: {input: …, output: …}` (dollars a million tokens) in the panel")
    }
}

/// One HTTP client for each idle timeout in use.
private final class Transports {
    private var known: [Double: Transport] = [:]

    func transport(idleTimeout: Double) -> Transport {
        let transport = known[idleTimeout] ?? Transport(idleTimeout: idleTimeout)
        known[idleTimeout] = transport
        return transport
    }

    func shutdown() async {
        for transport in known.values { await transport.shutdown() }
    }
}
