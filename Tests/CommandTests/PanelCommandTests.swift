import Foundation
import Testing

/// A panel proposed and taken, by the program itself.
@Suite struct PanelCommandTests {
    static let library = URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
        .deletingLastPathComponent().appendingPathComponent("probes").path

    @Test func `without a panel one is proposed, with its costs and what it can detect, and nothing is made`() throws {
        let apograph = try Program()
        let proposal = try apograph(
            "new", "c.apograph", "--suspect", "grok-4.5", "--alleged", "gpt-4o", "--suites", "quick", "--library",
            Self.library)
        #expect(proposal.status == 0, "\(proposal.errors)")
        for text in [
            "Panel \"small\", checked 2026-11-21", "left out: gpt-5.4-mini, of gpt-4o's own maker, OpenAI",
            "of 6 references are not documented to descend", "Cost: at most", "at 1 % false alarms",
            "Nothing was made yet.",
            "apograph new c.apograph --panel small --suspect grok-4.5 --alleged gpt-4o --suites quick",
        ] { #expect(proposal.output.contains(text), "\(text)\n\(proposal.output)") }
        #expect(!FileManager.default.fileExists(atPath: apograph.folder.appendingPathComponent("c.apograph").path))
        let made = try apograph(
            "new", "c.apograph", "--panel", "small", "--suspect", "grok-4.5", "--alleged", "gpt-4o", "--suites",
            "quick", "--seed", "5", "--library", Self.library)
        #expect(made.status == 0 && made.errors.contains("8 models"), "\(made.errors)")
        let dry = try apograph("probe", "c.apograph", "--dry-run")
        #expect(
            dry.status == 0 && dry.output.contains("gpt-4o") && !dry.output.contains("gpt-5.4-mini"), "\(dry.output)")
        let unknown = try apograph("new", "d.apograph", "--panel", "smal", "--library", Self.library)
        #expect(unknown.status == 64 && unknown.errors.contains("Did you mean `small`?"), "\(unknown.errors)")
    }

    @Test func `the demo asks other suites too, and says what that cannot tell`() throws {
        let apograph = try Program()
        let long = String(repeating: "once and again ", count: 40)
        try apograph.write(
            "mine.yaml",
            """
            suite: mine/few
            version: 1.0.0
            probes:
              - { id: a, prompt: "What is 2 + 2? Answer with the number only.", answer: { type: number, truth: 4 }, settings: { max_tokens: 8, temperature: 0 } }
              - { id: b, prompt: "\(long) Where? Answer with the place only.", answer: { type: place, truth: Rome }, settings: { max_tokens: 8, temperature: 0 } }
              - { id: c, prompt: "Say hello.", settings: { max_tokens: 8, temperature: 0 } }

            """)
        let result = try apograph("demo", "--suites", "mine.yaml", "-o", "out")
        #expect(result.status == 0, "\(result.errors)")
        for text in [
            "14 networks, 1 suites, 3 probes: 42 requests over HTTP, 42 answered, 0 refused", "What this cannot tell:",
            "Cannot tell", "demo-mine.html",
        ] { #expect(result.output.contains(text), "\(text)\n\(result.output)") }
        #expect(!result.output.contains("What was found, beside what is true"))
    }
}
