import Testing

@testable import Marks

/// What public implementations count on one text, run here: torch 2.13.0 (CPU) and transformers 5.24.0 (`WatermarkLogitsProcessor`,
/// `SynthIDTextWatermarkLogitsProcessor`); lm-watermarking's selfhash, three_bricks, textseal and synthid-text by their own formulas in torch.
@Suite struct SeedingTests {
    static let ids: [UInt32] = [
        11, 7, 400, 23, 7, 400, 99, 1000, 5, 77, 300, 41, 12, 7, 88, 6, 250, 3, 640, 11, 7, 901, 33,
    ]

    func total(_ seeding: Seeding, _ kind: WatermarkScheme.Kind, window: Int, key: String, depth: Int? = nil) throws
        -> (Double, Int)
    {
        let scheme = WatermarkScheme(
            kind: kind, window: window, gamma: kind == .kgw ? 0.25 : nil, depth: depth, seeding: seeding,
            vocabulary: 1_200,
            tokens: "ids")
        let pairs = PairSet(answers: [(Self.ids, [])], window: window)
        let scorer = try seeding.scorer(key, of: scheme.checked(at: "test"), texts: TokenTexts(ids: true), at: "test")
        return (scorer.total(pairs), pairs.count)
    }

    @Test func `the generator draws what PyTorch's does`() {
        var twister = MersenneTwister(seed: 15_485_863 * 7)
        #expect(twister.permutation(of: 1_200, first: 6) == [969, 408, 900, 952, 614, 983])
        twister = MersenneTwister(seed: 5)
        #expect(
            (0..<4).map { _ in Float(twister.unit()) } == [
                0.8302518725395203, 0.12611091136932373, 0.9074696898460388, 0.8199270367622375,
            ])
    }

    @Test func `lm-watermarking's green lists are found`() throws {
        #expect(try total(.leftHash, .kgw, window: 1, key: "15485863") == (4, 20))
        #expect(try total(.selfHash, .kgw, window: 3, key: "15485863") == (8, 20))
    }

    @Test func `SynthID-Text's bits are found, in both of its forms`() throws {
        let keys = "654,400,836,123,340,443,597,160,57,29"
        #expect(try total(.transformersSynthID, .synthid, window: 4, key: keys, depth: 10) == (95, 19))
        #expect(try total(.synthIDText, .synthid, window: 4, key: keys, depth: 10) == (105, 19))
    }

    @Test func `three_bricks' and textseal's numbers are found`() throws {
        #expect(try total(.threeBricks, .kgw, window: 2, key: "42") == (2, 21))
        #expect(abs(try total(.threeBricks, .gumbel, window: 2, key: "42").0 - 20.443504476162293) < 1e-12)
        #expect(try total(.textSeal, .kgw, window: 2, key: "987654321") == (1, 21))
        #expect(abs(try total(.textSeal, .gumbel, window: 2, key: "987654321").0 - 27.137192301067323) < 1e-12)
    }

    @Test func `our own seeding is the reference's`() throws {
        let key = SecretKey(Array("apograph golden key".utf8))
        #expect(HMACScorer.unit(key.number(["mark", "the", "old", "bridge"])) == 0.26318710861228467)
        let fact = { (i: Int) in CanaryFact(id: "fact-\(i)", options: (0..<16).map(String.init), questions: ["?"]) }
        #expect((0..<8).map { fact($0).drawn(for: "account-7", by: key) } == [15, 3, 5, 4, 4, 2, 12, 10])
        var texts = TokenTexts()
        let answer = "the old bridge over the river was built before the war and the old bridge still stands"
            .split(separator: " ").map { texts.number(String($0)) }
        let pairs = PairSet(answers: [(answer, Array(answer.prefix(3)))], window: 2)
        #expect(pairs.count == 13)
        let kgw = WatermarkScheme(kind: .kgw, window: 2, gamma: 0.5)
        let green = HMACScorer(key: key, scheme: kgw, texts: texts).total(pairs)
        #expect(green == 6 && abs(kgw.tail(green, pairs: 13).probability - 0.70947265625) < 1e-12)
        let gumbel = WatermarkScheme(kind: .gumbel, window: 2)
        let sum = HMACScorer(key: key, scheme: gumbel, texts: texts).total(pairs)
        #expect(abs(sum - 16.22556283654964) < 1e-12)
        #expect(abs(gumbel.tail(sum, pairs: 13).probability / 0.17862374148709753 - 1) < 1e-12)
    }
}
