import Base
import Foundation
import Synchronization

/// What makes the laboratory behave like an API on a bad day: every one off unless asked for.
public struct Hindrances: Sendable, Hashable {
    /// Each answer waits this long.
    public var latency: Duration
    /// Most requests a second, over all models; more get 429 with `Retry-After`. `nil` is no limit.
    public var rate: Double?
    /// The share of requests that meet a fault, in 0...1.
    public var faults: Double
    /// Which requests those are.
    public var seed: UInt64

    public init(latency: Duration = .zero, rate: Double? = nil, faults: Double = 0, seed: UInt64 = 1) {
        self.latency = latency
        self.rate = rate
        self.faults = faults
        self.seed = seed
    }

    /// The ways in which real services were seen to fail.
    enum Fault: CaseIterable, Sendable {
        /// Status 500 with an error object.
        case internalError
        /// Status 503 with a page of HTML from some proxy.
        case proxyPage
        /// Status 429 with `Retry-After` and `retry-after-ms`.
        case tooManyRequests
        /// Status 200 with an error object in place of the answer.
        case errorInside
        /// Half of the answer, then the connection is gone.
        case cutOff
    }

    /// The fault for the request of that digest when it comes for the `attempt`-th time; a request that failed may so succeed later.
    func fault(digest: UInt64, attempt: Int) -> Fault? {
        guard faults > 0 else { return nil }
        var random = SeededGenerator(seed: seed ^ digest, stream: UInt64(attempt))
        guard random.uniform() < faults else { return nil }
        return Fault.allCases[random.below(Fault.allCases.count)]
    }
}

/// Counts what has to be counted across requests.
final class Ledger: Sendable {
    private struct State {
        var seen: [UInt64: Int] = [:]
        var tokens: Double = 0
        var last: ContinuousClock.Instant?
        var answered = 0
    }

    private let state = Mutex(State())

    /// How often the request of that digest came before. After a million different requests the count begins anew, to bound the memory.
    func count(_ digest: UInt64) -> Int {
        state.withLock { state in
            if state.seen.count >= 1_000_000 { state.seen.removeAll() }
            defer { state.seen[digest, default: 0] += 1 }
            return state.seen[digest, default: 0]
        }
    }

    /// Takes a place under a limit of `rate` requests a second (a token bucket of one second's worth, at least 1).
    ///
    /// - Returns: `nil` where there is one, else after how many seconds there will be.
    func admit(rate: Double, now: ContinuousClock.Instant) -> Double? {
        state.withLock { state in
            let most = max(rate, 1)
            let passed = state.last.map { now - $0 } ?? .seconds(most / rate)
            state.last = now
            state.tokens = min(most, state.tokens + rate * (passed / .seconds(1)))
            guard state.tokens < 1 else {
                state.tokens -= 1
                return nil
            }
            return (1 - state.tokens) / rate
        }
    }

    func answer() { state.withLock { $0.answered += 1 } }

    /// How many questions were answered.
    var answered: Int { state.withLock { $0.answered } }
}
