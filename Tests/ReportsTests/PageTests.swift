import Findings
import Foundation
import Testing

@testable import Reports

@Suite struct PageTests {
    static let outcomes: [(Verdict.Outcome, Double)] = [
        (.support, 1.93), (.support, 4), (.against, -1.3), (.neither, 0.1), (.cannotTell, 0),
    ]

    @Test(arguments: Audience.allCases)
    func `no page holds a banned phrase or an unfilled place, whatever was found`(audience: Audience) throws {
        let banned = try Phrases.banned.map { try Regex($0).ignoresCase() }
        for (outcome, ratio) in Self.outcomes {
            let page = try ParsedPage(Report.html(Sample.findings(outcome: outcome, log10: ratio), for: audience))
            for (regex, pattern) in zip(banned, Phrases.banned) {
                let hit = page.text.firstMatch(of: regex).map { String(page.text[$0.range]) }
                #expect(hit == nil, "\(pattern) on the \(audience) page: \(hit ?? "")")
            }
            #expect(page.text.firstMatch(of: /\{[a-z]+\}/) == nil)
        }
    }

    @Test(arguments: Audience.allCases)
    func `what was looked at afterwards is called exploratory, and every deviation is listed`(audience: Audience) throws
    {
        var findings = Sample.findings()
        #expect(try !ParsedPage(Report.html(findings, for: audience)).text.contains("Exploratory"))
        findings.registered = RegisteredClaim(
            date: "2026-01-01T00:00:00Z", sha256: "ab", suspect: "borealis-1", alleged: "ember-1",
            deviations: [.init(date: "2026-01-02T00:00:00Z", what: "one suite more", why: "an outage")])
        let text = try ParsedPage(Report.html(findings, for: audience)).text
        #expect(text.contains("Exploratory") && text.contains("one suite more") && text.contains("an outage"))
        #expect(text.contains("Deviations from what was fixed in advance: 1."))
    }

    @Test(arguments: Audience.allCases)
    func `the same findings give the same bytes`(audience: Audience) {
        #expect(Report.html(Sample.findings(), for: audience) == Report.html(Sample.findings(), for: audience))
    }

    @Test(arguments: Audience.allCases)
    func `a laboratory case says so on every page`(audience: Audience) throws {
        let page = try ParsedPage(Report.html(Sample.findings(), for: audience))
        #expect(page.text.contains("Laboratory case"))
    }

    @Test(arguments: Audience.allCases)
    func `a page loads nothing, runs nothing and numbers its anchors once`(audience: Audience) throws {
        let html = Report.html(Sample.findings(), for: audience)
        let page = try ParsedPage(html)
        #expect(html.hasPrefix("<!DOCTYPE html>\n<html lang=\"en\">"))
        #expect(page.elements["script"] == nil && page.elements["img"] == nil && page.elements["link"] == nil)
        #expect(html.contains("default-src 'none'; style-src 'sha256-"))
        #expect(!html.contains(" style=\""))
        let ids = page.attributes["id"] ?? []
        #expect(Set(ids).count == ids.count)
        for target in page.attributes["href"] ?? [] {
            #expect(target.hasPrefix("#") && ids.contains(String(target.dropFirst())))
        }
        for references in ["aria-labelledby", "aria-describedby"].flatMap({ page.attributes[$0] ?? [] }) {
            for id in references.split(separator: " ") { #expect(ids.contains(String(id)), "\(id) is on no element") }
        }
    }

    @Test(arguments: Audience.allCases)
    func `a page has one first heading, and no heading skips a level`(audience: Audience) {
        let html = Report.html(Sample.findings(), for: audience)
        let levels = html.matches(of: /<h([1-6])[ >]/).compactMap { Int($0.output.1) }
        #expect(levels.count { $0 == 1 } == 1)
        for (before, after) in zip(levels, levels.dropFirst()) {
            #expect(after <= before + 1, "h\(before) is followed by h\(after)")
        }
        #expect(html.contains("class=\"skip\" href=\"#finding\"") && html.contains("<h1 id=\"finding\">"))
    }

    @Test func `every chart has a title, a description and its data beside it`() throws {
        let html = Report.html(Sample.findings(), for: .journalist)
        let page = try ParsedPage(html)
        let charts = page.elements["svg"] ?? 0
        #expect(charts >= 6)
        #expect(page.elements["desc"] == charts)
    }

    @Test func `an arrow stands in the network only where the direction is supported, and then alone`() throws {
        var findings = Sample.findings()
        let order = HeatMap(findings).names
        let claim = try #require(findings.claim)
        let arrows = ShareNetwork(findings, order: order).lines.filter { $0.arrow != 0 }
        #expect(arrows.count == 1)
        let line = try #require(arrows.first)
        let (from, to) = line.arrow > 0 ? (line.a, line.b) : (line.b, line.a)
        #expect(order.filter { [claim.suspect, claim.alleged].contains($0) }.count == 2)
        let names = ShareNetwork(findings, order: order).names
        #expect(names[from] == claim.alleged && names[to] == claim.suspect)
        #expect(Report.html(findings, for: .journalist).contains("aurora-1 → borealis-1"))
        findings.claim?.direction?.conclusion = 0
        #expect(ShareNetwork(findings, order: order).lines.allSatisfy { $0.arrow == 0 })
    }

    @Test func `an exhibit of recordings without dates says that they have none`() {
        var findings = Sample.findings(models: 8, outcome: .support, log10: 1.5)
        findings.about.collectedFrom = nil
        findings.about.collectedTo = nil
        #expect(Report.html(findings, for: .court).contains("collected at times that the recordings do not tell;"))
    }

    @Test(arguments: [Audience.journalist, .court, .research])
    func `every sign of direction is a row, and one that does not count says so`(audience: Audience)
        throws
    {
        var findings = Sample.findings()
        findings.claim?.direction?.signs.append(.init(.thirdModels(third: "<b>north</b>"), toward: -1))
        let html = Report.html(findings, for: audience)
        for text in [
            "release dates", "what each shares with third models", "third model: &lt;b&gt;north&lt;/b&gt;",
            "source from suspect", "no: shown only",
        ] {
            #expect(html.contains(text), "\(text)")
        }
    }

    @Test func `the network holds what stands out and what was asked, and no more models than can be read`() {
        let findings = Sample.findings(models: 118, outcome: .neither, log10: 0.1)
        let network = ShareNetwork(findings, order: HeatMap(findings).names)
        #expect(network.names.count <= ShareNetwork.mostModels && network.lines.count <= ShareNetwork.mostLines)
        #expect(network.left > 0)
        #expect(
            network.lines.contains { Set([network.names[$0.a], network.names[$0.b]]) == ["aurora-1", "borealis-1"] })
    }

