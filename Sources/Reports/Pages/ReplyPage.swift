import Findings
import Foundation

/// Two pages for the company concerned: the claim as fixed, the finding, what it does not say, the strongest and the weakest evidence, and neutral questions.
enum ReplyPage {
    static func html(_ findings: Findings) -> String {
        guard let claim = findings.claim else { return ResearchPage.html(findings, for: .reply) }
        let page = Page(findings, title: "For reply: \(claim.suspect) and \(claim.alleged)", for: .reply)
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
            if let share = wording.shareSentence(claim) { section.add("p", ["class": "second"]).say(share) }
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
        main.add("h2", ["class": "minor"], "Seen from the other side")
        list(main, otherSide(claim))
        main.add("h2", ["class": "minor"], "Questions")
        questionList(in: main, claim)
        main.add("h2", ["class": "minor"], "How to run it again")
        commands(in: main)
        paragraph(
            main, "Head of the evidence chain: {head}. The case file or a redacted bundle can be had from the sender.",
            ["head": findings.about.chainHead])
    }

    /// What would be found if nothing were shared, and what the company can run itself and how that changes the figure.
    private func otherSide(_ claim: ClaimFinding) -> [String] {
        var lines: [String] = []
        if let point = findings.validation.tippett.min(by: { abs($0.log10) < abs($1.log10) }), abs(point.log10) < 0.01 {
            lines.append(
                "**If nothing were shared**, the share would lie around 0 and the ratio below 1: of unrelated pairs in the validation, \(numerals.percent(1 - point.unrelated)) had a ratio under 1."
            )
        }
        lines += [
            "**In an hour**: run the commands below on the case file; read both models side by side with “apograph serve CASE”, and name every answer that is read wrongly.",
            "**Another panel**: add models that have nothing to do with either (“apograph probe”); an error that they make too counts for less, and the ratio falls.",
            "**The same questions again**: ask the endpoint yourself, with the same settings. Answers that do not come back are a reason to ask what was served.",
            "**A documented common base or source** of both models explains a likeness without a line of descent between them; name it, with its date.",
        ]
        return lines
    }

    private func replyTable(_ errors: some Sequence<SharedError>, _ claim: ClaimFinding, name: String) {
        // Ten questions have two pages with all the rest: what they begin with alike is left away, and each is one paragraph.
        let folding = PromptFolding(errors.map(\.prompt), least: 8)
        let rows = errors.map { error -> [DataTable.Cell] in
            [
                .text(
                    Excerpt.cut(
                        folding.own(error.prompt).split(whereSeparator: \.isWhitespace).joined(separator: " "), at: 120
                    )
                    .shown),
                .text(error.falsePremise ? "(does not exist)" : error.truth ?? "(no key)"),
                .text(Excerpt.cut(error.sourceRead ?? error.sourceSaid, at: 80).shown),
                .text(Excerpt.cut(error.suspectRead ?? error.suspectSaid, at: 80).shown),
                .text("\(error.othersSame) of \(error.others)"),
                .number(pow(10, error.log10), numerals.two(pow(10, error.log10))),
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
                    .init("weight", "Factor", ""),
                ], rows: rows), numerals: numerals)
    }
}
