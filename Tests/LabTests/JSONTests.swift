import Base
import Foundation
import Kinship
import Testing

@testable import Lab

@Suite struct JSONTests {
    static let values: [(String, JSONValue)] = [
        ("null", .null), (" true ", true), ("-0", 0), ("12", 12), ("1.5e2", .number(150)),
        (#""aA\n\u00e9\ud83e\udd8a""#, "aA\né🦊"), ("[1,[],{}]", [1, [], [:]]),
        (#"{"b":1,"a":[null]}"#, ["b": 1, "a": [.null]]),
        ("100000000000000000000", .number(1e20)),
    ]

    @Test(arguments: values)
    func valuesAreReadAsWritten(text: String, expected: JSONValue) throws {
        #expect(try JSONValue(reading: Array(text.utf8)) == expected)
        #expect(try JSONValue(reading: expected.bytes) == expected)
    }

    @Test(arguments: [
        ("", 0), ("{", 1), ("[1,]", 3), (#"{"a":1,}"#, 7), (#"{"a":1,"a":2}"#, 7), ("01", 1), ("1.", 2), ("+1", 0),
        ("tru", 0), (#""\x""#, 2), (#""\ud800""#, 7), ("\"\n\"", 1), ("\"a", 0), ("1 2", 2), ("1e999", 0), ("NaN", 0),
        (#"{1:2}"#, 1), (#""\u12"#, 3),
    ])
    func faultsAreNamedByTheirByte(text: String, offset: Int) {
        #expect { try JSONValue(reading: Array(text.utf8)) } throws: { ($0 as? JSONFault)?.offset == offset }
    }

    @Test func deepNestingAndBrokenCharactersAreRefused() {
        #expect(throws: JSONFault.self) { try JSONValue(reading: Array(String(repeating: "[", count: 100_000).utf8)) }
        #expect(throws: JSONFault.self) { try JSONValue(reading: [0x22, 0xFF, 0x22]) }
    }

    @Test func itAgreesWithFoundationOnDamagedTexts() throws {
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
