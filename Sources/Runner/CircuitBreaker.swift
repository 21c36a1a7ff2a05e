import Foundation
import Synchronization

/// Stops asking a host that is down, tries it with one request at a time, and gives it up after a while; other hosts go on.
final class CircuitBreaker: Sendable {
    enum Verdict: Sendable, Equatable {
        case pass
        case wait(Double)
        case givenUp
    }

    private struct State {
        var failuresInARow = 0
        var breaksInARow = 0
        var closedUntil: Date?
        var isTrying = false
    }

    private let policy: RetryPolicy
    private let state = Mutex(State())

    init(policy: RetryPolicy) { self.policy = policy }

    /// Whether a request may be sent now. After a break, the one that passes decides for all.
    func ask(now: Date) -> Verdict {
        state.withLock { state in
            if state.breaksInARow > policy.breaks { return .givenUp }
            guard let until = state.closedUntil else { return .pass }
            if now < until { return .wait(until.timeIntervalSince(now)) }
            if state.isTrying { return .wait(policy.base) }
            state.isTrying = true
            return .pass
        }
    }

    /// A permission that was not used is given back.
    func unused() { state.withLock { $0.isTrying = false } }

    func succeeded() { state.withLock { $0 = State() } }

    /// - Returns: seconds for which nothing is sent, where this failure was one too many.
    func failed(now: Date) -> Double? {
        state.withLock { state in
            state.failuresInARow += 1
            let wasTrying = state.isTrying
            state.isTrying = false
            if !wasTrying {
                guard state.failuresInARow >= policy.breakAfter else { return nil }
                if let until = state.closedUntil, now < until { return nil }
            }
            let seconds = min(policy.cap, policy.breakFor * exp2(Double(state.breaksInARow)))
            state.breaksInARow += 1
            state.closedUntil = now.addingTimeInterval(seconds)
            return seconds
        }
    }
}
