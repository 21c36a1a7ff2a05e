import Kinship
import Testing

@Suite struct ErrorDescentTests {
    /// ((a, b), (c, d)): root 0, inner nodes 1 and 2, leaves 3 to 6.
    private let parents: [Int?] = [nil, 0, 0, 1, 1, 2, 2]

    private func arisings(_ a: Bool?, _ b: Bool?, _ c: Bool?, _ d: Bool?) -> Int {
        ErrorDescent.arisings(parents: parents, holds: [nil, nil, nil, a, b, c, d])
    }

    @Test func anErrorOfOneBranchAroseOnceAndOfTwoBranchesTwice() {
        #expect(arisings(true, true, false, false) == 1)
        #expect(arisings(true, false, true, false) == 2)
        #expect(arisings(true, false, false, false) == 1)
        #expect(arisings(false, false, false, false) == 0)
        #expect(arisings(true, true, true, true) == 1)
    }

    @Test func theBranchesSayWhereItAroseWhereItWasKeptAndWhereItWasLost() {
        // A third under the first pair, which lacks it: lost there, rather than invented twice by a and b.
        let steps = ErrorDescent.steps(parents: parents + [1], holds: [nil, nil, nil, true, true, false, false, false])
        #expect(steps == [nil, .arose, nil, .kept, .kept, nil, nil, .lost])
        // Nobody knows what b would have said, so it arose with a.
        let alone = ErrorDescent.steps(parents: parents, holds: [nil, nil, nil, true, nil, false, false])
        #expect(alone == [nil, nil, nil, .arose, nil, nil, nil])
        let all = ErrorDescent.steps(parents: parents, holds: [nil, nil, nil, true, true, true, true])
        #expect(all == [.arose, .kept, .kept, .kept, .kept, .kept, .kept])
    }

    @Test func whoWasNotAskedCostsNothing() {
        #expect(arisings(true, nil, nil, nil) == 1)
        #expect(arisings(true, nil, false, false) == 1)
        #expect(ErrorDescent.arisings(parents: [], holds: []) == 0)
    }
}
