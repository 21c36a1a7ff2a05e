import Testing

@testable import Analysis

@Suite struct PromptWordingTests {
    @Test("questions are sorted by the words that some of them hold and others do not")
    func words() {
        let prompts = (0..<100).map {
            $0 % 4 == 0 ? "How many letters are in word \($0)?" : "Who wrote book \($0)?"
        }
        let found = PromptWording(prompts)
        // "how", "many", "letters", "are" and "word" name the same questions; "who" and its like most of them.
        #expect(found.words == ["are"])
        #expect(found.groups[0] == [0] && found.groups[1].isEmpty)
    }

    @Test("a word of a few questions, or of nearly all, is no topic")
    func rare() {
        let prompts = (0..<100).map { $0 < 10 ? "rare question" : "usual question" }
        #expect(PromptWording(prompts).words.isEmpty)
    }
}
