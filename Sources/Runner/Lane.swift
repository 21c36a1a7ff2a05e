import Base
import CaseFile
import Foundation
import Panel
import Probes
import Providers

/// Asks one model everything that the plan wants of it. Models do not wait for one another: each has its own lane.
actor Lane {
    private let asker: Asker
    private let breaker: CircuitBreaker
    private let ledger: Ledger
    private let stop: StopSignal
    private let report: @Sendable (RunEvent) -> Void
    private let policy: RetryPolicy
    private let clock: RunClock

    private let pending: [Pending]
    private var nextPending = 0
    private var retries: [Try] = []
    private var underWay = 0
    /// Something was posted since the last request was sent.
    private var isPosted = false
    private var sent = 0
    private var limit: AdaptiveLimit
    private var pacer: Pacer
    private var pausedUntil = Date.distantPast
    private var random: SplitMix64
    private var wakeAt: Date?
    /// Rounds of requests in a row that the server all objected to, and the latest request when the last of them began.
    private var objections = (rounds: 0, latest: 0)
    private var refused: Set<OptionalSetting>
    private var served: Set<String>
    private var lastServed: String?
    private(set) var result: ModelOutcome

    init(
        asker: Asker, pending: [Pending], outcome: ModelOutcome, refused: Set<OptionalSetting>, served: Set<String>,
        breaker: CircuitBreaker, ledger: Ledger, stop: StopSignal, report: @escaping @Sendable (RunEvent) -> Void
    ) {
        self.asker = asker
        self.pending = pending
        self.refused = refused
        self.served = served
        self.breaker = breaker
        self.ledger = ledger
        self.stop = stop
        self.report = report
        policy = asker.policy
        clock = asker.clock
        result = outcome
        let limits = asker.client.model.connection.limits
        limit = AdaptiveLimit(ceiling: limits.concurrency)
        pacer = Pacer(requestsPerMinute: limits.requestsPerMinute, tokensPerMinute: limits.tokensPerMinute)
        random = SplitMix64(seed: asker.plan.seed ^ UInt64(pending.first?.item.model ?? 0))
    }

    private var model: PanelModel { asker.client.model }

    private enum Signal: Sendable {
        case attempted(Attempted)
        case woke
    }

    private enum Gate {
        case send(Try, reserved: Money)
        /// Nothing can be sent for so many seconds.
        case wait(Double)
        /// Something under way must end first.
        case blocked
        case finished
    }

    /// Runs until everything is answered, failed for good or left for another run.
    func run() async throws -> ModelOutcome {
        try await withThrowingTaskGroup(of: Signal.self) { group in
            while true {
                let gate = gate()
                // What goes with the next intent waits for none where none follows at once.
                if isPosted {
                    isPosted = false
                    guard case .send = gate else {
                        try await asker.recorder?.flush()
                        continue
                    }
                }
                switch gate {
                case .send(let attempt, let reserved):
                    underWay += 1
                    sent += 1
                    let (asker, refused, number) = (asker, refused, sent)
                    group.addTask {
                        .attempted(
                            try await asker.attempt(attempt, without: refused, reserved: reserved, number: number))
                    }
                    continue
                case .wait(let seconds):
                    let due = clock.now().addingTimeInterval(seconds)
                    if wakeAt.map({ due < $0 }) ?? true {
                        wakeAt = due
                        let (clock, stop) = (clock, stop)
                        group.addTask {
                            await Self.sleep(until: due, clock: clock, stop: stop)
                            return .woke
                        }
                    }
                case .blocked: break
                case .finished:
                    group.cancelAll()
                    return
                }
                switch try await group.next() {
                case .attempted(let attempted)?:
                    underWay -= 1
                    try await digest(attempted)
                case .woke?: wakeAt = nil
                case nil: return
                }
            }
        }
        result.spent = asker.price == nil ? nil : ledger.spent(by: model.id)
        return result
    }

    /// Sleeps in short steps, so that a request to stop is seen soon.
    private static func sleep(until due: Date, clock: RunClock, stop: StopSignal) async {
        while !stop.isRequested, !Task.isCancelled {
            let left = due.timeIntervalSince(clock.now())
            guard left > 0 else { return }
            do { try await clock.sleep(min(left, 0.25)) } catch { return }
        }
    }

    private func gate() -> Gate {
        if stop.isRequested || Task.isCancelled || result.stopped != nil {
            return underWay == 0 ? .finished : .blocked
        }
        guard underWay < limit.limit else { return .blocked }
        let now = clock.now()
        if now < pausedUntil { return .wait(pausedUntil.timeIntervalSince(now)) }
        let dueRetry = retries.indices.min { retries[$0].due < retries[$1].due }
        let candidate: Try
        if let dueRetry, retries[dueRetry].due <= now {
            candidate = retries[dueRetry]
        } else if nextPending < pending.count {
            candidate = Try(pending[nextPending])
        } else if let dueRetry {
            return .wait(retries[dueRetry].due.timeIntervalSince(now))
        } else {
            return underWay == 0 ? .finished : .blocked
        }
        let tokens = asker.plan.tokens(candidate.item)
        let pace = pacer.wait(tokens: tokens.input + tokens.output, now: now)
        if pace > 0 { return .wait(pace) }
        let reserved = asker.reservation(for: candidate.item)
        switch ledger.reserve(reserved, for: model.id) {
        case .reserved: break
        case .wait: return underWay > 0 ? .blocked : .wait(0.05)
        case .exhausted:
            halt("the next request could pass the spending limit")
            return underWay == 0 ? .finished : .blocked
        }
        switch breaker.ask(now: now) {
        case .pass: break
        case .wait(let seconds):
            ledger.settle(reserved: reserved, spent: .zero, for: model.id)
            return .wait(seconds)
        case .givenUp:
            ledger.settle(reserved: reserved, spent: .zero, for: model.id)
            halt("\(asker.client.host) is down")
            return underWay == 0 ? .finished : .blocked
        }
        if let dueRetry, retries[dueRetry].due <= now {
            retries.remove(at: dueRetry)
        } else {
            nextPending += 1
        }
        pacer.take(tokens: tokens.input + tokens.output, now: now)
        return .send(candidate, reserved: reserved)
    }

    private func halt(_ reason: String) {
        guard result.stopped == nil else { return }
        result.stopped = reason
        report(.stopped(model: model.id, reason: reason))
    }

    private func digest(_ attempted: Attempted) async throws {
        post(attempted)
        ledger.settle(reserved: attempted.reserved, spent: attempted.cost ?? .zero, for: model.id)
        let tokens = asker.plan.tokens(attempted.attempt.item)
        let wait = attempted.rates.wait(forTokens: tokens.input + tokens.output)
        // Who means it refuses the next request, and says for how long.
        if wait <= policy.patience { pause(wait, reason: "the server's limits are used up") }
        switch attempted.outcome {
        case .success(let answer):
            limit.answered()
            breaker.succeeded()
            objections = (0, sent)
            result.answered += 1
            for note in attempted.notes {
                report(.doubted(model: model.id, probe: probe(attempted.attempt), what: note))
            }
            try await notice(answer)
        case .failure(let failure): try await digest(failure, attempted)
        }
    }

    /// Hands the outcome over for storage; an answer is reported when it is durable.
    private func post(_ attempted: Attempted) {
        isPosted = true
        let (report, isAnswer) = (report, (try? attempted.outcome.get()) != nil)
        let event = RunEvent.answered(
            model: model.id, probe: probe(attempted.attempt), latency: attempted.seconds, cost: attempted.cost)
        asker.recorder?.post([attempted.entry]) { if isAnswer { report(event) } }
    }

    private func probe(_ attempt: Try) -> String { asker.plan.questions.id(Int(attempt.item.probe)) }

    private func digest(_ failure: ProviderFailure, _ attempted: Attempted) async throws {
        result.failedAttempts += 1
        let now = clock.now()
        switch failure.kind {
        case .connection, .timeout, .transient, .overloaded, .redirect:
            if let seconds = breaker.failed(now: now) {
                report(.waiting(model: model.id, seconds: seconds, reason: "\(asker.client.host) keeps failing"))
            }
        case .cancelled: breaker.unused()
        default: breaker.succeeded()
        }
        if failure.kind == .rateLimit || failure.kind == .overloaded {
            limit.objected(sent: attempted.number, latest: sent)
            if attempted.number > objections.latest { objections = (objections.rounds + 1, sent) }
        }
        var again = attempted.attempt
        again.attempt += 1
        again.resend = false
        if let setting = failure.refused {
            if refused.insert(setting).inserted {
                report(.settingRefused(model: model.id, setting: setting))
                _ = try await asker.recorder?.record([Evidence.settingRefused(model: model.id, setting)])
            }
            if again.attempt <= OptionalSetting.allCases.count + 1 { return requeue(again, failure, after: 0) }
        }
        let limits = model.connection.limits
        if attempted.permanent {
            result.permanent += 1
            tell(failure, attempted, again: nil)
        } else if failure.effect == .stopsModel {
            tell(failure, attempted, again: nil)
            halt(failure.message)
        } else if again.faults >= limits.attempts || again.attempt > limits.attempts * 5 {
            tell(failure, attempted, again: nil)
        } else if let asked = failure.retryAfter {
            guard asked <= policy.patience else {
                tell(failure, attempted, again: nil)
                return halt("the server asks to wait \(Int(asked)) s")
            }
            guard objections.rounds <= policy.objections else { return giveUp(failure, attempted) }
            pause(asked, reason: failure.message)
            requeue(again, failure, after: asked + policy.base * random.unit())
        } else if objections.rounds > policy.objections {
            giveUp(failure, attempted)
        } else {
            let delay = policy.delay(afterAttempt: again.attempt - 1, using: &random)
            if failure.kind == .rateLimit, limit.limit == 1 { pause(delay, reason: failure.message) }
            requeue(again, failure, after: delay)
        }
    }

    private func giveUp(_ failure: ProviderFailure, _ attempted: Attempted) {
        tell(failure, attempted, again: nil)
        halt("the server lets nothing in: \(failure.message)")
    }

    private func requeue(_ attempt: Try, _ failure: ProviderFailure, after seconds: Double) {
        var attempt = attempt
        attempt.due = clock.now().addingTimeInterval(seconds)
        retries.append(attempt)
        report(
            .failed(
                model: model.id, probe: probe(attempt), attempt: attempt.attempt - 1, failure: failure, again: seconds))
    }

    private func tell(_ failure: ProviderFailure, _ attempted: Attempted, again: Double?) {
        report(
            .failed(
                model: model.id, probe: probe(attempted.attempt), attempt: attempted.attempt.attempt, failure: failure,
                again: again))
    }

    private func pause(_ seconds: Double, reason: String) {
        guard seconds > 0 else { return }
        let until = clock.now().addingTimeInterval(min(seconds, policy.patience))
        guard until > pausedUntil else { return }
        if seconds >= 1 { report(.waiting(model: model.id, seconds: seconds, reason: reason)) }
        pausedUntil = until
    }

    /// Compares what the server calls itself with what it called itself before.
    private func notice(_ answer: WireAnswer) async throws {
        guard let identity = Evidence.served(answer).identity else { return }
        defer { lastServed = identity }
        guard served.insert(identity).inserted, served.count > 1 else { return }
        let before = lastServed ?? served.subtracting([identity]).sorted().prefix(5).joined(separator: ", ")
        report(.servedChanged(model: model.id, from: before, to: identity))
        _ = try await asker.recorder?.record([Evidence.servedChanged(model: model.id, from: before, to: identity)])
    }
}
