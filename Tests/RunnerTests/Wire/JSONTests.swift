import Foundation
import Testing

@testable import Providers

@Suite struct JSONTests {
    @Test(
        "what is not JSON is refused with its place",
        arguments: [
            ("", 0), ("{", 1), ("{\"a\"}", 4), ("[1,]", 3), ("01", 2), ("1.", 2), ("\"a\nb\"", 2), ("nul", 0),
            ("1 2", 2),
            ("\"\\x\"", 3), ("\"\\u12\"", 3), ("-", 1), ("1e999", 5), ("NaN", 0),
        ])
    func refused(text: String, offset: Int) throws {
        let error = try #require(throws: JSONError.self) { try JSON.parse(Array(text.utf8)) }
        #expect(error.offset == offset, "\(error)")
    }

    @Test func `deep nesting is refused before it exhausts the stack`() throws {
        let deep = Array(String(repeating: "[", count: 100_000).utf8)
        #expect(throws: JSONError.self) { try JSON.parse(deep) }
    }

    @Test func `values are read as they stand`() throws {
        let text =
            #" {"a":[1,-2.5,1e3,true,false,null,"x\"\\\/\b\f\n\r\té\ud83d\ude00\ud83d"],"b":{},"a2":9007199254740993} "#
        let value = try JSON.parse(Array(text.utf8))
        #expect(value["a"]?[0] == 1 && value["a"]?[1] == .number(-2.5) && value["a"]?[2]?.integer == 1000)
        #expect(value["a"]?[6]?.string == "x\"\\/\u{8}\u{C}\n\r\té😀\u{FFFD}")
        #expect(value["a2"]?.integer == 9_007_199_254_740_993 && value["b"] == [:] && value["zz"] == nil)
    }

    @Test func `what is written is read back, with members in one order`() throws {
        let value: JSON = ["b": ["x": "\u{1}\t\"é😀"], "a": [1, .number(0.5), true, .null]]
        let bytes = value.bytes
        #expect(String(decoding: bytes, as: UTF8.self) == #"{"a":[1,0.5,true,null],"b":{"x":"\u0001\t\"é😀"}}"#)
        let again = try JSON.parse(bytes)
        #expect(again["b"] == value["b"] && again["a"] == value["a"])
        #expect(JSONSerialization.isValidJSONObject(try JSONSerialization.jsonObject(with: Data(bytes))))
    }
}
