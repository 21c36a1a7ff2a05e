import Findings
import Foundation
import Testing

@testable import Reports

/// Releases, routes, the origin of errors and backgrounds, on the pages.
@Suite struct HistoryPageTests {
    @Test(arguments: [Audience.court, .research])
    func `a share that fell is told in a sentence, drawn against the dates and laid in a table`(audience: Audience)
        throws
    {
        let text = try ParsedPage(Report.html(Sample.findings(), for: audience)).text
        #expect(
            text.contains(
                "With borealis-2 the share of the errors of aurora-1 that was taken over fell: 21\u{A0}% in borealis-1, 4.0\u{A0}%"
            ))
        #expect(text.contains("p < 0.0001") && text.contains("−23 … −11 percentage points"))
        #expect(text.contains("Share of the errors of aurora-1 in 2 releases of one maker"))
        #expect(text.contains("2025-11-20"))
    }

    @Test(arguments: Language.allCases)
    func `a newsroom reads of a change only where the test tells one and the pair can be told of`(language: Language)
        throws
    {
        let word: [Language: String] = [.en: "fell", .de: "gesunken", .fr: "baissé"]
        func text(_ findings: Findings) throws -> String {
            try ParsedPage(Report.html(findings, for: .journalist, language: language)).text
        }
        var findings = Sample.findings()
        let told = try #require(word[language])
        #expect(try text(findings).contains(told))
        findings.claim?.trend?.changes[0].p = 0.2
        #expect(try !text(findings).contains(told))
        #expect(try !text(Sample.findings(outcome: .cannotTell)).contains(told))
    }

    @Test func `a change that the test does not tell is not called one`() throws {
        var findings = Sample.findings()
        findings.claim?.trend?.changes[0].p = 0.2
        let text = try ParsedPage(Report.html(findings, for: .research)).text
        #expect(text.contains("changed from borealis-1 to borealis-2 is not told"))
    }

    @Test func `releases of one day and dates that are none are drawn beside one another`() {
        #expect(Page.years(["2024-01", "2024-07"]) == [2024 + 14.0 / 372, 2024.5 + 14.0 / 372])
        #expect(Page.years(["2024", "2024"]) == [0, 1])
        #expect(Page.years(["soon", "2024"]) == [0, 1])
        #expect(Page.labelRows(["a-long-name", "another-name", "far"], at: [100, 120, 400]) == [0, 1, 0])
    }

    @Test func `every route is told to a court, and to a newsroom only what came through another`() throws {
        let findings = Sample.findings()
        for audience in [Audience.court, .research] {
            let text = try ParsedPage(Report.html(findings, for: audience)).text
            #expect(text.contains("can have come through fjord-1") && text.contains("did not come through ember-1"))
        }
        let text = try ParsedPage(Report.html(findings, for: .journalist)).text
        #expect(text.contains("can have come through fjord-1") && !text.contains("come through ember-1"))
        var none = findings
        none.claim?.routes = []
        #expect(
            try ParsedPage(Report.html(none, for: .court)).text.contains("No third model of the panel is kin to both"))
    }

    @Test func `the origin of an error names its holders by release, its first and its branches`() throws {
        let text = try ParsedPage(Report.html(Sample.findings(), for: .research)).text
        #expect(text.contains("aurora-1 (2024-01), borealis-1 (2025)"))
        #expect(text.contains("arose: aurora-1 + borealis-1 + fjord-2 (83\u{A0}%); lost: fjord-2"))
        #expect(text.contains("dates do not tell"))
        let journalist = try ParsedPage(Report.html(Sample.findings(), for: .journalist)).text
        #expect(journalist.components(separatedBy: "was released first").count == 2)
    }

    @Test(arguments: Audience.allCases)
    func `a case that rests on a background says so with its size, days and hash`(audience: Audience) throws {
        var findings = Sample.findings()
        #expect(try !ParsedPage(Report.html(findings, for: audience)).text.contains("earlier panels"))
        findings.background = BackgroundSummary(
            sha256: "feed0123", models: 38, items: 281, suites: ["hallucination/fictitious-works 1.0.0"],
            from: "2025-05-01T00:00:00Z", to: "2025-05-09T00:00:00Z")
        let html = Report.html(findings, for: audience)
        let text = try ParsedPage(html).text
        let verdict = try #require(html.range(of: "class=\"verdict\""))
        let box = html[verdict.upperBound...].prefix(
            upTo: html[verdict.upperBound...].range(of: "</section>")?.lowerBound ?? html.endIndex)
        #expect(box.contains("38 models of earlier panels"))
        #expect(text.contains(" --background BACKGROUND --for \(audience.rawValue)"))
        #expect(text.contains("feed0123") && text.contains("2025-05-01 – 2025-05-09") && text.contains("281"))
        #expect(text.contains("hallucination/fictitious-works 1.0.0") && text.contains("newer than the background"))
    }

    @Test(arguments: Language.allCases)
    func `the methods box keeps to 150 words with a background`(language: Language) throws {
        var findings = Sample.findings(log10: 4)
        findings.background = BackgroundSummary(
            sha256: "feed", models: 38, items: 281, suites: [], from: nil, to: nil)
        let claim = try #require(findings.claim)
        let box = Page(findings, title: "", language: language).methodsText(claim).plain
        #expect(box.contains("38") && box.split(separator: " ").count <= 150, "\(box.split(separator: " ").count)")
    }

    @Test func `no arrow stands where the finding does not support a line of descent`() {
        let findings = Sample.findings(outcome: .neither, log10: 0.1)
        #expect(findings.claim?.direction?.conclusion == 1)
        #expect(ShareNetwork(findings, order: HeatMap(findings).names).lines.allSatisfy { $0.arrow == 0 })
    }
}
