import Base
import Findings
import Foundation
import Kinship

extension Page {
    /// Problems of the collection, before any finding.
    package func alarms(in place: Element, where isShown: (Alarm) -> Bool = { _ in true }) {
        let alarms = findings.alarms.filter(isShown)
        guard !alarms.isEmpty else { return }
        place.add("section", ["class": "alarm", "aria-label": text(SectionPhrase.alarms)]) { box in
            box.add("p").add("strong", [:], text(SectionPhrase.alarms))
            for alarm in alarms {
                let line = box.add("p")
                let models =
                    alarm.models.prefix(6).map(Excerpt.name).joined(separator: ", ")
                    + (alarm.models.count > 6 ? ", …" : "")
                say(line, Self.phrase(alarm.kind), [:], names: ["models": models])
                let facts = wording.facts(alarm)
                if !facts.isEmpty { line.text(" (\(facts))") }
                line.text(" ")
                if let why = alarm.overridden {
                    say(line, AlarmPhrase.overridden, [:], names: ["why": why])
                } else {
                    say(line, AlarmPhrase.stands)
                }
            }
        }
    }

    private static func phrase(_ kind: Alarm.Kind) -> AlarmPhrase {
        switch kind {
        case .identical: .identical
        case .servedModel: .servedModel
        case .replayed: .replayed
        case .damaged: .damaged
        case .answerKey: .answerKey
        case .siblings: .siblings
        case .unreadable: .unreadable
        }
    }

    /// At most 150 words, ready to paste below an article.
    func methodsBox(_ claim: ClaimFinding) {
        main.add("section", ["class": "box"]) { box in
            box.add("h2", [:], text(SectionPhrase.methods))
            box.add("p").say(methodsText(claim))
        }
    }

    func methodsText(_ claim: ClaimFinding) -> Sentence {
        let taking = findings.models.filter { $0.excluded == nil }
        var dates = [findings.about.collectedFrom, findings.about.collectedTo].compactMap { $0?.prefix(10) }
        if dates.count == 2, dates[0] == dates[1] { dates.removeLast() }
        var sentence = wording.sentence(
            MethodPhrase.box,
            [
                "models": numerals.count(taking.count),
                "probes": numerals.count(findings.suites.map(\.probes).reduce(0, +)),
                "dates": dates.isEmpty ? "–" : dates.joined(separator: " – "),
                "others": numerals.count(
                    taking.filter { $0.id != claim.suspect && $0.id != claim.alleged }.count),
            ], names: ["suspect": claim.suspect, "alleged": claim.alleged])
        if let background = findings.background {
            sentence = sentence + wording.background(.backgroundBox, background)
        }
        if let ratio = claim.verdict.ratio {
            sentence =
                sentence
                + wording.sentence(
                    MethodPhrase.boxRatio,
                    [
                        "ratio": wording.single(ratio),
                        "cap": wording.bound(findings.validation.capLog10),
                    ])
            let rates = findings.validation.misleadingHere
            if ratio.log10 < 0 {
                if let rate = Wording.level(of: -ratio.log10, in: findings.validation.missed) {
                    sentence = sentence + missed(rate)
                }
            } else if let rate = Wording.level(of: ratio.log10, in: rates)
                ?? rates.filter({ $0.of > 0 }).min(by: { $0.atLeast < $1.atLeast })
            {
                let size = findings.validation.size
                sentence =
                    sentence
                    + wording.sentence(
                        size == nil ? MethodPhrase.boxRate : .boxRateOfSize,
                        [
                            "count": numerals.count(rate.count), "pairs": numerals.count(rate.of),
                            "families": numerals.count(findings.validation.unrelatedFamilies),
                            "references": numerals.count(size?.references ?? 0),
                            "questions": numerals.count(size?.questions ?? 0),
                            "edge": numerals.edge(rate.atLeast), "limit": numerals.percent(rate.limit),
                        ])
            }
        } else {
            sentence = sentence + wording.sentence(MethodPhrase.boxNone)
        }
        return sentence + wording.sentence(MethodPhrase.boxEnd)
    }

