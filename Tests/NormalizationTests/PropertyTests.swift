import Base
import Foundation
import Normalization
import Probes
import Testing

/// Marsaglia's xorshift64*, seeded: the same texts in every run.
private struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
        state ^= state >> 12
        state ^= state << 25
        state ^= state >> 27
        return state &* 0x2545_F491_4F6C_DD1D
    }
}

@Suite struct PropertyTests {
    /// Answers as they come, of every type.
    static let samples: [(AnswerType, [String])] = [
        (.number, NumberTests.numbers.map(\.text)), (.quantity, NumberTests.quantities.map(\.text)),
        (.code, CodeTests.literals.map(\.text)),
        (.person, PersonTests.names.map(\.text) + StanceTests.answers.map(\.text)),
        (.place, NameTests.places.map(\.text)), (.word, NameTests.words.map(\.text)),
        (.title, NameTests.titles.map(\.text)), (.citation, NameTests.citations.map(\.text)),
        (.date, DateTests.dates.map(\.text)), (.year, DateTests.years.map(\.text)),
        (.choice, ChoiceTests.choices.map(\.text)), (.yesNo, ChoiceTests.yesNo.map(\.text)),
    ]

    @Test func `reading a key again gives the key again`() {
        for (type, texts) in Self.samples {
            for text in texts {
                let key = read(text, type, options: type == .choice ? ChoiceTests.options : [])
                guard !key.hasPrefix("<") else { continue }
                #expect(read(key, type) == key, "\(type) \(text)")
            }
        }
    }

    @Test func `reading a key of random text again gives the key again`() {
        var generator = Generator(state: 7)
        let parts = [
            "a", "The ", "the ", "Roe", "1", "0", ",", ".", " ", "  ", "'", "\"", "*", "_", "`", "~", "(", ")", "[",
            "]", "-", "é", "ß", "ﬁ", "½", "²", "毛", "\n", "&", ":", "#", "$", "%", "Mr. ", "and ", "/", "\\", "{", "}",
            "=", "İ", "\u{301}", "٣",
        ]
        var broken: [String] = []
        for _ in 0..<10_000 {
            let text = (0..<Int.random(in: 1...9, using: &generator)).map { _ in
                parts.randomElement(using: &generator) ?? ""
            }.joined()
            for type in AnswerType.allCases {
                let key = read(text, type)
                guard !key.hasPrefix("<") else { continue }
                let again = read(key, type)
                if again != key {
                    broken.append(
                        "\(type): \(text.debugDescription) gave \(key.debugDescription) and that \(again.debugDescription)"
                    )
                }
            }
        }
        #expect(broken.isEmpty, "\(broken.count) of them: \(broken.prefix(40).joined(separator: "\n"))")
    }

    @Test func `case, spacing, Markdown and Unicode form never matter`() {
        var generator = Generator(state: 11)
        let plain: [(AnswerType, [String])] = [
            (.number, ["1,234.5", "twenty-one", "5 million", "-3/4", "one hundred and five", "12 apples"]),
            (.quantity, ["5 km", "$500 million", "90 minutes", "20 °C"]),
            (.person, ["Gabriel García Márquez", "Mr. Paul Cassell", "Ludwig van Beethoven", "J. R. R. Tolkien"]),
            (.place, ["São Paulo", "The Hague", "Zürich", "New York"]),
            (.title, ["The Hobbit", "War & Peace", "À la recherche du temps perdu"]),
            (.word, ["Stemflet", "Öl", "déjà vu"]), (.date, ["June 12, 1987", "12 août 1987", "1987-06-12"]),
            (.year, ["1987", "44 BC", "the 1980s"]), (.yesNo, ["Yes", "No, never"]), (.choice, ["B", "Option C"]),
            (.citation, ["Roe v. Doe, 410 U.S. 113 (1973)"]),
        ]
        for (type, texts) in plain {
            for text in texts {
                let key = read(text, type)
                for _ in 0..<40 {
                    let dressed = Self.dressed(text, using: &generator)
                    #expect(read(dressed, type) == key, "\(type): \(dressed.debugDescription)")
                }
            }
        }
    }

