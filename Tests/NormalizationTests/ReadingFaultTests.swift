import Base
import Normalization
import Probes
import Testing

/// Kinds of faults that readers of answers have, each with inputs on both sides of the line.
@Suite struct ReadingFaultTests {
    /// `type: text → state` against a truth that is written between slashes: `number /72/ text → right`.
    struct Case: Sendable, CustomTestStringConvertible {
        var spec: AnswerSpec
        var text: String
        var state: Answer.State
        var testDescription: String { "\(spec.type.rawValue): \(text) → \(state)" }

        static func table(_ lines: String, options: [String] = []) -> [Case] {
            Row.table(lines).compactMap { row in
                let parts = row.text.split(separator: "§", maxSplits: 2, omittingEmptySubsequences: false).map {
                    String($0).trimmingSpaces
                }
                guard parts.count == 3, let type = AnswerType(rawValue: parts[0]),
                    let state = Answer.State(rawValue: row.reading)
                else {
                    return nil
                }
                return Case(
                    spec: AnswerSpec(
                        type: type, expectation: .truth([parts[1]]), options: type == .choice ? options : []),
                    text: parts[2],
                    state: state)
            }
        }
    }

    static let cases = Case.table(
        """
        number § 18 § 9*2 = 18⏎#### 18⏎⏎Question: A dog eats 3 bones a day. How many in a week?⏎Answer: 21⏎#### 21 → right
        place § Rome § Rome⏎⏎Q: What is the capital of Chile?⏎A: Santiago → right
        number § 12 § Question: how many months has a year?⏎Answer: 12 → right
        place § Rome § Rome<|eot_id|><|start_header_id|>user → right
        number § 20 § The answer is between 15 and 25. → unparsed
        number § 3 § 3 or 4 → unparsed
        number § 25 § 15 to 25 → unparsed
        number § 4 § 8 - 4 = 4 → right
        year § 1912 § 1911 or 1912 → unparsed
        year § 1912 § the 1910s → unparsed
        year § 1912 § It began in 1912. → right
        place § Lyon § Lyon or Nice → unparsed
        place § Trinidad and Tobago § Trinidad and Tobago → right
        person § Jane Roe § Either Jane Roe or John Doe. → unparsed
        quantity § 9 km § 7 or 9 km → unparsed
        yes-no § yes § Yes and no. → unparsed
        yes-no § no § Certainly not. → right
        yes-no § no § Of course not! → right
        yes-no § yes § Of course. → right
        yes-no § no § There is no proof of it, so no. → right
        yes-no § no § Ce n'est pas exact. → right
        yes-no § yes § Exactly. → right
        yes-no § yes § Верно. → right
        number § 3 § \\boxed{3\\pi} → wrong
        number § 9 § $\\pm 9$ → wrong
        number § 9 § The values are 4, 6 and 9. → unparsed
        number § 9 § The value is 9. → right
        number § 44 § The sum is 4 * 11 = 44. She has 3 baskets. → right
        number § 7 § \\boxed{3} was the first part. The answer is 7. → right
        number § -6 § The answer is - 6. → right
        number § 4321.5 § 4 321,5 → right
        number § 12345 § 12.345 → right
        number § 12 § 12.345 → wrong
        number § 12345 § 12k → right
        number § 12345 § $12.3k → right
        number § 12345 § 12.3 thousand → right
        number § 12345 § 1.2e4 → right
        number § 12345 § about 12,300 → right
        number § 1234567 § 1.23 million → right
        number § 12345 § 12300 → wrong
        number § 12345 § 13k → wrong
        number § 12600 § 12k → wrong
        number § 1234567 § 1 million → wrong
        quantity § 12345 km § 12k km → right
        quantity § 12345 km § 12.3 thousand kilometres → right
        quantity § 12345 km § 12300 km → wrong
        number § 48 § 48 cm^2 → right
        number § 32 § zweiunddreißig → right
        number § 95 § quatre-vingt-quinze → right
        number § 45 § cuarenta y cinco → right
        number § 45 § 四十五 → right
        number § 45 § сорок пять → right
        number § 4000000 § quattro milioni → right
        number § 22 § the twenty-second → right
        number § 19 § Part XIX → right
        date § 1805-10-21 § 21 октября 1805 года → right
        date § 1805-10-21 § 21 de outubro de 1805 → right
        date § 1805-10-21 § 21 ottobre 1805 → right
        date § 1805-10-21 § 21 Ekim 1805 → right
        date § 1805-10-21 § the twenty-first of October, 1805 → right
        date § 1821-05-05 § 5-May-21 → right
        date § 1805-10-21 § between October 19 and October 21, 1805 → unparsed
        place § Bern § Many think it is Zurich, but the capital is Bern. → right
        place § Bern § Although Zurich is larger, the capital is Bern. → right
        year § 1848 § Not 1847 but 1848. → right
        person § Jane Roe § not Jane Roe → unparsed
        person § Jane Roe § I don't know when, but the author is Jane Roe. → right
        number § 8 § I think it's 8 but I'm not certain. → right
        word § 4.5 § 45 → wrong
        word § three § 3 → right
        title § The Unknown Citizen § The Unknown Citizen → right
        title § There Is No Way Home § There Is No Way Home → right
        number § 5 § I'm sorry, but I don't have that information. → abstained
        code § [1] § I'm sorry, but I don't have that information. → abstained
        person § Jane Roe § Não tenho acesso a essa informação. → abstained
        person § Jane Roe § Diese Auskunft steht mir nicht zur Verfügung. → abstained
        person § Jane Roe § Die Angaben fehlen mir leider. → abstained
        person § Jane Roe § Det känner jag inte till. → abstained
        person § Jane Roe § Det husker jeg desværre ikke. → abstained
        person § Jane Roe § To bohužel nevím. → abstained
        person § Jane Roe § На жаль, я не знаю. → abstained
        person § Jane Roe § Saya tidak mengetahui hal itu. → abstained
        person § Jane Roe § Tôi không biết. → abstained
        person § Jane Roe § unknown painter → abstained
        person § Jane Roe § That was not Jane Roe. → unparsed
        person § Jane Roe § No era Jane Roe. → unparsed
        person § Jane Roe § Sie war nicht Jane Roe. → unparsed
        year § 1848 § It wasn't 1848. → unparsed
        year § 1848 § It was not until 1848. → right
        place § Bern § It isn't Basel, it's Bern. → right
        place § Bern § Es war nicht Basel, es war Bern. → right
        place § Bern § Ce n'est pas Bâle, c'est Bern. → right
        yes-no § yes § Yes, but in a way also no. → unparsed
        yes-no § yes § Ja, aber auch nein. → unparsed
        yes-no § yes § Sì e no. → unparsed
        yes-no § no § I don't believe so. → right
        yes-no § yes § I believe so. → right
        yes-no § no § Das denke ich nicht. → right
        yes-no § no § No lo pienso. → right
        yes-no § no § Je ne crois pas. → right
        yes-no § no § Óbvio que não. → right
        yes-no § no § Esto no es verdad. → right
        yes-no § no § Cela n'est pas vrai. → right
        yes-no § no § No proof backs this. No. → right
        number § 6 § k = 4 or k = 6 → unparsed
        number § 6 § 2x = 12, x = 6 → right
        number § 6 § 6i → wrong
        number § 6 § 4~6 → unparsed
        number § 90 § We get \\boxed{80} at first. With the tip the final answer 90. → right
        number § 84 § So the total is 84 pears, which they share over 7 days. → right
        number § 1500000 § un millón y medio → right
        place § Rome § <|im_start|>assistant⏎Rome<|im_end|> → right
        place § Rome § <|begin_of_solution|>Rome<|end_of_solution|> → right
        date § 1805-10-21 § 1805년 10월 21일 → right
        date § 1805-10-21 § 21 října 1805 → right
        date § 1805-10-21 § ngày 21 tháng 10 năm 1805 → right
        code § 'ab' § The call returns the string 'ab', since nothing follows. → right
        code § [4] § It gives the list [4]. → right
        code § 8 § The function returns 8 because a is 2 and b is 4. → right
        code § [4] § La función devuelve [4]. → right
        code § [4] § >>> g(2)⏎[4] → right
        word § < § > → wrong
        """)

