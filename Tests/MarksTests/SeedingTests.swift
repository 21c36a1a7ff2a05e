import Base
import Testing

@testable import Marks

/// What public implementations count on one text by their own code, run with torch 2.13.0 on the CPU: transformers 5.24.0 (`WatermarkLogitsProcessor`,
/// `SynthIDTextWatermarkLogitsProcessor`), synthid-text 0.2.1 and textseal 0.0.5 of PyPI, and the functions that score a token of lm-watermarking 3d071a0
/// (`WatermarkDetector._score_ngrams_in_passage`), three_bricks e7b7909 (`MarylandDetector`, `OpenaiDetector`) and synthid-text 32197c3
/// (`compute_g_values`). three_bricks sums in 32-bit floating point (20.443504467606544); the value here is the same numbers summed in 64.
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
        let scorers = try seeding.scorers(
            [key], of: scheme.checked(at: "test"), texts: TokenTexts(ids: true), at: "test")
        return (try #require(scorers.first?.totals(pairs).first), pairs.count)
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
        let green = HMACScorer(keys: [key], scheme: kgw, texts: texts).totals(pairs)[0]
        #expect(green == 6 && abs(kgw.tail(green, pairs: 13).probability - 0.70947265625) < 1e-12)
        let gumbel = WatermarkScheme(kind: .gumbel, window: 2)
        let sum = HMACScorer(keys: [key], scheme: gumbel, texts: texts).totals(pairs)[0]
        #expect(abs(sum - 16.22556283654964) < 1e-12)
        #expect(abs(gumbel.tail(sum, pairs: 13).probability / 0.17862374148709753 - 1) < 1e-12)
    }

    @Test(arguments: [1, 15, 16, 17, 128, 130]) func `many keys side by side give what each gives by itself`(
        _ count: Int
    ) throws {
        var generator = SeededGenerator(seed: UInt64(count))
        // Keys under, of and over a block of the hash, words of a letter and of several blocks.
        let keys = (0..<count).map { number in
            SecretKey((0..<[16, 32, 64, 100][number % 4]).map { _ in UInt8(truncatingIfNeeded: generator.next()) })
        }
        var texts = TokenTexts()
        let words = (0..<20).map { texts.number(String(repeating: "w", count: 1 + $0 * $0)) }
        let pairs = PairSet(answers: [(words, [])], window: 2)
        for kind in WatermarkScheme.Kind.allCases {
            let scheme = WatermarkScheme(kind: kind, window: 2, gamma: 0.3, depth: 30)
            let found = HMACScorer(keys: keys, scheme: scheme, texts: texts).totals(pairs)
            let single = keys.map { key in
                (0..<pairs.count).reduce(0.0) { sum, index in
                    let number = key.number(
                        [kind == .synthid ? "synthid" : "mark"]
                            + pairs[index].map { String(decoding: texts.bytes($0), as: UTF8.self) })
                    return switch kind {
                    case .kgw: sum + (HMACScorer.unit(number) < 0.3 ? 1 : 0)
                    case .gumbel: sum + HMACScorer.exponential(number)
                    case .synthid: sum + Double((number >> 34).nonzeroBitCount)
                    }
                }
            }
            #expect(found == single, "\(kind)")
        }
    }
}
