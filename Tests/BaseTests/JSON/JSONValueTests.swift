import Base
import Foundation
import Testing

@Suite struct JSONValueTests {
    static let values: [(String, JSONValue)] = [
        ("null", .null), (" true ", true), ("-0", 0), ("12", 12), ("1.5e2", .number(150)),
        (#""aA\n\u00e9\ud83e\udd8a""#, "aA\né🦊"), ("[1,[],{}]", [1, [], [:]]),
        (#"{"b":1,"a":[null]}"#, ["b": 1, "a": [.null]]), ("\u{FEFF}[]", []),
        ("100000000000000000000", .number(1e20)), ("9007199254740993", 9_007_199_254_740_993),
    ]

    @Test(arguments: values)
    func `values are read as they were written`(text: String, expected: JSONValue) throws {
        #expect(try JSONValue(reading: Array(text.utf8)) == expected)
        #expect(try JSONValue(reading: expected.bytes()).bytes() == expected.bytes())
    }

    @Test(arguments: [
        ("", 0), ("{", 1), ("[1,]", 3), (#"{"a":1,}"#, 7), (#"{"a":1,"a":2}"#, 7), ("01", 1), ("1.", 2), ("+1", 0),
        ("tru", 3), (#""\x""#, 1), (#""\ud800""#, 1), ("\"\n\"", 1), ("\"a", 2), ("1 2", 2), ("1e999", 0), ("NaN", 0),
        ("-Infinity", 1), (#"{1:2}"#, 1), (#""\u12"#, 5), ("-", 1), ("nul", 3), (#"{"a"}"#, 4),
    ])
    func `what is not JSON is refused with its byte`(text: String, offset: Int) {
        #expect { try JSONValue(reading: Array(text.utf8)) } throws: { ($0 as? JSONFault)?.offset == offset }
    }

    @Test func `deep nesting and broken characters are refused`() {
        #expect(throws: JSONFault.self) { try JSONValue(reading: Array(String(repeating: "[", count: 100_000).utf8)) }
        #expect(throws: JSONFault.self) { try JSONValue(reading: Array("[[[1]]]".utf8), depth: 2) }
        #expect(throws: JSONFault.self) { try JSONValue(reading: [0x22, 0xFF, 0x22]) }
    }

    @Test func `a text that a server cut inside a character is read where that is asked for`() throws {
        let cut = Array(#"["x\ud83d\ude00\ud83d", "\ud83d\u0041", "\ude00"]"#.utf8)
        #expect(throws: JSONFault.self) { try JSONValue(reading: cut) }
        #expect(
            try JSONValue(reading: cut, accepting: .loneSurrogates) == ["x😀\u{FFFD}", "\u{FFFD}A", "\u{FFFD}"])
    }

    @Test func `members are found by the bytes of their names, and null can count as none`() throws {
        let value = try JSONValue(reading: Array(#"{"a":null,"b":[1,2.0,2.5,1e300,"x"],"é":1}"#.utf8))
        #expect(value["a"] == .null && value[present: "a"] == nil && value["c"] == nil && value["e\u{301}"] == nil)
        #expect(value["b"]?[0]?.whole == 1 && value["b"]?[1]?.whole == 2 && value["b"]?[2]?.whole == nil)
        #expect(value["b"]?[3]?.whole == nil && value["b"]?[3]?.double == 1e300 && value["b"]?[9] == nil)
        #expect(value["b"]?[4]?.string == "x" && value["b"]?["x"] == nil)
    }

    @Test func `members are written as they stand, or in one order`() throws {
        let value: JSONValue = ["b": ["x": "\u{1}\t\"é😀"], "a": [1, .number(0.5), true, .null, .number(.nan)]]
        #expect(
            String(decoding: value.bytes(), as: UTF8.self)
                == #"{"b":{"x":"\u0001\t\"é😀"},"a":[1,0.5,true,null,null]}"#)
        let sorted = value.bytes(sorted: true)
        #expect(String(decoding: sorted, as: UTF8.self).hasPrefix(#"{"a":[1,"#))
        #expect(JSONSerialization.isValidJSONObject(try JSONSerialization.jsonObject(with: Data(sorted))))
        #expect(JSONValue.fields(["a": nil, "b": 1]) == ["b": 1])
    }

    @Test func `it agrees with Foundation on damaged texts`() throws {
        let base = Array(#"{"model":"a","n":[1,-2.5e3,true,null],"t":"x\n\u00e9","o":{"k":"v"}}"#.utf8)
        var random = SeededGenerator(seed: 11)
        for _ in 0..<2000 {
            var bytes = base
            for _ in 0...random.below(2) { bytes[random.below(bytes.count)] = UInt8(32 + random.below(95)) }
            let mine = try? JSONValue(reading: bytes)
            let theirs = try? JSONSerialization.jsonObject(with: Data(bytes), options: .fragmentsAllowed)
            // What Foundation refuses is refused; beyond that only doubled names are.
            if theirs == nil { #expect(mine == nil, "\(String(decoding: bytes, as: UTF8.self))") }
        }
    }
}
