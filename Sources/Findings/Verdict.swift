import Base
import RealModule

/// The answer, as facts.
public struct Verdict: Codable, Sendable, Hashable {
    public enum Outcome: String, Codable, Sendable, CaseIterable {
        /// The findings support a line of descent (LR at or above 2, its whole 95 % interval above 1).
        case support
        /// The findings support "no line of descent" (LR at or below 1/2, its whole 95 % interval below 1).
        case against
        /// 1/2 < LR < 2, or a 95 % interval that reaches 1: they do not materially support either.
        case neither
        /// Too few models or probes, or an alarm stands: no likelihood ratio is given.
        case cannotTell

        /// A ratio without an interval supports nothing.
        public init(_ ratio: LikelihoodRatio) {
            let edge = Double.log10(2)
            guard let interval = ratio.interval else {
                self = .neither
                return
            }
            if ratio.log10 >= edge, interval.lowerBound > 0 {
                self = .support
            } else if ratio.log10 <= -edge, interval.upperBound < 0 {
                self = .against
            } else {
                self = .neither
            }
        }
    }
    public var outcome: Outcome
    /// The ratio printed; `nil` exactly where the outcome is `cannotTell`.
    public var ratio: LikelihoodRatio?
    /// Why it cannot be told; empty where it can.
    public var reasons: [Obstacle]

    public init(outcome: Outcome, ratio: LikelihoodRatio?, reasons: [Obstacle] = []) {
        self.outcome = outcome
        self.ratio = ratio
        self.reasons = reasons
    }
}

/// Why no likelihood ratio is given. In JSON a word: `too-few-models`, …, or `alarm-` with the kind of the alarm.
public enum Obstacle: Sendable, Hashable {
    /// The validation has no panel as small.
    case tooFewModels
    /// Both answered too few of the same questions, or got too few of them wrong.
    case tooFewAnswers
    /// One of the two had to be left out of the analysis.
    case modelLeftOut
    case alarm(Alarm.Kind)
}

extension Obstacle: RawRepresentable, Codable {
    public init?(rawValue: String) {
        switch rawValue {
        case "too-few-models": self = .tooFewModels
        case "too-few-answers": self = .tooFewAnswers
        case "model-left-out": self = .modelLeftOut
        default:
            guard rawValue.hasPrefix("alarm-"), let kind = Alarm.Kind(rawValue: String(rawValue.dropFirst(6))) else {
                return nil
            }
            self = .alarm(kind)
        }
    }

    public var rawValue: String {
        switch self {
        case .tooFewModels: "too-few-models"
        case .tooFewAnswers: "too-few-answers"
        case .modelLeftOut: "model-left-out"
        case .alarm(let kind): "alarm-\(kind.rawValue)"
        }
    }
}
