import Findings
import CaseFile
import Foundation

extension Page {
    private func summaryMark(
        _ place: Element,
        _ text: String =
            "Summary of voluminous records (cf. FRE 1006): the rows behind it are in the case file and in the CSV files."
    ) {
        place.add("p", ["class": "note"], text)
    }

    func courtEvidence(in place: Element, _ claim: ClaimFinding) {
        let names = ["suspect": claim.suspect, "alleged": claim.alleged]
        if let text = claim.pair.pairedText {
            paragraph(
                place,
                "Open answers of {suspect} and {alleged} to {prompts} prompts were compared prompt by prompt with those of all other models; the paired text statistic D is {text} (0 is what unrelated models have on average).",
                ["prompts": numerals.count(claim.pair.pairedPrompts), "text": numerals.fixed(text, 3)], names: names)
        }
        guard claim.pair.items > 0 || !claim.items.isEmpty else {
            paragraph(
                place,
                text(SectionPhrase.noClosed)
                    + " There is therefore no list of shared errors, and none of errors not shared.")
            courtHabits(in: place, claim)
            return
        }
        paragraph(
            place,
            "{suspect} and {alleged} both answered {items} closed questions; both were wrong on {both} and gave the same wrong answer on {shared}. An error that many other models make counts little; one that few make counts much; each error of {alleged} that {suspect} did not make counts against.",
            [
                "items": numerals.count(claim.pair.items), "both": numerals.count(claim.pair.bothWrong),
                "shared": numerals.count(claim.pair.sharedErrors),
            ], names: names)
        if let share = wording.shareSentence(claim) { place.add("p").say(share) }
        waterfall(in: place, claim)
        summaryMark(place)
        place.add("h3", [:], "Ten strongest shared errors, by contribution")
        if claim.sharedErrors.isEmpty { paragraph(place, text(SectionPhrase.errorsNone)) }
        evidenceCards(in: place, Array(claim.sharedErrors.prefix(10)), claim)
        place.add("h3", [:], "Strongest evidence against, by the same rule")
        if claim.counterEvidence.isEmpty { paragraph(place, text(SectionPhrase.counterNone)) }
        evidenceCards(in: place, Array(claim.counterEvidence.prefix(10)), claim)
        courtHabits(in: place, claim)
    }

    private func courtHabits(in place: Element, _ claim: ClaimFinding) {
        guard !claim.tics.isEmpty else { return }
        place.add("h3", [:], "Habits of words")
        say(place.add("p"), WeightPhrase.tics)
        paragraph(
            place,
            "Shown as illustration (cf. FRE 107). Whole answers are compared in the open channel, which is calibrated and has a row of its own among the channels."
        )
        ticChart(in: place, claim)
    }

    func courtPanel(in place: Element, _ claim: ClaimFinding) {
        paragraph(
            place,
            "The pair at issue stands among {pairs} pairs of {models} models. Of {flagged} the likelihood ratio is 10 or more and its whole interval above 1.",
            [
                "pairs": numerals.count(findings.pairs.count), "models": numerals.count(findings.models.count),
                "flagged": numerals.count(
                    findings.pairs.count { ($0.fused?.log10 ?? -9) >= 1 && $0.outcome == .support }),
            ])
        if let p = claim.pair.adjustedP {
            paragraph(
                place,
                "Adjusted for all these comparisons (Benjamini–Hochberg), p = {p} for the panel score of this pair.",
                ["p": numerals.two(p)])
        }
        summaryMark(place)
        if let mixture = claim.mixture { mixtureChart(in: place, mixture, marking: claim) }
        panelCharts(in: place, claim)
        if let tree = findings.tree { treeChart(in: place, tree, marking: claim) }
    }

    func courtWays(in place: Element, _ claim: ClaimFinding) {
        place.add("p", [:], text(SectionPhrase.wayIntro))
        if let mechanism = claim.mechanism {
            place.table(tables.wayTable(mechanism), numerals: numerals, caption: "By which way")
            if mechanism.way == nil {
                paragraph(
                    place,
                    "By which way is **not told**: no way reaches a likelihood ratio of 2 against the others with the second at 1 or below."
                )
            }
        } else {
            place.add("p", [:], text(SectionPhrase.wayNone))
        }
        routes(in: place, claim)
        trend(in: place, claim)
        place.add("h3", [:], "Direction")
        if let direction = claim.direction, !direction.signs.isEmpty {
            directionTable(in: place, claim, caption: "Signs of direction")
            paragraph(
                place,
                direction.conclusion == 0
                    ? "**Direction cannot be told**: {said}." : "What the signs say together: {said}.",
                ["said": conclusion(direction, claim).plain])
            if let rate = direction.measured {
                paragraph(
                    place,
                    "On laboratory networks of known lineage that were asked every question five times, what the measured signs conclude together was: {rate}. Dates and names were not used there; a date is as sure as its source. Real models may differ.",
                    ["rate": tables.rate(rate)])
            }
        } else {
            paragraph(place, "Direction is not addressed: no dated evidence is in the case.")
        }
    }

