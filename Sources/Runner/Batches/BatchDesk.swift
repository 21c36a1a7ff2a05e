import Base
import CaseFile
import Foundation
import Panel
import Probes
import Providers

/// What came of going after one batch.
struct BatchOutcome: Sendable {
    var batch: Batch
    /// Nothing more is to be fetched.
    var isSettled = false
    var answered: Set<ResponseKey> = []
    var permanent: Set<ResponseKey> = []
    /// Questions that are to be asked again.
    var released: Set<ResponseKey> = []
    var failed = 0
    var spent = Money.zero
    var refused: Set<OptionalSetting> = []
    var served: Set<String> = []
    /// Why it could not be gone after.
    var trouble: String?
}

/// Takes batches to the server and fetches what became of them. Every step can be the last one before a crash.
struct BatchDesk: Sendable {
    let store: CaseStore
    let recorder: Recorder
    let asker: Asker
    /// What the model's servers called themselves so far.
    let served: Set<String>
    /// Intents of open batches that have no outcome.
    let open: Set<Int64>
    /// Batches that the server no longer knows are given up: their questions may be answered twice then.
    let forsakes: Bool
    let stop: StopSignal
    let report: @Sendable (RunEvent) -> Void

    var client: ProviderClient { asker.client }
    var model: PanelModel { asker.client.model }

    /// Brings batches forward, one after the other: submits those that are planned, fetches those that ended.
    func bringForward(_ batches: [Batch]) async throws -> [BatchOutcome] {
        var outcomes: [BatchOutcome] = []
        for batch in batches {
            guard !stop.isRequested, !Task.isCancelled, outcomes.last?.trouble == nil,
                let format = client.batches
            else {
                outcomes.append(BatchOutcome(batch: batch))
                continue
            }
            var outcome = BatchOutcome(batch: batch)
            outcome.served = outcomes.last?.served ?? served
            try await bringForward(&outcome, format)
            if let trouble = outcome.trouble { say(batch, .trouble, note: trouble) }
            outcomes.append(outcome)
        }
        return outcomes
    }

    private func bringForward(_ outcome: inout BatchOutcome, _ format: any BatchFormat) async throws {
        if outcome.batch.id == nil {
            let isNew = outcome.batch.sentAt == nil
            let submission = try await BatchSubmission(desk: self, format: format).submit(outcome.batch)
            switch submission {
            case .started(let id):
                outcome.batch.id = id
                if isNew { return }
            case .refused(let failure): return try await giveUp(&outcome, failure)
            case .later(let why):
                outcome.trouble = why
                return
            }
        }
        guard let id = outcome.batch.id else { return }
        switch await call(format.look(at: id, for: model, base: client.batchBase), format.state) {
        case .failure(let failure):
            if failure.kind == .gone, forsakes { return try await giveUp(&outcome, failure) }
            outcome.trouble =
                failure.kind == .gone
                ? "the server does not know batch \(id) (\(failure.message)); --retry-failed asks its questions anew"
                : failure.message
        case .success(let state):
            switch state.phase {
            case .underWay: say(outcome.batch, .underWay, done: state.done)
            case .refused(let why):
                try await giveUp(&outcome, ProviderFailure(.transient, "the batch was refused: \(why)"))
            case .ended:
                try await BatchCollection(desk: self, format: format).collect(state, &outcome)
            }
        }
    }

    /// No question of the batch was asked: all of them are free again.
    private func giveUp(_ outcome: inout BatchOutcome, _ failure: ProviderFailure) async throws {
        let left = try store.intents(outcome.batch.intents).filter { open.contains($0.id) }
        let exchange = Exchange(outcome: .failure(failure), response: nil, rates: .init([], now: .now))
        var entries = left.map {
            CaseEntry.failure(Evidence.failure(failure, exchange, intent: $0.id, permanent: false))
        }
        entries.append(outcome.batch.step("batch-settled", [("refused", .string(failure.message))]))
        _ = try await recorder.record(entries)
        outcome.released.formUnion(left.map(\.key))
        outcome.failed += left.count
        outcome.isSettled = true
        say(outcome.batch, .refused, note: failure.message)
    }

    /// A call with as many attempts as the model's limits allow.
    func call<T: Sendable>(
        _ call: WireCall, _ read: (JSONValue) throws(ProviderFailure) -> T
    ) async -> Result<T, ProviderFailure> {
        var attempt = 1
        while true {
            let failure: ProviderFailure
            do throws(ProviderFailure) {
                return .success(try read(try await client.call(call, now: asker.clock.now())))
            } catch {
                failure = error
            }
            guard failure.effect == .retry, await pause(after: failure, attempt: attempt) else {
                return .failure(failure)
            }
            attempt += 1
        }
    }

    /// Waits before the next attempt; false where there is to be none.
    func pause(after failure: ProviderFailure, attempt: Int) async -> Bool {
        guard attempt < model.connection.limits.attempts, !stop.isRequested, !Task.isCancelled else { return false }
        var random = SplitMix64(seed: asker.plan.seed ^ UInt64(attempt))
        let seconds = failure.retryAfter ?? asker.policy.delay(afterAttempt: attempt, using: &random)
        guard seconds <= asker.policy.patience else { return false }
        if seconds >= 1 { report(.waiting(model: model.id, seconds: seconds, reason: failure.message)) }
        return await wait(seconds)
    }

    /// Sleeps in short steps; false where the run is to end.
    func wait(_ seconds: Double) async -> Bool {
        let due = asker.clock.now().addingTimeInterval(seconds)
        while true {
            if stop.isRequested || Task.isCancelled { return false }
            let left = due.timeIntervalSince(asker.clock.now())
            if left <= 0 { return true }
            do { try await asker.clock.sleep(min(left, 0.25)) } catch { return false }
        }
    }

    func say(_ batch: Batch, _ step: BatchStep, done: Int? = nil, note: String? = nil) {
        report(
            .batch(
                model: model.id, batch: batch.id ?? batch.mark, step: step, questions: batch.intents.count, done: done,
                note: note))
    }
}
