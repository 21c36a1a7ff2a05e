import Panel
import Providers

/// What happens in a run, as it happens.
public enum RunEvent: Sendable {
    /// A model's share of the run is known.
    case planned(model: String, total: Int, alreadyAnswered: Int)
    case answered(model: String, probe: String, latency: Double, cost: Money?)
    /// An attempt failed; `again` says after how many seconds it is repeated, `nil` that it is not.
    case failed(model: String, probe: String, attempt: Int, failure: ProviderFailure, again: Double?)
    /// Nothing is sent to a model for a while.
    case waiting(model: String, seconds: Double, reason: String)
    /// The server says that another model or version answers now.
    case servedChanged(model: String, from: String, to: String)
    /// The server refuses a setting; it is left out from now on, and that is recorded.
    case settingRefused(model: String, setting: OptionalSetting)
    /// The server said something of an answer that cannot be; it is noted with the answer and not reckoned with.
    case doubted(model: String, probe: String, what: String)
    /// A step of a batch; `done` are its questions that are answered or failed, where that is known.
    case batch(model: String, batch: String, step: BatchStep, questions: Int, done: Int?, note: String?)
    /// Nothing more is sent to a model in this run.
    case stopped(model: String, reason: String)
}

/// What became of a batch.
public enum BatchStep: String, Sendable, Codable {
    case submitted
    /// An earlier run had started it and could not write that down.
    case found
    case underWay = "under-way"
    case collected
    /// None of its questions was asked; they are free again.
    case refused
    /// It could not be gone after; the same command tries again.
    case trouble
}

/// How a run ended, for one model.
public struct ModelOutcome: Sendable, Hashable, Codable {
    public var model: String
    public var planned: Int
    /// Answers in the case when the run began.
    public var before: Int
    /// Answers that this run added.
    public var answered: Int
    /// Attempts that failed in this run.
    public var failedAttempts: Int
    /// Questions that failed for good, in this run or an earlier one.
    public var permanent: Int
    /// Questions in batches that are still under way.
    public var inBatches: Int = 0
    /// Spent in all runs; `nil` where no price is known.
    public var spent: Money?
    /// Why nothing more was sent to it; `nil` where its plan was gone through.
    public var stopped: String?

    public var missing: Int { planned - before - answered - permanent }
}

/// How a run ended.
public struct RunSummary: Sendable, Hashable, Codable {
    public var models: [ModelOutcome]
    public var seconds: Double
    /// Stopped by a person before the end.
    public var interrupted: Bool

    public var answered: Int { models.reduce(0) { $0 + $1.answered } }
    public var missing: Int { models.reduce(0) { $0 + $1.missing } }
    /// Those of the missing that are in batches under way.
    public var inBatches: Int { models.reduce(0) { $0 + $1.inBatches } }
}
