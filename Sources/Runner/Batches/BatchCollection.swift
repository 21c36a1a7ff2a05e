import Base
import CaseFile
import Foundation
import Panel
import Probes
import Providers

/// Fetches the results of a batch that has ended. What an earlier attempt stored is left as it is.
struct BatchCollection: Sendable {
    let desk: BatchDesk
    let format: any BatchFormat

    /// Results that are stored in one transaction.
    private static let group = 500

    func collect(_ state: BatchState, _ outcome: inout BatchOutcome) async throws {
        let batch = outcome.batch
        var left: [String: StoredIntent] = [:]
        for intent in try desk.store.intents(batch.intents) where desk.open.contains(intent.id) {
            left[try batch.customID(intent.key)] = intent
        }
        let samples = Samples(desk.asker.plan)
        var entries: [CaseEntry] = []
        var news: [RunEvent] = []
        var files: [JSONValue] = []
        for call in format.results(of: state, for: desk.model, base: desk.client.batchBase) {
            let fetch = try await desk.client.lines(call, now: desk.asker.clock.now()) { line in
                guard let result = (try? JSONValue(response: line)).flatMap(format.result),
                    let intent = left.removeValue(forKey: result.customID)
                else { return }
                digest(result, line, intent, samples, &outcome, &entries, &news)
                if entries.count >= Self.group { try await store(&entries, &news) }
            }
            files.append(.string(fetch.sha256))
            if let failure = fetch.failure {
                try await store(&entries, &news)
                outcome.trouble = "the results of batch \(state.id) did not come whole: \(failure.message)"
                return
            }
        }
        for intent in left.values.sorted(by: { $0.id < $1.id }) {
            fail(
                ProviderFailure(.transient, "the batch ended without a result for this question"), nil, intent,
                &outcome,
                &entries, &news)
        }
        entries.append(
            batch.step(
                "batch-settled",
                [
                    ("answered", .integer(Int64(outcome.answered.count))), ("failed", .integer(Int64(outcome.failed))),
                    ("files", .array(files)), ("id", .string(state.id)),
                ]))
        try await store(&entries, &news)
        outcome.isSettled = true
        desk.say(batch, .collected, done: outcome.answered.count)
    }

    private func store(_ entries: inout [CaseEntry], _ news: inout [RunEvent]) async throws {
        _ = try await desk.recorder.record(entries)
        for event in news { desk.report(event) }
        (entries, news) = ([], [])
    }

    private func digest(
        _ result: BatchResult, _ line: [UInt8], _ intent: StoredIntent, _ samples: Samples,
        _ outcome: inout BatchOutcome, _ entries: inout [CaseEntry], _ news: inout [RunEvent]
    ) {
        let asker = desk.asker
        let now = asker.clock.now()
        let kept = WireResponse(status: result.response?.status ?? 0, body: line)
        guard let response = result.response else {
            let reason = "the batch did not ask this question: \((result.reason ?? "no reason given").prefix(300))"
            return fail(ProviderFailure(.transient, reason), kept, intent, &outcome, &entries, &news)
        }
        let read = desk.client.read(response, now: now)
        switch read {
        case .failure(let failure): fail(failure, kept, intent, &outcome, &entries, &news)
        case .success(let answer):
            let key = intent.key
            let settings = Plan.sent(key.settings, sample: key.sample, of: samples[key], without: outcome.batch.without)
            let sent = asker.client.request(for: Ask(prompt: "", settings: settings)).sent
            let cost = asker.batchBooking(of: answer.usage, reserved: asker.batchReservation(for: intent))
            let exchange = Exchange(outcome: read, response: kept, rates: .init([], now: now))
            var new = Evidence.response(
                exchange, answer, key: key, format: asker.batchFormat, sent: sent, intent: intent.id,
                receivedAt: Timestamp.text(now), latency: nil, cost: cost)
            if let requestID = result.requestID { new.served?.requestID = requestID }
            entries.append(.response(new))
            outcome.answered.insert(key)
            outcome.spent = outcome.spent + (cost.amount ?? .zero)
            news.append(.answered(model: key.model, probe: key.probe, latency: 0, cost: cost.amount))
            for note in cost.notes { news.append(.doubted(model: key.model, probe: key.probe, what: note)) }
            guard let identity = new.served?.identity, !outcome.served.contains(identity) else { return }
            let before = outcome.served.sorted().prefix(5).joined(separator: ", ")
            outcome.served.insert(identity)
            guard !before.isEmpty else { return }
            entries.append(Evidence.servedChanged(model: key.model, from: before, to: identity))
            news.append(.servedChanged(model: key.model, from: before, to: identity))
        }
    }

    private func fail(
        _ failure: ProviderFailure, _ kept: WireResponse?, _ intent: StoredIntent, _ outcome: inout BatchOutcome,
        _ entries: inout [CaseEntry], _ news: inout [RunEvent]
    ) {
        let permanent = failure.effect == .permanent && failure.refused == nil
        let exchange = Exchange(
            outcome: .failure(failure), response: kept, rates: .init([], now: desk.asker.clock.now()))
        entries.append(.failure(Evidence.failure(failure, exchange, intent: intent.id, permanent: permanent)))
        outcome.failed += 1
        if permanent { outcome.permanent.insert(intent.key) } else { outcome.released.insert(intent.key) }
        news.append(
            .failed(
                model: intent.key.model, probe: intent.key.probe, attempt: 1, failure: failure,
                again: permanent ? nil : 0))
        if let setting = failure.refused, outcome.refused.insert(setting).inserted {
            entries.append(Evidence.settingRefused(model: intent.key.model, setting))
            news.append(.settingRefused(model: intent.key.model, setting: setting))
        }
    }

    /// How often each question is asked.
    private struct Samples {
        private var counts: [SuiteReference: [String: Int]] = [:]

        init(_ plan: Plan) {
            for index in 0..<plan.questions.count where plan.questions.samples(index) > 1 {
                counts[plan.questions.suite(index), default: [:]][plan.questions.id(index)] = plan.questions.samples(
                    index)
            }
        }

        subscript(_ key: ResponseKey) -> Int { counts[key.suite]?[key.probe] ?? 1 }
    }
}
