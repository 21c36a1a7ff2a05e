import Base
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

    @Test func `long literals are compared whole`() {
        let long = String(repeating: "é", count: 3_000)
        #expect(read("'\(long)'", .code) == long)
        #expect(read("'\(long)a'", .code) != read("'\(long)b'", .code))
        #expect(read("['\(long)1']", .code) != read("['\(long)2']", .code))
    }

    static let spoken = Row.table(
        """
        The output will be `[4, 5]`. → [4,5]
        Result: {'k': 1} → {'k':1}
        The call returns False. → False
        It prints 'xyz'. → xyz
        f(3) == (1, 2) → (1,2)
        [ANSWER]⏎assert g('q') == 'r'⏎[/ANSWER] → r
        \\boxed{\\text{qrs}} → qrs
        After the loop we have:⏎⏎[7, 8]⏎⏎which is returned. → [7,8]
        {3, 1, 2} → {1,2,3}
        {'z': 1, 'y': [2, 3]} → {'y':[2,3],'z':1}
        ("a", 'b') → ('a','b')
        “quoted” → quoted
        10_000 → 10000
        1.50 → 1.5
        'na\\u00efve' → naïve
        'it\\'s' → it's
        set() → set()
        """)

    @Test(arguments: spoken) func `a literal is found in prose and written in one way`(row: Row) {
        #expect(read(row.text, .code) == row.reading)
    }
}
