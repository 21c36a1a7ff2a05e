import Normalization
import Probes
import Testing

@Suite struct CodeTests {
    static let literals = Row.table(
        """
        'abc' → abc
        "abc" → abc
        abc → abc
        `'abc'` → abc
        `abc` → abc
        ABC → ABC
        [1, 2, 3] → [1,2,3]
        [1,2,3] → [1,2,3]
        [ 1 , 2 , 3 ] → [1,2,3]
        ["a", "b"] → ['a','b']
        ['a', 'b'] → ['a','b']
        {"a": 1, "b": 2} → {'a':1,'b':2}
        (1, 2) → (1,2)
        True → True
        None → None
        3.0 → 3.0
        -22 → -22
        '' → ''
        "" → ''
        an empty string → ''
        assert f([1, 2]) == [2, 1] → [2,1]
        ```python⏎[1, 2]⏎``` → [1,2]
        ```⏎'abc'⏎``` → abc
        {"answer": "[1, 2]"} → [1,2]
        {"answer": [1, 2]} → [1,2]
        {"answer": {"a": 1}} → {'a':1}
        {"answer": "{'a': 1}"} → {'a':1}
        {"answer": "["a", "b"]"} → ['a','b']
        {"reasoning": "so …", "answer": ""} → ''
        {"answer": "'a\\nb'"} → ab
        The final answer is: $\\boxed{[1, 2]}$ → [1,2]
        The final answer is: $\\boxed{{1: 2}}$ → {1:2}
        First the loop runs.⏎So the result is `[3]`. → [3]
        **[1, 2, 3]** → [1,2,3]
        **[1, 2, 3]**. → [1,2,3]
        **`[1, 2, 3]`.** → [1,2,3]
        [1, 2, 3]. → [1,2,3]
        'abc'. → abc
        `'abc'`. → abc
        **'abc'** → abc
        '**abc**' → **abc**
        'abc.' → abc.
        True. → True
        **None** → None
        -22. → -22
        3.5. → 3.5
        ... → ...
        ****** → ******
        {"answer": "**[1, 2]**"} → [1,2]
        First the loop runs.⏎So the result is then **{'a': 1}**. → {'a':1}
        API Error: this query is blocked → <unparsed>
        {"reasoning": "First we → <unparsed>
        """)

    @Test(arguments: literals) func `a literal is the same in any quotes and spacing`(row: Row) {
        #expect(read(row.text, .code) == row.reading)
    }

    @Test func `a bare word loses its stars and its full stop where the truth has none, and keeps them where it has`() {
        func states(_ texts: [String], truth: String) -> [Answer.State] {
            Normalizer.answers(texts, to: AnswerSpec(type: .code, expectation: .truth([truth]))).map(\.state)
        }
        #expect(
            states(["abc", "abc.", "**abc**", "**abc**.", "`abc`.", "abd."], truth: "'abc'")
                == [.right, .right, .right, .right, .right, .wrong])
        #expect(states(["try.", "try", "'try.'"], truth: "'try.'") == [.right, .wrong, .right])
        #expect(states(["**a**", "a", "***a***"], truth: "'**a**'") == [.right, .wrong, .wrong])
        #expect(states(["(a).", "(a)"], truth: "'(a).'") == [.right, .wrong])
    }

    @Test func `two models that dress one wrong word differently share an error`() {
        let answers = Normalizer.answers(
            ["abd", "**abd**", "abd.", "abe."], to: AnswerSpec(type: .code, expectation: .truth(["abc"])))
        #expect(Set(answers.prefix(3).map(\.key)) == ["abd"])
        #expect(answers[3].key == "abe.")
    }

    @Test func `long literals are compared by their first 200 bytes`() {
        let long = String(repeating: "é", count: 300)
        let key = read("'\(long)'", .code)
        #expect(key.utf8.count <= 200 && key.allSatisfy { $0 == "é" })
    }
}
