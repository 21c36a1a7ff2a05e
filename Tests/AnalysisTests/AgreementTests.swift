import Analysis
import Base
import CaseFile
import Testing

@Suite struct AgreementTests {
    @Test(
        arguments: [
            (["a": 1], ["a": 1], .exact), (["a": .number(0.1)], ["a": .number(0.10000000001)], .sixDigits),
            (["a": .number(0.1)], ["a": .number(0.1001)], .differs(at: "findings.a")),
            (["a": ["x", "y"]], ["a": ["x", "z"]], .differs(at: "findings.a[1]")),
            (["a": ["x"]], ["a": []], .differs(at: "findings.a (1 and 0 elements)")),
            (["a": 1], [:], .differs(at: "findings.a")),
            (["a": 1_000_000_000], ["a": 1_000_000_001], .differs(at: "findings.a")),
            (["a": .number(1e-17)], ["a": .number(-3e-16)], .sixDigits),
        ] as [(JSONValue, JSONValue, Agreement)])
    func `Findings agree to the last bit, to six digits, or not, and it is said where`(
        one: JSONValue, other: JSONValue, expected: Agreement
    ) {
        #expect(Agreement.compare(one, other) == expected)
    }
}
