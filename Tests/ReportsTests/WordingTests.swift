import Findings
import Foundation
import Kinship
import Testing

@testable import Reports

@Suite struct WordingTests {
    let english = Wording(language: .en)

    private func claim(
        _ outcome: Verdict.Outcome, _ ratio: LikelihoodRatio?, way: MechanismFinding? = nil, reasons: [Obstacle] = []
    ) -> ClaimFinding {
        var claim = ClaimFinding(
            suspect: "student-b", alleged: "teacher-a", exploratory: false, pair: .init(a: "teacher-a", b: "student-b"),
            share: nil, verdict: .init(outcome: outcome, ratio: ratio, reasons: reasons))
        claim.mechanism = way
        return claim
    }

    @Test func `support is worded with its grade, its interval and both propositions`() {
        let ratio = LikelihoodRatio(log10: log10(85), low: log10(31), high: log10(99), uncapped: log10(85))
        let sentences = english.verdict(claim(.support, ratio), validation: Sample.validation)
        #expect(
            sentences[0].plain
                == "Moderate support for a line of descent: what student-b and teacher-a answered is about 85 times (95 % interval 31–99) more probable if one descends from the other, directly or through another, than if they share no more than models of this time do."
        )
        #expect(
            sentences[1].plain
                == "By which way is not told; in tests on 1,141 unrelated pairs of 30 families a ratio of 10 or more was reached in 0.44\u{A0}% of cases (at most 0.92\u{A0}%)."
        )
    }

    @Test func `below one the propositions change places and the figure is the reciprocal`() {
        let ratio = LikelihoodRatio(log10: -log10(40), low: -2, high: -1.2, uncapped: -log10(40))
        let sentences = english.verdict(claim(.against, ratio), validation: Sample.validation)
        #expect(sentences[0].plain.hasPrefix("Moderate support for no line of descent: "))
        #expect(
            sentences[0].plain.contains("about 40 times (95 % interval 16–100) more probable if they share no more"))
        #expect(sentences[1].plain.contains("32 related pairs of 17 families"))
        #expect(sentences[1].plain.contains("can stay unseen"))
    }

    @Test func `a capped ratio says at least, and is rounded down`() {
        let ratio = LikelihoodRatio(log10: log10(259), low: 2.1, high: log10(259), uncapped: 5)
        let sentence = english.verdict(claim(.support, ratio), validation: Sample.validation)[0].plain
        #expect(
            sentence.contains(
                "at least 250 times (95 % interval from 120; the validation data do not support a larger figure)"))
    }

    @Test func `a bound is rounded towards one wherever it stands`() {
        let capped = LikelihoodRatio(log10: log10(389), low: log10(389), high: log10(389), uncapped: 6)
        #expect(english.single(capped) == "at least 380 (95 % interval from 380)")
        #expect(english.short(capped) == "≥\u{A0}380")
        let floored = LikelihoodRatio(log10: log10(0.1074), low: log10(0.1074), high: log10(0.1074), uncapped: -3)
        #expect(english.single(floored) == "at most 0.11 (95 % interval up to 0.11)")
        #expect(english.short(floored) == "≤\u{A0}0.11")
    }

    @Test func `a level that no unrelated pair reached still leaves room for a rate`() {
        let ratio = LikelihoodRatio(log10: 2.2, low: 2.1, high: 2.3, uncapped: 2.2)
        let sentence = english.verdict(claim(.support, ratio), validation: Sample.validation)[1].plain
        #expect(
            sentence.contains(
                "a ratio of 100 or more was never reached, which leaves room for a rate of up to 0.26\u{A0}%"))
    }

    @Test func `a small panel is printed with the rate of small panels`() {
        var validation = Sample.validation
        validation.size = .init(
            recording: "made up", references: 8, questions: 500,
            misleading: [
                .init(atLeast: 10, count: 15, of: 1000, limit: 0.023),
                .init(atLeast: 100, count: 0, of: 1000, limit: 0.003),
            ])
        let moderate = LikelihoodRatio(log10: 1.3, low: 1.1, high: 1.4, uncapped: 1.3)
        #expect(
            english.verdict(claim(.support, moderate), validation: validation)[1].plain.contains(
                "(8 models beside the pair, 500 questions, closed answers) a ratio of 10 or more was reached by 1.5\u{A0}% of 1,000 unrelated pairs"
            ))
        let large = LikelihoodRatio(log10: 2.2, low: 2.1, high: 2.3, uncapped: 2.2)
        #expect(
            english.verdict(claim(.support, large), validation: validation)[1].plain.contains(
                "none of 1,000 unrelated pairs reached a ratio of 100 or more"))
    }

    @Test func `near one neither proposition is favoured`() {
        let ratio = LikelihoodRatio(log10: log10(1.3), low: log10(0.6), high: log10(2.9), uncapped: log10(1.3))
        let sentences = english.verdict(claim(.neither, ratio), validation: Sample.validation).map(\.plain)
        #expect(sentences[0].hasPrefix("No material support either way: "))
        #expect(sentences[0].contains("1.3 (95 % interval 0.60–2.9)"))
        #expect(sentences[1].contains("in either direction"))
    }

    @Test func `a large ratio whose interval reaches one is not worded as support`() {
        let ratio = LikelihoodRatio(log10: log10(85), low: log10(0.6), high: log10(290), uncapped: log10(85))
        let found = claim(.neither, ratio)
        let sentences = english.verdict(found, validation: Sample.validation).map(\.plain)
        #expect(sentences[0].hasPrefix("No material support either way: "))
        #expect(sentences[0].contains("85 (95 % interval 0.60–290). The interval reaches 1"))
        #expect(!english.headline(found).plain.contains("support"))
    }

    @Test func `cannot tell names its reasons`() {
        let sentences = english.verdict(
            claim(.cannotTell, nil, reasons: [.tooFewModels, .alarm(.replayed)]), validation: Sample.validation
        ).map(\.plain)
        #expect(sentences[0].hasPrefix("Cannot tell: "))
        #expect(
            sentences[0].contains(
                "too few other models were asked to know what is rare; answers were replayed from a cache."))
    }

    @Test func `the way stands in the verdict only where it was told`() {
        let ratio = Sample.ratio(1.93)
        let told = MechanismFinding(
            invented: nil, corpus: nil, log10: [.outputs: 1.2], way: .outputs, kindsBySource: false)
        #expect(
            english.verdict(claim(.support, ratio, way: told), validation: Sample.validation)[1].plain
                .hasPrefix("The kinds of error they share speak for the way through its outputs (likelihood ratio 16 "))
    }

    @Test(arguments: [
        (1.0, SupportGrade.neither), (1.99, .neither), (2, .weak), (10, .weak), (10.1, .moderate), (100, .moderate),
        (101, .moderatelyStrong), (1000, .moderatelyStrong), (1001, .strong), (10_000, .strong), (10_001, .veryStrong),
        (1_000_000, .veryStrong), (1_000_001, .extremelyStrong),
    ])
    func `an edge of the verbal scale takes the lower word, and so does its reciprocal`(
        ratio: Double, grade: SupportGrade
    ) {
        #expect(SupportGrade(log10: log10(ratio)) == grade)
        #expect(SupportGrade(log10: -log10(ratio)) == grade)
    }

    @Test func `figures have two significant digits and the signs of their language`() {
        let (en, de, fr) = (Numerals(language: .en), Numerals(language: .de), Numerals(language: .fr))
        #expect(
            [84.6, 0.0437, 1349, 0, -3.25, 99.6, 0.0996].map(en.two) == [
                "85", "0.044", "1,300", "0", "−3.3", "100", "0.10",
            ])
        #expect(de.two(3.25) == "3,3" && de.count(12_345) == "12.345" && fr.count(12_345) == "12\u{202F}345")
        #expect(en.percent(0.9999) == "99.9\u{A0}%" && en.percent(1) == "100\u{A0}%")
        #expect(en.two(.nan) == "?" && en.two(.infinity) == "∞")
    }

    @Test func `every fixed text has the same places in every language`() {
        for (key, trio) in Phrases.all {
            let places = Language.allCases.map { language in
                Set(trio[language].matches(of: /\{[a-z]+\}/).map { String($0.output) })
            }
            #expect(places[0] == places[1] && places[0] == places[2], "\(key)")
            for language in Language.allCases {
                #expect(!trio[language].isEmpty, "\(key)")
                #expect(trio[language].components(separatedBy: "**").count % 2 == 1, "\(key) has an open stress")
            }
        }
    }

    @Test func `no fixed text holds a banned phrase in any language`() throws {
        for pattern in Phrases.banned {
            let regex = try Regex(pattern).ignoresCase()
            for (key, trio) in Phrases.all {
                for language in Language.allCases {
                    #expect(trio[language].firstMatch(of: regex) == nil, "\(key): \(pattern)")
                }
            }
        }
    }

    @Test func `names are filled in but never read as templates`() {
        let sentence = Sentence("{suspect} and {alleged}", names: ["suspect": "{alleged} **x**", "alleged": "b"])
        #expect(sentence.plain == "{alleged} **x** and b")
        #expect(sentence.pieces.count == 3)
    }
}
