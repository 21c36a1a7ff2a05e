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
    let window: Int
    let start: Date
    let stop: StopSignal
    let report: @Sendable (RunEvent) -> Void

    private struct Step: Sendable {
        var index: Int
        var request: WireRequest
        var exchanges: [Exchange]
        var seconds: Double
    }

    /// - Parameter pending: positions in the plan that have no answer yet.
    /// - Returns: answers and failed attempts by model.
    func run(pending: [(position: Int, attempt: Try)]) async throws -> [(answered: Int, failed: Int, permanent: Int)] {
        var tally = Array(repeating: (answered: 0, failed: 0, permanent: 0), count: askers.count)
        var intents = Array(repeating: Int64(0), count: pending.count)
        var arrived: [Int: Step] = [:]
        var started = 0
        var recorded = 0
        try await withThrowingTaskGroup(of: Step.self) { group in
            while recorded < pending.count {
                var entries: [CaseEntry] = []
                var intentSlots: [(entry: Int, index: Int)] = []
                func open(_ index: Int) {
                    let attempt = pending[index].attempt
                    let asker = askers[Int(attempt.item.model)]
                    let request = asker.client.request(for: plan.ask(attempt.item))
                    intentSlots.append((entries.count, index))
                    entries.append(
                        .intent(
                            NewIntent(
                                key: plan.key(attempt.item), attempt: 1, resend: attempt.resend,
                                request: asker.client.evidence(of: request))))
                }
                let isStopping = stop.isRequested || Task.isCancelled
                while started < pending.count, started < recorded + window, !isStopping {
                    open(started)
                    started += 1
                }
                while let step = arrived.removeValue(forKey: recorded) {
                    try append(step, pending[recorded], intent: intents[recorded], to: &entries, tally: &tally)
                    recorded += 1
                    if started < pending.count, !isStopping {
                        open(started)
                        started += 1
                    }
                }
                if !entries.isEmpty {
                    let rows = try await recorder.record(entries)
                    for slot in intentSlots {
                        intents[slot.index] = rows[slot.entry] ?? 0
                        let attempt = pending[slot.index].attempt
                        let asker = askers[Int(attempt.item.model)]
                        group.addTask { await send(slot.index, attempt, asker) }
                    }
                }
                if recorded == started { return }
                if arrived[recorded] == nil, let step = try await group.next() { arrived[step.index] = step }
            }
        }
        return tally
    }

    private func send(_ index: Int, _ attempt: Try, _ asker: Asker) async -> Step {
        let request = asker.client.request(for: plan.ask(attempt.item))
        let began = ContinuousClock.now
        let exchanges = await asker.persist(with: request, jitter: UInt64(index), stop: stop)
        return Step(
            index: index, request: request, exchanges: exchanges, seconds: began.duration(to: .now).seconds)
    }

    private func append(
        _ step: Step, _ pending: (position: Int, attempt: Try), intent: Int64, to entries: inout [CaseEntry],
        tally: inout [(answered: Int, failed: Int, permanent: Int)]
    ) throws {
        let model = Int(pending.attempt.item.model)
        let asker = askers[model]
        let key = plan.key(pending.attempt.item)
        for (number, exchange) in step.exchanges.enumerated() {
            var exchange = exchange
            exchange.response?.headers.removeAll { $0.name == "date" }
            switch exchange.outcome {
            case .success(let answer):
                tally[model].answered += 1
                let cost = asker.cost(of: answer.usage)
                report(.answered(model: key.model, probe: key.probe, latency: step.seconds, cost: cost))
                entries.append(
                    .response(
                        Evidence.response(
                            exchange, answer, key: key, format: asker.format, sent: step.request.sent, intent: intent,
                            receivedAt: Timestamp.text(start.addingTimeInterval(Double(pending.position))),
                            latency: nil, cost: cost)))
            case .failure(let failure):
                tally[model].failed += 1
                let permanent = failure.effect == .permanent
                if permanent { tally[model].permanent += 1 }
                report(
                    .failed(
                        model: key.model, probe: key.probe, attempt: number + 1, failure: failure,
                        again: number + 1 < step.exchanges.count ? 0 : nil))
                entries.append(
                    .failure(Evidence.failure(failure, exchange, intent: intent, permanent: permanent)))
            }
        }
    }
}