    func missed(_ rate: ValidationSummary.Rate) -> Sentence {
        wording.sentence(
            QuotePhrase.wrongMissed,
            [
                "count": numerals.count(rate.count), "pairs": numerals.count(rate.of),
                "edge": numerals.edge(rate.atLeast), "limit": numerals.percent(rate.limit),
            ])
    }

    func howToCheck() {
        heading(SectionPhrase.check)
        main.add("p", [:], text(SectionPhrase.checkIntro))
        commands(in: main)
        background(in: main, .backgroundMethod)
        if let doses = findings.validation.doses {
            say(
                main.add("p"), MethodPhrase.doses,
                ["n": numerals.count(doses.points.count), "error": numerals.fixed(100 * doses.rmse, 1)])
        }
        main.add("p").add("strong", [:], text(SectionPhrase.cite))
        let about = findings.about
        say(
            main.add("p", ["class": "note"]), MethodPhrase.citation,
            ["version": about.analysisVersion, "normalizer": about.normalizerVersion, "head": about.chainHead],
            names: ["id": about.id, "title": about.title])
        main.table(tables.hashTable(), numerals: numerals, summary: text(MethodPhrase.hashes))
    }

    /// The commands that check the case and make this page again; names are quoted for a POSIX shell.
    func commands(in place: Element) {
        var lines = ["apograph verify CASE  # \(text(MethodPhrase.verify))"]
        if let audience, let report = reportCommand(audience) {
            lines.append("\(report)  # \(text(MethodPhrase.again))")
        }
        lines.append("apograph serve CASE  # \(text(MethodPhrase.raw))")
        place.add("pre", ["tabindex": "0"]).add("code", [:], lines.joined(separator: "\n"))
    }

    /// The question of the findings as it is put at a terminal; CASE, KINDS and BACKGROUND stand for files, whose hashes the page names.
    private func reportCommand(_ audience: Audience) -> String? {
        guard let claim = findings.claim else { return nil }
        let question = findings.question
        var words = ["apograph", "report", "CASE", "--suspect", Self.quoted(question.suspect ?? claim.suspect)]
        if let alleged = question.suspect == nil ? claim.alleged : question.alleged {
            words += ["--alleged", Self.quoted(alleged)]
        }
        for (name, reason) in question.overrides.sorted(by: { $0.key < $1.key }) {
            words += ["--override", Self.quoted("\(name)=\(reason)")]
        }
        if question.kindsSHA256 != nil { words += ["--kinds", "KINDS"] }
        if findings.background != nil { words += ["--background", "BACKGROUND"] }
        words += ["--for", audience.rawValue]
        if language != .en { words += ["--language", language.rawValue] }
        return (words + ["-o", "reports/"]).joined(separator: " ")
    }

    /// A word as a POSIX shell takes it unchanged.
    static func quoted(_ word: String) -> String {
        let plain =
            !word.isEmpty
            && word.utf8.allSatisfy {
                ($0 >= 0x30 && $0 <= 0x39) || ($0 | 0x20 >= 0x61 && $0 | 0x20 <= 0x7A) || "-_./:".utf8.contains($0)
            }
        return plain ? word : "'" + word.replacingOccurrences(of: "'", with: "'\\''") + "'"
    }

    /// Laboratory only: the truth beside the finding.
    func truthTable() {
        guard !findings.truth.isEmpty else { return }
        heading(SectionPhrase.truthTable)
        main.add("p", [:], text(SectionPhrase.truthIntro))
        let isKin = { (row: TruthRow) in row.relation != "unrelated" }
        main.table(tables.truthRows(isKin), numerals: numerals, fold: 60)
        main.table(
            tables.truthRows { !isKin($0) }, numerals: numerals,
            summary: wording.sentence(
                ChartPhrase.unrelatedPairs, ["n": numerals.count(findings.truth.filter { !isKin($0) }.count)]
            ).plain)
        doseChart(in: main)
    }
}
