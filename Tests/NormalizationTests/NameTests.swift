import Base
import Normalization
import Probes
import Testing

@Suite struct NameTests {
    static let places = Row.table(
        """
        Paris → paris
        paris. → paris
        **Paris** → paris
        "Paris" → paris
        `Paris` → paris
        PARIS → paris
        The Hague → hague
        the netherlands → netherlands
        São Paulo → sao paulo
        Sao Paulo → sao paulo
        Zürich → zurich
        It is Paris. → paris
        It's Paris! → paris
        The capital of France is Paris. → paris
        The capital of France is **Paris**. → paris
        Canberra (ACT) → canberra
        # Paris → paris
        - Paris → paris
        > Paris → paris
        <b>Paris</b> → paris
        [Paris](https://example.org) → paris
        The answer is: Paris → paris
        Answer: Paris → paris
        **Answer:** Paris → paris
        **Answer: Paris** → paris
        Final answer: Paris → paris
        Paris⏎⏎It has been the capital since 987, and it lies on the Seine in the north of the country. → paris
        Let me think.⏎It lies on the Seine.⏎Paris → paris
        \\text{Paris} → paris
        Bosnia & Herzegovina → bosnia and herzegovina
        St. Petersburg → st petersburg
        東京 → 東京
        答えは東京 → 東京
        答案是：北京。 → 北京
        Die Antwort ist Berlin. → berlin
        La respuesta es Madrid. → madrid
        La réponse est Lyon. → lyon
        """)

    @Test(arguments: places) func `a place is its name without article, accent and dress`(row: Row) {
        #expect(read(row.text, .place) == row.reading)
    }

    static let words = Row.table(
        """
        Stemflet. → stemflet
        stemflet → stemflet
        Stemflet → stemflet
        Dandval → dandval
        pumkirk . → pumkirk
        Drastbrurk. → drastbrurk
        The word is "stemflet". → stemflet
        A → a
        a cat → cat
        well-being → well being
        C++ → c++
        C# → c#
        a stitch in time saves nine → stitch in time saves nine
        In addition, as a charming town by the lake, its emblem has been the brikhil → <unparsed>
        """)

    @Test(arguments: words) func `a word is read as it stands`(row: Row) {
        #expect(read(row.text, .word) == row.reading)
    }

    static let titles = Row.table(
        """
        The Hobbit → hobbit
        *The Hobbit* → hobbit
        "The Hobbit" → hobbit
        The Hobbit (1937) → hobbit
        «The Hobbit» → hobbit
        It's a Wonderful Life → it s a wonderful life
        The novel that you are thinking of is called *The Hobbit*. → hobbit
        The title of the book in question is "The Hobbit". → hobbit
        War & Peace → war and peace
        War and Peace → war and peace
        1984 → 1984
        """)

    @Test(arguments: titles) func `a title is its words`(row: Row) {
        #expect(read(row.text, .title) == row.reading.replacing("it s", with: "its"))
    }

    @Test func `a subtitle, a qualifier or a country does not make another answer`() {
        let titles = Normalizer.answers(
            ["The Hobbit, or There and Back Again", "The Hobbit", "Hobbit: There and Back Again"],
            to: AnswerSpec(type: .title, expectation: .truth(["The Hobbit"])))
        #expect(titles.map(\.state) == [.right, .right, .right])
        let places = Normalizer.answers(
            ["Paris, France", "Paris", "Lyon, France"], to: AnswerSpec(type: .place, expectation: .truth(["Paris"])))
        #expect(places.map(\.state) == [.right, .right, .wrong])
    }

    static let citations = Row.table(
        """
        https://doi.org/10.1000/182 → doi:10.1000/182
        doi:10.1000/182. → doi:10.1000/182
        arXiv:1706.03762v5 → arxiv:1706.03762
        arXiv preprint 1706.03762 → arxiv:1706.03762
        Roe v. Doe, 410 U.S. 113 (1973) → 410 us 113
        410 U.S. 113 → 410 us 113
        Roe v. Doe, 678 F. Supp. 3d 443 (S.D.N.Y. 2023) → 678 fsupp3d 443
        Roe v. Doe Corp. → roe v doe
        Roe vs. Doe → roe v doe
        """)

    @Test(arguments: citations) func `a citation is its identifier, else its words`(row: Row) {
        #expect(read(row.text, .citation) == row.reading)
    }
}
