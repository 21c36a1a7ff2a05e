import Findings
import Foundation

/// The page that a newsroom reads: the answer first, then ten questions, then evidence for and against, then how to check.
enum JournalistPage {
    static func html(_ findings: Findings, language: Language) -> String {
        let wording = Wording(language: language)
        let title = findings.claim.map { wording.headline($0).plain } ?? findings.about.title
        let page = Page(findings, title: title, for: .journalist, language: language)
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
            // What carries the finding comes first.
            if claim.verdict.outcome == .support {
                page.sharedErrors(claim)
                page.counterEvidence(claim)
            } else {
                page.counterEvidence(claim)
                page.sharedErrors(claim)
            }
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
            if claim.verdict.outcome == .support {
                page.ways(claim)
                page.directionSigns(claim)
            }
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
                let list = section.add("ul", ["class": "tight"])
                for reason in claim.verdict.reasons { list.add("li", [:], Reason(reason).remedy[language]) }
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
        place.add("p", ["class": "quote"]).say(wording.quote(claim, validation: findings.validation))
        for (index, sentence) in wording.verdict(claim, validation: findings.validation).enumerated() {
            place.add("p", ["class": index == 0 ? "first" : "second"]).say(sentence)
        }
        if let background = findings.background {
            place.add("p", ["class": "second"]).say(wording.background(.background, background))
        }
        if let extreme = wording.extreme(claim) { place.add("p", ["class": "second"]).say(extreme) }
        if findings.marks?.isFound(in: claim.suspect) ?? false {
            say(place.add("p", ["class": "second"]), MarkPhrase.besideVerdict, names: ["suspect": claim.suspect])
        }
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
        let items = ["items": numerals.count(max(claim.items.count, claim.pair.items))]
        if claim.verdict.outcome == .support || claim.verdict.outcome == .cannotTell {
            say(main.add("p"), SectionPhrase.errorsIntro, items)
        } else {
            say(main.add("p"), QuotePhrase.errorsIntro, items)
        }
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
        evidenceCards(in: main, Array(errors), claim)
    }

    /// Questions side by side with what both said; what all of them begin and end with is shown once.
    func evidenceCards(in place: Element, _ errors: [SharedError], _ claim: ClaimFinding) {
        let folding = PromptFolding(errors.map(\.prompt))
        for (phrase, part) in [(QuotePhrase.beginning, folding.beginning), (.ending, folding.ending)]
        where !part.isEmpty {
            let details = place.add("details")
            details.add("summary", [:], text(phrase))
            details.add("p", ["class": "prompt note", "dir": "auto"], Excerpt.cut(part, at: 4000).shown)
        }
        let list = place.add("div", ["class": "pairs"])
        for error in errors { evidencePair(in: list, error, claim, folding) }
    }

    /// One probe with what both said, what is right, and how many others said the same.
    private func evidencePair(in place: Element, _ error: SharedError, _ claim: ClaimFinding, _ folding: PromptFolding)
    {
        let card = place.add("article", ["class": "evidence"])
        let (prompt, left) = Excerpt.cut(folding.own(error.prompt), at: 700)
        let line = card.add("p", ["class": error.type == "code" ? "prompt code" : "prompt", "dir": "auto"])
        if !folding.beginning.isEmpty { line.text("… ") }
        line.text(prompt)
        if !folding.ending.isEmpty { line.text(" …") }
        if left > 0 { line.add("span", ["class": "note"], " +\(numerals.count(left))") }
        if error.falsePremise {
            card.add("p", ["class": "truth note"], text(SectionPhrase.falsePremise))
        } else if let truth = error.truth {
            say(
                card.add("p", ["class": "truth note"]), SectionPhrase.truth, [:], names: ["truth": truth])
        } else {
            card.add("p", ["class": "truth note"], text(SectionPhrase.noTruth))
        }
        card.add("div", ["class": "sides"]) { sides in
            said(in: sides, error, by: claim.alleged, isSource: true)
            said(in: sides, error, by: claim.suspect, isSource: false)
        }
        if AnswerDifference.isSpaceOnly(error.sourceSaid, error.suspectSaid) {
            card.add("p", ["class": "note"], text(QuotePhrase.spacesOnly))
        }
        let count = card.add("p", ["class": "count"])
        count.add("strong").say(
            wording.sentence(
                error.othersSame == 0 ? SectionPhrase.othersNone : .others,
                ["same": numerals.count(error.othersSame), "others": numerals.count(error.others)]))
        count.text(" ")
        count.say(wording.sentence(SectionPhrase.exceptAll, ["weight": numerals.two(pow(10, error.log10))]))
        firstHolder(in: count, error, claim)
        count.text(" ")
        count.add("code", ["class": "where"], Excerpt.cut("\(error.suite) · \(error.probe)", at: 120).shown)
    }

