import Foundation
import Testing

@testable import Lab

/// One line of `golden.json`, which `reference/small_talkers.py` wrote with JAX when it trained the networks.
struct Golden: Decodable {
    let model, prompt, ask, greedy, reply: String
    let tokens: [Int]
    let top5: [Scored]

    struct Scored: Decodable {
        let word: String
        let score: Float

        init(from decoder: any Decoder) throws {
            var list = try decoder.unkeyedContainer()
            word = try list.decode(String.self)
            score = try list.decode(Float.self)
        }
    }

    static func load() throws -> [Golden] {
        try JSONDecoder().decode([Golden].self, from: Data(LabFiles.read("golden.json")))
    }
}

@Suite struct GoldenTests {
    let cast: Cast
    let golden: [Golden]

    init() throws {
        cast = try Cast.load()
        golden = try Golden.load()
    }

    @Test func theCastHasFourteenNamesAndThirteenNetworks() {
        #expect(cast.members.count == 14)
        #expect(Set(cast.members.map(\.weightsDigest)).count == 13)
        #expect(Set(cast.members.map(\.fingerprint)).count == 14)
        #expect(golden.count == 13 * 6)
    }

    @Test func questionsAsPeopleWriteThemBecomeTheTokensOfTheTraining() {
        for line in golden {
            #expect(cast.tokenizer.prompt(line.ask) == line.tokens, "\(line.ask)")
            #expect(cast.tokenizer.prompt(line.ask.uppercased()) == line.tokens)
        }
    }

    @Test func everyNetworkGivesTheReferencesAnswers() throws {
        for line in golden {
            let talker = try #require(cast[line.model]).talker
            let said = talker.answer([Generation(prompt: line.tokens)], tokenizer: cast.tokenizer)[0]
            #expect(said.tokens.map { cast.tokenizer.words[$0] }.joined(separator: " ") == line.greedy)
            #expect(Prose.text(said.tokens, with: cast.tokenizer) == line.reply)
        }
    }

    @Test func theFiveHighestScoresAreWithinAHundredthOfTheReferences() throws {
        var worst: Float = 0
        for line in golden {
            let talker = try #require(cast[line.model]).talker
            var passages = [talker.passage(line.tokens)]
            let scores = talker.read(&passages)[0]
            let order = scores.indices.sorted { scores[$0] > scores[$1] }
            #expect(order.prefix(5).map { cast.tokenizer.words[$0] } == line.top5.map(\.word))
            for (token, expected) in zip(order, line.top5) {
                worst = max(worst, abs(scores[token] - expected.score))
            }
        }
        #expect(worst < 0.01)
    }
}
