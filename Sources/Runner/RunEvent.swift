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
    /// Nothing more is sent to a model in this run.
    case stopped(model: String, reason: String)
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
}
