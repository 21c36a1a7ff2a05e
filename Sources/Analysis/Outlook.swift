import CaseFile
import Findings
import Foundation
import Kinship
import Panel
import Probes

/// What a case can still show of a pair: the errors in common so far, where the ratio is likely to end, and what it takes to reach 10 and 100.
///
/// Reckoned from the panel score c and its standard error s by these rules: information grows with the number of questions, so that after n′ of them
/// the error is s √(n / n′); what further questions add to the score is normal around c with the variance s² − s′². The ratio is the calibration's at
/// such a score and error, held to the bounds of the panel. Nothing here is evidence: it says what more asking is worth.
public struct Outlook: Sendable, Hashable {
    /// When a ratio is expected.
    public enum Reach: Sendable, Hashable {
        /// It is there.
        case reached
        /// After so many more questions of the kind that were asked, which the case still has.
        case after(Int)
        /// So many more would be needed, which the case does not have.
        case lacks(Int)
        /// No number of such questions: with what is known now, the two do not share enough.
        case never
        /// The panel is too small for such a ratio, whatever is asked.
        case panel
    }

    public let suspect: String
    public let alleged: String
    public let asked: Int
    public let bothWrong: Int
    public let shared: Int
    /// Closed questions of the case that the two were not asked.
    public let left: Int
    /// log10 of the ratio now; `nil` where none is given.
    public let now: Double?
    /// log10 between which the ratio ends with 95 % chance, once every question is asked; `nil` where nothing can be said.
    public let end: ClosedRange<Double>?
    public let ten: Reach?
    public let hundred: Reach?
    /// What a question put to every model costs, by what answers cost so far; `nil` where no cost is known.
    public let dollars: Double?

    /// Most further questions that are thought of.
    static let far = 100_000

    /// - Parameters:
    ///   - left: closed questions that are still to be asked.
    ///   - models: models of the panel.
    /// - Throws: `KinshipError` where the shipped calibration is damaged.
    public init(
        _ pair: PairFinding, suspect: String, alleged: String, left: Int, models: Int, dollars: Double?
    ) throws(KinshipError) {
        let cap = PanelEnvelope.cap(models: models)
        let calibration = try Calibration.shipped().limited(toLog10: cap ?? 0).closed
        self.suspect = suspect
        self.alleged = alleged
        asked = pair.items
        bothWrong = pair.bothWrong
        shared = pair.sharedErrors
        self.left = left
        self.dollars = dollars
        now = pair.reasons.isEmpty ? pair.fused?.log10 : nil
        guard let score = pair.panelScore, let error = pair.panelScoreError, error > 0, asked > 0 else {
            (end, ten, hundred) = (nil, nil, nil)
            return
        }
        // What circumstances take off a ratio stays taken off.
        let whole = calibration.log10(score: score, error: error)
        let less = pair.closed.map { min($0.uncapped - whole, 0) } ?? 0
        let n = Double(asked)
        func log10(_ more: Int, _ shift: Double = 0) -> Double {
            let later = error * (n / (n + Double(more))).squareRoot()
            let spread = max(error * error - later * later, 0).squareRoot()
            return calibration.log10(score: score + shift * spread, error: later) + less
        }
        let low = log10(left, -1.96)
        let high = log10(left, 1.96)
        end = calibration.bounds.hold(min(low, high))...calibration.bounds.hold(max(low, high))
        let current = now ?? 0
        let bothWrong = pair.bothWrong
        func reach(_ target: Double) -> Reach {
            guard cap != nil, calibration.bounds.cap >= target - 1e-9 else { return .panel }
            if current >= target - 1e-9 { return .reached }
            // No ratio is given before there are enough errors, so those have to come first.
            let lacking =
                bothWrong >= ClaimAnalysis.leastErrors
                ? 0
                : bothWrong == 0
                    ? Self.far : Int((n * Double(ClaimAnalysis.leastErrors - bothWrong) / Double(bothWrong)).rounded(.up))
            let least = max(lacking, ClaimAnalysis.leastItems - pair.items, 1)
            var more = min(least, Self.far)
            while more <= Self.far, log10(more) < target { more += max(1, more / 20) }
            if more > Self.far || bothWrong == 0 { return .never }
            return more <= left ? .after(more) : .lacks(more)
        }
        ten = reach(1)
        hundred = reach(2)
    }
}

