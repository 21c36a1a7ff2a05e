import Normalization
import Probes
import Testing

@Suite struct TextTests {
    static let same: [(String, String)] = [
        ("The restaurants of the Eiffel Tower", "Restaurants of the Eiffel Tower."), ("70%", "70 percent"),
        ("June 12, 1987", "12 June 1987"), ("**Two** old friends", "2 old friends"),
        ("1,200 visitors", "1200 visitors"),
        ("Café Müller", "cafe muller"), ("$5 million", "5 million dollars"),
        ("a long strike by the drivers", "The drivers' long strike by"),
    ]

    @Test(arguments: same) func `two ways of writing one short text are one reading`(one: String, other: String) {
        #expect(read(one, .text) == read(other, .text))
    }

    static let different: [(String, String)] = [
        ("9.9", "99"), ("-3", "3"), ("1.5 million", "15 million"), ("a rise of 5 percent", "a fall of 5 percent"),
        ("North Carolina", "South Carolina"), ("not guilty", "guilty"),
    ]

    @Test(arguments: different) func `texts of other words are other readings`(one: String, other: String) {
        #expect(read(one, .text) != read(other, .text))
    }

    @Test func `readings stand without a key and do not change with another model`() {
        let spec = AnswerSpec(type: .text)
        let texts: [String?] = [
            "A strike by drivers", "the strike by drivers", "Bad weather", "N/A", nil, "floods in the south",
        ]
        let item = Normalizer.item(texts, to: spec)
        #expect(
            item.readings.map { $0?.key } == [
                "by driver strike", "by driver strike", "bad weather", nil, nil, "flood in south",
            ])
        #expect(item.readings[3]?.kind == .abstained)
        let more = Normalizer.item(texts + ["Strike by the drivers of buses"], to: spec)
        #expect(Array(more.readings.prefix(6)) == item.readings)
        let backwards = Normalizer.item(texts.reversed(), to: spec)
        #expect(Array(backwards.readings.reversed()) == item.readings)
    }

    @Test func `a text of hundreds of words is no short answer`() {
        #expect(read(String(repeating: "word after word ", count: 60), .text) == "<unparsed>")
    }

    @Test func `a long answer to a question for a word counts where another model gives the same`() {
        let long = "a very long answer that goes on about the harbor and the town and its people"
        let spec = AnswerSpec(type: .word, expectation: .consensus)
        let alone = Normalizer.item([long, "harbor", "harbor"], to: spec)
        #expect(alone.answers.map(\.state) == [.unparsed, .right, .right])
        let shared = Normalizer.item([long, long + ".", "harbor", "harbor", "harbor"], to: spec)
        #expect(shared.answers.map(\.state) == [.wrong, .wrong, .right, .right, .right])
        #expect(shared.answers[0].key == shared.answers[1].key)
    }
}

@Suite struct ShownReasoningTests {
    static let parts: [(text: String, answer: String, reasoning: String, isUnfinished: Bool)] = [
        ("<think>a b</think>\nParis", "\nParis", "a b", false), ("a b</think>Paris", "Paris", "a b", false),
        ("<think>a b", "", "a b", true), ("◁think▷a◁/think▷Paris", "Paris", "a", false),
        ("[THINK]a[/THINK]Paris", "Paris", "a", false), ("<seed:think>a</seed:think>Paris", "Paris", "a", false),
        ("<|START_THINKING|>a<|END_THINKING|>Paris", "Paris", "a", false),
        ("<unused94>a<unused95>Paris", "Paris", "a", false),
        ("<|channel|>analysis<|message|>a<|channel|>final<|message|>Paris", "Paris", "a", false),
        ("Here is my thought process: a Here is my response: Paris", " Paris", " a ", false),
        ("The `<think>` tag opens it.", "The `<think>` tag opens it.", "", false),
        ("A <reason>b</reason> c", "A <reason>b</reason> c", "", false), ("Paris", "Paris", "", false),
        ("One <think>a</think> two", "One \n two", "a", false),
    ]

    @Test(arguments: parts) func `reasoning is told from the answer by the marks of its family`(
        text: String, answer: String, reasoning: String, isUnfinished: Bool
    ) {
        let split = ShownReasoning(Array(text.utf8))
        #expect(String(decoding: split.answer, as: UTF8.self) == answer)
        #expect(String(decoding: split.reasoning, as: UTF8.self) == reasoning)
        #expect(split.isUnfinished == isUnfinished)
    }

    @Test func `what was cut off is no answer unless it is marked as final`() {
        let spec = AnswerSpec(type: .place)
        #expect(Normalizer.reading(of: "It lies on the Seine, so Par", as: spec, isCut: true).kind == .unparsed)
        #expect(Normalizer.reading(of: "{\"answer\": \"Paris\"", as: spec, isCut: true).key == "paris")
        #expect(Normalizer.cutsOff("length") && Normalizer.cutsOff("SAFETY") && Normalizer.cutsOff("refusal"))
        #expect(!Normalizer.cutsOff("stop") && !Normalizer.cutsOff("end_turn") && !Normalizer.cutsOff(nil))
        let item = Normalizer.item(
            ["Paris", "Paris is where"], to: AnswerSpec(type: .place, expectation: .truth(["Paris"])),
            cut: [false, true])
        #expect(item.answers.map(\.state) == [.right, .unparsed])
    }
}
