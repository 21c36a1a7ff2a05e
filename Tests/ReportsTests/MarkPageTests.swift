import Analysis
import Findings
import Marks
import Testing
@testable import Reports

@Suite struct MarkPageTests {
    private func findings() throws -> Findings {
        var findings = Sample.findings()
        let key = SecretKey(Array(0..<32))
        let book = try CanaryBook(CanaryInventor().facts(count: 100, options: 16, key: key), at: "test")
        let readings = book.facts.enumerated().map { index, fact in
            let drawn = fact.drawn(for: "everyone", by: key)
            return CanaryReading.option(index < 18 ? drawn : (drawn + 1) % 16) as CanaryReading?
        }
        findings.marks = MarkFindings(
            canaries: [
                CanaryResult(
                    suspect: "student-b", book: book,
                    test: CanaryTest(book: book, readings: readings, recipients: ["everyone"], key: key),
                    promise: PromiseFinding(
                        sha256: String(repeating: "ab", count: 32), date: "2026-01-02", firstAnswer: "2026-02-03",
                        released: "2026-01-20"),
                    balance: nil, controls: [])
            ], watermarks: [])
        return findings
    }

    @Test func `the page says the exact sentence, and that it is never multiplied into a ratio`() throws {
        for audience in [Audience.journalist, .court] {
            let page = Report.html(try findings(), for: audience, language: .en)
            let text = try ParsedPage(page).text
            #expect(
                text.contains(
                    "questions whose answers a secret key chose among 16, 18 were answered by student-b as the key says; without knowledge of the key that happens once in 22,000 such tests."
                ))
            #expect(text.contains("never multiplied") && text.contains("2026-01-02"))
        }
    }

    @Test func `the verdict's box says that a mark was found beside it, and nothing where none was`() throws {
        var findings = try findings()
        findings.claim?.suspect = "student-b"
        var plain = findings
        plain.marks = nil
        for audience in [Audience.journalist, .court] {
            let marked = try ParsedPage(Report.html(findings, for: audience, language: .en)).text
            #expect(
                marked.contains("Beside this stands an exact test of its own: what student-b answered carries a mark"))
            let unmarked = try ParsedPage(Report.html(plain, for: audience, language: .en)).text
            #expect(!unmarked.contains("Beside this stands"))
        }
    }

    @Test func `the terminal's sentence is the page's`() {
        let tail = Tail(log10: -4.342)
        #expect(
            MarkSentence.canary(hits: 18, answered: 100, options: 16, tail: tail, recipients: 1)
                == "Of 100 questions whose answers a secret key chose among 16, 18 were answered as the key says; without knowledge of the key that happens once in 22,000 such tests."
        )
        #expect(MarkSentence.onceIn(Tail(log10: -40.2)) == "once in 10^40")
        #expect(MarkSentence.onceIn(Tail(log10: -0.1)) == "more often than not")
    }
}
