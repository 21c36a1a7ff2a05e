import CaseFile
import Foundation
import Probes
import Synchronization

/// Writes steps of a run to the case. Steps that come while a write is under way share the next transaction, so that durability costs one
/// sync for many of them.
final class Recorder: Sendable {
    private struct Waiting: Sendable {
        let entries: [CaseEntry]
        let done: CheckedContinuation<[Int64?], any Error>
    }

    private struct State {
        var waiting: [Waiting] = []
        var isWriting = false
    }

    private let store: CaseStore
    private let state = Mutex(State())
    private let queue = DispatchQueue(label: "apograph.recorder")

    init(_ store: CaseStore) { self.store = store }

    /// Stores the entries in order and returns when they are durable.
    ///
    /// - Returns: the row of each entry, as `CaseStore.record`.
    func record(_ entries: [CaseEntry]) async throws -> [Int64?] {
        try await withCheckedThrowingContinuation { done in
            let mustStart = state.withLock { state in
                state.waiting.append(Waiting(entries: entries, done: done))
                defer { state.isWriting = true }
                return !state.isWriting
            }
            if mustStart { queue.async { self.drain() } }
        }
    }

    private func drain() {
        while true {
            let batch = state.withLock { state in
                defer { state.waiting = [] }
                state.isWriting = !state.waiting.isEmpty
                return state.waiting
            }
            if batch.isEmpty { return }
            write(batch)
        }
    }

    private func write(_ batch: [Waiting]) {
        do {
            let rows = try store.record(batch.flatMap(\.entries))
            var start = 0
            for waiting in batch {
                let end = start + waiting.entries.count
                waiting.done.resume(returning: Array(rows[start..<end]))
                start = end
            }
        } catch {
            guard batch.count > 1 else {
                for waiting in batch { waiting.done.resume(throwing: error) }
                return
            }
            for waiting in batch { write([waiting]) }
        }
    }
}
