import Foundation
import Kinship

/// What a sequential study found: thresholds with their error rates, and what they buy.
public struct SequentialResult: Sendable, Codable, Hashable {
    /// One way to ask, for pairs of one kind.
    public struct Arm: Sendable, Codable, Hashable {
        /// `strangers`, or `kin` with its share.
        public var kind: String
        public var share: Double?
        /// `fixed`: as many questions drawn from all; `adaptive`: the plan to its end, looked at once; `stopping`: with the rule.
        public var way: String
        /// The ratio that is aimed at.
        public var ratio: Int
        /// Pairs for which any ratio could be given, that reached the ratio, and that the rule stopped at one over it.
        public var told: Int
        public var reached: Int
        public var against: Int
        public var of: Int
        /// Questions put to each model, on average.
        public var questions: Double
    }

    public var models: Int
    public var seed: UInt64
    public var rows: [SequentialTable.Row] = []
    public var arms: [Arm] = []
    /// Share of all questions that the pairs got wrong.
    public var errorRate: Double
    /// Of the ends that the third look foretold with 95 %, those that came true, strangers and kin.
    public var foretold: [SequentialTable.Rate] = []

    init(_ study: SequentialStudy, strangers: [SequentialStudy.Path], kin: [(Double, [SequentialStudy.Path])]) {
        models = study.models
        seed = study.seed
        let all = strangers + kin.flatMap(\.1)
        errorRate = all.reduce(0) { $0 + $1.errorRate } / Double(max(all.count, 1))
        for ratio in Until.ratios {
            let edge = log10(Double(ratio))
            if let row = Self.row(models, ratio, false, strangers.map(\.highest), strangers.map { $0.once ?? 0 }, edge) {
                rows.append(row)
            }
            let related = kin.flatMap(\.1)
            if let row = Self.row(
                models, ratio, true, related.map { -$0.lowest }, related.map { -($0.once ?? 0) }, edge)
            {
                rows.append(row)
            }
        }
        for ratio in Until.ratios {
            let row = rows.first { $0.ratio == ratio && !$0.against }
            let low = rows.first { $0.ratio == 10 && $0.against }
            arms += Self.arms("strangers", nil, strangers, ratio, row, low)
            for (share, paths) in kin { arms += Self.arms("kin", share, paths, ratio, row, low) }
        }
        foretold = [strangers, kin.flatMap(\.1)].map { paths in
            let told = paths.compactMap(\.foretold)
            return Self.rate(told.count { !$0 }, told.count)
        }
    }

    private static func rate(_ count: Int, _ of: Int) -> SequentialTable.Rate {
        .init(count: count, of: of, limit: (Proportion.upperLimit(count, of: of) * 1e6).rounded() / 1e6)
    }

    /// The smallest threshold at or above the ratio that at most one in ten times the ratio of those of the wrong kind ever pass, with 95 % confidence;
    /// `nil` where there are too few runs to say so of any.
    ///
    /// - Parameter extremes: each run's extreme over all looks, its sign turned so that larger is more misleading.
    private static func row(
        _ models: Int, _ ratio: Int, _ against: Bool, _ extremes: [Double], _ once: [Double], _ edge: Double
    ) -> SequentialTable.Row? {
        let n = extremes.count
        let allowed = 1 / (10 * Double(ratio))
        var hits = -1
        while hits + 1 < n, Proportion.upperLimit(hits + 1, of: n) <= allowed { hits += 1 }
        guard hits >= 0 else { return nil }
        let sorted = extremes.sorted(by: >)
        // Above the first that may no longer pass, in thousandths.
        let threshold = max(edge, (sorted[hits] * 1000 + 1).rounded(.up) / 1000)
        return SequentialTable.Row(
            models: models, ratio: ratio, against: against, threshold: against ? -threshold : threshold,
            wrong: rate(extremes.count { $0 >= threshold }, n), unguarded: rate(extremes.count { $0 >= edge }, n),
            once: rate(once.count { $0 >= edge }, n))
    }

    private static func arms(
        _ kind: String, _ share: Double?, _ paths: [SequentialStudy.Path], _ ratio: Int, _ high: SequentialTable.Row?,
        _ low: SequentialTable.Row?
    ) -> [Arm] {
        let edge = log10(Double(ratio))
        let n = Double(max(paths.count, 1))
        func arm(_ way: String, told: Int, reached: Int, against: Int, questions: Double) -> Arm {
            Arm(
                kind: kind, share: share, way: way, ratio: ratio, told: told, reached: reached, against: against,
                of: paths.count, questions: (questions * 10).rounded() / 10)
        }
        let whole = paths.reduce(0) { $0 + Double($1.asked.last ?? 0) } / n
        var arms = [
            arm(
                "fixed", told: paths.count { $0.once != nil }, reached: paths.count { ($0.once ?? 0) >= edge },
                against: paths.count { ($0.once ?? 0) <= -1 }, questions: whole),
            arm(
                "adaptive", told: paths.count { $0.end != nil }, reached: paths.count { ($0.end ?? 0) >= edge },
                against: paths.count { ($0.end ?? 0) <= -1 }, questions: whole),
        ]
        guard let high else { return arms }
        var (reached, against, questions, told) = (0, 0, 0, 0)
        for path in paths {
            let stop = path.looks.firstIndex { look in
                guard let look else { return false }
                return look >= high.threshold || (low.map { look <= $0.threshold } ?? false)
            }
            questions += stop.map { path.asked[$0] } ?? path.asked.last ?? 0
            if path.looks.contains(where: { $0 != nil }) { told += 1 }
            if let stop, let look = path.looks[stop] {
                if look > 0 { reached += 1 } else { against += 1 }
            }
        }
        arms.append(
            arm("stopping", told: told, reached: reached, against: against, questions: Double(questions) / n))
        return arms
    }

    /// The result as a person reads it on a terminal.
    public var text: String {
        func percent(_ count: Int, _ of: Int) -> String { String(format: "%.2f %%", 100 * Double(count) / Double(max(of, 1))) }
        var out = [
            "Simulated panels of \(models) models, seed \(seed); pairs err on \(String(format: "%.1f %%", 100 * errorRate)) of all questions",
            "",
            "Thresholds that hold under \(AskingPlan.mostRounds) looks (ratio, threshold before bounds; of the wrong kind that ever passed it; without it; at one look):",
        ]
        for row in rows {
            out.append(
                "  \(row.against ? "<= 1/" : ">= ")\(row.ratio)  \(String(format: "%.3f", row.threshold))   \(row.wrong.count) of \(row.wrong.of) (at most \(String(format: "%.4f", row.wrong.limit)))   \(row.unguarded.count)   \(row.once.count)"
            )
        }
        out += ["", "Ways to ask (ratio told, reached, stopped or ended at 1/10 or less, questions to each model on average):"]
        for arm in arms {
            out.append(
                "  LR \(arm.ratio)  \(arm.kind)\(arm.share.map { " \($0)" } ?? "")  \(arm.way): told \(percent(arm.told, arm.of)), reached \(percent(arm.reached, arm.of)), against \(percent(arm.against, arm.of)), \(String(format: "%.0f", arm.questions)) questions, \(arm.of) pairs"
            )
        }
        out.append("")
        for (kind, rate) in zip(["strangers", "kin"], foretold) {
            out.append(
                "Ends outside of what the third look foretold with 95 %, \(kind): \(rate.count) of \(rate.of) (\(percent(rate.count, rate.of)))"
            )
        }
        return out.joined(separator: "\n")
    }
}
