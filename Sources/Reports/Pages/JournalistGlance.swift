import Findings
import Foundation
import Kinship

extension Page {
    /// Ten questions, ten short answers, on the first screen.
    func glance(_ claim: ClaimFinding) {
        let names = ["suspect": claim.suspect, "alleged": claim.alleged]
        let list = main.add("ul", ["class": "glance", "aria-label": text(GlancePhrase.heading)])
        func answer(_ question: GlancePhrase, _ sentence: Sentence) {
            list.add("li") { cell in
                cell.add("strong", [:], text(question))
                cell.add("span").say(sentence)
            }
        }
        if let registered = findings.registered {
            answer(
                .claimed,
                wording.sentence(
                    GlancePhrase.claimedBefore, ["date": String(registered.date.prefix(10))], names: names))
        } else if claim.exploratory {
            answer(.claimed, wording.sentence(QuotePhrase.claimedNobody, names: names))
        } else {
            answer(.claimed, wording.sentence(GlancePhrase.claimedNow, names: names))
        }
        answer(.found, claim.verdict.ratio == nil ? wording.sentence(GlancePhrase.foundNothing) : foundShort(claim))
        answer(.sure, sureShort(claim))
        let others = findings.models.filter { $0.excluded == nil && $0.id != claim.suspect && $0.id != claim.alleged }
        let compared = wording.sentence(
            GlancePhrase.comparedWith,
            ["others": numerals.count(others.count), "pairs": numerals.count(findings.pairs.count)])
        answer(
            .compared, findings.background.map { compared + wording.background(.backgroundCompared, $0) } ?? compared)
        answer(.wrong, wrongShort(claim))
        let open = claim.alternatives.filter { $0.status != .unlikely }
            .map { text(AlternativePhrase($0.name)) }
        answer(
            .other,
            claim.verdict.outcome == .against
                ? wording.sentence(QuotePhrase.otherNothing)
                : open.isEmpty && !claim.alternatives.isEmpty
                    ? wording.sentence(GlancePhrase.otherNone)
                    : wording.sentence(
                        GlancePhrase.otherOpen,
                        [
                            "list": (open.isEmpty ? AlternativePhrase.allCases.map(text) : open)
                                .prefix(4).joined(separator: ", ")
                                + (open.count > 4 ? " (+\(open.count - 4))" : "")
                        ]))
        let partly = findings.coverage?.partlyAsked ?? []
        answer(
            .asked,
            wording.sentence(
                partly.isEmpty ? GlancePhrase.askedWhat : .askedInPart,
                [
                    "models": numerals.count(partly.count),
                    "probes": numerals.count(findings.suites.map(\.probes).reduce(0, +)),
                    "suites": numerals.count(findings.suites.count),
                    "items": numerals.count(max(claim.pair.items, claim.pair.pairedPrompts)),
                ]))
        answer(.who, whoShort())
        answer(.check, wording.sentence(GlancePhrase.checkHow))
        answer(.write, wording.sentence(GlancePhrase.writeNot))
        main.add("p", ["class": "may"]) { line in
            line.add("strong", [:], text(QuotePhrase.write))
            line.text(" ")
            line.say(wording.mayWrite(claim, validation: findings.validation))
            if findings.marks?.isFound(in: claim.suspect) ?? false { line.text(" " + text(MarkPhrase.mayWrite)) }
        }
    }

    private func foundShort(_ claim: ClaimFinding) -> Sentence {
        let headline = wording.headline(claim)
        guard let share = wording.shareSentence(claim), claim.verdict.outcome == .support else { return headline }
        return Sentence(headline.pieces + [.text(".")]) + share
    }

    private func sureShort(_ claim: ClaimFinding) -> Sentence {
        guard let ratio = claim.verdict.ratio else { return wording.sentence(GlancePhrase.sureNot) }
        let validation = findings.validation
        return wording.sentence(
            ratio.log10 < 0 ? GlancePhrase.sureAgainst : GlancePhrase.sureRatio,
            [
                "ratio": wording.single(ratio), "cap": wording.bound(validation.capLog10),
                "floor": wording.bound(validation.floorLog10),
            ])
    }

    private func wrongShort(_ claim: ClaimFinding) -> Sentence {
        if let ratio = claim.verdict.ratio, ratio.log10 < 0 {
            // Of a finding against, how often false alarms come says nothing.
            let missedRates = findings.validation.missed
            return
                (Wording.level(of: -ratio.log10, in: missedRates)
                ?? missedRates.min { $0.atLeast < $1.atLeast }).map(missed)
                ?? wording.sentence(GlancePhrase.wrongUnknown)
        }
        let rates = findings.validation.misleadingHere.filter { $0.of > 0 }
        guard let ratio = claim.verdict.ratio,
            let rate = Wording.level(of: ratio.log10, in: rates) ?? rates.min(by: { $0.atLeast < $1.atLeast })
        else { return wording.sentence(GlancePhrase.wrongUnknown) }
        return wording.sentence(
            GlancePhrase.wrongRate,
            [
                "count": numerals.count(rate.count), "pairs": numerals.count(rate.of),
                "edge": numerals.edge(rate.atLeast), "limit": numerals.percent(rate.limit),
            ])
    }

    private func whoShort() -> Sentence {
        var values = [
            "models": numerals.count(findings.models.filter { $0.excluded == nil }.count),
            "responses": numerals.count(findings.about.responses),
        ]
        guard let from = findings.about.collectedFrom, let to = findings.about.collectedTo else {
            return wording.sentence(GlancePhrase.whoNever, values)
        }
        values["from"] = String(from.prefix(10))
        values["to"] = String(to.prefix(10))
        return wording.sentence(values["from"] == values["to"] ? GlancePhrase.whoDay : .whoWhen, values)
    }
}
