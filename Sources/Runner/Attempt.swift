import Base
import CaseFile
import Crypto
import Foundation
import Panel
import Probes
import Providers
import Synchronization

/// A question that was not sent yet.
struct Pending: Sendable {
    /// In the plan.
    var position: Int32
    var item: Plan.Item
    /// An earlier run left an intent without an outcome.
    var resend: Bool
}

/// A question on its way: how often it was tried and how that went.
struct Try: Sendable {
    var item: Plan.Item
    /// Counted from 1, refused settings and rate limits included.
    var attempt = 1
    /// Attempts that failed through no fault of pace.
    var faults = 0
    /// An earlier run left an intent without an outcome.
    var resend = false
    /// The last failure and how often it came in a row.
    var signature: String?
    var identical = 0
    /// The model's answers when the row of identical failures began.
    var answersBefore = 0
    var due = Date.distantPast

    init(_ pending: Pending) {
        item = pending.item
        resend = pending.resend
    }
}

/// How one attempt went.
struct Attempted: Sendable {
    var attempt: Try
    /// What is to be stored of it.
    var entry: CaseEntry
    var outcome: Result<WireAnswer, ProviderFailure>
    var rates: RateState
    var seconds: Double
    var permanent: Bool
    var reserved: Money
    var cost: Money?
    /// What the server said of it that was not believed.
    var notes: [String] = []
    /// The number of the request among the lane's, counted from 1.
    var number: Int
}

/// What all attempts at one model share.
final class Asker: Sendable {
    let plan: Plan
    let client: ProviderClient
    /// `nil` where nothing is kept: control questions.
    let recorder: Recorder?
    let price: Price?
    let policy: RetryPolicy
    let clock: RunClock
    private let answers = Atomic(0)

    init(
        plan: Plan, client: ProviderClient, recorder: Recorder?, price: Price?, policy: RetryPolicy, clock: RunClock
    ) {
        self.plan = plan
        self.client = client
        self.recorder = recorder
        self.price = price
        self.policy = policy
        self.clock = clock
    }

    var answered: Int { answers.load(ordering: .relaxed) }

    /// Records the intent, which makes durable what was posted before, and sends the request.
    func attempt(
        _ attempt: Try, without refused: Set<OptionalSetting>, reserved: Money, number: Int
    ) async throws -> Attempted {
        var attempt = attempt
        let key = plan.key(attempt.item)
        let request = client.request(for: plan.ask(attempt.item, without: refused))
        let intent = NewIntent(
            key: key, attempt: attempt.attempt, resend: attempt.resend, request: client.evidence(of: request))
        guard let recorder, let row = try await recorder.record([.intent(intent)]).first ?? nil else {
            throw Problem(
                "run.intent", .software, "an intent was not stored", at: "\(key.model), probe \(key.probe)",
                remedy: "Report this")
        }
        let started = ContinuousClock.now
        let exchange = await client.send(request, now: clock.now())
        let seconds = started.duration(to: .now).seconds
        var permanent = false
        var booking = Booking.nothing
        let entry: CaseEntry
        switch exchange.outcome {
        case .success(let answer):
            answers.add(1, ordering: .relaxed)
            booking = Booking(answer.usage, price: price, reserved: reserved)
            let tokens = plan.tokens(attempt.item)
            if exchange.rates.wait(forTokens: tokens.input + tokens.output) > RetryAfter.longest {
                booking.notes.append("its limit headers ask to wait more than an hour: not waited for")
            }
            entry = .response(
                Evidence.response(
                    exchange, answer, key: key, format: format, sent: request.sent, intent: row,
                    receivedAt: Timestamp.text(clock.now()), latency: seconds, cost: booking))
        case .failure(let failure):
            count(failure, exchange, in: &attempt)
            permanent = isPermanent(failure, attempt)
            entry = .failure(Evidence.failure(failure, exchange, intent: row, permanent: permanent))
        }
        return Attempted(
            attempt: attempt, entry: entry, outcome: exchange.outcome, rates: exchange.rates, seconds: seconds,
            permanent: permanent, reserved: reserved, cost: booking.amount, notes: booking.notes, number: number)
    }

    var format: String { Provider.catalog[client.model.provider]?.format.rawValue ?? client.model.provider }

    /// What a request is reckoned to cost at most.
    func reservation(for item: Plan.Item) -> Money {
        let tokens = plan.tokens(item)
        return price?.cost(input: tokens.input, output: tokens.output) ?? .zero
    }

    /// Batches cost half at both providers that have them.
    private var batchPrice: Price? { price.map { Price(input: $0.input / 2, output: $0.output / 2) } }

    var batchFormat: String { Provider.catalog[client.model.provider]?.batches?.rawValue ?? format }

    func batchBooking(of usage: Usage?, reserved: Money) -> Booking {
        Booking(usage, price: batchPrice, reserved: reserved)
    }

    func batchReservation(for item: Plan.Item) -> Money {
        let tokens = plan.tokens(item)
        return batchPrice?.cost(input: tokens.input, output: tokens.output) ?? .zero
    }

    /// What a question that was handed in is reckoned to have cost at most.
    func batchReservation(for intent: StoredIntent) -> Money {
        batchPrice?.cost(
            input: intent.request.count / 3 + 16, output: intent.key.settings.maxTokens ?? TokenGuess.unlimited)
            ?? .zero
    }

    private func count(_ failure: ProviderFailure, _ exchange: Exchange, in attempt: inout Try) {
        if failure.kind != .rateLimit, failure.kind != .overloaded { attempt.faults += 1 }
        let digest = Digest256.hex(exchange.response?.body ?? [])
        let signature = "\(failure.kind.rawValue) \(failure.status ?? 0) \(digest)"
        if attempt.signature == signature {
            attempt.identical += 1
        } else {
            attempt.signature = signature
            attempt.identical = 1
            attempt.answersBefore = answered
        }
    }

    /// The same request would fail again: the server says so, or it failed the same way again and again while others were answered.
    private func isPermanent(_ failure: ProviderFailure, _ attempt: Try) -> Bool {
        if failure.refused != nil { return false }
        if failure.effect == .permanent { return true }
        guard failure.kind == .transient || failure.kind == .malformed else { return false }
        return attempt.identical >= policy.identicalFailures && answered > attempt.answersBefore
    }
}

extension Duration {
    var seconds: Double {
        let (seconds, attoseconds) = components
        return Double(seconds) + Double(attoseconds) * 1e-18
    }
}
