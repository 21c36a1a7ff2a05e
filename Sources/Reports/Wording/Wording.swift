import Findings
import Foundation
import Kinship

/// Sentences made from the figures of a `Findings` value by fixed rules, so that one finding reads the same on every page and in the terminal.
///
/// No rule uses an adjective without a band behind it, and a ratio never stands without its interval.
public struct Wording: Sendable {
    public var language: Language
    var numerals: Numerals { Numerals(language: language) }

    public init(language: Language = .en) { self.language = language }

    /// A fixed text in this language.
    func text(_ phrase: some Phrase) -> String { phrase.trio[language] }

    /// A fixed text with its places filled.
    func sentence(
        _ phrase: some Phrase, _ values: [String: String] = [:], names: [String: String] = [:]
    ) -> Sentence {
        Sentence(text(phrase), values, names: names)
    }

    /// Whether the printed ratio is the edge of what the validation supports.
    static func isCapped(_ ratio: LikelihoodRatio) -> Bool {
        abs(ratio.uncapped) > abs(ratio.log10) + 0.005
    }

    /// The verdict in two sentences that can be quoted without harm: the finding, and its way and error rate.
    public func verdict(_ claim: ClaimFinding, validation: ValidationSummary) -> [Sentence] {
        let names = ["suspect": claim.suspect, "alleged": claim.alleged]
        let verdict = claim.verdict
        guard let ratio = verdict.ratio, verdict.outcome != .cannotTell else {
            return [
                sentence(VerdictPhrase.cannotTell, ["reasons": reasons(verdict.reasons)], names: names),
                sentence(VerdictPhrase.cannotIsNot),
            ]
        }
        var values = ["grade": grade(ratio)]
        switch verdict.outcome {
        case .support:
            values["ratio"] = times(ratio)
            return [
                sentence(VerdictPhrase.support, values, names: names),
                way(claim.mechanism, then: rate(ratio, validation)),
            ]
        case .against:
            values["ratio"] = times(ratio)
            return [
                sentence(VerdictPhrase.against, values, names: names),
                rateAgainst(ratio, validation),
            ]
        case .neither, .cannotTell:
            values["grade"] = text(SupportGrade.neither)
            values["ratio"] = single(ratio)
            let nearOne = SupportGrade(log10: ratio.log10) == .neither
            return [
                sentence(nearOne ? VerdictPhrase.neither : .neitherWide, values, names: names),
                sentence(VerdictPhrase.neitherIsNot),
            ]
        }
    }

    /// The heading of a page: names and grade, never stronger than the finding.
    public func headline(_ claim: ClaimFinding) -> Sentence {
        let names = ["suspect": claim.suspect, "alleged": claim.alleged]
        let phrase: VerdictPhrase
        switch claim.verdict.outcome {
        case .support: phrase = .headlineSupport
        case .against: phrase = .headlineAgainst
        case .neither: phrase = .headlineNeither
        case .cannotTell: phrase = .headlineCannot
        }
        var values: [String: String] = [:]
        if let ratio = claim.verdict.ratio {
            let grade = grade(ratio)
            // German keeps its capital; elsewhere the grade stands inside a sentence.
            values["grade"] = language == .de ? grade : grade.prefix(1).lowercased() + grade.dropFirst()
        }
        return sentence(phrase, values, names: names)
    }

    /// The word of the verbal scale for a ratio or its reciprocal.
    func grade(_ ratio: LikelihoodRatio) -> String { text(SupportGrade(log10: ratio.log10)) }

    /// `about 85 times (95 % interval 31–99)`; below 1 the reciprocal, for the propositions in the other order.
    func times(_ ratio: LikelihoodRatio) -> String {
        let sign: Double = ratio.log10 < 0 ? -1 : 1
        let n = Self.isCapped(ratio) ? bound(sign * ratio.log10) : numerals.two(pow(10, sign * ratio.log10))
        guard let drawn = ratio.interval else {
            return sentence(Self.isCapped(ratio) ? VerdictPhrase.atLeastPoint : .aboutPoint, ["n": n]).plain
        }
        let interval = sign > 0 ? drawn : -drawn.upperBound ... -drawn.lowerBound
        return sentence(
            Self.isCapped(ratio) ? VerdictPhrase.atLeast : .about,
            ["n": n, "low": bound(interval.lowerBound), "range": range(interval)]
        ).plain
    }

    /// `1.3 (95 % interval 0.6–2.9)`; a ratio at its bound says at least or at most.
    func single(_ ratio: LikelihoodRatio) -> String {
        let isCapped = Self.isCapped(ratio)
        // Where no interval was drawn there is none to print.
        guard let interval = ratio.interval else { return short(ratio) }
        let phrase: VerdictPhrase = !isCapped ? .single : ratio.log10 > 0 ? .singleCapped : .singleFloored
        return sentence(
            phrase,
            [
                "n": isCapped ? bound(ratio.log10) : numerals.two(pow(10, ratio.log10)),
                "low": bound(interval.lowerBound), "high": bound(interval.upperBound), "range": range(interval),
            ]
        ).plain
    }

