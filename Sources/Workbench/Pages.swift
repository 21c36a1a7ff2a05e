import Analysis
import CaseFile
import Findings
import Foundation
import Probes
import Reports

/// Which page an address means.
struct Pages: Sendable {
    let store: CaseStore
    let desk: Desk
    let progress: ProgressFeed
    let index: SearchIndex

    func reply(to visit: Visit) async throws -> Reply {
        switch visit.path {
        case [], [""]: return try await overview(visit)
        case ["progress"]: return try await collection()
        case ["events"]:
            guard visit.method == "GET", let events = await progress.listen() else {
                return .refusal(503, "Enough pages follow already; this one looks again by itself.")
            }
            return Reply(status: 200, type: "text/event-stream", body: [], events: events)
        case ["again"]:
            await desk.start()
            return try await overview(visit)
        case ["search"]: return try await search(visit)
        default: break
        }
        guard case .ready(let ready) = await desk.look() else { return try await overview(visit) }
        switch visit.path {
        case ["model"]: return try model(visit, ready)
        case ["pair"]: return try await pair(visit, ready)
        case ["probe"]: return try probe(visit, ready)
        case ["report"]: return try await report(visit, ready)
        case ["findings.json"]: return try json(ready.findings)
        default:
            if visit.path.count == 2, visit.path[0] == "tables" { return table(visit.path[1], ready) }
            return .refusal(404, "There is no such page.")
        }
    }

    /// A page with the workbench's head and ways around.
    func page(
        _ title: String, _ findings: Findings, up: Bool = true, refresh: Int? = nil, script: String? = nil,
        _ fill: (Page) -> Void
    ) -> Reply {
        let page = Page(findings, title: title, forms: true, refresh: refresh, script: script)
        page.masthead("Workbench", heading: Sentence("{title}", names: ["title": title]))
        let ways = page.header.add("nav", ["class": "screen", "aria-label": "Workbench"])
        if up {
            ways.add("a", ["href": "./"], "Case")
            ways.text(" · ")
        }
        ways.add("a", ["href": "progress"], "Collection")
        ways.text(" · ")
        ways.add("a", ["href": "search"], "Search")
        fill(page)
        return .page(page.html(), script: script)
    }

    /// Findings with nothing in them, for pages that come before any.
    func blank() throws -> Findings {
        Findings(
            about: CaseSummary(
                id: store.info.id, title: store.info.title, collectedFrom: nil, collectedTo: nil, responses: 0,
                chainHead: "",
                analysisVersion: Analyzer.version, normalizerVersion: "", laboratory: false),
            models: [], suites: [], pairs: [], claim: nil, alarms: [], tree: nil,
            validation: ValidationSummary(
                sha256: "", capLog10: 0, floorLog10: 0, relatedPairs: 0, relatedFamilies: 0, unrelatedPairs: 0,
                unrelatedFamilies: 0, misleading: [], cllr: 0), truth: [])
    }

    private func json(_ findings: Findings) throws -> Reply {
        Reply(status: 200, type: "application/json", body: Array(try findings.json()), download: "findings.json")
    }

    private func table(_ name: String, _ ready: Desk.Ready) -> Reply {
        for table in Report.tables(ready.findings) {
            if name == table.name + ".csv" {
                return Reply(
                    status: 200, type: "text/csv; charset=utf-8", body: Array(table.csv().utf8), download: name)
            }
            if name == table.name + ".json" {
                return Reply(status: 200, type: "application/json", body: Array(table.json().utf8), download: name)
            }
        }
        return .refusal(404, "There is no such table.")
    }

    private func report(_ visit: Visit, _ ready: Desk.Ready) async throws -> Reply {
        let names = Set(ready.findings.models.map(\.id))
        guard let suspect = visit.query["suspect"], let alleged = visit.query["alleged"], names.contains(suspect),
            names.contains(alleged), suspect != alleged,
            let audience = Audience(rawValue: visit.query["for"] ?? "journalist"),
            let language = Language(rawValue: visit.query["language"] ?? "en")
        else { return .refusal(404, "A report needs two models of the case.") }
        let findings = try await desk.findings(suspect: suspect, alleged: alleged)
        return .page(Report.html(findings, for: audience, language: language))
    }
}
