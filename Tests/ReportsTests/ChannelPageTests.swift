import Findings
import Foundation
import Testing

@testable import Reports

/// What counts in the ratio and what does not, on the pages.
@Suite struct ChannelPageTests {
    @Test(arguments: [Audience.court, .research])
    func `every channel is a row with its score, its weight and what drove it`(audience: Audience) throws {
        let text = try ParsedPage(Report.html(Sample.findings(), for: audience)).text
        for words in [
            "closed answers", "open answers", "habits of words", "free choices",
            "identity",
            "enters the ratio", "no weight (adds nothing on known pairs)",
            "no weight (not in recordings of known pairs)",
            "Aurora Works (6.0)",
            "fw-001 (0.64)", "0.14 … 0.22",
        ] {
            #expect(text.contains(words), "\(words)")
        }
    }

    @Test(arguments: Language.allCases)
    func `habits, choices and identity each say in their section that they count for nothing`(language: Language) throws
    {
        let words: [Language: String] = [
            .en: "counts for nothing in the ratio", .de: "zählt im Quotienten nichts",
            .fr: "ne compte pour rien dans le rapport",
        ]
        let text = try ParsedPage(Report.html(Sample.findings(), for: .journalist, language: language)).text
        #expect(text.components(separatedBy: try #require(words[language])).count == 4)
        if language == .en {
            let research = try ParsedPage(Report.html(Sample.findings(), for: .research)).text
            #expect(research.components(separatedBy: "counts for nothing in the ratio").count == 4)
            let court = try ParsedPage(Report.html(Sample.findings(), for: .court)).text
            #expect(court.components(separatedBy: "counts for nothing in the ratio").count == 2)
        }
    }

    @Test func `choices show their distance with its interval and identity its Wilson interval`() throws {
        let text = try ParsedPage(Report.html(Sample.findings(), for: .journalist)).text
        #expect(
            text.contains("Jensen–Shannon 0.12 (95 % interval 0.00–0.21; others 0.41) · p (same preferences) = 0.34"))
        #expect(text.contains("Another maker than its own: 30\u{A0}% (95 % interval 10–50\u{A0}%)."))
    }
}
