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
            #expect(probe.tags.first == "mine" && probe.tags.last == "computed")
            guard case .truth(let truth)? = probe.answer?.expectation else {
                Issue.record("\(probe.id) has no truth")
                return
            }
            #expect(!truth.isEmpty)
        }
    }

    @Test(arguments: ComputedItem.Form.allCases)
    func `a form of answer has the same name in a generator and in a suite`(form: ComputedItem.Form) {
        #expect(AnswerType(form).rawValue == form.rawValue)
    }
}
