import Findings
import Foundation
import Kinship

/// The exhibit: numbered parts with stamps, everything that a reader of expert evidence asks for, and blanks where a person has to answer.
enum CourtPage {
    static func html(_ findings: Findings, declared: DeclaredSources? = nil) -> String {
        let title = "Exhibits: " + (findings.claim.map { "\($0.suspect) and \($0.alleged)" } ?? findings.about.title)
        let page = Page(findings, title: title, for: .court)
        page.courtCover(declared: declared != nil)
        page.alarms(in: page.main)
        page.exhibit("Question and propositions") { page.propositions(in: $0) }
        page.exhibit("Findings") { page.courtFindings(in: $0) }
        if let claim = findings.claim {
            page.exhibit("The evidence, for and against") { page.courtEvidence(in: $0, claim) }
            page.exhibit("All candidate sources, and all pairs") { page.courtPanel(in: $0, claim) }
            page.exhibit("Way and direction") { page.courtWays(in: $0, claim) }
        }
        if findings.marks != nil { page.exhibit("Marks of the owner") { page.marks(in: $0) } }
        page.exhibit("Validation") { page.courtValidation(in: $0) }
        if let claim = findings.claim {
            page.exhibit("Sensitivity") { page.courtSensitivity(in: $0, claim) }
            page.exhibit("Alternative explanations") { page.courtAlternatives(in: $0, claim) }
        }
        if let declared { page.exhibit("Declared and measured") { page.declared(in: $0, declared) } }
        page.exhibit("Chain of custody") { page.custody(in: $0) }
        page.exhibit("Method") { page.courtMethod(in: $0) }
        page.exhibit("Limitations") { page.courtLimits(in: $0) }
        page.exhibit("How to verify this without its author") { page.verification(in: $0) }
        page.exhibit("Where the rules are met") { page.ruleMap(in: $0) }
        page.exhibit("Glossary") { page.glossary(in: $0) }
        page.exhibit("Declaration (form)") { page.declaration(in: $0) }
        page.truthTable()
        page.footer()
        return page.html()
    }
}

extension Page {
    /// A numbered part with its stamp; starts a new page in print.
    func exhibit(_ title: String, fill: (Element) -> Void) {
        exhibits += 1
        let id = "exhibit-\(exhibits)"
        main.add("section", ["id": id, "class": "newpage"]) { section in
            let stamp = section.add("div", ["class": "stamp"])
            stamp.add("b", [:], "Exhibit \(exhibits)")
            stamp.add("span").add("bdi", [:], Excerpt.name(findings.about.id))
            section.add("h2", [:], title)
            fill(section)
        }
    }

    /// A paragraph; `**…**` is stressed.
    package func paragraph(
        _ place: Element, _ text: String, _ values: [String: String] = [:], names: [String: String] = [:]
    ) {
        place.add("p").say(Sentence(text, values, names: names))
    }

    func list(_ place: Element, _ items: [String], ordered: Bool = false) {
        let list = place.add(ordered ? "ol" : "ul", ["class": "tight"])
        for item in items { list.add("li").say(Sentence(item)) }
    }

    func courtCover(declared: Bool) {
        masthead(
            "Court exhibit",
            heading: findings.claim.map(wording.headline) ?? Sentence([.name(findings.about.title)]))
        let claim = findings.claim
        main.add("section", ["class": "verdict"]) { section in
            if let claim {
                verdictText(in: section, claim)
            } else {
                section.add("p", [:], "No pair was named; these exhibits describe the panel only.")
            }
            section.add(
                "p", ["class": "note"],
                "Prepared by software from stored answers. It becomes expert evidence only when a qualified person has checked it, signed the declaration at its end and can be examined on it. Nothing in it is legal advice."
            )
        }
        main.table(
            tables.hashTable(), numerals: numerals, caption: "What was used: versions and SHA-256 hashes", fold: 40)
        let about = findings.about
        let dates = [about.collectedFrom, about.collectedTo].compactMap { $0 }.joined(separator: " to ")
        paragraph(
            main,
            "Case {id}, collected {dates}; {responses} answers of {models} models. Apograph {version}, normalizer {normalizer}. Citations of this exhibit should name the head of the evidence chain, which no later change of the case can reproduce.",
            [
                "dates": dates.isEmpty ? "at times that the recordings do not tell" : dates,
                "responses": numerals.count(about.responses), "models": numerals.count(findings.models.count),
                "version": about.analysisVersion, "normalizer": about.normalizerVersion,
            ], names: ["id": about.id])
        let toc = main.add("nav", ["class": "toc", "aria-label": "Exhibits"]).add("ol")
        let titles =
            ["Question and propositions", "Findings"]
            + (claim == nil
                ? [] : ["The evidence, for and against", "All candidate sources, and all pairs", "Way and direction"])
            + (findings.marks == nil ? [] : ["Marks of the owner"])
            + ["Validation"] + (claim == nil ? [] : ["Sensitivity", "Alternative explanations"])
            + (declared ? ["Declared and measured"] : [])
            + [
                "Chain of custody", "Method", "Limitations", "How to verify this without its author",
                "Where the rules are met",
                "Glossary", "Declaration (form)",
            ]
        for (index, title) in titles.enumerated() {
            toc.add("li").add("a", ["href": "#exhibit-\(index + 1)"], title)
        }
    }