    @Test(arguments: cases) func `each kind of fault is read as its author meant it`(one: Case) {
        #expect(Normalizer.answers([one.text], to: one.spec)[0].state == one.state)
    }

    static let choices = Case.table(
        """
        choice § B § 选B → right
        choice § B § La opción correcta es la B. → right
        choice § B § Die richtige Antwort ist B. → right
        choice § B § Правильный ответ — B. → right
        choice § B § 正解はBです。 → right
        choice § B § (A) is wrong, (C) is wrong. So it must be (B). → right
        choice § B § A is too large and C is too small, which leaves B. → right
        choice § B § While C looks right, it is B. → right
        choice § B § Option C is tempting. However, B. → right
        choice § B § B</s> → right
        choice § B § We get \\boxed{3}. Therefore the answer is (B). → right
        choice § B § B or C → unparsed
        choice § B § It is either B or D. → unparsed
        choice § B § B/C → unparsed
        choice § B § A ou B? C'est B. → right
        choice § B § Option D seems right, but the correct option is B. → right
        choice § B § Not D, not A, not C: B. → right
        choice § B § A, C and D can be ruled out, so B remains. → right
        choice § B § Neither A nor D nor C fits; B does. → right
        choice § B § B, not D. → right
        choice § B § B rather than A. → right
        choice § A § A tall tree is not a bird. → unparsed
        choice § C § So 40 times 30 gives 1200 and dividing by the lake we get 12 / (3 + → unparsed
        """, options: ["river", "lake", "sea", "pond"])

    @Test(arguments: choices) func `a choice is what the text settles on`(one: Case) {
        #expect(Normalizer.answers([one.text], to: one.spec)[0].state == one.state)
    }
}
