import Base
import Foundation
import Testing

@Suite struct CanonicalJSONTests {
    private func text(_ value: JSONValue) throws -> String {
        String(decoding: try CanonicalJSON.bytes(value), as: UTF8.self)
    }

    /// RFC 8785 appendix B (bits and text), and the vector of github.com/gowebpki/jcs.
    @Test(
        arguments: [
            (0x0000_0000_0000_0000, "0"), (0x8000_0000_0000_0000, "0"), (0x0000_0000_0000_0001, "5e-324"),
            (0x8000_0000_0000_0001, "-5e-324"), (0x7FEF_FFFF_FFFF_FFFF, "1.7976931348623157e+308"),
            (0xFFEF_FFFF_FFFF_FFFF, "-1.7976931348623157e+308"), (0x4340_0000_0000_0000, "9007199254740992"),
            (0xC340_0000_0000_0000, "-9007199254740992"), (0x4430_0000_0000_0000, "295147905179352830000"),
            (0x44B5_2D02_C7E1_4AF5, "9.999999999999997e+22"), (0x44B5_2D02_C7E1_4AF6, "1e+23"),
            (0x44B5_2D02_C7E1_4AF7, "1.0000000000000001e+23"), (0x444B_1AE4_D6E2_EF4E, "999999999999999700000"),
            (0x444B_1AE4_D6E2_EF4F, "999999999999999900000"), (0x444B_1AE4_D6E2_EF50, "1e+21"),
            (0x3EB0_C6F7_A0B5_ED8C, "9.999999999999997e-7"), (0x3EB0_C6F7_A0B5_ED8D, "0.000001"),
            (0x41B3_DE43_5555_5553, "333333333.3333332"), (0x41B3_DE43_5555_5554, "333333333.33333325"),
            (0x41B3_DE43_5555_5555, "333333333.3333333"), (0x41B3_DE43_5555_5556, "333333333.3333334"),
            (0x41B3_DE43_5555_5557, "333333333.33333343"), (0xBECB_F647_612F_3696, "-0.0000033333333333333333"),
            (0x4314_3FF3_C1CB_0959, "1424953923781206.2"),
        ] as [(UInt64, String)])
    func `Numbers are written as ECMAScript writes them`(bits: UInt64, expected: String) {
        #expect(CanonicalJSON.ecmaScript(Double(bitPattern: bits)) == expected)
    }

    @Test func `The vector of another implementation comes out`() throws {
        let values: [Double] = [333_333_333.33333329, 1E30, 4.50, 2e-3, 1e-27]
        #expect(try text(.array(values.map(JSONValue.number))) == "[333333333.3333333,1e+30,4.5,0.002,1e-27]")
    }

    @Test func `What is no JSON number is refused`() throws {
        #expect(CanonicalJSON.ecmaScript(.nan) == nil)
        #expect(throws: Problem.self) { try text(.number(.infinity)) }
        #expect(throws: Problem.self) { try text(.integer((1 << 53) + 1)) }
        // A double of this size is written so, and what was written reads back.
        let large = try text(.number(-5e18))
        let again = try JSONValue(reading: Array(large.utf8))
        #expect(try text(again) == large)
    }

    @Test func `Keys are ordered by UTF-16 code units (RFC 8785 §3.2.3)`() throws {
        let keys = ["\u{20AC}", "\r", "\u{FB33}", "1", "\u{1F600}", "\u{80}", "\u{F6}"]
        let sorted = try text(.object(keys.map { JSONMember($0, .null) }))
        #expect(
            sorted
                == "{\"\\r\":null,\"1\":null,\"\u{80}\":null,\"\u{F6}\":null,\"\u{20AC}\":null,\"\u{1F600}\":null,\"\u{FB33}\":null}"
        )
    }

    @Test func `Keys that are equal are refused, keys that only look equal are kept apart`() throws {
        #expect(throws: Problem.self) { try text(.object([JSONMember("a", 1), JSONMember("a", 2)])) }
        #expect(try text(["e\u{301}": 1, "\u{E9}": 2]) == "{\"e\u{301}\":1,\"\u{E9}\":2}")
    }

    @Test func `Strings escape what they must and nothing else`() throws {
        #expect(
            try text("\u{20AC}$\u{F}\u{A}A'\u{42}\u{22}\u{5C}\u{5C}\u{22}/\u{7F}")
                == "\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\u{7F}\"")
    }

    @Test func `What was written canonically reads back and is written the same`() throws {
        let value: JSONValue = [
            "b": [1, true, .null, "x\u{0}"], "a": ["n": .number(0.1), "i": -5, "t": ""],
        ]
        let bytes = try CanonicalJSON.bytes(value)
        #expect(try CanonicalJSON.bytes(CanonicalJSON.value(of: bytes)) == bytes)
    }

    @Test func `Times are RFC 3339 in UTC to the millisecond, before 1970 and on leap days too`() {
        #expect(Timestamp.text(Date(timeIntervalSince1970: 951_827_696.789)) == "2000-02-29T12:34:56.789Z")
        #expect(Timestamp.text(Date(timeIntervalSince1970: -0.001)) == "1969-12-31T23:59:59.999Z")
    }
}
