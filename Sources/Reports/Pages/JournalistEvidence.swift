import Analysis
import Foundation

extension Page {
    func habits(_ claim: ClaimFinding) {
        guard !claim.tics.isEmpty || !claim.passages.isEmpty else { return }
        heading(SectionPhrase.habits)
        main.add("p", [:], text(SectionPhrase.habitsIntro))
        ticChart(in: main, claim)
        guard !claim.passages.isEmpty else { return }
        main.add("h3", [:], text(SectionPhrase.passages))
        main.add("p", ["class": "note"], text(SectionPhrase.passagesIntro))
        let list = main.add("div", ["class": "pairs"])
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
                    for piece in Highlight.pieces(of: shown, terms: passage.terms) {
                        if piece.isMarked { place.add("mark", [:], piece.text) } else { place.text(piece.text) }
                    }
                    if left > 0 { place.add("span", ["class": "note"], " +\(numerals.count(left))") }
                }
            }
        }
    }

    func choices(_ claim: ClaimFinding) {
        guard !claim.choices.isEmpty else { return }
        heading(SectionPhrase.choices)
        main.add("p", [:], text(SectionPhrase.choicesIntro))
        for choice in claim.choices.prefix(4) { choiceChart(in: main, choice, claim) }
    }

    func identities(_ claim: ClaimFinding) {
        let shown = claim.identity.filter { $0.asked > 0 }
        guard !shown.isEmpty else { return }
        heading(SectionPhrase.identity)
        main.add("p", [:], text(SectionPhrase.identityIntro))
        let list = main.add("ul", ["class": "tight"])
        for row in shown {
            // The same counts in the same order, whatever the dictionary's.
            let named = row.named.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
                .map { "\(Excerpt.name($0.key)) \($0.value)" }.joined(separator: ", ")
            let line = list.add("li")
            say(
                line, SectionPhrase.identityRow, ["asked": numerals.count(row.asked)],
                names: ["name": row.model, "named": named.isEmpty ? "–" : named])
        }
    }

    func ways(_ claim: ClaimFinding) {
        heading(SectionPhrase.way)
        main.add("p", [:], text(SectionPhrase.wayIntro))
        guard let mechanism = claim.mechanism else {
            main.add("p", [:], text(SectionPhrase.wayNone))
            return
        }
        main.table(wayTable(mechanism), numerals: numerals)
    }

    func wayTable(_ mechanism: MechanismFinding) -> DataTable {
        DataTable(
            name: "mechanism", about: text(SectionPhrase.way),
            columns: [
                .init(
                    "quantity", text(ChartPhrase.explanation),
                    "Share of one kind of error, or likelihood ratio of a way against the other two"),
                .init("value", text(ChartPhrase.value), "Share as a fraction, or log10 LR"),
                .init("interval", text(ChartPhrase.interval), "95 % interval of the share"),
            ],
            rows: [
                (MechanismPhrase.invented, mechanism.invented), (.corpus, mechanism.corpus),
            ].map { phrase, share in
                [
                    .text(text(phrase)),
                    share.map { .number($0.value, numerals.percent($0.value)) } ?? .missing,
                    share.map { .text(numerals.percentRange($0.low, $0.high)) } ?? .missing,
                ]
            }
                + [
                    (MechanismPhrase.outputs, "outputs"), (.texts, "texts"), (.weights, "weights"),
                ].map { phrase, key in
                    [
                        .text(text(phrase)),
                        mechanism.log10[key].map { .number($0, numerals.two(pow(10, $0))) } ?? .missing, .missing,
                    ]
                })
    }

    func directionSigns(_ claim: ClaimFinding) {
        guard let direction = claim.direction, !direction.signs.isEmpty else { return }
        heading(SectionPhrase.direction)
        let conclusion: StatusPhrase =
            direction.conclusion > 0
            ? .directionForward : direction.conclusion < 0 ? .directionBackward : .directionUnknown
        let names = ["suspect": claim.suspect, "alleged": claim.alleged]
        let inner = wording.sentence(conclusion, names: names)
        say(main.add("p"), SectionPhrase.directionIntro, ["conclusion": inner.plain])
        main.table(
            DataTable(
                name: "direction", about: text(SectionPhrase.direction),
                columns: [
                    .init("sign", text(ChartPhrase.sign), "Sign of direction"),
                    .init("toward", text(ChartPhrase.points), "Which way it points"),
                    .init("facts", text(ChartPhrase.facts), "What it rests on"),
                ],
                rows: direction.signs.map { sign in
                    [
                        .text(StatusPhrase(rawValue: sign.name).map(text) ?? sign.name),
                        .text(text(sign.toward > 0 ? StatusPhrase.forward : sign.toward < 0 ? .backward : .silent)),
                        .text(facts(sign.facts)),
                    ]
                }), numerals: numerals)
    }

    func alternatives(_ claim: ClaimFinding) {
        heading(SectionPhrase.alternatives)
        main.add("p", [:], text(SectionPhrase.alternativesIntro))
        main.table(alternativeTable(claim), numerals: numerals)
        if !claim.sensitivity.isEmpty {
            main.table(sensitivityTable(claim), numerals: numerals, summary: text(MechanismPhrase.sensitivity))
        }
    }

    /// Every known alternative; one that the analysis does not mention was not tested.
    func alternativeTable(_ claim: ClaimFinding) -> DataTable {
        let known = AlternativePhrase.allCases.map { phrase -> Alternative in
            claim.alternatives.first { $0.name == phrase.rawValue }
                ?? Alternative(name: phrase.rawValue, status: .untested)
        }
        let unknown = claim.alternatives.filter { AlternativePhrase(rawValue: $0.name) == nil }
        return DataTable(
            name: "alternatives", about: text(SectionPhrase.alternatives),
            columns: [
                .init("explanation", text(ChartPhrase.explanation), "The other explanation"),
                .init("status", text(ChartPhrase.status), "unlikely, open, likely or untested"),
                .init("facts", text(ChartPhrase.facts), "What that rests on"),
            ],
            rows: (known + unknown).map {
                [
                    .text(AlternativePhrase(rawValue: $0.name).map(text) ?? $0.name),
                    .text(StatusPhrase(rawValue: $0.status.rawValue).map(text) ?? $0.status.rawValue),
                    .text(facts($0.facts)),
                ]
            })
    }

    func sensitivityTable(_ claim: ClaimFinding) -> DataTable {
        DataTable(
            name: "sensitivity", about: text(MechanismPhrase.sensitivity),
            columns: [
                .init("change", text(MechanismPhrase.change), "What was changed"),
                .init("subject", text(MechanismPhrase.subject), "Suite, model or setting"),
                .init("log10_lr", text(ChartPhrase.ratio), "log10 of the fused likelihood ratio"),
                .init("interval", text(ChartPhrase.interval), "95 % interval of the ratio"),
                .init("share", text(MechanismPhrase.share), "Inherited share"),
            ],
            rows: claim.sensitivity.map { row in
                [
                    .text(row.change), .text(row.subject),
                    row.ratio.map { .number($0.log10, numerals.two(pow(10, $0.log10))) } ?? .missing,
                    row.ratio.map { .text(numerals.range(pow(10, $0.low), pow(10, $0.high))) } ?? .missing,
                    row.share.map { .number($0.value, numerals.percent($0.value)) } ?? .missing,
                ]
            })
    }

    /// Facts as `name: value`, in the order of their names.
    func facts(_ facts: [String: String]) -> String {
        facts.sorted { $0.key < $1.key }.map { "\($0.key): \($0.value)" }.joined(separator: "; ")
    }
}
