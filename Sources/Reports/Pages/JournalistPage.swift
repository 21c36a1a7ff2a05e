import Analysis

/// The page that a newsroom reads: the answer first, then ten questions, then evidence for and against, then how to check.
enum JournalistPage {
    static func html(_ findings: Findings, language: Language) -> String {
        let wording = Wording(language: language)
        let title = findings.claim.map { wording.headline($0).plain } ?? findings.about.title
        let page = Page(findings, title: title, language: language)
        page.journalistHeader()
        // The answer and the ten questions fill the first screen; of the alarms only those about this pair come before them.
        let isOfPair = { (alarm: Alarm) in
            guard let claim = findings.claim, !alarm.models.isEmpty else { return true }
            return !Set(alarm.models).isDisjoint(with: [claim.suspect, claim.alleged])
        }
        page.alarms(in: page.main, where: isOfPair)
        if let claim = findings.claim {
            page.finding(claim)
            page.glance(claim)
            page.standing(claim)
            page.alarms(in: page.main) { !isOfPair($0) }
            page.sharedErrors(claim)
            page.counterEvidence(claim)
            page.howMuch(claim)
            page.habits(claim)
            page.choices(claim)
            page.identities(claim)
        }
        if findings.marks != nil {
            page.heading(MarkPhrase.heading)
            page.marks(in: page.main)
        }
        page.panelPictures()
        if let claim = findings.claim {
            page.ways(claim)
            page.directionSigns(claim)
            page.alternatives(claim)
        }
        page.limits()
        if let claim = findings.claim {
            page.companyQuestions(claim)
            page.methodsBox(claim)
        }
        page.howToCheck()
        page.truthTable()
        page.footer()
        return page.html()
    }
}

extension Page {
    /// What page this is, of which case; and whether anything here is real.
    package func masthead(_ name: String, heading: Sentence) {
        let kicker = header.add("p", ["class": "kicker"])
        kicker.add("span").add("strong", [:], "Apograph")
        kicker.add("span", [:], name)
        kicker.add("span").add("bdi", [:], Excerpt.name(findings.about.title))
        let id = kicker.add("span", [:], "ID ")
        id.add("code", [:], Excerpt.name(findings.about.id))
        header.add("h1", ["id": "finding"]).say(heading)
        if findings.about.laboratory {
            say(header.add("p", ["class": "banner", "role": "note"]), SectionPhrase.laboratory)
        }
    }

    func journalistHeader() {
        masthead(
            text(SectionPhrase.page),
            heading: findings.claim.map(wording.headline) ?? Sentence([.name(findings.about.title)]))
    }

    func heading(_ phrase: some Phrase) { main.add("h2", [:], text(phrase)) }

    /// The verdict: two sentences, and what would be needed where nothing can be told.
    func finding(_ claim: ClaimFinding) {
        main.add("section", ["class": "verdict", "aria-labelledby": "finding"]) { section in
            verdictText(in: section, claim)
            if claim.verdict.ratio == nil || claim.verdict.outcome == .cannotTell {
                let remedies = claim.verdict.reasons.compactMap { Reason(key: $0)?.remedy[language] }
                let list = section.add("ul", ["class": "tight"])
                for remedy in remedies { list.add("li", [:], remedy) }
                if remedies.isEmpty { list.add("li", [:], Reason.noValidation.remedy[language]) }
            }
        }
    }

    /// Where the ratio stands on the scale.
    func standing(_ claim: ClaimFinding) {
        guard let ratio = claim.verdict.ratio, claim.verdict.outcome != .cannotTell else { return }
        ratioScale(in: main.add("section", ["class": "standing"]), ratio: ratio, validation: findings.validation)
    }

    var language: Language { wording.language }

    /// The two sentences, the smallest ratio over the panels tried, and whether all this was decided before or after looking.
    func verdictText(in place: Element, _ claim: ClaimFinding) {
        for (index, sentence) in wording.verdict(claim, validation: findings.validation).enumerated() {
            place.add("p", ["class": index == 0 ? "first" : "second"]).say(sentence)
        }
        if let background = findings.background {
            place.add("p", ["class": "second"]).say(wording.background(.background, background))
        }
        if let least = wording.smallestPanel(claim) { place.add("p", ["class": "second"]).say(least) }
        let isOtherClaim =
            findings.registered.map { $0.suspect != claim.suspect || $0.alleged != claim.alleged } ?? false
        if claim.exploratory, !isOtherClaim {
            say(
                place.add("p", ["class": "second"]), VerdictPhrase.exploratory,
                ["pairs": numerals.count(findings.pairs.count)])
        }
        guard let registered = findings.registered else { return }
        if isOtherClaim {
            say(
                place.add("p", ["class": "second"]), VerdictPhrase.otherClaim, [:],
                names: ["suspect": registered.suspect, "alleged": registered.alleged])
        }
        guard !registered.deviations.isEmpty else { return }
        say(
            place.add("p", ["class": "second"]), VerdictPhrase.deviations,
            ["n": numerals.count(registered.deviations.count)])
        place.table(tables.deviations(registered), numerals: numerals, fold: 0)
    }

    func sharedErrors(_ claim: ClaimFinding) {
        heading(SectionPhrase.errors)
        guard claim.pair.items > 0 || !claim.sharedErrors.isEmpty else {
            main.add("p", [:], text(SectionPhrase.noClosed))
            return
        }
        guard !claim.sharedErrors.isEmpty else {
            main.add("p", [:], text(SectionPhrase.errorsNone))
            return
        }
        say(
            main.add("p"), SectionPhrase.errorsIntro,
            ["items": numerals.count(max(claim.items.count, claim.pair.items))])
        evidence(claim.sharedErrors.prefix(10), claim)
    }

