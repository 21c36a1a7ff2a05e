import Base
import Foundation

/// Where a run takes its time from, so that waiting can be tested without waiting.
public struct RunClock: Sendable {
    public var now: @Sendable () -> Date
    /// Sleeps for that many seconds; throws when cancelled.
    public var sleep: @Sendable (Double) async throws -> Void

    public init(
        now: @escaping @Sendable () -> Date, sleep: @escaping @Sendable (Double) async throws -> Void
    ) {
        self.now = now
        self.sleep = sleep
    }

    /// The machine's clock.
    public static let system = RunClock(
        now: { Date() }, sleep: { try await Task.sleep(for: .bounded(seconds: $0, atMost: .seconds(86_400))) })
}

/// How failed attempts are repeated.
public struct RetryPolicy: Sendable, Hashable {
    /// First wait, in seconds; it doubles with each attempt.
    public var base: Double
    /// Longest wait that is not asked for by the server, in seconds.
    public var cap: Double
    /// Longest wait that a server may ask for before its model is left for a later run, in seconds.
    public var patience: Double
    /// After so many failures of a host in a row, nothing is sent to it for a while.
    public var breakAfter: Int
    /// First such while, in seconds; it doubles up to `cap`.
    public var breakFor: Double
    /// After so many of them without any answer, the host is given up for this run.
    public var breaks: Int
    /// After so many rounds of requests that the server all objected to (too many, overloaded), its model is left for a later run.
    public var objections: Int
    /// So often the same failure may come, while other requests to the model succeed, before it is called permanent.
    public var identicalFailures: Int
    /// Seconds after which a batch whose start was cut off is looked for at its server: until then the call may still be under way there.
    public var batchGrace: Double

    public init(
        base: Double = 0.5, cap: Double = 60, patience: Double = 900, breakAfter: Int = 8, breakFor: Double = 2,
        breaks: Int = 7, objections: Int = 12, identicalFailures: Int = 4, batchGrace: Double = 30
    ) {
        self.base = base
        self.cap = cap
        self.patience = patience
        self.breakAfter = breakAfter
        self.breakFor = breakFor
        self.breaks = breaks
        self.objections = objections
        self.identicalFailures = identicalFailures
        self.batchGrace = batchGrace
    }

    /// Seconds to wait before attempt `attempt + 1`: exponential with full jitter (M. Brooker, "Exponential Backoff and Jitter", AWS
    /// Architecture Blog, 2015), at least half of its range so that retries do spread.
    func delay(afterAttempt attempt: Int, using random: inout SplitMix64) -> Double {
        let range = min(cap, base * exp2(Double(min(attempt, 40) - 1)))
        return range * (0.5 + 0.5 * random.unit())
    }
}

/// What a run may do.
public struct RunOptions: Sendable {
    /// Most dollars for the whole case, what earlier runs spent included.
    public var budget: Money?
    /// The same for each model.
    public var budgetPerModel: Money?
    /// Order of the plan; `nil` takes the seed of the case's earlier runs, or makes one.
    public var seed: UInt64?
    /// Asks again what failed permanently in earlier runs.
    public var retryFailed: Bool
    public var retry: RetryPolicy
    /// Requests in plan order with this many under way, the chain independent of what arrives first; `nil` is the normal way.
    public var ordered: Int?
    /// Hands questions in as batches, for the models that have a batch API, and asks nothing else.
    public var batch: Bool
    /// Asks again, once, a twentieth of the probes whose answers are at least so many seconds old: a control of drift.
    public var repeatAfter: Double?
    /// Base URLs that take the place of panel endpoints on the wire but not in the evidence, as curl's `--connect-to`.
    public var connectTo: [String: String]
    public var environment: [String: String]
    public var clock: RunClock

    public init(
        budget: Money? = nil, budgetPerModel: Money? = nil, seed: UInt64? = nil, retryFailed: Bool = false,
        retry: RetryPolicy = .init(), ordered: Int? = nil, batch: Bool = false, repeatAfter: Double? = nil,
        connectTo: [String: String] = [:],
        environment: [String: String] = ProcessInfo.processInfo.environment, clock: RunClock = .system
    ) {
        self.budget = budget
        self.budgetPerModel = budgetPerModel
        self.seed = seed
        self.retryFailed = retryFailed
        self.retry = retry
        self.ordered = ordered
        self.batch = batch
        self.repeatAfter = repeatAfter
        self.connectTo = connectTo
        self.environment = environment
        self.clock = clock
    }
}
