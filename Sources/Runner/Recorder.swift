import CaseFile
import Foundation
import Probes
import Synchronization

/// Writes steps of a run to the case. Steps that come while a write is under way share the next transaction, so that durability costs one
/// sync for many of them; and what came of one request waits for the intent of the next.
final class Recorder: Sendable {
    private struct Waiting: Sendable {
        let entries: [CaseEntry]
        let done: @Sendable (Result<[Int64?], any Error>) -> Void
        /// Nobody waits for it: it goes with the next that somebody waits for.
        let isPosted: Bool
    }

    private struct State {
        var waiting: [Waiting] = []
        var isWriting = false
        /// Why something that was posted could not be stored: the run must not go on.
        var lost: (any Error)?
    }

    private let store: CaseStore
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "apograph.recorder")

    init(_ store: CaseStore) { self.store = store }

    /// Stores the entries in order, after all that was posted, and returns when they are durable.
    ///
    /// - Returns: the row of each entry, as `CaseStore.record`.
    func record(_ entries: [CaseEntry]) async throws -> [Int64?] {
        try await withCheckedThrowingContinuation { done in
            add(Waiting(entries: entries, done: { done.resume(with: $0) }, isPosted: false))
        }
    }

    /// Leaves entries to be stored with what is recorded next, at the latest by `flush`.
    ///
    /// - Parameter stored: is called when they are durable; not where they could not be stored, which the next `record` throws.
    func post(_ entries: [CaseEntry], stored: @escaping @Sendable () -> Void) {
        add(
            Waiting(
                entries: entries,
                done: { [self] result in
                    switch result {
                    case .success: stored()
                    case .failure(let error): state.withLock { $0.lost = $0.lost ?? error }
                    }
                }, isPosted: true))
    }

    /// Returns when all that was posted is durable.
    func flush() async throws { _ = try await record([]) }

    private func add(_ step: Waiting) {
        let mustStart = state.withLock { state in
            state.waiting.append(step)
            if step.isPosted || state.isWriting { return false }
            state.isWriting = true
            return true
        }
        if mustStart { queue.async { self.drain() } }
    }

    private func drain() {
        while true {
            let (batch, lost) = state.withLock { state in
                state.isWriting = state.waiting.contains { !$0.isPosted }
                defer { if state.isWriting { state.waiting = [] } }
                return (state.isWriting ? state.waiting : [], state.lost)
            }
            if batch.isEmpty { return }
            if let lost {
                for waiting in batch { waiting.done(.failure(lost)) }
            } else {
                write(batch)
            }
        }
    }

    private func write(_ batch: [Waiting]) {
        do {
            let entries = batch.flatMap(\.entries)
            let rows = entries.isEmpty ? [] : try store.record(entries)
            var start = 0
            for waiting in batch {
                let end = start + waiting.entries.count
                waiting.done(.success(Array(rows[start..<end])))
                start = end
            }
        } catch {
            guard batch.count > 1 else {
                for waiting in batch { waiting.done(.failure(error)) }
                return
            }
            // One by one, so that what can be stored is; nothing follows what could not be.
            for (index, waiting) in batch.enumerated() {
                if let lost = state.withLock({ $0.lost }) {
                    for left in batch[index...] { left.done(.failure(lost)) }
                    return
                }
                write([waiting])
            }
        }
    }
}
