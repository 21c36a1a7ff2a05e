import Base
import Panel
import Testing

@Suite struct ModelNamesTests {
    private let names = ["gpt-4o-2024-08-06", "gpt-4o-mini", "Claude-3-Opus", "o1", "o1-mini"]

    @Test(
        "A whole name, another case of its letters, and a part that only one model has are taken for it",
        arguments: [
            ("o1", "o1"), ("claude-3-opus", "Claude-3-Opus"), ("opus", "Claude-3-Opus"),
            ("2024-08", "gpt-4o-2024-08-06"),
            ("O1-MINI", "o1-mini"),
        ])
    func meant(typed: String, model: String) throws {
        #expect(try ModelNames.match(typed, among: names) == model)
    }

    @Test func `A part that several models have is refused with all of them`() {
        #expect {
            try ModelNames.match("gpt-4o", among: names, at: "a.apograph")
        } throws: { error in
            guard let problem = error as? Problem else { return false }
            return problem.code == "model.ambiguous" && problem.place == "a.apograph"
                && problem.remedy.contains("gpt-4o-2024-08-06") && problem.remedy.contains("gpt-4o-mini")
        }
    }

    @Test(arguments: ["claude-3-opsu", "", "grok"])
    func `A name that is only spelled alike is offered and never taken`(typed: String) {
        #expect {
            try ModelNames.match(typed, among: names)
        } throws: { error in
            guard let problem = error as? Problem else { return false }
            return problem.code == "model.unknown"
                && (typed != "claude-3-opsu" || problem.remedy.hasPrefix("Did you mean Claude-3-Opus?"))
        }
    }
}
