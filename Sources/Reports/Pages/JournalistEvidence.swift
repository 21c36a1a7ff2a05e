import Findings
import Foundation

extension Page {
    func habits(_ claim: ClaimFinding) {
        guard !claim.tics.isEmpty || !claim.passages.isEmpty else { return }
        heading(SectionPhrase.habits)
        main.add("p", [:], text(SectionPhrase.habitsIntro))
        say(main.add("p"), WeightPhrase.tics)
        ticChart(in: main, claim)
        guard !claim.passages.isEmpty else { return }
        main.add("h3", [:], text(SectionPhrase.passages))
        main.add("p", ["class": "note"], text(SectionPhrase.passagesIntro))
        let list = main.add("div", ["class": "pairs wide"])
        for passage in claim.passages.prefix(2) {
            let card = list.add("article", ["class": "evidence"])
            card.add("p", ["class": "prompt", "dir": "auto"], Excerpt.cut(passage.prompt, at: 700).shown)
            card.add("div", ["class": "sides"]) { sides in
                for (words, name, style) in [
                    (passage.sourceSaid, claim.alleged, "source"), (passage.suspectSaid, claim.suspect, "suspect"),
                ] {
                    let quote = sides.add("blockquote", ["class": "said passage \(style)"])
                    quote.add("span", ["class": "label"]).say(
                        wording.sentence(SectionPhrase.said, [:], names: ["name": name]))
                    let place = quote.add("span", ["class": "words", "dir": "auto", "tabindex": "0"])
                    let (shown, left) = Excerpt.cut(words, at: 2400)
                    place.marked(shown, terms: passage.terms)
                    if left > 0 { place.add("span", ["class": "note"], " +\(numerals.count(left))") }
                }
            }
        }
    }

    func choices(_ claim: ClaimFinding) {
        guard !claim.choices.isEmpty else { return }
        heading(SectionPhrase.choices)
        main.add("p", [:], text(SectionPhrase.choicesIntro))
        say(main.add("p"), WeightPhrase.choice)
        for choice in claim.choices.prefix(4) { choiceChart(in: main, choice, claim) }
    }

    func identities(_ claim: ClaimFinding) {
        let shown = claim.identity.filter { $0.asked > 0 && ($0.model == claim.suspect || $0.model == claim.alleged) }
        guard !shown.isEmpty else { return }
        heading(SectionPhrase.identity)
        say(main.add("p"), WeightPhrase.identity)
        let list = main.add("ul", ["class": "tight"])
        for row in shown {
            // The same counts in the same order, whatever the dictionary's.
            let named = row.named.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\(Excerpt.name($0.key)) \($0.value)" }.joined(separator: ", ")
            let line = list.add("li")
            say(
                line, SectionPhrase.identityRow, ["asked": numerals.count(row.asked)],
                names: ["name": row.model, "named": named.isEmpty ? "–" : named])
            if let other = row.other {
                line.text(". ")
                say(line, WeightPhrase.namesOther, ["share": wording.share(other)])
            }
        }
    }

    func ways(_ claim: ClaimFinding) {
        heading(SectionPhrase.way)
        main.add("p", [:], text(SectionPhrase.wayIntro))
        guard let mechanism = claim.mechanism else {
            main.add("p", [:], text(SectionPhrase.wayNone))
            return
        }
        main.table(tables.wayTable(mechanism), numerals: numerals)
    }

    func directionSigns(_ claim: ClaimFinding) {
        guard let direction = claim.direction, !direction.signs.isEmpty else { return }
        heading(SectionPhrase.direction)
        say(main.add("p"), SectionPhrase.directionIntro, ["conclusion": conclusion(direction, claim).plain])
        directionTable(in: main, claim)
    }

    /// What the signs say together.
    func conclusion(_ direction: DirectionFinding, _ claim: ClaimFinding) -> Sentence {
        let excluded = direction.signs.contains { $0.name == .releaseDates && $0.toward < 0 }
        let phrase: StatusPhrase =
            direction.conclusion > 0
            ? .directionForward
            : direction.conclusion < 0 ? .directionBackward : excluded ? .directionExcluded : .directionUnknown
        return wording.sentence(phrase, names: ["suspect": claim.suspect, "alleged": claim.alleged])
    }

    /// The signs of direction, as every page shows them: new ones need a name in `StatusPhrase` and no more.
    func directionTable(in place: Element, _ claim: ClaimFinding, caption: String? = nil) {
        place.table(tables.direction(claim), numerals: numerals, caption: caption)
    }

    func alternatives(_ claim: ClaimFinding) {
        heading(SectionPhrase.alternatives)
        if claim.verdict.outcome == .against {
            main.add("p", [:], text(QuotePhrase.otherNothing))
        } else {
            main.add("p", [:], text(SectionPhrase.alternativesIntro))
            main.table(tables.alternativeTable(claim), numerals: numerals)
        }
        // Ratios with one thing changed are no ratios where none is given.
        if claim.verdict.ratio != nil, !claim.sensitivity.isEmpty {
            main.table(
                tables.sensitivityTable(claim, annex: false), numerals: numerals,
                summary: text(MechanismPhrase.sensitivity))
        }
    }
}