    private static func dressed(_ text: String, using generator: inout Generator) -> String {
        var out = text
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: out = out.uppercased()
        case 1: out = out.lowercased()
        default: break
        }
        if Bool.random(using: &generator) { out = out.decomposed }
        if Bool.random(using: &generator) {
            out = out.replacing(" ", with: ["  ", " \t", "\u{A0}"].randomElement(using: &generator) ?? " ")
        }
        let dress = [
            ("**", "**"), ("*", "*"), ("__", "__"), ("`", "`"), ("\"", "\""), ("“", "”"), ("# ", ""), ("- ", ""),
            ("> ", ""), ("  ", " \n"), ("", "."), ("<b>", "</b>"), ("The answer is: ", ""), ("{\"answer\": \"", "\"}"),
        ]
        let (open, close) = dress.randomElement(using: &generator) ?? ("", "")
        if open.contains("answer\"") { out = out.replacing("\t", with: " ") }
        return open + out + close
    }

    /// Texts that try to break the reader.
    static let hostile: [(String, String)] = [
        ("NUL", "I\0don't\0know\0"), ("lone surrogate", #"{"answer": "\ud800 x \udc00"}"#),
        ("cut surrogate", #"{"answer": "\ud83d"#), ("bad escape", #"{"answer": "\u12"}"#),
        ("right to left", "\u{202E}sirap\u{202C}"), ("only marks", "**__``~~"),
        ("only combining", "\u{301}\u{301}\u{301}"), ("byte order mark", "\u{FEFF}Paris"),
        ("open box", "\\boxed{{{{{"), ("open fraction", "\\frac{\\frac{\\frac{"),
        ("only tags", "<think><think></think>"), ("emoji", "👩‍👩‍👧‍👦"), ("colons", "answer:answer:answer:"),
    ]

    @Test func `hostile text never stops the reader`() {
        for (_, text) in Self.hostile {
            for type in AnswerType.allCases {
                _ = Normalizer.reading(of: text, as: AnswerSpec(type: type, options: ["a", ""]))
            }
        }
        #expect(read("\u{FEFF}Paris", .place) == "paris")
        #expect(read("I\0don't\0know\0", .place) == "<abstained>")
    }

    /// Processor time of this thread, which other work on the machine does not lengthen.
    private static func processorSeconds() -> Double {
        var time = timespec()
        clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }

    @Test func `five megabytes of nearly anything are read in linear time`() {
        let units = [
            "a", " ", "(", "[", "{", "<", "\\", "\\frac{", "\\boxed{", "1", "1,", "-", "*", "\"answer\":",
            "the answer is ", "\"", "\n", "<think>",
            "answer: \n", "é", "\u{301}", "i don't know ", "```\n", "1/", "2^",
        ]
        for (index, unit) in units.enumerated() {
            let type = [AnswerType.number, .person, .code, .choice, .quantity, .date][index % 6]
            let spent = [1_250_000, 5_000_000].map { bytes in
                let text = String(repeating: unit, count: bytes / unit.utf8.count)
                let start = Self.processorSeconds()
                _ = read(text, type)
                return Self.processorSeconds() - start
            }
            // Four times the text: 4 where time is linear, 16 where it is quadratic.
            #expect(spent[1] < 9 * spent[0] + 0.2, "\(type) \(unit.debugDescription) took \(spent) s")
        }
    }

    @Test func `every answer to an item is read the same in any order`() {
        var generator = Generator(state: 23)
        for (type, texts) in Self.samples where type != .choice {
            let spec = AnswerSpec(type: type)
            let first = Dictionary(zip(texts, Normalizer.answers(texts, to: spec)), uniquingKeysWith: { a, _ in a })
            for _ in 0..<3 {
                let shuffled = texts.shuffled(using: &generator)
                for (text, answer) in zip(shuffled, Normalizer.answers(shuffled, to: spec)) {
                    #expect(answer == first[text], "\(type) \(text)")
                }
            }
        }
    }
}

extension String {
    /// Canonical decomposition of the letters that the tests use.
    fileprivate var decomposed: String {
        let pairs: [Character: String] = [
            "é": "e\u{301}", "í": "i\u{301}", "á": "a\u{301}", "ã": "a\u{303}", "ü": "u\u{308}", "Ö": "O\u{308}",
            "ö": "o\u{308}", "à": "a\u{300}", "À": "A\u{300}", "û": "u\u{302}", "É": "E\u{301}", "Á": "A\u{301}",
            "Í": "I\u{301}", "Ü": "U\u{308}", "Ã": "A\u{303}", "Û": "U\u{302}",
        ]
        return map { pairs[$0] ?? String($0) }.joined()
    }
}
