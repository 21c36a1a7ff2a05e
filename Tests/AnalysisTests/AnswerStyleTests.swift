import Testing

@testable import Analysis

@Suite struct AnswerStyleTests {
    @Test(
        "a number rounded, cut or in another unit is the right one in another style",
        arguments: [("12000", "12345"), ("12.345", "12345"), ("1234", "12345"), ("1.2e4", "12345"), ("12300", "12345")])
    func variants(_ pair: (String, String)) { #expect(AnswerStyle.isVariant(pair.0, of: pair.1)) }

    @Test("a text of which a part is left out or added is the right one in another style")
    func parts() {
        #expect(AnswerStyle.isVariant("f(a)", of: "f(a);g(b)"))
        #expect(AnswerStyle.isVariant("the city of bern", of: "bern"))
        #expect(!AnswerStyle.isVariant("g(c)", of: "f(a);g(b)"))
        #expect(!AnswerStyle.isVariant("a", of: "banana"))
    }

    @Test(
        "another number, a small one, or a word is not",
        arguments: [("18000", "12345"), ("7", "8"), ("12345", "12345"), ("Paris", "12345"), ("-12000", "12345")])
    func others(_ pair: (String, String)) { #expect(!AnswerStyle.isVariant(pair.0, of: pair.1)) }
}
