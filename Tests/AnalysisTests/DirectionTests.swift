import Kinship
import Testing

@testable import Analysis

@Suite struct DirectionTests {
    @Test func `What a model says of its maker concludes nothing alone, and a sign that does not count never`() {
        let hearsay = DirectionFinding.Sign(name: "identity", toward: 1)
        #expect(Direction.conclude([hearsay]).conclusion == 0)
        #expect(Direction.conclude([hearsay, .init(name: "diversity", toward: 1)]).conclusion == 1)
        #expect(Direction.conclude([.init(name: "asymmetry", toward: 1, counts: false)]).conclusion == 0)
    }

    @Test func `A source that came later is excluded, and not accused by that alone`() {
        let later = DirectionFinding.Sign(name: "release-dates", toward: -1)
        #expect(Direction.conclude([later]).conclusion == 0)
        #expect(Direction.conclude([later, .init(name: "identity", toward: -1)]).conclusion == 0)
        #expect(Direction.conclude([later, .init(name: "diversity", toward: -1)]).conclusion == -1)
        #expect(Direction.conclude([later, .init(name: "diversity", toward: 1)]).conclusion == 0)
    }

    @Test func `Signs that conflict conclude nothing`() {
        let signs: [DirectionFinding.Sign] = [
            .init(name: "release-dates", toward: 1), .init(name: "identity", toward: -1),
        ]
        #expect(Direction.conclude(signs).conclusion == 0)
        #expect(Direction.conclude([signs[0], .init(name: "asymmetry", toward: 0)]).conclusion == 1)
        #expect(Direction.conclude([]).conclusion == 0)
    }
}