    func courtValidation(in place: Element) {
        let validation = findings.validation
        paragraph(
            place,
            "The system was tested on pairs of models whose relation is documented: {related} related pairs of {relatedFamilies} families and {unrelated} unrelated pairs of {unrelatedFamilies} families, on recordings ({recordings}). Each pair was judged with nothing learnt from the families of its two models, and for closed answers from its own recording; the settings of the method were chosen on some of these recordings, so that figures on others may be worse. Models of one family are not independent, so families are counted beside pairs.",
            [
                "related": numerals.count(validation.relatedPairs),
                "relatedFamilies": numerals.count(validation.relatedFamilies),
                "unrelated": numerals.count(validation.unrelatedPairs),
                "unrelatedFamilies": numerals.count(validation.unrelatedFamilies),
                "recordings": validation.recordings.isEmpty
                    ? "named in the validation report" : validation.recordings.joined(separator: ", "),
            ])
        place.table(tables.rates(), numerals: numerals, caption: "How often known pairs gave misleading evidence")
        if let limit = wording.familyLimit(validation) { place.add("p").say(limit) }
        var cost = "Cllr {cllr} (0 is perfect, 1 says nothing, above 1 misleads)"
        if let cllr = validation.cllr, let least = validation.cllrMin {
            cost += ", of which {least} is lost by discrimination and {rest} by calibration"
            paragraph(
                place, cost + ".",
                [
                    "cllr": numerals.two(cllr), "least": numerals.two(least),
                    "rest": numerals.two(max(0, cllr - least)),
                ])
        } else {
            paragraph(place, cost + ".", ["cllr": validation.cllr.map(numerals.two) ?? "not computed"])
        }
        tippettChart(in: place, ratio: findings.claim?.verdict.ratio)
        calibrationChart(in: place)
        if validation.tippett.isEmpty {
            paragraph(
                place,
                "No Tippett or calibration plot is stored for this kind of answers; the rates are those of the table.")
        }
        shippedDoseChart(in: place)
        paragraph(
            place,
            "Zero misleading cases among n is not a rate of zero; the limits in the table say what it may be. “Unrelated” means that no relation is documented; an undocumented one may exist, which would make the true error rate lower than shown."
        )
        place.add("p", ["class": "hash"], "SHA-256 of the validation data: \(validation.sha256)")
    }

    func courtSensitivity(in place: Element, _ claim: ClaimFinding) {
        paragraph(
            place,
            "The same analysis with one thing changed at a time: another reasonable panel; a suite, a group of questions, one family (the models of one maker; where no maker is documented, models that the answers make relatives) or one model left out; other settings; a stricter reading of the answers. A row without a ratio leaves less than the validation supports."
        )
        growthChart(in: place, claim)
        guard claim.pair.items > 0 || !claim.sensitivity.isEmpty else {
            paragraph(
                place,
                "**Not worked out for open answers**: these changes are made to closed questions, and this pair answered none in common."
            )
            return
        }
        guard !claim.sensitivity.isEmpty else {
            paragraph(place, "**No sensitivity analysis is stored with these findings**; ask for it.")
            return
        }
        place.table(
            tables.sensitivityTable(claim, annex: true), numerals: numerals,
            caption: "Likelihood ratio and share under each change",
            fold: 60)
        if let extreme = wording.extreme(claim) { place.add("p").say(extreme) }
    }

    func courtAlternatives(in place: Element, _ claim: ClaimFinding) {
        guard claim.verdict.outcome != .against else {
            place.add("p", [:], text(QuotePhrase.otherNothing))
            return
        }
        paragraph(
            place,
            "Other explanations of the likeness, and what the data of this case says of each. “Not tested” means just that."
        )
        place.table(tables.alternativeTable(claim), numerals: numerals, caption: "Alternative explanations", fold: 40)
    }

    func custody(in place: Element) {
        paragraph(
            place,
            "Every request (without keys) and every answer, byte for byte, is stored in one append-only file; each event holds the hash of the one before. The head of that chain is {head}. Times are those of the collecting machine; a server’s words cannot be proved to third parties from an ordinary connection, so the capture rests on the operator’s word, the chain, and whatever timestamps were added.",
            ["head": findings.about.chainHead])
        if findings.collection.isEmpty {
            paragraph(place, "**No account of the collection is stored with these findings.**")
        }
        place.table(tables.collection(), numerals: numerals, caption: "Collection, model by model", fold: 60)
        paragraph(
            place,
            "Every single request, with its time, endpoint and what the server reported, is a row of the case file; “apograph export CASE requests” writes them all to requests.csv."
        )
        if let clock = findings.clock {
            paragraph(
                place,
                "{n} answers came with the provider’s own time. The collecting machine’s clock and the providers’ were at most {seconds} seconds apart (at {at}).",
                [
                    "n": numerals.count(clock.answers), "seconds": numerals.count(Int(clock.seconds.magnitude)),
                    "at": clock.at ?? "",
                ])
        } else {
            paragraph(
                place, "No answer came with the provider’s own time, so the times rest on the collecting machine alone."
            )
        }
        termsInForce(in: place)
        place.table(tables.suites(), numerals: numerals, caption: "Sets of questions as used", fold: 60)
    }

    /// Which terms applied when the answers were collected.
    func termsInForce(in place: Element) {
        guard let terms = findings.terms else { return }
        place.table(
            tables.terms(terms), numerals: numerals, caption: "Terms in force when the answers were collected", fold: 60
        )
        paragraph(
            place,
            "Documents were captured, dated and hashed into the case by the analyst; whether they bound anybody is a question of law."
        )
    }
}
