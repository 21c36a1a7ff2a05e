import Base
import Kinship
import Marks
import Probes
import Testing

@testable import Lab

/// Real networks that mark what they write, and the tests that find it.
@Suite struct MarkedSpeechTests {
    static let key = SecretKey(Array(0..<32))

    /// 120 answers of aurora-1 at temperature 1, marked or not.
    private func pairs(_ mark: TeacherMark?, window: Int) throws -> (PairSet, TokenTexts) {
        let cast = try Cast.load()
        let member = try #require(cast["aurora-1"])
        let speech = mark.map { MarkedSpeech($0, tokenizer: cast.tokenizer) }
        let prompts = try LabWorld.load().suites(seed: 5)[2].probes.map(\.prompt)
        var batch = Batch<Int>()
        for (index, prompt) in (prompts + prompts).prefix(120).enumerated() {
            batch.add(
                Generation(prompt: cast.tokenizer.prompt(prompt), sampling: .init(temperature: 1), seed: UInt64(index)),
                tag: index,
                talker: member.talker)
        }
        var texts = TokenTexts()
        var answers: [(answer: [UInt32], prompt: [UInt32])] = []
        while batch.count > 0 {
            for (tag, completion) in batch.step(member.talker, tokenizer: cast.tokenizer, mark: speech) {
                let text = Prose.text(completion.tokens, with: cast.tokenizer)
                answers.append(
                    (
                        WordList.words(text).map { texts.number($0) },
                        WordList.words(prompts[tag % prompts.count]).map { texts.number($0) }
                    ))
            }
        }
        return (PairSet(answers: answers, window: window), texts)
    }

    @Test(arguments: [
        TeacherMark(scheme: .init(kind: .kgw, window: 1, gamma: 0.5), delta: 4, key: key),
        TeacherMark(scheme: .init(kind: .gumbel, window: 3), delta: 0, key: key),
        TeacherMark(scheme: .init(kind: .synthid, window: 2, depth: 20), delta: 0, key: key),
    ]) func `a network's mark is found in its text under its key, and not in unmarked text`(_ mark: TeacherMark)
        async throws
    {
        // Drawn from a seed: among keys drawn anew each time a placebo would be ahead of a weak mark once in a while.
        var random = SplitMix64(seed: 20)
        let placebos = (0..<49).map { _ in
            SecretKey((0..<32).map { _ in UInt8.random(in: 0...255, using: &random) }).hexadecimal
        }
        let keys = [Self.key.hexadecimal] + placebos
        let (marked, texts) = try pairs(mark, window: mark.scheme.window)
        let found = try await WatermarkTest(marked, keys: keys, scheme: mark.scheme, texts: texts, at: "test")
        // A tournament of two leaves weaker traces in so short texts than a tilt of the logits.
        #expect(found.scores[0].tail.log10 < (mark.scheme.kind == .synthid ? -2 : -6), "\(found.scores[0])")
        #expect(found.rank(of: 0) == 1 / 50.0)
        let (plain, words) = try pairs(nil, window: mark.scheme.window)
        let innocent = try await WatermarkTest(
            plain, keys: [Self.key.hexadecimal], scheme: mark.scheme, texts: words, at: "test")
        #expect(innocent.scores[0].tail.probability > 1e-3, "\(innocent.scores[0])")
    }

    @Test func `the option of a marking server is read, and what is wrong with it is said`() throws {
        let mark = try TeacherMark(option: "kgw:gamma=0.25,delta=3,window=2,key-file=k") { _ in Self.key }
        #expect(mark.scheme == .init(kind: .kgw, window: 2, gamma: 0.25) && mark.delta == 3)
        for bad in [
            "", "kgw", "kgw:key-file=k,gamma=2", "kgw:key-file=k,delta=nan", "blue:key-file=k", "kgw:key-file=k,x=1",
            "synthid:key-file=k,depth=99",
        ] {
            #expect(throws: (any Error).self, "\(bad)") { try TeacherMark(option: bad) { _ in Self.key } }
        }
    }
}
