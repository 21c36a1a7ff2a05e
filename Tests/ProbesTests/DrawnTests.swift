import Probes
import Testing

@Suite struct DrawnTests {
    private let closed = Probe(
        id: "a", prompt: "?", kind: .closed, answer: AnswerSpec(type: .word, expectation: .truth(["x"])),
        settings: GenerationSettings(temperature: 0, maxTokens: 16))

    @Test func `a drawn suite asks its closed questions several times, and its version says so`() {
        let open = Probe(id: "b", prompt: "Tell me.", kind: .open)
        let suite = Suite(name: "mine/one", version: "1.0.0+seed.7", probes: [closed, open])
        let drawn = suite.drawn(samples: 5)
        #expect(drawn.version == "1.0.0+seed.7.drawn.5")
        #expect(drawn.probes[0].samples == 5 && drawn.probes[0].settings.temperature == 1)
        #expect(drawn.probes[0].settings.maxTokens == 16)
        #expect(drawn.probes[1] == open)
        #expect(
            Suite(name: "mine/one", version: "1.0.0", probes: [closed]).drawn(samples: 3).version == "1.0.0+drawn.3")
    }

    @Test func `once is no drawing, and a suite without closed questions stays as it is`() {
        let suite = Suite(name: "mine/one", version: "1.0.0", probes: [closed])
        #expect(suite.drawn(samples: 1) == suite)
        let open = Suite(name: "mine/two", version: "1.0.0", probes: [Probe(id: "b", prompt: "Tell me.", kind: .open)])
        #expect(open.drawn(samples: 5) == open)
    }
}