    func signed(_ value: Double) -> String {
        (value >= 0 ? "+" : "") + numerals.fixed(value, 2)
    }

    /// What one of the two said, word for word, with what it is read as; a long answer is folded behind its reading.
    private func said(in place: Element, _ error: SharedError, by name: String, isSource: Bool) {
        let (words, other) =
            isSource
            ? (error.sourceSaid, error.suspectSaid) : (error.suspectSaid, error.sourceSaid)
        let read = isSource ? error.sourceRead : error.suspectRead
        let isCode = error.type == "code"
        let quote = place.add("blockquote", ["class": isSource ? "said source" : "said suspect"])
        quote.add("span", ["class": "label"]).say(
            wording.sentence(SectionPhrase.said, [:], names: ["name": name]))
        let (shown, left) = Excerpt.cut(words, at: 1200)
        let isLong = words.unicodeScalars.count > 240
        if isLong, let read {
            quote.add("span", ["class": "label"], text(QuotePhrase.readAs))
            quote.add(
                "span", ["class": isCode ? "words code" : "words", "dir": "auto"],
                read.isEmpty ? "∅" : Excerpt.cut(read, at: 400).shown)
        }
        let holder: Element
        if isLong {
            holder = quote.add("details")
            holder.add("summary", [:], text(QuotePhrase.wholeAnswer))
        } else {
            holder = quote
        }
        let place = holder.add("span", ["class": isCode ? "words code" : "words", "dir": "auto", "tabindex": "0"])
        if shown.isEmpty {
            place.text("∅")
        } else if !isLong, let difference = AnswerDifference(words, and: other) {
            place.text(difference.before)
            if !difference.own.isEmpty { place.add("mark", [:], difference.own) }
            place.text(difference.after)
        } else {
            place.text(shown)
        }
        if left > 0 { place.add("span", ["class": "note"], " +\(numerals.count(left))") }
        if !isLong, let read,
            read.trimmingCharacters(in: .whitespacesAndNewlines)
                != words.trimmingCharacters(in: .whitespacesAndNewlines)
        {
            let line = quote.add("span", ["class": "label"], text(QuotePhrase.readAs) + " ")
            line.add("bdi", ["class": "name"], Excerpt.cut(read, at: 200).shown)
        }
    }

    func howMuch(_ claim: ClaimFinding) {
        guard claim.pair.items > 0 || claim.share != nil else { return }
        heading(SectionPhrase.share)
        if let share = wording.shareSentence(claim) {
            main.add("p").say(share)
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
            panelCharts(in: main, findings.claim)
        }
    }

    /// Models up to which a newsroom and a court get every pair drawn.
    static let mostDrawn = 24

    /// Every pair of a small panel; of a large one its groups and the models nearest to the suspect.
    func panelCharts(in place: Element, _ claim: ClaimFinding?) {
        let models = findings.models.filter { $0.excluded == nil }.map(\.id)
        guard models.count > Self.mostDrawn, let claim else {
            networkChart(in: place)
            return heatMap(in: place, marking: claim)
        }
        let groups = ModelGroups(findings).groups
        if !groups.isEmpty {
            say(
                place.add("p"), QuotePhrase.groups, [:],
                names: ["list": groups.map { $0.joined(separator: " + ") }.joined(separator: "; ")])
        }
        let near = findings.pairs.filter { $0.a == claim.suspect || $0.b == claim.suspect }.prefix(20)
        let names = Set(near.flatMap { [$0.a, $0.b] } + [claim.suspect, claim.alleged])
        say(
            place.add("p"), QuotePhrase.nearest,
            ["n": numerals.count(models.count), "m": numerals.count(names.count - 2)])
        heatMap(in: place, marking: claim, only: names)
    }

    func limits() {
        heading(SectionPhrase.limits)
        let list = main.add("ul", ["class": "tight"])
        for limit in shownLimits { list.add("li", [:], text(limit)) }
        background(in: list, .backgroundLimit, as: "li")
    }

    /// Without dates in the recording there are no days and servers to speak of.
    var shownLimits: [LimitPhrase] {
        LimitPhrase.allCases.filter { $0 != .today || findings.about.collectedFrom != nil }
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
        // Nobody is asked to explain what was not found.
        for question in CompanyPhrase.allCases where question != .explanation || claim.verdict.outcome == .support {
            say(list.add("li"), question, [:], names: names)
        }
    }

    package func footer() {
        let footer = document.body.add("footer", ["class": "page"])
        footer.add(
            "p", ["class": "note"],
            "Apograph \(findings.about.analysisVersion) · normalizer \(findings.about.normalizerVersion) · \(Excerpt.name(findings.about.id))"
        )
    }
}
