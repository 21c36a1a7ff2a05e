import Analysis
import CaseFile
import Findings
import Foundation
import Panel
import Reports

extension Pages {
    /// The case: models, strongest pairs, all pairs, downloads.
    func overview(_ visit: Visit) async throws -> Reply {
        switch await desk.look() {
        case .working(let step):
            let counts = try store.progress()
            return page(store.info.title, try blank(), up: false, refresh: 2) { page in
                page.paragraph(
                    page.main, "Working it out: **{step}** … This page looks again every two seconds.", ["step": step])
                collection(page, counts)
            }
        case .failed(let why):
            return page(store.info.title, try blank(), up: false) { page in
                page.paragraph(page.main, "It could not be worked out: {why}", [:], names: ["why": why])
                page.main.add("p").add("a", ["href": "again"], "Try again")
            }
        case .ready(let ready):
            let isStale = await desk.isStale()
            return page(store.info.title, ready.findings, up: false) { page in overview(page, ready, isStale: isStale) }
        }
    }

    private func overview(_ page: Page, _ ready: Desk.Ready, isStale: Bool) {
        let findings = ready.findings
        if isStale {
            let note = page.main.add("p", ["class": "banner"], "Answers have come in since this was worked out. ")
            note.add("a", ["href": "again"], "Work it out again")
        }
        page.paragraph(
            page.main, "{responses} answers of {models} models; sets of questions: {suites}; pairs: {pairs}.",
            [
                "responses": page.numerals.count(findings.about.responses),
                "models": page.numerals.count(findings.models.count),
                "suites": page.numerals.count(findings.suites.count),
                "pairs": page.numerals.count(findings.pairs.count),
            ])
        page.alarms(in: page.main)
        page.main.add("h2", [:], "Strongest pairs")
        pairList(page, findings.pairs.prefix(12))
        if findings.models.count > 2 {
            page.main.add("h2", [:], "All pairs: a cell leads to the answers behind it")
            let show = driving(findings)
            page.heatMap(in: page.main) { Address.to("pair", ["a": $0, "b": $1, "show": show.rawValue]) }
        }
        page.main.add("h2", [:], "Models")
        let list = page.main.add("ul", ["class": "tight"])
        for model in findings.models {
            let line = list.add("li")
            line.add("a", ["href": Address.to("model", ["name": model.id])]).add("bdi", [:], Excerpt.name(model.id))
            line.text(
                " · \(model.role.rawValue), \(page.numerals.count(model.right)) of \(page.numerals.count(model.asked)) right"
            )
            if let why = model.excluded { line.text(" · left out: \(page.wording.exclusion(why))") }
        }
        page.main.add("h2", [:], "Downloads")
        let files = page.main.add("ul", ["class": "tight"])
        for table in Report.tables(findings) {
            let line = files.add("li", [:], table.about + ": ")
            line.add("a", ["href": "tables/\(table.name).csv"], "CSV")
            line.text(", ")
            line.add("a", ["href": "tables/\(table.name).json"], "JSON")
        }
        let line = files.add("li", [:], "All findings: ")
        line.add("a", ["href": "findings.json"], "JSON")
    }

    /// What a ratio rests on: the shared wrong answers, or in a case without closed questions the open answers that are most alike.
    private func driving(_ findings: Findings) -> Show {
        findings.pairs.contains { $0.items > 0 } ? .shared : .alike
    }

    /// Pairs with their ratio, each leading to its answers and its reports.
    func pairList(_ page: Page, _ pairs: some Sequence<PairFinding>, of model: String? = nil) {
        let scroll = page.main.add(
            "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Pairs"])
        let table = scroll.add("table")
        table.add("thead").add("tr") { row in
            for title in ["Pair", "Likelihood ratio", "Same wrong answers", "Reports"] {
                row.add("th", ["scope": "col"], title)
            }
        }
        let body = table.add("tbody")
        let show = driving(page.findings)
        for pair in pairs {
            let (a, b) = pair.b == model ? (pair.b, pair.a) : (pair.a, pair.b)
            body.add("tr") { row in
                let cell = row.add("th", ["scope": "row"])
                let link = cell.add("a", ["href": Address.to("pair", ["a": a, "b": b, "show": show.rawValue])])
                link.add("bdi", [:], Excerpt.name(a))
                link.text(" – ")
                link.add("bdi", [:], Excerpt.name(b))
                row.add(
                    "td", ["class": "n"],
                    pair.outcome == .cannotTell ? "cannot tell" : pair.fused.map(page.wording.short) ?? "–")
                row.add(
                    "td", ["class": "n"],
                    pair.bothWrong == 0
                        ? "–" : "\(page.numerals.count(pair.sharedErrors)) of \(page.numerals.count(pair.bothWrong))")
                reportLinks(row.add("td"), suspect: b, alleged: a)
            }
        }
    }

    /// The reports in which the one is the suspect and the other the alleged source, and the other way round.
    func reportLinks(_ place: Element, suspect: String, alleged: String) {
        for (index, audience) in Audience.allCases.enumerated() {
            if index > 0 { place.text(", ") }
            place.add(
                "a",
                ["href": Address.to("report", ["suspect": suspect, "alleged": alleged, "for": audience.rawValue])],
                audience.rawValue)
        }
        place.text(" (")
        place.add(
            "a", ["href": Address.to("report", ["suspect": alleged, "alleged": suspect, "for": "journalist"])],
            "reverse")
        place.text(")")
    }

    /// Who has answered how much so far; follows by script, or looks again by itself where scripts do not run.
    func collection() async throws -> Reply {
        let counts = try store.progress()
        return page("Collection", try blank(), refresh: 3, script: LiveProgress.script) { page in
            page.main.add(
                "p", ["id": "live", "role": "status"],
                "\(page.numerals.count(counts.values.reduce(0) { $0 + $1.responses })) answers stored.")
            collection(page, counts)
        }
    }

    private func collection(_ page: Page, _ counts: [String: (responses: Int, failures: Int)]) {
        let scroll = page.main.add(
            "div", ["class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Answers stored so far"])
        let table = scroll.add("table")
        table.add("caption", [:], "Answers stored so far")
        table.add("thead").add("tr") { row in
            row.add("th", ["scope": "col"], "Model")
            row.add("th", ["scope": "col", "class": "n"], "Answers")
            row.add("th", ["scope": "col", "class": "n"], "Failures")
        }
        let body = table.add("tbody")
        for (index, entry) in counts.sorted(by: { $0.key < $1.key }).enumerated() {
            body.add("tr", ["data-model": "\(index)"]) { row in
                row.add("th", ["scope": "row"]).add("bdi", [:], Excerpt.name(entry.key))
                row.add(
                    "td", ["class": "n", "id": "answers-\(index)"], page.numerals.count(entry.value.responses))
                row.add("td", ["class": "n", "id": "failures-\(index)"], page.numerals.count(entry.value.failures))
            }
        }
    }
}