    @Test func `the labels of a large heat map are drawn at ten pixels and as large as they are`() throws {
        let html = Report.html(Sample.findings(models: 118, laboratory: false), for: .research)
        #expect(html.contains("class=\"natural\"") && Stylesheet.text(caseID: "").contains(".tiny{font-size:10px}"))
        let map = try #require(html.range(of: "class=\"natural\""))
        let tag = html[map.upperBound...].prefix { $0 != ">" }
        let width = try #require(tag.firstMatch(of: /width="([0-9.]+)"/)).output.1
        let box = try #require(html[..<map.upperBound].matches(of: /viewBox="0 0 ([0-9.]+) [0-9.]+"/).last).output.1
        #expect(width == box)
    }

    @Test func `the ratio against the number of questions is drawn for a court and for research`() {
        for audience in [Audience.court, .research] {
            #expect(
                Report.html(Sample.findings(), for: audience).contains("Likelihood ratio against number of questions"))
        }
    }

    @Test(arguments: Audience.allCases)
    func `a case of 40 models is a file under three megabytes`(audience: Audience) {
        #expect(Report.html(Sample.findings(models: 40, items: 2000), for: audience).utf8.count < 3_000_000)
    }

    @Test(arguments: Language.allCases)
    func `the methods box has at most 150 words`(language: Language) {
        for (outcome, ratio) in Self.outcomes {
            let findings = Sample.findings(outcome: outcome, log10: ratio)
            guard let claim = findings.claim else { continue }
            let words = Page(findings, title: "", language: language).methodsText(claim).plain.split(separator: " ")
            #expect(words.count <= 150, "\(words.count) words in \(language)")
        }
    }

    @Test func `ten questions are answered before the first piece of evidence`() throws {
        let html = Report.html(Sample.findings(), for: .journalist)
        let evidence = try #require(html.range(of: "<article"))
        let head = html[..<evidence.lowerBound]
        let list = try #require(head.range(of: "<ul class=\"glance\""))
        #expect(head[list.upperBound...].components(separatedBy: "<li><strong>").count - 1 == 10)
    }

    @Test func `counter-evidence stands on the page whenever there are shared errors`() throws {
        let page = try ParsedPage(Report.html(Sample.findings(), for: .journalist))
        #expect(page.text.contains("rare errors of aurora-1 that borealis-1 did not make"))
    }

    @Test func `a case of 118 models is drawn in under five seconds and three megabytes`() {
        let findings = Sample.findings(models: 118, laboratory: false, items: 800)
        for audience in Audience.allCases {
            var size = 0
            // The time of this thread: how busy the machine is besides is not the page's doing.
            let start = cpuSeconds()
            size = Report.html(findings, for: audience).utf8.count
            let time = cpuSeconds() - start
            #expect(time < 5, "\(audience): \(time) s")
            #expect(size < 3_000_000, "\(audience): \(size) bytes")
        }
    }
}

/// Processor time of the calling thread.
private func cpuSeconds() -> Double {
    var time = timespec()
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
}
