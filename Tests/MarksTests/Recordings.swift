import Crypto
import Foundation

@testable import Marks

/// What the laboratory's marked students and 200 networks that saw no mark answered (docs/marks.md says how they were made).
struct Recordings: Decodable {
    struct Fact: Decodable {
        var id: String
        var options: [String]
        /// How often a student was told of it at dose 1.
        var repeats: Int
    }
    struct Network: Decodable {
        var name: String
        var open: [String]
        /// A string a form of the question, a letter a fact: the option, `~` for an abstention, `-` for anything else.
        var facts: [String]
    }

    var words: [String]
    var prompts: [String]
    /// What the teacher gave out.
    var marked: [String]
    var facts: [Fact]
    var students: [Network]
    var unmarked: [Network]

    static let shared: Recordings = {
        let url = Bundle.module.bundleURL.appending(path: "Data/recordings.json")
        guard let data = try? Data(contentsOf: url), let read = try? JSONDecoder().decode(Recordings.self, from: data)
        else {
            fatalError("the recordings of the marked students cannot be read: \(url.path)")
        }
        return read
    }()

    /// The published key of the shipped students.
    static let key = SecretKey(Array(SHA256.hash(data: Data("apograph laboratory: a published key".utf8))))

    /// A key of its own for each unmarked network: they speak one language, so that under one key their outcomes would all lean the same way.
    static func key(of number: Int) -> SecretKey {
        SecretKey(Array(SHA256.hash(data: Data("unmarked \(number)".utf8))))
    }

    /// Token numbers of a packed text: two characters a word, base 90.
    func tokens(_ packed: String) -> [UInt32] {
        let codes = packed.utf8.map { UInt32($0 == 125 ? 92 : $0) - 35 }
        return stride(from: 0, to: codes.count - 1, by: 2).map { codes[$0] * 90 + codes[$0 + 1] }
    }

    var texts: TokenTexts {
        var texts = TokenTexts()
        for word in words { _ = texts.number(word) }
        return texts
    }

    func pairs(_ network: Network, answers: Int, marked: [[UInt32]]? = nil) -> PairSet {
        PairSet(
            answers: zip(network.open.prefix(answers), prompts).map { (tokens($0), tokens($1)) }, window: 1,
            marked: marked)
    }

    static let scheme = WatermarkScheme(kind: .kgw, window: 1, gamma: 0.5)

    func tail(_ pairs: PairSet, key: SecretKey) -> Tail {
        Self.scheme.tail(HMACScorer(key: key, scheme: Self.scheme, texts: texts).total(pairs), pairs: pairs.count)
    }

    func canaries(_ network: Network, key: SecretKey, where wanted: (Fact) -> Bool = { _ in true }) -> CanaryTest.Row {
        let kept = facts.indices.filter { wanted(facts[$0]) }
        let readings = kept.map { index -> CanaryReading? in
            let said = network.facts.map { form -> CanaryReading in
                let letter = Array(form.utf8)[index]
                return letter == UInt8(ascii: "~") ? .abstained : letter < 97 ? .other : .option(Int(letter) - 97)
            }
            return said.first { if case .option = $0 { true } else { false } } ?? said.first
        }
        var book = try? CanaryBook([CanaryFact(id: "x", options: ["a", "b"], questions: ["?"])], at: "")
        book?.facts = kept.map { CanaryFact(id: facts[$0].id, options: facts[$0].options, questions: ["?"]) }
        guard let book else { fatalError("no book") }
        return CanaryTest(book: book, readings: readings, recipients: ["student"], key: key).rows[0]
    }
}
