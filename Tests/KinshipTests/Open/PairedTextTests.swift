import Foundation
import Testing

@testable import Kinship

struct PairedTextTests {
    struct Golden: Decodable {
        var models: [String]
        var answers: [[String]]
        var tokens: [[[String]]]
        var centered: [[Double?]]
        var cosine: [[Double]]

        var texts: [[[UInt8]?]] { answers.map { $0.map { Array($0.utf8) } } }
    }

    let golden: Golden

    init() throws {
        golden = try JSONDecoder().decode(Golden.self, from: Data(PairedTextGolden.json.utf8))
    }

    @Test(
        "tokens are those of the reference's regular expression, also for Greek, Turkish, joined and combining characters"
    )
    func tokens() {
        for (prompt, row) in golden.answers.enumerated() {
            for (model, answer) in row.enumerated() {
                var vocabulary = Vocabulary(capacity: 4)
                var ids: [UInt32] = []
                vocabulary.tokenize(Array(answer.utf8), into: &ids)
                #expect(ids.map { vocabulary.text(of: $0) } == golden.tokens[prompt][model])
            }
        }
    }

    @Test("D and the mean cosine agree with the reference")
    func agreesWithReference() async throws {
        let n = golden.models.count
        let found = try await PairedText.compare(golden.texts, models: n, fading: .none)
        for row in 0..<n {
            for column in 0..<n where row != column {
                let expected = try #require(golden.centered[row][column])
                #expect(abs(found.centered[row, column] - expected) < 1e-9)
                #expect(abs(found.cosine[row, column] - golden.cosine[row][column]) < 1e-9)
            }
            #expect(found.centered[row, row].isNaN)
        }
    }

    @Test("the result has the same bits on one core and on several")
    func sameBits() async throws {
        let one = try await PairedText.compare(golden.texts, models: 5, workers: 1)
        let many = try await PairedText.compare(golden.texts, models: 5, workers: 3)
        #expect(one.centered.values.map(\.bitPattern) == many.centered.values.map(\.bitPattern))
        #expect(one.standardError.values.map(\.bitPattern) == many.standardError.values.map(\.bitPattern))
    }

    @Test("a missing answer leaves the prompt out for its pairs, and for no others")
    func missingAnswer() async throws {
        var texts = golden.texts
        texts[1][2] = nil
        let found = try await PairedText.compare(texts, models: 5)
        #expect(found.prompts[2, 0] == 3)
        #expect(found.prompts[0, 1] == 4)
        texts.remove(at: 1)
        let without = try await PairedText.compare(texts, models: 5)
        #expect(abs(found.centered[2, 0] - without.centered[2, 0]) < 1e-12)
    }

    @Test("a pair without a common prompt has no figure")
    func nothingInCommon() async throws {
        let said: [UInt8] = Array("yes".utf8)
        let found = try await PairedText.compare([[said, nil, said], [nil, said, said]], models: 3)
        #expect(found.centered[0, 1].isNaN)
        #expect(found.prompts[0, 1] == 0)
    }

    @Test("bytes that are no UTF-8 are read as replacement characters and stop nothing")
    func brokenBytes() {
        var vocabulary = Vocabulary()
        var ids: [UInt32] = []
        vocabulary.tokenize([0x41, 0xFF, 0xC3, 0x28, 0xF0, 0x9F], into: &ids)
        #expect(ids.map { vocabulary.text(of: $0) } == ["a", "\u{FFFD}", "\u{FFFD}", "(", "\u{FFFD}"])
    }

    @Test("with fading, what two answers share at their beginning counts more than what they share at their end")
    func fading() async throws {
        func bytes(_ text: String) -> [UInt8]? { Array(text.utf8) }
        let tail = (0..<40).map { "w\($0)" }.joined(separator: " ")
        let row = [
            bytes("apple pear plum \(tail) one two three"), bytes("apple pear plum x\(tail) four five six"),
            bytes("cat dog cow \(tail.uppercased())! one two three"), bytes("seven eight nine q r s"),
        ]
        let plain = try await PairedText.compare([row], models: 4, fading: .none)
        let faded = try await PairedText.compare([row], models: 4)
        #expect(faded.cosine[0, 1] / faded.cosine[0, 2] > plain.cosine[0, 1] / plain.cosine[0, 2])
    }

    @Test("rows of another length are refused")
    func shape() async {
        await #expect(throws: KinshipError.self) { try await PairedText.compare([[[], []], [[]]], models: 2) }
    }

    @Test("more terms than the tables start with change nothing")
    func growth() {
        let words = (0..<30_000).map { "w\($0)" }.joined(separator: " ")
        var table = TermTable()
        #expect(table.add(Array(words.utf8)) == 30_000)
        #expect(table.count == 59_999)
        table.add(Array(words.utf8))
        #expect(table.count == 59_999)
        #expect(table.documentFrequency.allSatisfy { $0 == 2 })
    }
}
