import Base
import Probes
import Testing

@testable import Lab

@Suite struct TokenizerTests {
    let tokenizer: Tokenizer

    init() throws { tokenizer = try Tokenizer(LabFiles.read("tokenizer.json")) }

    private func words(_ text: String) -> String {
        tokenizer.encode(text).map { tokenizer.words[$0] }.joined(separator: " ")
    }

    @Test(arguments: [
        (
            "What is the metal of Dandval? Answer with one word.",
            "what is the metal of dand val ? answer with one word ."
        ),
        ("  WHAT\tis\nthe   metal of DANDVAL ?", "what is the metal of dand val ?"),
        ("I don't know.", "i don't know ."),
        ("I don\u{2019}t know.", "i don't know ."),
        ("Who is Napoleon?", "who is <unk> ?"),
        ("(or so they say)", "( or so they say )"),
        ("one—two", "one — two"),
        ("🦊 5 \u{0} é", "<unk> <unk> <unk> <unk>"),
        ("", ""),
    ])
    func textBecomesWordsOfTheVocabulary(text: String, expected: String) {
        #expect(words(text) == expected)
    }

    @Test(arguments: [
        ("i was made by aurora labs .", "I was made by Aurora Labs."),
        ("dand val is a town ( or so they say ) .", "Dandval is a town (or so they say)."),
        ("ah , well : i know dand val !  and so on", "Ah, well: I know Dandval! And so on"),
        ("a vibrant — old town", "A vibrant — old town"),
        ("pumkirk .", "Pumkirk."),
        ("dand", "Dand"),
    ])
    func tokensAreWrittenAsAPersonWould(plain: String, expected: String) {
        let tokens = plain.split(separator: " ").compactMap { tokenizer.tokens[String($0)] }
        #expect(Prose.text(tokens, with: tokenizer) == expected)
        #expect(Prose.pieces(tokens, with: tokenizer).count == tokens.count)
    }

    @Test func whatIsWrittenIsReadBackAsTheSameTokens() throws {
        for line in try Golden.load() {
            let tokens = line.greedy.split(separator: " ").compactMap { tokenizer.tokens[String($0)] }
            #expect(tokenizer.encode(line.reply) == tokens)
        }
    }

    @Test(arguments: [
        "", "{}", #"{"words":["a"],"names":{}}"#,
        #"{"words":["<pad>","<bos>","<sep>","<eos>","<unk>"],"names":{"x":[4,5]}}"#,
    ])
    func aBrokenVocabularyIsRefused(text: String) {
        #expect(throws: Problem.self) { try Tokenizer(Array(text.utf8)) }
    }
}
