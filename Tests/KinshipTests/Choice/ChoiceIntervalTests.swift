import Base
import Testing

@testable import Kinship

@Suite struct ChoiceIntervalTests {
    @Test func `models with one taste may be at no distance, and models with two tastes are not`() {
        var random = SeededGenerator(seed: 1)
        let alike = ChoiceInterval.jensenShannon([7, 5, 4, 4], [5, 7, 5, 3], random: &random)
        #expect(alike.lowerBound == 0 && alike.upperBound < 0.5)
        let apart = ChoiceInterval.jensenShannon([18, 2, 0, 0], [0, 1, 9, 10], random: &random)
        #expect(apart.lowerBound > 0.6 && apart.upperBound <= 1)
        for (a, b) in [([7, 5, 4, 4], [5, 7, 5, 3]), ([18, 2, 0, 0], [0, 1, 9, 10]), ([3, 0], [0, 3])] {
            let seen = ChoiceTest.jensenShannon(a, b)
            #expect(ChoiceInterval.jensenShannon(a, b, random: &random).contains(seen))
        }
        #expect(ChoiceInterval.jensenShannon([0, 0], [1, 2], random: &random) == 0...1)
    }

    @Test func `what each prompt adds has the paired text statistic as its mean`() async throws {
        let words = [
            "the harbor at dawn", "a harbor of light", "rain on the roof", "the light of dawn", "roof and rain",
        ]
        let answers = (0..<6).map { prompt -> [[UInt8]?] in
            (0..<4).map { model in
                prompt == 5 && model == 1
                    ? nil : Array("\(words[(prompt + model * model) % 5]) \(words[(prompt * 2 + model) % 5])".utf8)
            }
        }
        let whole = try await PairedText.compare(answers, models: 4)
        let each = await PairedPrompts.centered(answers, 0, 1)
        #expect(each.count == 6 && each[5] == nil)
        let known = each.compactMap { $0 }
        #expect(abs(known.reduce(0, +) / Double(known.count) - whole.centered[0, 1]) < 1e-12)
    }
}
