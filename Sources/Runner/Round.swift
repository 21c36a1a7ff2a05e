import CaseFile
import Foundation
import Panel
import Probes
import Providers

/// One run through a plan: first the batches of earlier runs, then what is left, in one of three ways.
struct Round {
    let store: CaseStore
    let plan: Plan
    let askers: [Asker]
    let recorder: Recorder
    let options: RunOptions
    let stop: StopSignal
    let report: @Sendable (RunEvent) -> Void
    private(set) var past: Past
    private(set) var outcomes: [ModelOutcome]

    init(
        store: CaseStore, plan: Plan, askers: [Asker], recorder: Recorder, options: RunOptions, stop: StopSignal,
        report: @escaping @Sendable (RunEvent) -> Void, past: Past, outcomes: [ModelOutcome]
    ) {
        self.store = store
        self.plan = plan
        self.askers = askers
        self.recorder = recorder
        self.options = options
        self.stop = stop
        self.report = report
        self.past = past
        self.outcomes = outcomes
        for index in outcomes.indices { self.outcomes[index].spent = spent(index) }
    }

    private func spent(_ index: Int) -> Money? {
        askers[index].price == nil ? nil : past.spent[outcomes[index].model] ?? .zero
    }

    /// What no run has to send any more is left out; counts what failed for good and what is under way.
    mutating func pending() -> [Pending] {
        var pending: [Pending] = []
        for index in outcomes.indices { outcomes[index].permanent = 0 }
        for (position, item) in plan.items.enumerated() {
            let key = plan.key(item)
            let model = Int(item.model)
            if past.answered.contains(key) { continue }
            if past.inBatches[key] != nil {
                outcomes[model].inBatches += 1
            } else if !options.retryFailed, past.permanent.contains(key) {
                outcomes[model].permanent += 1
            } else {
                pending.append(Pending(position: Int32(position), item: item, resend: past.open.contains(key)))
            }
        }
        return pending
    }

    /// Brings the batches of earlier runs forward.
    mutating func goAfterBatches() async throws {
        try await bringForward(past.batches)
    }

    /// Asks what is pending.
    mutating func ask(_ pending: [Pending], began: Date) async throws {
        if options.batch { return try await submit(pending) }
        let ledger = ledger()
        if let window = options.ordered {
            let ordered = OrderedRun(
                plan: plan, askers: askers, recorder: recorder, ledger: ledger, window: max(1, window), start: began,
                stop: stop, report: report)
            for (index, tally) in try await ordered.run(pending: pending).enumerated() {
                outcomes[index].answered += tally.answered
                outcomes[index].failedAttempts += tally.failed
                outcomes[index].permanent += tally.permanent
                outcomes[index].stopped = outcomes[index].stopped ?? tally.stopped
                outcomes[index].spent = askers[index].price.map { _ in ledger.spent(by: outcomes[index].model) }
            }
        } else {
            try await runLanes(pending, ledger)
        }
    }

    private func ledger() -> Ledger {
        Ledger(
            limit: options.budget, limitPerModel: options.budgetPerModel, spent: past.spent, committed: committed())
    }

    /// What the questions in batches will cost at most.
    private func committed() -> [String: Money] {
        guard !past.inBatches.isEmpty else { return [:] }
        var committed: [String: Money] = [:]
        for item in plan.items where past.inBatches[plan.key(item)] != nil {
            let asker = askers[Int(item.model)]
            let cost = asker.batchReservation(for: item)
            committed[asker.client.model.id] = (committed[asker.client.model.id] ?? .zero) + cost
        }
        return committed
    }

    private mutating func runLanes(_ pending: [Pending], _ ledger: Ledger) async throws {
        var shares = Array(repeating: [Pending](), count: askers.count)
        for item in pending { shares[Int(item.item.model)].append(item) }
        var breakers: [String: CircuitBreaker] = [:]
        var lanes: [Lane] = []
        for (index, asker) in askers.enumerated() {
            let breaker = breakers[asker.client.host] ?? CircuitBreaker(policy: options.retry)
            breakers[asker.client.host] = breaker
            lanes.append(
                Lane(
                    asker: asker, pending: shares[index], outcome: outcomes[index],
                    refused: past.refused[asker.client.model.id] ?? [],
                    served: past.served[asker.client.model.id] ?? [], breaker: breaker, ledger: ledger, stop: stop,
                    report: report))
        }
        shares = []
        outcomes = try await withThrowingTaskGroup(of: (Int, ModelOutcome).self) { group in
            for (index, lane) in lanes.enumerated() {
                group.addTask { (index, try await lane.run()) }
            }
            return try await group.reduce(into: outcomes) { $0[$1.0] = $1.1 }
        }
    }

    /// Writes down new batches and takes them to their servers.
    private mutating func submit(_ pending: [Pending]) async throws {
        var planner = BatchPlanner(store: store, recorder: recorder, ledger: ledger(), count: past.batchCount)
        var batches: [Batch] = []
        for (index, asker) in askers.enumerated() where !stop.isRequested && outcomes[index].stopped == nil {
            let share = pending.filter { Int($0.item.model) == index }
            guard !share.isEmpty else { continue }
            let planned = try await planner.plan(
                share, of: asker, without: past.refused[asker.client.model.id] ?? [])
            batches += planned.batches
            if let reason = planned.stopped { halt(index, reason) }
        }
        let rows = Dictionary(
            uniqueKeysWithValues: try store.unansweredIntents().map { ($0.id, $0.key) })
        for batch in batches {
            let keys = batch.intents.compactMap { row in rows[row].map { ($0, row) } }
            past.inBatches.merge(keys) { $1 }
            if let index = index(of: batch.model) { outcomes[index].inBatches += keys.count }
        }
        try await bringForward(batches)
    }

    private func index(of model: String) -> Int? { outcomes.firstIndex { $0.model == model } }

    private mutating func halt(_ index: Int, _ reason: String) {
        guard outcomes[index].stopped == nil else { return }
        outcomes[index].stopped = reason
        report(.stopped(model: outcomes[index].model, reason: reason))
    }

    private mutating func bringForward(_ batches: [Batch]) async throws {
        guard !batches.isEmpty else { return }
        let open = Set(past.inBatches.values)
        let results = try await withThrowingTaskGroup(of: [BatchOutcome].self) { group in
            for asker in askers {
                let share = batches.filter { $0.model == asker.client.model.id }
                guard !share.isEmpty else { continue }
                let desk = BatchDesk(
                    store: store, recorder: recorder, asker: asker, served: past.served[asker.client.model.id] ?? [],
                    open: open, forsakes: options.retryFailed, stop: stop, report: report)
                group.addTask { try await desk.bringForward(share) }
            }
            return try await group.reduce(into: [BatchOutcome]()) { $0 += $1 }
        }
        for result in results { digest(result) }
    }

    private mutating func digest(_ result: BatchOutcome) {
        let model = result.batch.model
        guard let index = index(of: model) else { return }
        past.answered.formUnion(result.answered)
        past.permanent.formUnion(result.permanent)
        for key in result.answered.union(result.permanent).union(result.released) {
            if past.inBatches.removeValue(forKey: key) != nil, outcomes[index].inBatches > 0 {
                outcomes[index].inBatches -= 1
            }
        }
        past.spent[model] = (past.spent[model] ?? .zero) + result.spent
        past.refused[model, default: []].formUnion(result.refused)
        past.served[model, default: []].formUnion(result.served)
        outcomes[index].answered += result.answered.count
        outcomes[index].failedAttempts += result.failed
        outcomes[index].spent = spent(index)
    }
}