extension Outlook {
    /// What of a case bears on every pair's outlook; read once.
    public struct Scope: Sendable, Hashable {
        /// Closed questions of its suites.
        public let closed: Int
        public let models: Int
        /// What one question put to every model costs: the mean cost of each model's answers, summed; `nil` where no cost is known.
        public let dollars: Double?

        public init(_ store: CaseStore) throws {
            closed = try store.suites().reduce(0) { $0 + $1.suite.probes.count { $0.kind == .closed } }
            models = try store.models().count
            var sums: [String: (dollars: Double, answers: Int)] = [:]
            try store.forEachResponse { response in
                guard let cost = response.details?.cost.flatMap(Double.init), cost.isFinite, cost >= 0 else { return }
                let known = sums[response.key.model] ?? (0, 0)
                sums[response.key.model] = (known.dollars + cost, known.answers + 1)
            }
            dollars =
                sums.isEmpty
                ? nil
                : sums.keys.sorted().compactMap { sums[$0] }.reduce(0) { $0 + $1.dollars / Double($1.answers) }
        }
    }

    public init(_ pair: PairFinding, suspect: String, alleged: String, _ scope: Scope) throws(KinshipError) {
        try self.init(
            pair, suspect: suspect, alleged: alleged, left: max(0, scope.closed - pair.items), models: scope.models,
            dollars: scope.dollars)
    }

    /// The outlook in sentences, the first the most important.
    public var sentences: [String] {
        var out = [
            "So far: \(shared) wrong answers in common, of \(bothWrong) questions that both got wrong and \(asked) that both were asked."
        ]
        if let now { out[0] += " The ratio stands at \(Self.ratio(now))." }
        if bothWrong < ClaimAnalysis.leastErrors || asked < ClaimAnalysis.leastItems {
            out.append(
                "No ratio is given before both got \(ClaimAnalysis.leastErrors) questions wrong and were asked \(ClaimAnalysis.leastItems)."
            )
        }
        guard let end, let ten, let hundred else {
            out.append("Where this ends cannot be reckoned yet.")
            return out
        }
        out.append(
            left > 0
                ? "With the \(left) closed questions that are left, the ratio is expected to end between \(Self.ratio(end.lowerBound)) and \(Self.ratio(end.upperBound)) (95 %, if they are like those that were asked)."
                : "Every closed question of the case has been asked.")
        out.append(sentence(10, ten))
        if ten != .never, ten != .panel || hundred != .panel { out.append(sentence(100, hundred)) }
        return out
    }

    private func sentence(_ ratio: Int, _ reach: Reach) -> String {
        switch reach {
        case .reached: "A ratio of \(ratio) is reached."
        case .after(let more):
            "A ratio of \(ratio): after about \(more) more questions to each model\(cost(more)), if the share of errors in common stays as it is."
        case .lacks(let more):
            "A ratio of \(ratio): these questions cannot; it would take about \(more) more like them\(cost(more)), and the case has \(left)."
        case .never:
            "A ratio of \(ratio): questions like these cannot, if the share of errors in common stays as it is."
        case .panel: "A ratio of \(ratio): not with so few models, whatever they are asked."
        }
    }

    private func cost(_ more: Int) -> String {
        guard let dollars, dollars > 0 else { return "" }
        return String(format: ", about $%.2f", dollars * Double(more))
    }

    /// `12`, `1/12`.
    public static func ratio(_ log10: Double) -> String {
        let value = pow(10, abs(log10))
        let text = value < 10 ? String(format: "%.1f", value) : String(format: "%.0f", value)
        return log10 < 0 && text != "1.0" ? "1/\(text)" : text
    }
}
