import Base
import Normalization
import Probes
import Testing

@Suite struct ChoiceTests {
    static let options = ["a cat", "the dog", "both of them", "none of the above"]

    static let choices = Row.table(
        """
        A → A
        a → A
        A. → A
        A) → A
        (A) → A
        [A] → A
        **A** → A
        `A` → A
        "A" → A
        ANSWER: A, → A
        ANSWER: A → A
        Answer: (B) → B
        The answer is A. → A
        The answer is A because it purrs. → A
        The correct answer is (C). → C
        The answer is **B**. → B
        The answer is: B) the dog → B
        Option C → C
        option d. → D
        A: a cat → A
        A - a cat → A
        B. the dog → B
        B) The dog is right since it barks. → B
        a cat → A
        A cat → A
        A cat. → A
        the dog → B
        The dog → B
        Dog → B
        It is the dog. → B
        Both of them → C
        None of the above → D
        $\\boxed{A}$ → A
        $\\boxed{\\text{B}}$ → B
        \\boxed{(C)} → C
        {"answer": "A"} → A
        {"answer": "C"} → C
        A and C → A,C
        A, C → A,C
        2 → B
        (2) → B
        It purrs, so it must be that.⏎B → B
        First I weigh them.⏎Answer: D → D
        I don't know. → <abstained>
        A tree that stands alone in the wood → <unparsed>
        I think that this is hard to answer in a word → <unparsed>
        """)

    @Test(arguments: choices) func `a choice is its letter however it is named`(row: Row) {
        #expect(read(row.text, .choice, options: Self.options) == row.reading)
    }

    static let yesNo = Row.table(
        """
        Yes → yes
        yes. → yes
        YES! → yes
        **Yes** → yes
        Yes, it did. → yes
        True → yes
        Correct. → yes
        No → no
        No. → no
        no, it never did → no
        No, there is no such treaty. → no
        False → no
        Incorrect → no
        Not true → no
        The answer is yes. → yes
        The answer is no. → no
        The answer is: **No** → no
        {"answer": "yes"} → yes
        {"answer": true} → yes
        {"answer": false} → no
        \\boxed{\\text{Yes}} → yes
        It is true. → yes
        The statement is false. → no
        We weigh both sides.⏎Yes → yes
        Ja → yes
        Nein, das stimmt nicht. → no
        Sí → yes
        Oui → yes
        Non. → no
        是的 → yes
        不是 → no
        はい → yes
        いいえ → no
        I don't know. → <abstained>
        No one knows. → <abstained>
        There is no information about that. → <abstained>
        Bananas are yellow. → <unparsed>
        """)

    @Test(arguments: yesNo) func `yes and no are read in several languages`(row: Row) {
        #expect(read(row.text, .yesNo) == row.reading.replacing("<denied>", with: "<abstained>"))
    }
}
