import Normalization
import Probes
import Testing

@Suite struct ItemTests {
    @Test func `the five states come out of one item`() {
        let spec = AnswerSpec(type: .place, expectation: .truth(["Canberra"]))
        let answers = Normalizer.answers(["**Canberra.**", "It is Sydney", "I don't know.", "", nil], to: spec)
        #expect(answers.map(\.state) == [.right, .wrong, .abstained, .unparsed, .missing])
        #expect(answers.map(\.key) == ["canberra", "sydney", nil, nil, nil])
        #expect(answers[0].shown == "Canberra")
    }

    @Test func `any of several truths is right`() {
        let spec = AnswerSpec(type: .place, expectation: .truth(["The Netherlands", "Holland"]))
        #expect(
            Normalizer.answers(["holland", "Netherlands", "Belgium"], to: spec).map(\.state) == [
                .right, .right, .wrong,
            ])
    }

    @Test func `the majority counts as right where that is asked for`() {
        let item = Normalizer.item(
            ["Paris", "paris.", "Lyon", "I don't know", nil], to: AnswerSpec(type: .place, expectation: .consensus))
        #expect(item.key == "paris" && item.isKeyed)
        #expect(item.answers.map(\.state) == [.right, .right, .wrong, .abstained, .missing])
    }

    @Test func `without a majority of 35 percent the item has no key`() {
        let item = Normalizer.item(
            ["a1", "b1", "c1", "I don't know"], to: AnswerSpec(type: .word, expectation: .consensus))
        #expect(item.key == nil && !item.isKeyed)
        #expect(item.answers.map(\.state) == [.unparsed, .unparsed, .unparsed, .abstained])
        #expect(Normalizer.consensus(["x", "x", "x", "y", "z", "w", "v", "u"]) == "x")
        #expect(Normalizer.consensus(["x", "x", "x", "y", "z", "w", "v", "u", "t"]) == nil)
    }

    @Test func `a long answer to a question without a key is a reading of its own`() {
        let long = "showcases powerful French gastronomy and the multicultural evolution of cooking in Paris today"
        let spec = AnswerSpec(type: .word)
        let answers = Normalizer.answers(["French cooking", long, "N/A", long + " and beyond it"], to: spec)
        #expect(answers.map(\.state) == [.answered, .answered, .abstained, .answered])
        #expect(Set(answers.compactMap(\.key)).count == 3)
        // It is another order of the same words, so another answer to the item changes nothing.
        let same = Normalizer.answers([long, "today " + long.replacing(" today", with: "")], to: spec)
        #expect(same[0].key != nil && same[0].key == same[1].key && same[0].key == answers[1].key)
        // With a key, a sentence in the place of a word stays unread where nobody says the same.
        #expect(
            Normalizer.answers([long], to: AnswerSpec(type: .word, expectation: .truth(["cooking"])))[0].state
                == .unparsed)
    }

    @Test func `without a key no word is picked out of a sentence`() {
        let sentences = [
            "Both of them challenged how the labor of players was treated.",
            "The essay shows how an unarmed man was treated",
        ]
        let free = Normalizer.answers(sentences + ["treated"], to: AnswerSpec(type: .word))
        #expect(Set(free.compactMap(\.key)).count == 3)
        #expect(Normalizer.answers(["The answer is coal."], to: AnswerSpec(type: .word))[0].key == "coal")
    }

    @Test func `a rounded number is what it rounds only where there is one such number`() {
        let spec = AnswerSpec(type: .number, expectation: .truth(["99999"]))
        func keys(_ texts: String...) -> [String?] { Normalizer.answers(texts, to: spec).map(\.key) }
        #expect(keys("12k", "12345") == ["12345", "12345"])
        #expect(keys("12k", "12345", "12100") == ["12000", "12345", "12100"])
        #expect(keys("12k", "12.3k") == ["12000", "12300"])
        #expect(keys("12k", "12000", "12345") == ["12000", "12000", "12345"])
    }

    @Test func `two readings of the same frequency are no majority`() {
        #expect(Normalizer.consensus(["x", "x", "y", "y"]) == nil)
        #expect(Normalizer.consensus([String]()) == nil)
    }

    @Test func `abstentions do not count against the majority`() {
        let readings = ["Paris", "I don't know", "I don't know", "Unknown"].map {
            Normalizer.reading(of: $0, as: AnswerSpec(type: .place))
        }
        #expect(Normalizer.consensus(readings) == "paris")
    }

    static let reasoning: [(String, String)] = [
        ("<think>Maybe Lyon?</think>Paris", "paris"), ("<think>\nThe answer is Lyon.\n</think>\n\nParis", "paris"),
        ("Lyon? No.</think>Paris", "paris"),
        ("<think>The answer is Lyon.", "<unparsed>"), ("<think>The answer is Lyon. Hmm.\nFinal answer: Paris", "paris"),
        ("<think>so \\boxed{Paris}", "paris"),
        ("<THINK>Lyon</THINK>Paris", "paris"), ("<think></think>", "<unparsed>"),
        ("<thinking>Lyon</thinking>Paris", "paris"), ("<think>a</think>Lyon<think>b</think>Paris", "paris"),
        ("◁think▷Lyon◁/think▷Paris", "paris"),
        ("<|channel|>analysis<|message|>Lyon<|end|><|start|>assistant<|channel|>final<|message|>Paris", "paris"),
        ("Paris<think>Lyon", "paris"),
    ]

    @Test(arguments: reasoning) func `reasoning is no answer`(text: String, key: String) {
        #expect(read(text, .place) == key)
    }

    static let fields: [(String, String)] = [
        (#"{"answer": "Paris"}"#, "paris"), (#"{"reasoning": "Lyon?", "answer": "Paris"}"#, "paris"),
        ("```json\n{\"answer\": \"Paris\"}\n```", "paris"), (#"{"answer": "Paris", "confidence": 0.9}"#, "paris"),
        (#"{"answer": "Lyon"} wait {"answer": "Paris"}"#, "paris"), (#"{"answer": "Paris"#, "paris"),
        (#"{"reasoning": "he said "no"", "answer": "Paris"}"#, "paris"), (#"{'answer': 'Paris'}"#, "paris"),
        (#"{"final_answer": "Paris"}"#, "paris"),
        (#"{"Answer" : "Paris"}"#, "paris"), (#"\"answer\": \"Paris\""#, "paris"),
        (#"{"answer": "Z\u00fcrich"}"#, "zurich"), (#"{"answer": "Paris", "answer": "___"}"#, "paris"),
        (#"{"answer": Paris}"#, "paris"), (#"{"answer": "\ud83d\ude00 Paris"}"#, "😀 paris"),
        (#"{"answer": "Paris",}"#, "paris"), (#"{"answer": ["Paris"]}"#, "paris"),
        ("Reasoning: \"answer\": well\n\"answer\": \"Paris\"\n", "paris"),
    ]

    @Test(arguments: fields) func `the answer field is found in whole and broken JSON`(text: String, key: String) {
        #expect(read(text, .place).replacing("😀 ", with: "") == key.replacing("😀 ", with: ""))
    }
}
