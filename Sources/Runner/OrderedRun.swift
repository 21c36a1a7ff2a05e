import Base
import CaseFile
import Foundation
import Panel
import Probes
import Providers

/// A run whose chain follows the plan: the intent of request k + window is recorded when the answer to request k is, whatever arrives first.
///
/// For the laboratory's demonstration, where two runs must give the same bytes. Latencies and the server's clock are left out of the
/// evidence, and the time of an answer is the start plus one second for each place in the plan.
struct OrderedRun: Sendable {
    let plan: Plan
    let askers: [Asker]
    let recorder: Recorder
    let ledger: Ledger
    let window: Int
    let start: Date
    let stop: StopSignal
    let report: @Sendable (RunEvent) -> Void

    private struct Step: Sendable {
        var place: Int
        var request: WireRequest
        var exchanges: [Exchange]
        var seconds: Double
    }

    /// How it went for one model.
    struct Tally: Sendable {
        var answered = 0
        var failed = 0
        var permanent = 0
        /// Why some of its questions were left out.
        var stopped: String?
    }

    /// A place of the chain: which question stands there, and its intent once that is recorded.
    private struct Place {
        var index: Int
        var reserved: Money
        var intent: Int64 = 0
    }

    /// What a question costs is reserved when its intent is recorded and settled when its answer is, so that a limit stops two runs at the same
    /// place.
    ///
    /// - Parameter pending: the questions that have no answer yet.
    /// - Returns: a tally for each model.
    func run(pending: [Pending]) async throws -> [Tally] {
        var tally = Array(repeating: Tally(), count: askers.count)
        var places: [Place] = []
        var arrived: [Int: Step] = [:]
        var next = 0
        var recorded = 0
        try await withThrowingTaskGroup(of: Step.self) { group in
            while true {
                var entries: [CaseEntry] = []
                var opened: [(entry: Int, place: Int)] = []
                let isStopping = stop.isRequested || Task.isCancelled
                func fill() {
                    while next < pending.count, places.count < recorded + window, !isStopping {
                        let asker = askers[Int(pending[next].item.model)]
                        let cost = asker.reservation(for: pending[next].item)
                        if tally[Int(pending[next].item.model)].stopped == nil {
                            switch ledger.reserve(cost, for: asker.client.model.id) {
                            case .reserved:
                                opened.append((entries.count, places.count))
                                places.append(Place(index: next, reserved: cost))
                                entries.append(intent(of: pending[next]))
                            case .wait: return
                            case .exhausted:
                                let reason = "the next request could pass the spending limit"
                                tally[Int(pending[next].item.model)].stopped = reason
                                report(.stopped(model: asker.client.model.id, reason: reason))
                            }
                        }
                        next += 1
                    }
                }
                fill()
                while let step = arrived.removeValue(forKey: recorded) {
                    let place = places[recorded]
                    let question = pending[place.index]
                    let spent = try append(
                        step, question, place, to: &entries, tally: &tally[Int(question.item.model)])
                    ledger.settle(
                        reserved: place.reserved, spent: spent,
                        for: askers[Int(question.item.model)].client.model.id)
                    recorded += 1
                    fill()
                }
                if !entries.isEmpty {
                    let rows = try await recorder.record(entries)
                    for (entry, place) in opened {
                        places[place].intent = rows[entry] ?? 0
                        let question = pending[places[place].index]
                        let asker = askers[Int(question.item.model)]
                        group.addTask { await send(place, question, asker) }
                    }
                }
                if recorded == places.count { return }
                if arrived[recorded] == nil, let step = try await group.next() { arrived[step.place] = step }
            }
        }
        return tally
    }

    private func intent(of pending: Pending) -> CaseEntry {
        let asker = askers[Int(pending.item.model)]
        let request = asker.client.request(for: plan.ask(pending.item))
        return .intent(
            NewIntent(
                key: plan.key(pending.item), attempt: 1, resend: pending.resend,
                request: asker.client.evidence(of: request)))
    }

    private func send(_ place: Int, _ pending: Pending, _ asker: Asker) async -> Step {
        let request = asker.client.request(for: plan.ask(pending.item))
        let began = ContinuousClock.now
        let exchanges = await asker.persist(with: request, jitter: UInt64(place), stop: stop)
        return Step(
            place: place, request: request, exchanges: exchanges, seconds: began.duration(to: .now).seconds)
    }

    /// - Returns: what it cost.
    private func append(
        _ step: Step, _ pending: Pending, _ place: Place, to entries: inout [CaseEntry], tally: inout Tally
    ) throws -> Money {
        let asker = askers[Int(pending.item.model)]
        let key = plan.key(pending.item)
        var spent = Money.zero
        for (number, exchange) in step.exchanges.enumerated() {
            var exchange = exchange
            exchange.response?.headers.removeAll { $0.name == "date" }
            switch exchange.outcome {
            case .success(let answer):
                tally.answered += 1
                let cost = Booking(answer.usage, price: asker.price, reserved: place.reserved)
                spent = spent + (cost.amount ?? .zero)
                report(.answered(model: key.model, probe: key.probe, latency: step.seconds, cost: cost.amount))
                for note in cost.notes { report(.doubted(model: key.model, probe: key.probe, what: note)) }
                entries.append(
                    .response(
                        Evidence.response(
                            exchange, answer, key: key, format: asker.format, sent: step.request.sent,
                            intent: place.intent,
                            receivedAt: Timestamp.text(start.addingTimeInterval(Double(pending.position))),
                            latency: nil, cost: cost)))
            case .failure(let failure):
                tally.failed += 1
                let permanent = failure.effect == .permanent
                if permanent { tally.permanent += 1 }
                report(
                    .failed(
                        model: key.model, probe: key.probe, attempt: number + 1, failure: failure,
                        again: number + 1 < step.exchanges.count ? 0 : nil))
                entries.append(
                    .failure(Evidence.failure(failure, exchange, intent: place.intent, permanent: permanent)))
            }
        }
        return spent
    }
}