    func counterEvidence(_ claim: ClaimFinding) {
        // Without closed questions the section before says so for both.
        guard claim.pair.items > 0 || !claim.counterEvidence.isEmpty else { return }
        heading(SectionPhrase.counter)
        guard !claim.counterEvidence.isEmpty else {
            main.add("p", [:], text(SectionPhrase.counterNone))
            return
        }
        say(
            main.add("p"), SectionPhrase.counterIntro, [:],
            names: ["suspect": claim.suspect, "alleged": claim.alleged])
        evidence(claim.counterEvidence.prefix(5), claim)
    }

    func evidence(_ errors: some Sequence<SharedError>, _ claim: ClaimFinding) {
        let list = main.add("div", ["class": "pairs"])
        for error in errors { evidencePair(in: list, error, claim) }
    }

    /// One probe with what both said, what is right, and how many others said the same.
    func evidencePair(in place: Element, _ error: SharedError, _ claim: ClaimFinding) {
        let card = place.add("article", ["class": "evidence"])
        let (prompt, left) = Excerpt.cut(error.prompt, at: 700)
        let line = card.add("p", ["class": "prompt", "dir": "auto"], prompt)
        if left > 0 { line.add("span", ["class": "note"], " +\(left)") }
        if error.falsePremise {
            card.add("p", ["class": "truth note"], text(SectionPhrase.falsePremise))
        } else if let truth = error.truth {
            say(
                card.add("p", ["class": "truth note"]), SectionPhrase.truth, [:], names: ["truth": truth])
        } else {
            card.add("p", ["class": "truth note"], text(SectionPhrase.noTruth))
        }
        card.add("div", ["class": "sides"]) { sides in
            said(in: sides, error.sourceSaid, by: claim.alleged, style: "source")
            said(in: sides, error.suspectSaid, by: claim.suspect, style: "suspect")
        }
        let count = card.add("p", ["class": "count"])
        count.add("strong").say(
            wording.sentence(
                error.othersSame == 0 ? SectionPhrase.othersNone : .others,
                ["same": numerals.count(error.othersSame), "others": numerals.count(error.others)]))
        count.text(" ")
        count.say(
            wording.sentence(
                SectionPhrase.exceptAll,
                ["weight": signed(error.contribution / 2.302_585_092_994_046)]))
        firstHolder(in: count, error, claim)
        count.text(" ")
        count.add("code", ["class": "where"], Excerpt.cut("\(error.suite) · \(error.probe)", at: 120).shown)
    }

    func signed(_ value: Double) -> String {
        (value >= 0 ? "+" : "") + numerals.fixed(value, 2)
    }

    private func said(in place: Element, _ words: String, by name: String, style: String) {
        let quote = place.add("blockquote", ["class": "said \(style)"])
        quote.add("span", ["class": "label"]).say(
            wording.sentence(SectionPhrase.said, [:], names: ["name": name]))
        let (shown, left) = Excerpt.cut(words, at: 1200)
        let text = quote.add("span", ["class": "words", "dir": "auto", "tabindex": "0"], shown.isEmpty ? "∅" : shown)
        if left > 0 { text.add("span", ["class": "note"], " +\(numerals.count(left))") }
    }

    func howMuch(_ claim: ClaimFinding) {
        guard claim.pair.items > 0 || claim.share != nil else { return }
        heading(SectionPhrase.share)
        let names = ["suspect": claim.suspect, "alleged": claim.alleged]
        if let share = claim.share {
            say(main.add("p"), SectionPhrase.shareIs, ["share": wording.share(share)], names: names)
        } else {
            main.add("p", [:], text(SectionPhrase.shareNone))
        }
        trendSentence(in: main, claim)
        routeSentences(in: main, claim)
        if let mixture = claim.mixture, !mixture.sources.isEmpty {
            main.add("h3", [:], text(SectionPhrase.mixture))
            mixtureChart(in: main, mixture, marking: claim)
        }
    }

    func panelPictures() {
        if let tree = findings.tree, tree.nodes.count > 2 {
            heading(SectionPhrase.tree)
            treeChart(in: main, tree, marking: findings.claim)
        }
        if findings.models.count > 2, findings.pairs.contains(where: { ($0.fused ?? $0.closed ?? $0.open) != nil }) {
            heading(SectionPhrase.heat)
            networkChart(in: main)
            heatMap(in: main, marking: findings.claim)
        }
    }

    func limits() {
        heading(SectionPhrase.limits)
        let list = main.add("ul", ["class": "tight"])
        for limit in LimitPhrase.allCases { list.add("li", [:], text(limit)) }
        background(in: list, .backgroundLimit, as: "li")
    }

    func companyQuestions(_ claim: ClaimFinding) {
        heading(SectionPhrase.questions)
        let names = ["suspect": claim.suspect, "alleged": claim.alleged]
        say(main.add("p"), SectionPhrase.questionsIntro, [:], names: names)
        questionList(in: main, claim)
    }

    func questionList(in place: Element, _ claim: ClaimFinding) {
        let names = ["suspect": claim.suspect, "alleged": claim.alleged]
        let list = place.add("ol", ["class": "tight"])
        for question in CompanyPhrase.allCases { say(list.add("li"), question, [:], names: names) }
    }

    package func footer() {
        let footer = document.body.add("footer", ["class": "page"])
        footer.add(
            "p", ["class": "note"],
            "Apograph \(findings.about.analysisVersion) · normalizer \(findings.about.normalizerVersion) · \(Excerpt.name(findings.about.id))"
        )
    }
}
