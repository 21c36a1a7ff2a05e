import Findings
import Foundation

/// Two pages for the company concerned: the claim as fixed, the finding, what it does not say, the strongest and the weakest evidence, and neutral questions.
enum ReplyPage {
    static func html(_ findings: Findings) -> String {
        guard let claim = findings.claim else { return ResearchPage.html(findings) }
        let page = Page(findings, title: "For reply: \(claim.suspect) and \(claim.alleged)")
        // Two pages of paper, alarms and a background included.
        page.main.set("class", "brief")
        page.masthead("For reply", heading: page.wording.headline(claim))
        page.alarms(in: page.main)
        page.reply(claim)
        page.truthTable()
        page.footer()
        return page.html()
    }
}

extension Page {
    func reply(_ claim: ClaimFinding) {
        let names = ["suspect": claim.suspect, "alleged": claim.alleged]
        let deadline = main.add("p", [:], "To: ")
        for label in ["", " · From: ", " · Please reply by: "] {
            deadline.text(label)
            deadline.add("span", ["class": "blank"], "\u{A0}")
        }
        main.add("section", ["class": "verdict"]) { section in
            verdictText(in: section, claim)
            if let share = claim.share {
                say(
                    section.add("p", ["class": "second"]), SectionPhrase.shareIs, ["share": wording.share(share)],
                    names: names)
            }
        }
        main.add("div", ["class": "two"]) { columns in
            columns.add("section") { section in
                section.add("h2", ["class": "minor"], "The claim")
                if let registered = findings.registered {
                    paragraph(
                        section,
                        "Fixed on {date}, before the first question (SHA-256 {hash}): that {suspect} descends in part from {alleged}.",
                        ["date": registered.date, "hash": String(registered.sha256.prefix(16)) + "…"], names: names)
                    if !registered.deviations.isEmpty {
                        paragraph(
                            section, "{n} deviations from it are recorded.",
                            ["n": numerals.count(registered.deviations.count)])
                    }
                } else {
                    paragraph(
                        section, "That {suspect} descends in part from {alleged}. It was not fixed in advance.",
                        names: names)
                }
                background(in: section, .backgroundMethod)
            }
            columns.add("section") { section in
                section.add("h2", ["class": "minor"], "What the finding does not say")
                let list = section.add("ul", ["class": "tight"])
                for limit in [LimitPhrase.intent, .way, .direction, .shareSmall] { list.add("li", [:], text(limit)) }
                background(in: list, .backgroundLimit, as: "li")
            }
        }
        main.add("h2", ["class": "minor"], "The five strongest pieces of evidence")
        replyTable(claim.sharedErrors.prefix(5), claim, name: "strongest")
        main.add("h2", ["class": "minor"], "The five strongest against it")
        replyTable(claim.counterEvidence.prefix(5), claim, name: "against")
        main.add("h2", ["class": "minor"], "Questions")
        questionList(in: main, claim)
        main.add("h2", ["class": "minor"], "How to run it again")
        commands(in: main)
        paragraph(
            main, "Head of the evidence chain: {head}. The case file or a redacted bundle can be had from the sender.",
            ["head": findings.about.chainHead])
    }

    private func replyTable(_ errors: some Sequence<SharedError>, _ claim: ClaimFinding, name: String) {
        let rows = errors.map { error -> [DataTable.Cell] in
            [
                .text(Excerpt.cut(error.prompt, at: 160).shown),
                .text(error.falsePremise ? "(does not exist)" : error.truth ?? "(no key)"),
                .text(Excerpt.cut(error.sourceSaid, at: 80).shown), .text(Excerpt.cut(error.suspectSaid, at: 80).shown),
                .text("\(error.othersSame) of \(error.others)"),
                .number(error.log10, signed(error.log10)),
            ]
        }
        guard !rows.isEmpty else {
            main.add("p", ["class": "note"], "None.")
            return
        }
        main.table(
            DataTable(
                name: name, about: name,
                columns: [
                    .init("question", "Question", ""), .init("truth", "Right answer", ""),
                    .init("source", claim.alleged, ""),
                    .init("suspect", claim.suspect, ""), .init("others", "Others the same", ""),
                    .init("weight", "log10 weight", ""),
                ], rows: rows), numerals: numerals)
    }
}
