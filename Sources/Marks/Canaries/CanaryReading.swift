import Normalization
import Probes

/// Which option an answer names: decided without the key, so that nobody can read it the way the test would like.
public enum CanaryReading: Sendable, Hashable {
    /// The number of the option.
    case option(Int)
    /// It says that it does not know, that there is no such thing, or declines.
    case abstained
    /// It says something else.
    case other

    public init(_ text: String, options: [String]) {
        let reading = Normalizer.reading(of: text, as: Self.spec(options))
        switch reading.kind {
        case .abstained, .denied, .refused: self = .abstained
        case .unparsed: self = .other
        case .answered:
            guard let key = reading.key?.utf8, key.count == 1, let letter = key.first, letter >= 0x41,
                Int(letter) - 0x41 < options.count
            else {
                self = .other
                return
            }
            self = .option(Int(letter) - 0x41)
        }
    }

    static func spec(_ options: [String]) -> AnswerSpec {
        AnswerSpec(type: .choice, expectation: .consensus, options: options)
    }

    /// Two options that answers could not be told apart by: an option alone, or in a sentence, is not read as itself.
    static func indistinct(_ options: [String]) -> (String, String)? {
        for (index, option) in options.enumerated() {
            for text in [option, "It is \(option)."] {
                switch CanaryReading(text, options: options) {
                case .option(index): continue
                case .option(let other): return (options[other], option)
                case .abstained, .other: return (options.first { $0 != option } ?? option, option)
                }
            }
        }
        return nil
    }
}

/// All that one model answered to a book's questions.
public struct CanaryAnswers: Sendable, Hashable {
    /// For each fact of the book the texts, in the order of its questions and then of the samples; `nil` where it gave none.
    public var texts: [[String?]]

    public init(texts: [[String?]]) { self.texts = texts }

    /// One reading a fact: the first answer, in the order of asking, that names an option; else an abstention where there is one; `nil` where nothing
    /// was answered. Questions about one fact are not independent, so they count once.
    public func readings(of book: CanaryBook) -> [CanaryReading?] {
        zip(book.facts, texts).map { fact, said in
            let all = said.compactMap { $0.map { CanaryReading($0, options: fact.options) } }
            return all.first { if case .option = $0 { true } else { false } } ?? all.first { $0 == .abstained }
                ?? all.first
        }
    }
}
