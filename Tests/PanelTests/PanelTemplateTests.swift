import Base
import Foundation
import Panel
import Probes
import Testing

private func templates() throws -> [(name: String, panel: Panel)] {
    let repository = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent()
    return try SuiteLibrary(root: repository.appendingPathComponent("probes").path).panels()
}

@Suite struct PanelTemplateTests {
    @Test func `there are four templates, and each says of each model whence and when its facts are known`() throws {
        let all = try templates()
        #expect(all.map(\.name) == ["broad", "one-maker", "open-weights", "small"])
        for (name, panel) in all { #expect(panel.lint().isEmpty && panel.name == name, "\(name): \(panel.lint())") }
        func models(_ name: String) -> [PanelModel] { all.first { $0.name == name }?.panel.models ?? [] }
        #expect(models("small").count == 8 && Set(models("small").compactMap(\.maker)).count == 8)
        #expect(models("broad").count == 20 && Set(models("broad").compactMap(\.maker)).count == 16)
        #expect(models("open-weights").allSatisfy { $0.provider == "ollama" && $0.connection.key == nil })
        let dates = models("one-maker").filter { $0.maker == "OpenAI" }.compactMap(\.released)
        #expect(dates.count == 7 && dates.contains("2024-05-13") && dates.contains("2026-03"))
    }

    @Test func `one model has the same facts in every template`() throws {
        var known: [String: PanelModel] = [:]
        for (name, panel) in try templates() {
            for model in panel.models {
                var bare = model
                bare.connection = .init()
                if let other = known.updateValue(bare, forKey: model.id) {
                    #expect(other == bare, "\(name) \(model.id)")
                }
            }
        }
    }

    @Test func `lint names what a template lacks`() {
        let bare = Panel(models: [PanelModel(id: "a", provider: "xai", parents: ["a"])])
        let found = bare.lint().joined(separator: "\n")
        for word in [
            "about:", "checked:", "a has no maker, released, source, checked", "its own parent", "four models",
        ] {
            #expect(found.contains(word), "\(word)")
        }
    }

    @Test func `a proposal leaves out the claim's siblings and counts who is free of the source`() throws {
        let all = try templates()
        let proposal = try PanelProposal("broad", of: all, suspect: "zero-1", alleged: ["gpt-4o"])
        #expect(proposal.models.first?.id == "zero-1" && proposal.models.first?.role == .suspect)
        let source = try #require(proposal.models.first { $0.id == "gpt-4o" })
        // The template one-maker knows how to reach it.
        #expect(source.role == .alleged && source.provider == "openai-chat" && source.maker == "OpenAI")
        #expect(proposal.unknown == ["zero-1"])
        #expect(Set(proposal.leftOut.map(\.model)) == ["gpt-5.4-mini", "gpt-4.1-mini"])
        #expect(proposal.references == 18 && proposal.free == 17)  // phi-4 is documented to have learned from gpt-4o.
        #expect(proposal.crowded.isEmpty)
    }

    @Test func `where too few references would stay, siblings come back, and a crowded panel is called so`() throws {
        let all = try templates()
        let same = try PanelProposal("one-maker", of: all, suspect: "gpt-5.4-mini", alleged: ["gpt-4o"])
        #expect(same.references == 5 && same.leftOut.count == 4)
        #expect(same.models.first?.requestedName == "gpt-5.4-mini")
        let pupils = (0..<6).map {
            PanelModel(id: "p\($0)", provider: "xai", maker: "m\($0)", parents: ["Teacher Inc"])
        }
        let crowd = Panel(models: pupils + [PanelModel(id: "t", provider: "xai", maker: "Teacher Inc")])
        let proposal = try PanelProposal("crowd", of: [("crowd", crowd)], suspect: "s", alleged: ["t"])
        #expect(proposal.free == 0 && proposal.crowded == ["t"])
    }

    @Test(arguments: [
        ("grok-4.5", "gpt-4o", "small"), ("zero-1", "zero-2", "small"), ("gpt-5.4-mini", "gpt-4o", "one-maker"),
        ("qwen2.5:7b", "phi4-14b", "open-weights"), ("mistral-large-2512", "deepseek-v4-flash", "small"),
    ])
    func `the template fits the claim`(suspect: String, alleged: String, name: String) throws {
        #expect(PanelProposal.fitting(try templates(), suspect: suspect, alleged: [alleged]) == name)
    }

    @Test func `an unknown template gets a suggestion`() throws {
        let problem = try #require(throws: Problem.self) {
            try PanelProposal("smal", of: try templates(), suspect: nil, alleged: [])
        }
        #expect(problem.remedy.contains("`small`") && problem.kind == .usage)
    }
}
