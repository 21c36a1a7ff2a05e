import Findings
import Foundation
import Testing

@testable import Reports

/// The line that can be printed by itself, and what a page says where no line of descent is supported.
@Suite struct QuoteTests {
    private static let outcomes: [(Verdict.Outcome, Double)] = [
        (.support, 1.93), (.support, 4), (.against, -1.3), (.against, -4), (.neither, 0.1), (.cannotTell, 0),
    ]

    @Test(arguments: Language.allCases)
    func `The quoted line has under 30 words, whatever was found`(language: Language) throws {
        for (outcome, log10) in Self.outcomes {
            let findings = Sample.findings(outcome: outcome, log10: log10)
            let claim = try #require(findings.claim)
            let line = Wording(language: language).quote(claim, validation: findings.validation).plain
            let words = line.split(separator: " ").filter { $0.contains { $0.isLetter || $0.isNumber } }
            #expect(words.count < 30, "\(line)")
            #expect(!line.contains("{"), "\(line)")
        }
    }

    @Test func `The number comes first, then its interval, the word and the error rate`() throws {
        let findings = Sample.findings()
        let claim = try #require(findings.claim)
        #expect(
            Wording().quote(claim, validation: findings.validation).plain
                == "About 85 times more probable under a line of descent than under none (95 % interval 38–190): moderate support; 5 of 1,141 unrelated pairs reached 10."
        )
    }

    @Test(arguments: Language.allCases)
    func `A finding against is printed with the rate of misses and asks nobody to explain shared errors`(
        language: Language
    ) throws {
        let findings = Sample.findings(outcome: .against, log10: -1.3, laboratory: false)
        let text = try ParsedPage(Report.html(findings, for: .journalist, language: language)).text
        let missed: [Language: String] = [
            .en: "1 of 32 related pairs", .de: "1 von 32 verwandten Paaren", .fr: "1 des 32 paires apparentées",
        ]
        let explain: [Language: String] = [
            .en: "How do you explain", .de: "Wie erklären Sie", .fr: "Comment expliquez-vous",
        ]
        #expect(text.contains(try #require(missed[language])))
        #expect(!text.contains("5 of 1,141") && !text.contains("5 von 1.141"))
        #expect(!text.contains(try #require(explain[language])))
    }

    @Test func `Of an exclusion the largest ratio of the whole sensitivity table is printed, of support the smallest`()
        throws
    {
        let support = try ParsedPage(Report.html(Sample.findings(), for: .journalist)).text
        #expect(support.contains("the smallest likelihood ratio is 25 (without the suite"))
        let against = try ParsedPage(
            Report.html(Sample.findings(outcome: .against, log10: -1.3), for: .journalist)
        ).text
        #expect(against.contains("the largest likelihood ratio is 79"))
    }

    @Test func `A share that does not differ from nothing is not said to be one`() throws {
        var findings = Sample.findings(outcome: .against, log10: -1.3)
        findings.claim?.share = .init(value: -0.014, standardError: 0.02, low: -0.05, high: 0.03)
        let text = try ParsedPage(Report.html(findings, for: .journalist)).text
        #expect(text.contains("No share of the errors of aurora-1 is seen in borealis-1"))
        #expect(!text.contains("borealis-1 made −1.4"))
    }

    @Test func `A pair of which a claim would find no support is not drawn, however large its ratio`() {
        var findings = Sample.findings(laboratory: false)
        findings.claim = nil
        let before = ShareNetwork(findings, order: HeatMap(findings).names).lines.count
        for index in findings.pairs.indices { findings.pairs[index].outcome = .neither }
        #expect(before > 0)
        #expect(ShareNetwork(findings, order: HeatMap(findings).names).lines.isEmpty)
        for index in findings.pairs.indices { findings.pairs[index].outcome = .cannotTell }
        #expect(HeatMap(findings).values.allSatisfy { $0 == nil })
    }
}

@Suite struct HalfToldTests {
    @Test func `A case that was half asked does not say that every model got the same questions`() throws {
        var findings = Sample.findings()
        #expect(try ParsedPage(Report.html(findings, for: .journalist)).text.contains("the same to every model"))
        findings.coverage = Coverage(
            compared: 60, withoutKey: 0, unanswered: 0, tooFewAnswers: 0, notAsked: 30, of: 840,
            partlyAsked: [findings.models[3].id], command: nil)
        let text = try ParsedPage(Report.html(findings, for: .journalist)).text
        #expect(!text.contains("the same to every model"))
        #expect(text.contains("1 of the models did not get all of them"))
    }

    @Test func `What does not tell is not offered for print as no support`() throws {
        let findings = Sample.findings(outcome: .neither, log10: 0.1)
        let claim = try #require(findings.claim)
        let line = Wording().mayWrite(claim, validation: findings.validation).plain
        #expect(line.contains("cannot tell whether") && !line.contains("no support"), "\(line)")
    }
}

@Suite struct QuotedAnswerTests {
    @Test func `What all questions begin and end with is shown once, and each keeps what is its own`() {
        let start = "You are given a function and an input; predict its output, and think about it step by step.\n"
        let end = "\nAnswer with one JSON object that holds your reasoning and the answer, and with nothing else."
        let folding = PromptFolding((0..<4).map { "\(start)f(\($0))\(end)" })
        #expect(folding.beginning == start && folding.own("\(start)f(2)\(end)") == "f(2)")
        #expect(folding.ending == end)
        #expect(PromptFolding(["one", "two", "three"]).beginning.isEmpty)
        // Equal questions keep a part of their own.
        #expect(PromptFolding([start, start, start]).own(start) == start)
    }

    @Test func `The part in which two answers differ is found, and unlike answers have none`() throws {
        let difference = try #require(AnswerDifference("['a', 'b', 'c']", and: "['a', 'x', 'c']"))
        #expect(difference.before == "['a', '" && difference.own == "b" && difference.after == "', 'c']")
        #expect(AnswerDifference("one", and: "two hundred") == nil)
        #expect(AnswerDifference("same", and: "same") == nil)
        #expect(AnswerDifference.isSpaceOnly("a  b", "a b") && !AnswerDifference.isSpaceOnly("ab", "ac"))
    }
}
