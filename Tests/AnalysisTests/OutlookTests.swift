import Findings
import Testing

@testable import Analysis

/// What more asking is worth.
@Suite struct OutlookTests {
    private func pair(asked: Int, wrong: Int, shared: Int, score: Double?, error: Double?) throws -> PairFinding {
        var pair = PairFinding(a: "a", b: "b")
        (pair.items, pair.bothWrong, pair.sharedErrors) = (asked, wrong, shared)
        (pair.panelScore, pair.panelScoreError) = (score, error)
        return pair
    }

    private func outlook(_ pair: PairFinding, left: Int, models: Int = 40, dollars: Double? = nil) throws -> Outlook {
        try Outlook(pair, suspect: "a", alleged: "b", left: left, models: models, dollars: dollars)
    }

    @Test func `a share that is clearly there reaches ten after some questions and a hundred after more`() throws {
        let found = try outlook(pair(asked: 200, wrong: 40, shared: 20, score: 0.2, error: 0.09), left: 5_000)
        guard case .after(let ten) = found.ten, case .after(let hundred) = found.hundred else {
            Issue.record("\(found)")
            return
        }
        #expect(ten < hundred)
        #expect(found.sentences.contains { $0.contains("about \(ten) more questions") })
    }

    @Test func `what the case does not have is told, with its price`() throws {
        let found = try outlook(
            pair(asked: 200, wrong: 40, shared: 20, score: 0.2, error: 0.09), left: 10, dollars: 0.5)
        guard case .lacks(let more) = found.hundred else {
            Issue.record("\(found)")
            return
        }
        #expect(more > 10)
        #expect(found.sentences.contains { $0.contains("these questions cannot") && $0.contains("$") })
    }

    @Test func `nothing in common never becomes a ratio, and a small panel gives no hundred`() throws {
        let none = try outlook(pair(asked: 400, wrong: 60, shared: 6, score: -0.05, error: 0.06), left: 50_000)
        #expect(none.ten == .never && none.hundred == .never)
        let small = try outlook(
            pair(asked: 200, wrong: 40, shared: 20, score: 0.2, error: 0.09), left: 5_000, models: 8)
        #expect(small.hundred == .panel)
        let strong = try outlook(pair(asked: 20, wrong: 1, shared: 0, score: nil, error: nil), left: 100)
        #expect(strong.end == nil && strong.sentences.contains { $0.contains("No ratio is given before") })
    }

    @Test func `more questions leave the end less open`() throws {
        func width(_ asked: Int) throws -> Double {
            let found = try outlook(
                pair(asked: asked, wrong: asked / 4, shared: asked / 8, score: 0.1, error: 1.2 / Double(asked).squareRoot()),
                left: 600 - asked)
            let end = try #require(found.end)
            return end.upperBound - end.lowerBound
        }
        #expect(try width(500) < width(150))
        #expect(try width(600) < 1e-9)
    }
}
