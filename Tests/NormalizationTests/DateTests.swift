import Base
import Normalization
import Probes
import Testing

@Suite struct DateTests {
    static let dates = Row.table(
        """
        1987-06-12 → 1987-06-12
        1987/06/12 → 1987-06-12
        1987.06.12 → 1987-06-12
        June 12, 1987 → 1987-06-12
        June 12th, 1987 → 1987-06-12
        June 12 1987 → 1987-06-12
        12 June 1987 → 1987-06-12
        12th of June 1987 → 1987-06-12
        the 12th of June, 1987 → 1987-06-12
        12 Jun 1987 → 1987-06-12
        Jun. 12, 1987 → 1987-06-12
        12-Jun-1987 → 1987-06-12
        1987 June 12 → 1987-06-12
        Friday, June 12, 1987 → 1987-06-12
        13/06/1987 → 1987-06-13
        06/13/1987 → 1987-06-13
        13.06.1987 → 1987-06-13
        12.6.1987 → 1987-06-12
        06/12/1987 → 1987-06-12
        1987-06-12T10:00:00Z → 1987-06-12
        12. Juni 1987 → 1987-06-12
        12 de junio de 1987 → 1987-06-12
        12 juin 1987 → 1987-06-12
        1er août 1987 → 1987-08-01
        3. März 1987 → 1987-03-03
        1987年6月12日 → 1987-06-12
        昭和62年6月12日 → 1987-06-12
        June 1987 → 1987-06
        May 1987 → 1987-05
        June 12 → --06-12
        1987 → 1987
        It happened on June 12, 1987. → 1987-06-12
        **June 12, 1987** → 1987-06-12
        March 15, 44 BC → -0044-03-15
        someday → <unparsed>
        """)

    @Test(arguments: dates) func `a date is one date in any order and format`(row: Row) {
        #expect(read(row.text, .date) == row.reading)
    }

    static let years = Row.table(
        """
        1987 → 1987
        1987. → 1987
        in 1987 → 1987
        c. 1987 → 1987
        the year 1987 → 1987
        It was published in 1987. → 1987
        June 12, 1987 → 1987
        12/06/1987 → 1987
        the 1980s → 1980s
        1914-1918 → 1914/1918
        1914–18 → 1914/1918
        1914 to 1918 → 1914/1918
        44 BC → -0044
        44 B.C. → -0044
        753 BCE → -0753
        79 AD → 0079
        AD 79 → 0079
        nineteen eighty-four → 1984
        nineteen eighty four → 1984
        two thousand and five → 2005
        twenty twenty → 2020
        1987年 → 1987
        昭和62年 → 1987
        never → <unparsed>
        """)

    @Test(arguments: years) func `a year is found in what stands around it`(row: Row) {
        #expect(read(row.text, .year) == row.reading)
    }

    @Test func `an ambiguous date is read as the truth has it`() {
        let answers = Normalizer.answers(
            ["03/04/2020", "04/03/2020", "3 April 2020", "05/04/2020"],
            to: AnswerSpec(type: .date, expectation: .truth(["2020-04-03"])))
        #expect(answers.map(\.state) == [.right, .right, .right, .wrong])
    }

    @Test func `an ambiguous date follows a plain one where there is no truth`() {
        let answers = Normalizer.answers(
            ["03/04/2020", "3 April 2020", "April 3rd, 2020"],
            to: AnswerSpec(type: .date, expectation: .consensus))
        #expect(answers.map(\.state) == [.right, .right, .right])
    }
}
