import Base
import Testing

@testable import Adaptive

/// What is asked next, from counts alone.
@Suite struct AskingPlanTests {
    private let cells = [(1, "a"), (2, "a"), (3, "a"), (1, "b"), (2, "b"), (3, "b")].map { depth, suite in
        AskingCell(suite: suite, depth: depth, questions: Array(0..<200), cost: 1)
    }

    private func tally(_ asked: Int, suspect: Int, alleged: Int) -> CellTally {
        var tally = CellTally()
        (tally.asked, tally.suspectErrors, tally.allegedErrors) = (asked, suspect, alleged)
        return tally
    }

    @Test func `a staircase begins in the middle, goes deeper where the two seldom err and up where they mostly do`() {
        let plan = AskingPlan(cells)
        var tallies = [CellTally](repeating: CellTally(), count: 6)
        let first = plan.next(tallies, asked: [0, 0, 0, 0, 0, 0], inRounds: false)
        #expect(first?.picks == [.init(cell: 1, count: 5), .init(cell: 4, count: 5)])
        tallies[1] = tally(5, suspect: 0, alleged: 3)
        tallies[4] = tally(5, suspect: 5, alleged: 5)
        let second = plan.next(tallies, asked: [0, 5, 0, 0, 5, 0], inRounds: false)
        #expect(second?.picks == [.init(cell: 2, count: 5), .init(cell: 3, count: 5)])
        tallies[2] = tally(5, suspect: 2, alleged: 2)
        tallies[3] = tally(5, suspect: 2, alleged: 1)
        let third = plan.next(tallies, asked: [0, 5, 5, 5, 5, 0], inRounds: false)
        #expect(third?.isStaircase == false)
    }

    @Test func `a round goes where a question tells most for its price, and a suite that tells little is given up`() throws {
        var tallies = [CellTally](repeating: CellTally(), count: 6)
        tallies[1] = tally(50, suspect: 0, alleged: 0)
        tallies[2] = tally(50, suspect: 0, alleged: 0)
        tallies[4] = tally(50, suspect: 20, alleged: 20)
        let asked = [0, 50, 50, 0, 50, 0]
        let round = try #require(AskingPlan(cells).next(tallies, asked: asked, inRounds: true))
        #expect(round.givenUp == ["a"])
        #expect(round.picks.reduce(0) { $0 + $1.count } == AskingPlan.round)
        #expect(round.picks.allSatisfy { cells[$0.cell].suite == "b" })
        // The same at a hundredth of the price is worth asking all the same.
        var cheap = cells
        for cell in 0..<3 { cheap[cell].cost = 0.01 }
        let other = try #require(AskingPlan(cheap).next(tallies, asked: asked, inRounds: true))
        #expect(other.picks.allSatisfy { cheap[$0.cell].suite == "a" })
    }

    @Test func `what was given up stays so, and where nothing else is left the plan ends`() {
        var tallies = [CellTally](repeating: CellTally(), count: 6)
        tallies[1] = tally(50, suspect: 20, alleged: 20)
        tallies[4] = tally(200, suspect: 80, alleged: 80)
        let next = AskingPlan(cells).next(
            tallies, asked: [0, 50, 0, 200, 200, 200], inRounds: true, givenUp: ["a"])
        #expect(next == nil)
    }

    @Test func `errors of both tell most, and rare wrong answers tell more than common ones`() {
        let seldom = tally(100, suspect: 2, alleged: 2)
        let often = tally(100, suspect: 35, alleged: 35)
        #expect(often.information > 2 * seldom.information)
        var common = often
        (common.referencePairs, common.alikePairs) = (100, 80)
        #expect(common.information < often.information / 2)
    }

    @Test func `a round never takes more questions of a cell than it has left`() throws {
        var small = cells
        for cell in small.indices { small[cell].questions = Array(0..<12) }
        var tallies = [CellTally](repeating: tally(5, suspect: 2, alleged: 2), count: 6)
        tallies[0] = tally(5, suspect: 1, alleged: 2)
        let round = try #require(AskingPlan(small).next(tallies, asked: [5, 5, 5, 5, 5, 5], inRounds: true))
        #expect(round.picks.allSatisfy { $0.count <= 7 })
        #expect(round.picks.reduce(0) { $0 + $1.count } == 42)
    }

    @Test func `depth is read from tags`() {
        #expect(AskingCell.depth(["computed", "depth-7"]) == 7)
        #expect(AskingCell.depth(["depth-x", "depth--1", "deep"]) == 0)
    }
}

@Suite struct UntilTests {
    @Test func `a rule is read, and printed as it is read`() throws {
        let until = try Until("LR >= 100 or lr<=1/10  or budget")
        #expect((until.atLeast, until.atMost) == (100, 10))
        #expect(until.budget && until.description == "lr>=100 or lr<=1/10 or budget")
        #expect(try Until(until.description) == until)
        let sentence = StoppingSentence.text(until, budget: 20)
        let read = try #require(try StoppingSentence.read(sentence))
        #expect(read.until == until && read.budget == 20)
        #expect(try StoppingSentence.read("when every question was put") == nil)
    }

    @Test(arguments: ["lr>100", "lr>=100 and budget", "", "lr>=100 or lr>=10", "lr>=17", "lr<=10", "lr>=99999999999999999999"])
    func `what is no rule is refused with a remedy`(text: String) {
        #expect(throws: Problem.self) { try Until(text) }
    }
}
