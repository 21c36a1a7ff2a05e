import Findings
import Foundation
import Kinship

extension Wording {
    /// The finding in one line of under 30 words that can be printed by itself: the number, its interval, the word, the error rate.
    public func quote(_ claim: ClaimFinding, validation: ValidationSummary) -> Sentence {
        guard let ratio = claim.verdict.ratio, claim.verdict.outcome != .cannotTell else {
            return sentence(QuotePhrase.cannotTell)
        }
        let isCapped = Self.isCapped(ratio)
        guard claim.verdict.outcome != .neither else {
            let interval = ratio.interval.map { sentence(QuotePhrase.interval, ["range": range($0)]).plain } ?? ""
            return sentence(QuotePhrase.neither, ["n": short(ratio), "interval": interval])
        }
        let sign: Double = ratio.log10 < 0 ? -1 : 1
        let number = isCapped ? bound(sign * ratio.log10) : numerals.two(pow(10, sign * ratio.log10))
        let interval = ratio.interval.map { drawn in
            let turned = sign > 0 ? drawn : -drawn.upperBound ... -drawn.lowerBound
            return isCapped
                ? sentence(QuotePhrase.intervalFrom, ["low": bound(turned.lowerBound)]).plain
                : sentence(QuotePhrase.interval, ["range": range(turned)]).plain
        }
        return sentence(
            sign > 0 ? QuotePhrase.support : .against,
            [
                "n": sentence(isCapped ? QuotePhrase.atLeast : .about, ["n": number]).plain, "interval": interval ?? "",
                "grade": lowered(grade(ratio)), "rate": shortRate(ratio, validation),
            ])
    }

    /// A grade inside a sentence; German keeps its capital.
    func lowered(_ grade: String) -> String {
        language == .de ? grade : grade.prefix(1).lowercased() + grade.dropFirst()
    }

    private func shortRate(_ ratio: LikelihoodRatio, _ validation: ValidationSummary) -> String {
        let isFor = ratio.log10 > 0
        let rates = isFor ? validation.misleadingHere : validation.missed
        guard let rate = Self.level(of: abs(ratio.log10), in: rates) else { return text(QuotePhrase.noRate) }
        return sentence(
            isFor ? QuotePhrase.reached : .fell,
            [
                "count": numerals.count(rate.count), "pairs": numerals.count(rate.of),
                "edge": numerals.edge(rate.atLeast),
            ]
        ).plain
    }

    /// Two sentences ready to print, at two strengths.
    func mayWrite(_ claim: ClaimFinding, validation: ValidationSummary) -> Sentence {
        let names = ["suspect": claim.suspect, "alleged": claim.alleged]
        let quote = quote(claim, validation: validation).plain
        // "No support" in print reads as an exclusion, which only a finding against is.
        guard let ratio = claim.verdict.ratio, claim.verdict.outcome != .neither else {
            return sentence(QuotePhrase.writeNone, names: names)
        }
        return sentence(
            claim.verdict.outcome == .support ? QuotePhrase.writeWeak : .writeStrong,
            ["grade": lowered(grade(ratio)), "quote": quote], names: names)
    }

    /// The ratio that the finding's reader must know of, over the whole table of sensitivity: the smallest of a supported line of descent, the largest
    /// of an excluded one.
    func extreme(_ claim: ClaimFinding) -> Sentence? {
        let rows = claim.sensitivity.compactMap { row in row.ratio.map { (row, $0) } }
        guard rows.count > 1, claim.verdict.outcome == .support || claim.verdict.outcome == .against else { return nil }
        let isFor = claim.verdict.outcome == .support
        guard
            let (row, ratio) = isFor
                ? rows.min(by: { $0.1.log10 < $1.1.log10 }) : rows.max(by: { $0.1.log10 < $1.1.log10 })
        else { return nil }
        let words = words(row.change)
        return sentence(
            isFor ? QuotePhrase.smallest : .largest,
            ["n": numerals.count(rows.count), "ratio": point(ratio), "change": words.change],
            names: ["subject": words.subject])
    }

    /// What the share says: how much was taken over, or that nothing is seen.
    func shareSentence(_ claim: ClaimFinding) -> Sentence? {
        guard let share = claim.share else { return nil }
        let isSeen = share.low > 0
        return sentence(
            isSeen ? SectionPhrase.shareIs.trio[language] : QuotePhrase.shareNothing.trio[language],
            ["share": self.share(share)], names: ["suspect": claim.suspect, "alleged": claim.alleged])
    }

    private func sentence(_ template: String, _ values: [String: String], names: [String: String]) -> Sentence {
        Sentence(template, values, names: names)
    }

    /// Where no unrelated pair reached the level: what that leaves room for if each family counts once.
    func familyLimit(_ validation: ValidationSummary) -> Sentence? {
        guard validation.size == nil, validation.unrelatedFamilies > 0,
            validation.misleading.contains(where: { $0.count == 0 })
        else { return nil }
        return sentence(
            QuotePhrase.familyLimit,
            [
                "families": numerals.count(validation.unrelatedFamilies),
                "limit": numerals.percent(Proportion.upperLimit(0, of: validation.unrelatedFamilies)),
            ])
    }
}
