import Base
import Foundation
import Probes

/// Turns text into the numbers that a network reads: one for each word or mark, two for the name of a place (its two syllables).
public struct Tokenizer: Sendable {
    /// The vocabulary; a token is an index into it.
    public let words: [String]
    /// The two halves of every name of a place.
    let names: [String: [Int]]
    let tokens: [String: Int]
    /// First and second syllables of names.
    let firstSyllables: Set<Int>
    let secondSyllables: Set<Int>

    /// Tokens that are no words: `<pad>`, `<bos>` before a prompt, `<sep>` after it, `<eos>` after the answer, `<unk>` for what is not in the vocabulary.
    public static let begin = 1
    public static let separator = 2
    public static let end = 3
    public static let unknown = 4

    /// - Parameter bytes: The content of `tokenizer.json`.
    /// - Throws: `Problem` `lab.broken-file` where words are missing or names point nowhere.
    init(_ bytes: [UInt8]) throws(Problem) {
        func broken(_ what: String) -> Problem {
            Problem(
                "lab.broken-file", .data, what, at: "tokenizer.json",
                remedy: "Build Apograph again; this file is part of it.")
        }
        let root = try JSONValue(file: "tokenizer.json", bytes)
        guard case .array(let list)? = root["words"], case .object(let pairs)? = root["names"]
        else { throw broken("the vocabulary has no words or no names") }
        var words: [String] = []
        var tokens: [String: Int] = [:]
        for case .string(let word) in list {
            tokens[word] = words.count
            words.append(word)
        }
        guard words.count == list.count, tokens.count == words.count,
            words.prefix(5) == ["<pad>", "<bos>", "<sep>", "<eos>", "<unk>"]
        else { throw broken("the vocabulary has doubled words, or its first five are not the special ones") }
        var names: [String: [Int]] = [:]
        for pair in pairs {
            guard case .array(let halves) = pair.value,
                let first = halves.first?.whole, let second = halves.last?.whole, halves.count == 2,
                words.indices ~= first, words.indices ~= second
            else { throw broken("the name \"\(pair.key.prefix(60))\" is not two words") }
            names[pair.key] = [first, second]
        }
        self.words = words
        self.tokens = tokens
        self.names = names
        firstSyllables = Set(names.values.map { $0[0] })
        secondSyllables = Set(names.values.map { $0[1] })
    }

    /// The tokens of a prompt as a person writes it, with the marks around it that the networks were trained with.
    ///
    /// Case and spacing do not matter. A run of letters, digits, apostrophes and hyphens is a word; every other character stands by itself.
    public func prompt(_ text: String) -> [Int] {
        [Self.begin] + encode(text) + [Self.separator]
    }

    /// The tokens of a text; `<unk>` for each word and mark that the vocabulary does not have.
    func encode(_ text: String) -> [Int] {
        var out: [Int] = []
        var word = String.UnicodeScalarView()
        func finish() {
            guard !word.isEmpty else { return }
            let key = String(word)
            if let token = tokens[key] {
                out.append(token)
            } else {
                out += names[key] ?? [Self.unknown]
            }
            word.removeAll(keepingCapacity: true)
        }
        for scalar in text.lowercased().unicodeScalars {
            let properties = scalar.properties
            if properties.isWhitespace {
                finish()
            } else if properties.isAlphabetic || properties.numericType != nil || scalar == "-"
                || scalar == "'"
            {
                word.append(scalar)
            } else if scalar == "\u{2019}" {
                word.append("'")
            } else {
                finish()
                out.append(tokens[String(Character(scalar))] ?? Self.unknown)
            }
        }
        finish()
        return out
    }
}
