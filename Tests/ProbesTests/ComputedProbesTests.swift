import Base
import Generators
import Testing

@testable import Probes

@Suite struct ComputedProbesTests {
    @Test(arguments: Generators.names)
    func `computed probes are closed, of the invented kind, asked without chance, and each has a name of its own`(
        name: String
    ) throws {
        let recipe = Recipe(generator: name, seed: 3, count: 25, difficulty: 3)
        let probes = try recipe.probes(seed: 3, tags: ["mine"])
        #expect(Set(probes.map(\.id)).count == 25)
        for probe in probes {
            #expect(probe.kind == .closed && probe.errorKind == .invented && probe.settings.temperature == 0)
            #expect(
                probe.tags.first == "mine"
                    && probe.tags.last == (Catalogs.names.contains(name) ? "catalog" : "computed"))
            #expect((probe.source != nil) == Catalogs.names.contains(name))
            guard case .truth(let truth)? = probe.answer?.expectation else {
                Issue.record("\(probe.id) has no truth")
                return
            }
            #expect(!truth.isEmpty)
        }
    }

    @Test func `how long a model may think is part of a hard suite's name, and the names of earlier suites stay`()
        throws
    {
        let library = try repositoryLibrary()
        #expect(
            try library.file("hard/letters").generated(seed: 7).version
                == "1.0.0+letters.1.difficulty.8.seed.7.effort.low.tokens.1024")
        #expect(
            try library.file("computed/letters").generated(seed: 7).version == "1.0.0+letters.1.difficulty.3.seed.7")
        #expect(
            try library.file("catalog/isotopes").generated(seed: 7).version == "1.0.0+isotopes.1.difficulty.4.seed.7")
    }

    @Test func `the set for strong models asks 120 questions, and other ones with another seed`() throws {
        let library = try repositoryLibrary()
        let one = try library.load("strong", seed: 1)
        let other = try library.load("strong", seed: 2)
        #expect(one.reduce(0) { $0 + $1.probes.reduce(0) { $0 + $1.samples } } == 120)
        let drawn = { (suites: [Suite]) in
            Set(suites.filter { !$0.name.hasPrefix("stories/") }.flatMap(\.probes).map(\.prompt))
        }
        #expect(drawn(one).intersection(drawn(other)).count < 10)
    }

    @Test(arguments: ComputedItem.Form.allCases)
    func `a form of answer has the same name in a generator and in a suite`(form: ComputedItem.Form) {
        #expect(AnswerType(form).rawValue == form.rawValue)
    }
}