    /// The ratio alone for a cell or a mark on a chart: `85`, `≥ 380`, `≤ 0.11`.
    package func short(_ ratio: LikelihoodRatio) -> String {
        guard Self.isCapped(ratio) else { return numerals.two(pow(10, ratio.log10)) }
        return (ratio.log10 > 0 ? "≥\u{A0}" : "≤\u{A0}") + bound(ratio.log10)
    }

    /// `31–99`; `nil` where no interval was drawn.
    package func interval(_ ratio: LikelihoodRatio) -> String? { ratio.interval.map(range) }

    /// An interval of log10 as ratios: `31–99`.
    func range(_ interval: ClosedRange<Double>) -> String {
        let (low, high) = (pow(10, interval.lowerBound), pow(10, interval.upperBound))
        // Both ends at one bound of the validation: the interval lies beyond it.
        guard numerals.two(low) != numerals.two(high) else {
            return (interval.lowerBound > 0 ? "≥\u{A0}" : "≤\u{A0}") + numerals.two(low)
        }
        return numerals.range(low, high)
    }

    /// A bound of the validation, rounded towards 1, so that nothing beyond it is printed.
    func bound(_ log10: Double) -> String {
        let value = pow(10, log10)
        guard value > 0, value.isFinite else { return numerals.two(value) }
        let step = pow(10, log10.rounded(.down) - 1)
        let steps = (value / step + (log10 < 0 ? -1e-6 : 1e-6)).rounded(log10 < 0 ? .up : .down)
        return numerals.two(steps * step)
    }

    /// `12 % (95 % interval 8–16 %)`.
    package func share(_ share: Estimate) -> String {
        sentence(
            VerdictPhrase.single,
            [
                "n": numerals.percent(share.value),
                "range": numerals.percentRange(share.low, share.high),
            ]
        ).plain
    }

    /// The reasons of a verdict that cannot be told, joined.
    func reasons(_ obstacles: [Obstacle]) -> String {
        obstacles.map { text(Reason($0)) }.joined(separator: "; ")
    }

    private func way(_ mechanism: MechanismFinding?, then rate: Sentence) -> Sentence {
        guard let mechanism, let way = mechanism.way, let size = mechanism.log10[way] else {
            return Sentence(sentence(VerdictPhrase.wayUntold).pieces + rate.pieces)
        }
        let phrase: VerdictPhrase
        switch way {
        case .outputs: phrase = .wayOutputs
        case .texts: phrase = .wayTexts
        case .weights: phrase = .wayWeights
        }
        return Sentence(
            sentence(phrase, ["n": numerals.two(pow(10, size))]).pieces + rate.pieces)
    }

    /// How often unrelated pairs reached the highest level that this ratio reaches.
    private func rate(_ ratio: LikelihoodRatio, _ validation: ValidationSummary) -> Sentence {
        if let size = validation.size, let rate = Self.level(of: ratio.log10, in: size.misleading) {
            var values = rateValues(rate, families: 0)
            values["references"] = numerals.count(size.references)
            values["questions"] = numerals.count(size.questions)
            return sentence(rate.count == 0 ? VerdictPhrase.rateOfSizeNever : .rateOfSize, values)
        }
        guard let rate = Self.level(of: ratio.log10, in: validation.misleading) else {
            return sentence(VerdictPhrase.rateNone)
        }
        return sentence(
            rate.count == 0 ? VerdictPhrase.rateNever : .rate,
            rateValues(rate, families: validation.unrelatedFamilies))
    }

    private func rateAgainst(_ ratio: LikelihoodRatio, _ validation: ValidationSummary) -> Sentence {
        guard let rate = Self.level(of: -ratio.log10, in: validation.missed) else {
            return sentence(VerdictPhrase.againstIsNot)
        }
        return sentence(
            rate.count == 0 ? VerdictPhrase.rateAgainstNever : .rateAgainst,
            rateValues(rate, families: validation.relatedFamilies))
    }

    private func rateValues(_ rate: ValidationSummary.Rate, families: Int) -> [String: String] {
        [
            "pairs": numerals.count(rate.of), "families": numerals.count(families),
            "edge": numerals.edge(rate.atLeast),
            "share": numerals.percent(Double(rate.count) / Double(max(1, rate.of))),
            "limit": numerals.percent(rate.limit),
        ]
    }

    /// The highest level of the table that a ratio reaches.
    static func level(
        of log10: Double, in rates: [ValidationSummary.Rate]
    ) -> ValidationSummary.Rate? {
        rates.filter { Foundation.log10($0.atLeast) <= log10 + 1e-9 && $0.of > 0 }
            .max { $0.atLeast < $1.atLeast }
    }
}
