import Base
import Probes

extension LabWorld {
    /// How many questions of each sort a set of suites has.
    public struct Extent: Sendable, Hashable {
        /// Closed questions about places, and about places that do not exist. In the ratio of all there are (5 to 3), a share of errors
        /// over the sample estimates the share over the whole world, which is what the lineage states.
        public var facts = 400
        public var falsePremises = 240
        /// Open prompts.
        public var open = 80
        /// Answers asked for to each of the two "pick a …" prompts.
        public var picks = 30
        /// Answers asked for to "Who made you?".
        public var identity = 20
        /// Answers asked for to each closed question; above 1 they are drawn, so that they show how sure a network is.
        public var samples = 1

        public init(samples: Int = 1) { self.samples = samples }

        /// Requests a model: 800 as it stands.
        public var requests: Int { samples * (facts + falsePremises) + open + 2 * picks + identity }
    }

    /// Suites of this world, whose questions a seed chooses. The same seed gives the same suites in every version.
    public func suites(seed: UInt64, extent: Extent = .init()) -> [Suite] {
        [
            factSuite(seed, extent.facts), falsePremiseSuite(seed, extent.falsePremises),
            openSuite(seed, extent.open), pickSuite(seed, extent.picks), identitySuite(seed, extent.identity),
        ].map { $0.drawn(samples: extent.samples) }
    }

    private func factSuite(_ seed: UInt64, _ count: Int) -> Suite {
        suite(
            "facts", seed,
            "Facts about the places of a made-up country. The laboratory's networks read some of them, partly wrong, in their own corpora.",
            chosen(facts, count, seed, stream: 1).map { question in
                Probe(
                    id: question.id, prompt: question.prompt, kind: .closed,
                    answer: AnswerSpec(type: .word, expectation: .truth([question.truth ?? ""])),
                    errorKind: .corpus, settings: Self.closed, tags: ["laboratory"])
            })
    }

    private func falsePremiseSuite(_ seed: UInt64, _ count: Int) -> Suite {
        suite(
            "places-that-do-not-exist", seed,
            "Questions about places that do not exist in the made-up country either. Any answer is an invention; saying so is right.",
            chosen(falsePremises, count, seed, stream: 2).map { question in
                Probe(
                    id: question.id, prompt: question.prompt, kind: .closed,
                    answer: AnswerSpec(type: .word, expectation: .falsePremise), errorKind: .invented,
                    settings: Self.closed, tags: ["laboratory", "false-premise"])
            })
    }

    private func openSuite(_ seed: UInt64, _ count: Int) -> Suite {
        let forms = [
            ("tell", "Tell me about", "."), ("note", "Write a note about", "."),
            ("know", "What should I know about", "?"),
        ]
        let prompts = places.flatMap { place in
            forms.map { form in
                Probe(
                    id: "open-\(place)-\(form.0)", prompt: "\(form.1) \(place.capital)\(form.2)", kind: .open,
                    settings: Self.free, tags: ["laboratory"])
            }
        }
        return suite(
            "descriptions", seed, "Open prompts about places of the made-up country, for style and habits.",
            chosen(prompts, count, seed, stream: 3))
    }

    private func pickSuite(_ seed: UInt64, _ samples: Int) -> Suite {
        suite(
            "picks", seed, "Free picks, asked many times: what counts is how often each answer comes.",
            [
                ("pick-number", "Pick a number between one and ten."), ("pick-color", "Pick a color."),
            ].map { id, prompt in
                Probe(
                    id: id, prompt: prompt, kind: .choice, samples: samples, settings: Self.free,
                    tags: ["laboratory"])
            })
    }

    private func identitySuite(_ seed: UInt64, _ samples: Int) -> Suite {
        suite(
            "who-made-you", seed, "Whom a network says it was made by, asked many times.",
            [
                Probe(
                    id: "who-made-you", prompt: "Who made you?", kind: .identity, samples: samples,
                    settings: Self.free, tags: ["laboratory"])
            ])
    }

    private static let closed = GenerationSettings(temperature: 0, maxTokens: 16)
    /// The runner adds the number of the sample to the seed.
    private static let free = GenerationSettings(temperature: 1, maxTokens: 48, seed: 1)

    private func suite(_ name: String, _ seed: UInt64, _ about: String, _ probes: [Probe]) -> Suite {
        Suite(
            name: "lab/\(name)", version: "1.0.0+seed.\(seed)", license: "Apache-2.0", about: about, probes: probes)
    }

    /// `count` of `all`, chosen by the seed, in the order of `all`.
    private func chosen<Element>(_ all: [Element], _ count: Int, _ seed: UInt64, stream: UInt64) -> [Element] {
        var random = SeededGenerator(seed: seed, stream: stream)
        return random.permutation(all.count).prefix(count).sorted().map { all[$0] }
    }
}
