import Base
import Normalization
import Probes
import Testing

@Suite struct PersonTests {
    static let names = Row.table(
        """
        Paul G. Cassell → paul g cassell
        Mr. Paul Cassell → paul cassell
        Mr. Cassell → cassell
        Cassell, Paul G. → paul g cassell
        Dr. Jane Roe → jane roe
        Prof. Dr. Jane Roe → jane roe
        Jane Roe, PhD → jane roe
        Martin Luther King Jr. → martin luther king
        Martin Luther King, Jr. → martin luther king
        Sir Isaac Newton → isaac newton
        ISAAC NEWTON → isaac newton
        **Isaac Newton** → isaac newton
        "Isaac Newton" → isaac newton
        Isaac Newton. → isaac newton
        Gabriel García Márquez → gabriel garcia marquez
        Gabriel Garcia Marquez → gabriel garcia marquez
        Vincent van Gogh → vincent van gogh
        Ludwig van Beethoven → ludwig van beethoven
        Ursula K. Le Guin → ursula k le guin
        J.R.R. Tolkien → j r r tolkien
        J. R. R. Tolkien → j r r tolkien
        Jean-Paul Sartre → jean-paul sartre
        Flannery O'Connor → flannery o'connor
        Flannery O’Connor → flannery o'connor
        Plato → plato
        Queen Elizabeth II → elizabeth
        It was written by Jane Roe. → jane roe
        The novel was written by Jane Roe in 1987. → jane roe
        Jane Roe wrote the novel in 1987. → jane roe
        It was Jane Roe. → jane roe
        The author is Jane Roe. → jane roe
        The author of the book is **Jane Roe**. → jane roe
        by Jane Roe → jane roe
        The answer is Jane Roe. → jane roe
        {"answer": "Jane Roe"} → jane roe
        James Watson and Francis Crick → francis crick & james watson
        Francis Crick & James Watson → francis crick & james watson
        Jane Roe (1920–1987) → jane roe
        毛泽东 → 毛泽东
        """)

    @Test(arguments: names) func `a name is its words without title, suffix and dress`(row: Row) {
        #expect(read(row.text, .person) == row.reading)
    }

    static let same: [(String, String)] = [
        ("Mr. Cassell", "Paul G. Cassell"), ("P. Cassell", "Paul Cassell"), ("Paul Cassell", "Paul G. Cassell"),
        ("Bob Woodward", "Robert Woodward"),
        ("J.K. Rowling", "Joanne K. Rowling"), ("Gogh", "Vincent van Gogh"), ("Napoleon", "Napoleon Bonaparte"),
        ("Michelangelo", "Michelangelo Buonarroti"),
        ("Einstein", "Albert Einstein"), ("Cassell, Paul", "Paul Cassell"),
        ("García Márquez", "Gabriel García Márquez"), ("JRR Tolkien", "J. R. R. Tolkien"),
    ]

    @Test(arguments: same) func `two forms of one person's name are one reading within an item`(
        short: String, full: String
    ) {
        let answers = Normalizer.answers(
            [short, full, "Somebody Else"], to: AnswerSpec(type: .person, expectation: .truth([full])))
        #expect(answers.map(\.state) == [.right, .right, .wrong])
        #expect(answers[0].key == answers[1].key)
    }

    @Test func `a family name that fits two people joins neither`() {
        let answers = Normalizer.answers(
            ["Adams", "John Adams", "Ansel Adams"], to: AnswerSpec(type: .person, expectation: .truth(["John Adams"])))
        #expect(Set(answers.map(\.key)).count == 3)
        #expect(answers.map(\.state) == [.wrong, .right, .wrong])
    }

    @Test func `clusters do not depend on the order of the models`() {
        let texts = ["Cassell", "Paul G. Cassell", "P. Cassell", "Peter Cassell", "Mr. Paul Cassell"]
        let spec = AnswerSpec(type: .person)
        let forward = Normalizer.answers(texts, to: spec).map(\.key)
        let backward = Normalizer.answers(texts.reversed(), to: spec).map(\.key)
        #expect(forward == backward.reversed())
    }
}
