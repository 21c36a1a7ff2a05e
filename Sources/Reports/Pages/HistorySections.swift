import Findings
import Kinship

extension Page {
    /// Releases of one maker against the source: every change in a sentence, and the chart. Court and research.
    func trend(in place: Element, _ claim: ClaimFinding) {
        guard let trend = claim.trend, trend.points.count > 1 else { return }
        place.add("h3", [:], "Over the releases of one maker")
        for change in trend.changes { place.add("p").say(wording.change(change, in: trend)) }
        if trend.changes.isEmpty { paragraph(place, "Their dates do not tell which release came after which.") }
        trendChart(in: place, trend)
    }

    /// The latest change over the releases that the test tells, for a newsroom; nothing where nothing can be told of the pair.
    func trendSentence(in place: Element, _ claim: ClaimFinding) {
        guard claim.verdict.outcome != .cannotTell, let trend = claim.trend,
            let change = trend.changes.last(where: Wording.isTold)
        else { return }
        place.add("p").say(wording.change(change, in: trend))
    }

    /// Direct, or through a third model: a sentence and a row for each that is kin to both. Court and research.
    func routes(in place: Element, _ claim: ClaimFinding) {
        place.add("h3", [:], "Direct, or through a third model")
        guard !claim.routes.isEmpty else {
            paragraph(
                place,
                "No third model of the panel is kin to both, so this panel cannot show a way through another. One that was not asked may still stand between them."
            )
            return
        }
        for route in claim.routes { place.add("p").say(wording.route(route, suspect: claim.suspect)) }
        place.table(tables.routes(claim), numerals: numerals, caption: "Direct, or through a third model", fold: 40)
    }

    /// Only what came through another, in a sentence each.
    func routeSentences(in place: Element, _ claim: ClaimFinding) {
        guard claim.verdict.outcome == .support else { return }
        for route in claim.routes where route.way == .through {
            place.add("p").say(wording.route(route, suspect: claim.suspect))
        }
    }

    /// Who had each shared error first.
    func origins(in place: Element, _ claim: ClaimFinding) {
        guard !claim.histories.isEmpty else { return }
        paragraph(
            place,
            "Who gave each of these wrong answers, in order of release, and its history along the family tree with as few changes as can be. A date of release says when a model could be asked, not when it was trained; a model that was not asked may have been earlier."
        )
        place.table(
            tables.histories(claim), numerals: numerals, caption: "Origin of the shared errors", fold: 12)
    }

    /// Among those that gave a shared wrong answer, the one that was released first; only where dates tell.
    func firstHolder(in place: Element, _ error: SharedError, _ claim: ClaimFinding) {
        guard
            let history = claim.histories.first(where: { $0.suite == error.suite && $0.probe == error.probe }),
            let first = history.first, error.sourceSaid == history.said, error.log10 > 0
        else { return }
        place.text(" ")
        place.say(
            wording.sentence(
                HistoryPhrase.firstOfThem, ["n": numerals.count(history.holders.count)], names: ["name": first]))
    }

    /// What stood in for reference models, in one of its wordings; nothing where the case speaks for itself.
    func background(in place: Element, _ phrase: HistoryPhrase, as name: StaticString = "p") {
        guard let background = findings.background else { return }
        place.add(name).say(wording.background(phrase, background))
    }
}
