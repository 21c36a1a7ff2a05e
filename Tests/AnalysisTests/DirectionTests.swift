import Findings
import Kinship
import Testing

@testable import Analysis

@Suite struct DirectionTests {
    @Test func `What a model says of its maker concludes nothing alone, and a sign that does not count never`() {
        let hearsay = DirectionFinding.Sign(.identity(nil), toward: 1)
        #expect(Direction.conclude([hearsay]).conclusion == 0)
        #expect(Direction.conclude([hearsay, .init(.diversity(nil), toward: 1)]).conclusion == 1)
        #expect(Direction.conclude([.init(.asymmetry(z: nil), toward: 1, counts: false)]).conclusion == 0)
    }

    @Test func `A source that came later is excluded, and not accused by that alone`() {
        let later = DirectionFinding.Sign(.releaseDates(suspect: nil, source: nil), toward: -1)
        #expect(Direction.conclude([later]).conclusion == 0)
        #expect(Direction.conclude([later, .init(.identity(nil), toward: -1)]).conclusion == 0)
        #expect(Direction.conclude([later, .init(.diversity(nil), toward: -1)]).conclusion == -1)
        #expect(Direction.conclude([later, .init(.diversity(nil), toward: 1)]).conclusion == 0)
    }

    @Test func `Signs that conflict conclude nothing`() {
        let signs: [DirectionFinding.Sign] = [
            .init(.releaseDates(suspect: nil, source: nil), toward: 1), .init(.identity(nil), toward: -1),
        ]
        #expect(Direction.conclude(signs).conclusion == 0)
        #expect(Direction.conclude([signs[0], .init(.asymmetry(z: nil), toward: 0)]).conclusion == 1)
        #expect(Direction.conclude([]).conclusion == 0)
    }
}