    func propositions(in place: Element) {
        guard let claim = findings.claim else {
            paragraph(place, "No pair was named, so no propositions were set.")
            return
        }
        let names = ["suspect": claim.suspect, "alleged": claim.alleged]
        paragraph(place, "The findings are evaluated given each of two propositions that exclude one another:")
        let list = place.add("dl", ["class": "prose"])
        list.add("dt").add("strong", [:], "H1 – a line of descent")
        list.add("dd").say(
            Sentence(
                "Between {suspect} and {alleged} there is some line of descent: one learned, directly or through another model, from the other’s outputs, weights, or a source that is uncommonly close to both.",
                names: names))
        list.add("dt").add("strong", [:], "H2 – none")
        list.add("dd", [:], "They share no more than models of this time do: public data, common tooling, and chance.")
        paragraph(
            place,
            "The propositions concern a relation between models (source level). Whether anybody queried an interface, on whose behalf, knowingly, or in breach of terms is another question, which these findings do not address."
        )
        if let registered = findings.registered {
            paragraph(
                place,
                "The pair, panel, questions, settings and version of the analysis were fixed on {date}, before the first question; SHA-256 of the claim {hash}.",
                ["date": registered.date, "hash": registered.sha256])
            if let rule = registered.stoppingRule {
                paragraph(place, "Stopping rule, as fixed: {rule}", [:], names: ["rule": rule])
            }
            if registered.deviations.isEmpty {
                paragraph(place, "No deviation from it is recorded.")
            } else {
                place.table(
                    tables.deviations(registered), numerals: numerals, caption: "Deviations from what was fixed")
            }
        } else {
            paragraph(
                place,
                "**Nothing was fixed in advance in this case file.** Treat the choice of pair, panel and questions as made with knowledge of the answers, unless other records show otherwise."
            )
        }
        paragraph(
            place,
            "Conditioning information: the release dates, makers and documented parents in the table of models (research page). If any of it changes, the findings have to be evaluated again. {pairs} pairs of models were compared in this case.",
            ["pairs": numerals.count(findings.pairs.count)])
    }

    func courtFindings(in place: Element) {
        guard let claim = findings.claim else {
            paragraph(place, "No pair was named.")
            return
        }
        verdictText(in: place, claim)
        if let ratio = claim.verdict.ratio {
            ratioScale(in: place, ratio: ratio, validation: findings.validation)
            if ratio.log10 > 0 {
                paragraph(
                    place, "In numbers: the findings are {n} more probable if H1 than if H2.",
                    ["n": wording.times(ratio)])
            } else {
                paragraph(
                    place, "In numbers: the findings are {n} more probable if H2 than if H1.",
                    ["n": wording.times(ratio)])
            }
            place.table(tables.channelsInShort(claim), numerals: numerals, caption: "Channels", fold: 40)
        } else {
            paragraph(
                place, "No likelihood ratio is given. Reasons: {reasons}.",
                ["reasons": wording.reasons(claim.verdict.reasons)])
        }
        paragraph(
            place,
            "Validation bounds every ratio here to between {floor} and {cap} (empirical lower and upper bound over {families} families of unrelated pairs); nothing outside is printed as a finding.",
            [
                "floor": "1/" + wording.bound(-findings.validation.floorLog10),
                "cap": wording.bound(findings.validation.capLog10),
                "families": numerals.count(findings.validation.unrelatedFamilies),
            ])
        verbalScale(in: place)
        fallacyBox(in: place)
    }

    /// The whole scale, with the row of this case marked in words.
    func verbalScale(in place: Element) {
        let mine = findings.claim?.verdict.ratio.map { SupportGrade(log10: $0.log10) }
        let columnB: [SupportGrade: String] = [
            .neither: "about equally probable", .weak: "slightly more probable", .moderate: "more probable",
            .moderatelyStrong: "appreciably more probable", .strong: "much more probable",
            .veryStrong: "far more probable", .extremelyStrong: "exceedingly more probable",
        ]
        let table = DataTable(
            name: "verbal-scale", about: "The verbal scale, in full",
            columns: [
                .init("ratio", "Likelihood ratio", "Band; an edge takes the lower word"),
                .init("support", "The findings provide … for the first proposition relative to the other", "Column A"),
                .init("probable", "The findings are … given the first proposition than given the other", "Column B"),
                .init("this", "This case", "Marked where the finding lies"),
            ],
            rows: SupportGrade.allCases.map { grade in
                let band = grade.band
                let range =
                    grade == .neither
                    ? "1/2 – 2"
                    : band.high.map { "\(numerals.significant(band.low, 1)) – \(numerals.significant($0, 1))" }
                        ?? "over \(numerals.two(band.low))"
                return [
                    .text(range),
                    .text(grade == .neither ? "no material support either way" : text(grade).lowercased()),
                    .text(columnB[grade] ?? ""), .text(grade == mine ? "◆ this case" : ""),
                ]
            })
        place.table(table, numerals: numerals, caption: "The verbal scale, in full")
        place.add(
            "p", ["class": "note"],
            "ENFSI Guideline for Evaluative Reporting in Forensic Science (2015). Below 1/2 the same words hold at the reciprocal, with the propositions in the other order. An edge takes the lower word; between 1/2 and 2 no word is used. The word labels the number and does not replace it; words cannot be combined with other evidence."
        )
    }

    /// What a likelihood ratio is not.
    func fallacyBox(in place: Element) {
        place.add("section", ["class": "box"]) { box in
            box.add("h3", [:], "The prosecutor’s fallacy: what this figure is not")
            paragraph(
                box,
                "A likelihood ratio says how much more probable **the findings** are under one proposition than under the other. It does not say how probable either **proposition** is. Turning it round is a mistake of logic, whoever makes it and in whichever direction."
            )
            paragraph(
                box,
                "A neutral example: if other evidence had put the odds of H1 to H2 at 1 to 1,000, findings 100 times more probable under H1 would move them to 1 to 10. If it had put them at 1 to 1, the same findings would move them to 100 to 1. The starting odds belong to the court and to evidence that is not in these exhibits; none is suggested here."
            )
        }
    }
}
