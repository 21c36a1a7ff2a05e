import Base
import Normalization
import Probes
import Testing

@Suite struct StanceTests {
    static let silent = Row.table(
        """
        I don't know. → <abstained>
        I don't know . → <abstained>
        i don't know → <abstained>
        I don’t know. → <abstained>
        I do not know → <abstained>
        I **don't** know. → <abstained>
        I'm not sure. → <abstained>
        I'm not sure who wrote it. → <abstained>
        Not stated in the text. → <abstained>
        The text does not say. → <abstained>
        The passage does not mention it. → <abstained>
        Unknown → <abstained>
        N/A → <abstained>
        No idea. → <abstained>
        It cannot be determined from the information given. → <abstained>
        I cannot verify that. → <abstained>
        I couldn't find any record of this novel. → <abstained>
        As an AI, I have no record of this person. → <abstained>
        As an AI language model, I don't have access to that. → <abstained>
        I'm not aware of any such novel. → <abstained>
        I'm not familiar with that book. → <abstained>
        Sorry, I can't answer that. → <abstained>
        Unfortunately, I do not have information about this novel. → <abstained>
        There is not enough information. → <abstained>
        I don't know. Could you tell me more about the book? → <abstained>
        I don't know, but you may be thinking of another book. → <abstained>
        The answer is unknown. → <abstained>
        {"answer": "I don't know"} → <abstained>
        {"answer": "unknown"} → <abstained>
        There is no such book. → <denied>
        There is no book by that name. → <denied>
        There's no such person. → <denied>
        "The Cartographer's Third Winter" does not exist. → <denied>
        The novel doesn't appear to exist. → <denied>
        That event never happened. → <denied>
        This appears to be a fictional book. → <denied>
        The premise of the question is incorrect. → <denied>
        No such battle took place. There was no war in that year. → <denied>
        There is no record of a novel with that title. → <denied>
        It is not a real place. → <denied>
        I can't help with that. → <refused>
        I'm sorry, but I can't assist with that request. → <refused>
        Ich weiß es nicht. → <abstained>
        Keine Ahnung. → <abstained>
        Dieses Buch gibt es nicht. → <denied>
        Es gibt kein solches Buch. → <denied>
        No lo sé. → <abstained>
        No sé. → <abstained>
        Ese libro no existe. → <denied>
        Je ne sais pas. → <abstained>
        Ce livre n'existe pas. → <denied>
        Ce livre n’existe pas. → <denied>
        我不知道。 → <abstained>
        这本书不存在。 → <denied>
        わかりません。 → <abstained>
        その本は存在しません。 → <denied>
        """)

    @Test(arguments: silent) func `saying that one does not know is not an answer`(row: Row) {
        #expect(read(row.text, .person) == row.reading)
    }

    static let answers = Row.table(
        """
        I'm not sure, but I think it was Jane Roe. → jane roe
        I am not certain, but I believe Jane Roe wrote it. → jane roe
        I don't know for certain, but probably Jane Roe. → jane roe
        My best guess is Jane Roe, though I'm not sure. → jane roe
        I don't know. If I had to guess: Jane Roe. → jane roe
        Jane Roe, but I'm not sure. → jane roe
        Jane Roe (I'm not certain). → jane roe
        Jane Roe. I don't know more about the book. → jane roe
        I'm not 100% sure, but the answer is Jane Roe. → jane roe
        Probably Jane Roe → jane roe
        Ich bin mir nicht sicher, aber vermutlich Jane Roe. → jane roe
        """)

    @Test(arguments: answers) func `an answer that mentions doubt is an answer`(row: Row) {
        #expect(read(row.text, .person) == row.reading)
    }

    @Test func `on a false premise saying so is right and any value is wrong`() {
        let spec = AnswerSpec(type: .word, expectation: .falsePremise)
        let answers = Normalizer.answers(
            ["I don't know .", "Dandval", "There is no such town.", "dandval .", "I can't help with that.", nil],
            to: spec)
        #expect(answers.map(\.state) == [.right, .wrong, .right, .wrong, .abstained, .missing])
        #expect(answers[1].key == "dandval" && answers[3].key == "dandval")
    }
}
