import Base
import Normalization
import Probes
import Testing

@Suite struct NumberTests {
    static let numbers = Row.table(
        """
        42 → 42
        42. → 42
        +7 → 7
        007 → 7
        0 → 0
        -0 → 0
        -5 → -5
        −5 → -5
        – 5 → 5
        minus 5 → -5
        negative twelve → -12
        1,000 → 1000
        1000 → 1000
        1 000 → 1000
        1 000 000 → 1000000
        1 000 000 → 1000000
        1'000'000 → 1000000
        1_000_000 → 1000000
        1.000.000 → 1000000
        1,234,567.89 → 1234567.89
        1.234.567,89 → 1234567.89
        1,00,000 → 100000
        12,34,567 → 1234567
        3.14 → 3.14
        3,14 → 3.14
        0,125 → 0.125
        .5 → 0.5
        -.5 → -0.5
        5.0 → 5
        5.50 → 5.5
        1.000 → 1
        3.14159265 → 3.1416
        0.33333333 → 0.3333
        1/3 → 0.3333
        1/2 → 0.5
        -1/2 → -0.5
        ½ → 0.5
        1½ → 1.5
        1 1/2 → 1.5
        3 ¾ → 3.75
        22/7 → 3.1429
        1 / 4 → 0.25
        \\frac{1}{2} → 0.5
        \\dfrac{1}{2} → 0.5
        $\\dfrac{1}{2}$ → 0.5
        \\frac12 → 0.5
        -\\frac{3}{4} → -0.75
        3\\frac{1}{2} → 3.5
        \\(\\frac{1}{2}\\) → 0.5
        $42$ → 42
        $$42$$ → 42
        3{,}000 → 3000
        \\text{42 apples} → 42
        \\$18 → 18
        $18 → 18
        $1,234.50 → 1234.5
        -$110 → -110
        $-110 → -110
        €5 → 5
        5 € → 5
        £3.50 → 3.5
        50% → 50
        50 % → 50
        12.5 percent → 12.5
        1e3 → 1000
        1.5e3 → 1500
        1.5E+3 → 1500
        2e-3 → 2e-3
        1.5 × 10^3 → 1500
        1.5 x 10^3 → 1500
        1.5 * 10^3 → 1500
        1.5 × 10³ → 1500
        1.5\\times10^{3} → 1500
        6.02 × 10^23 → 6.02e23
        6.02e23 → 6.02e23
        10^6 → 1000000
        2^10 → 1024
        10⁶ → 1000000
        5 million → 5000000
        2.5 million → 2500000
        1.2 billion → 1200000000
        3 trillion → 3000000000000
        5 hundred → 500
        10k → 10000
        $5m → 5000000
        $2b → 2000000000
        2 dozen → 24
        3 lakh → 300000
        3万 → 30000
        1,5 Millionen → 1500000
        zero → 0
        seven → 7
        Twelve → 12
        twenty-one → 21
        twenty one → 21
        ninety nine → 99
        one hundred → 100
        a hundred → 100
        one hundred and five → 105
        one hundred five → 105
        three hundred forty-two → 342
        two thousand → 2000
        two thousand and five → 2005
        twelve thousand three hundred forty-five → 12345
        one million two hundred thousand → 1200000
        a million → 1000000
        five million → 5000000
        two and a half → 2.5
        three point one four → 3.14
        half → 0.5
        one half → 0.5
        a quarter → 0.25
        three quarters → 0.75
        two-thirds → 0.6667
        a dozen → 12
        none → 0
        １２３ → 123
        ٤٢ → 42
        ४२ → 42
        **42** → 42
        The answer is 42. → 42
        The answer is **42** apples. → 42
        42 apples → 42
        He has 18 eggs left. → 18
        x = 5 → 5
        3 + 4 = 7 → 7
        6 pizzas (3 cheese and 3 pepperoni) → 6
        ≈ 3.5 → 3.5
        about 20 → 20
        12345678901234567890 → 12345678901234567890
        banana → <unparsed>
        Infinity and beyond → <unparsed>
        """)

    @Test(arguments: numbers) func `a number is its value however it is written`(row: Row) {
        #expect(read(row.text, .number) == row.reading)
    }

    static let quantities = Row.table(
        """
        5 km → 5000 m
        5 kilometers → 5000 m
        5,000 m → 5000 m
        5000 metres → 5000 m
        500 cm → 5 m
        3 ft → 0.9144 m
        5 ft 11 in → 1.8034 m
        5'11" → 1.8034 m
        5 feet and 11 inches → 1.8034 m
        26.2 miles → 42164.8128 m
        a mile → <unparsed>
        one mile → 1609.344 m
        1 kg → 1000 g
        2.5 kilograms → 2500 g
        1 lb → 453.59237 g
        90 minutes → 5400 s
        1.5 hours → 5400 s
        1 hour 30 minutes → 5400 s
        1 hour, 30 minutes → 5400 s
        2 days → 172800 s
        1 year → 12 month
        18 months → 18 month
        $500 million → 500000000 usd
        $0.5 billion → 500000000 usd
        500 million dollars → 500000000 usd
        US$500,000,000 → 500000000 usd
        USD 500 million → 500000000 usd
        500M USD → 500000000 usd
        $500M → 500000000 usd
        $1,234.56 → 1234.56 usd
        50 cents → 0.5 usd
        €20 → 20 eur
        20 € → 20 eur
        20 euros → 20 eur
        £20 → 20 gbp
        ¥1000 → 1000 jpy
        100 yen → 100 jpy
        ₹500 → 500 inr
        50% → 50 percent
        50 percent → 50 percent
        100 °C → 373.15 K
        100 degrees Celsius → 373.15 K
        212 °F → 373.15 K
        273.15 K → 273.15 K
        60 mph → 26.8224 m/s
        100 km/h → 27.77777778 m/s
        2 l → 2 l
        500 ml → 0.5 l
        10 m² → 10 m^2
        1 hectare → 10000 m^2
        4 GB → 4000000000 byte
        4 GiB → 4294967296 byte
        90° → 90 degree
        90^\\circ → 90 degree
        299,792,458 m/s → 299792458 m/s
        3 × 10^8 m/s → 300000000 m/s
        5公里 → 5000 m
        The tower is **330 metres** tall. → 330 m
        It weighs about 70 kg. → 70000 g
        12 apples → 12
        42 → 42
        """)

    @Test(arguments: quantities) func `a quantity is its value in the base unit of its dimension`(row: Row) {
        #expect(read(row.text, .quantity) == row.reading)
    }

    @Test func `a bare number takes the unit of the truth`() {
        let spec = AnswerSpec(type: .quantity, expectation: .truth(["8,849 m"]))
        let answers = Normalizer.answers(["8849", "8.849 km", "29,032 ft", "8,848 m", "8848"], to: spec)
        #expect(answers.map(\.state) == [.right, .right, .right, .wrong, .wrong])
        #expect(answers[3].key == answers[4].key)
    }

    @Test func `without a truth a bare number takes the usual unit of the item`() {
        let answers = Normalizer.answers(
            ["5 km", "5", "5 kilometres", "7 km"], to: AnswerSpec(type: .quantity, expectation: .consensus))
        #expect(answers.map(\.state) == [.right, .right, .right, .wrong])
    }
}
