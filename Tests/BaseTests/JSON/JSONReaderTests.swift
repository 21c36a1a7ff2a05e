import Base
import Testing

@Suite struct JSONReaderTests {
    private func string(_ json: String) throws -> String {
        String(decoding: try bytes(Array(json.utf8)), as: UTF8.self)
    }

    private func bytes(_ json: [UInt8]) throws -> [UInt8] {
        try json.withUnsafeBytes { buffer in
            var reader = JSONReader(buffer)
            return try reader.string()
        }
    }

    private func skipFault(_ json: [UInt8]) -> JSONFault? {
        json.withUnsafeBytes { buffer in
            var reader = JSONReader(buffer)
            do throws(JSONFault) {
                try reader.skip()
                return reader.isAtEnd() ? nil : JSONFault(.trailing, at: reader.position)
            } catch {
                return error
            }
        }
    }

    @Test(arguments: [
        (#""plain""#, "plain"), (#""""#, ""), (#""a\"b\\c\/d\b\f\n\r\t""#, "a\"b\\c/d\u{8}\u{C}\n\r\t"),
        (#""\u00e9\u20AC\ud83d\ude00 é€😀""#, "é€😀 é€😀"),
        (#""0123456789abcdef\n0123456789abcdef""#, "0123456789abcdef\n0123456789abcdef"),
    ])
    func `Strings are read with their escapes undone`(json: String, expected: String) throws {
        #expect(try string(json) == expected)
    }

    @Test(arguments: [
        (#""abc"#, JSONFault(.truncated, at: 4)), (#""abc\"#, JSONFault(.truncated, at: 5)),
        (#""ab\u12"#, JSONFault(.truncated, at: 7)), (#""ab\x""#, JSONFault(.badEscape, at: 3)),
        (#""\u12g4""#, JSONFault(.badEscape, at: 1)), (#""ab\ud800c""#, JSONFault(.loneSurrogate, at: 3)),
        (#""\ud800\u0041""#, JSONFault(.loneSurrogate, at: 1)), (#""\udc00""#, JSONFault(.loneSurrogate, at: 1)),
        ("\"tab\there\"", JSONFault(.unexpected(9), at: 4)), ("'a'", JSONFault(.unexpected(39), at: 0)),
    ])
    func `A bad string is refused with the byte where it is bad`(json: String, fault: JSONFault) {
        #expect(throws: fault) { try bytes(Array(json.utf8)) }
    }

    @Test(
        arguments: [
            [0xFF], [0xC0, 0x80], [0xC3], [0xE2, 0x82], [0xED, 0xA0, 0x80], [0xF4, 0x90, 0x80, 0x80], [0x80],
            [0xE0, 0x80, 0x80],
        ] as [[UInt8]])
    func `Bytes that are no UTF-8 are refused where they stand`(bad: [UInt8]) {
        for lead in [0, 7, 8, 20] {
            let json = [0x22] + [UInt8](repeating: 0x61, count: lead) + bad + [0x22]
            #expect(throws: JSONFault(.invalidUTF8, at: 1 + lead)) { try bytes(json) }
        }
    }

    @Test(arguments: [
        "0", "-1.5e+10", "[]", "{}", "[1,[2,{\"a\":[]}],\"x\\\"]\"]", " { \"a\" : null , \"b\" : [ true , false ] } ",
        "NaN",
        "[-Infinity]", "1E5",
    ])
    func `Every value can be read over, also what Python writes for NaN`(json: String) {
        #expect(skipFault(Array(json.utf8)) == nil)
    }

    @Test(arguments: [
        ("", 0), ("[", 1), ("[1,", 3), ("[1,]", 3), ("{\"a\"}", 4), ("{\"a\":1,}", 7), ("01", 1), ("1.", 2), ("-", 1),
        ("tru", 3), ("nul!", 3), ("[1 2]", 3), ("{1:2}", 1), ("[1]]", 3), ("1e", 2), ("+1", 0),
    ])
    func `A value that is no JSON is refused with the byte where it breaks`(json: String, offset: Int) {
        #expect(skipFault(Array(json.utf8))?.offset == offset)
    }

    @Test func `A hundred thousand brackets are refused and not obeyed`() {
        let deep = [UInt8](repeating: UInt8(ascii: "["), count: 100_000)
        #expect(skipFault(deep) == JSONFault(.tooDeep(limit: 256), at: 256))
        let legal = String(repeating: "[", count: 256) + String(repeating: "]", count: 256)
        #expect(skipFault(Array(legal.utf8)) == nil)
    }

    @Test func `A key that stands twice is refused`() {
        let json = Array(#"{"a": 1, "b": 2, "a": 3}"#.utf8)
        #expect(throws: JSONFault(.duplicateKey("a"), at: 17)) {
            try json.withUnsafeBytes { buffer in
                var reader = JSONReader(buffer)
                try reader.object { reader, _ throws(JSONFault) in try reader.skip() }
            }
        }
    }

    @Test func `Of ten thousand keys one that comes again is found, and two that only look alike are two`() throws {
        func object(_ keys: [String]) -> [UInt8] {
            Array(("{" + keys.map { "\"\($0)\":0" }.joined(separator: ",") + "}").utf8)
        }
        let keys = (0..<10_000).map { "k\($0)" }
        #expect(try JSONValue(reading: object(keys + ["e\u{301}", "\u{e9}"]))["k9999"] == 0)
        for count in [1, 31, 32, 33, 10_000] {
            #expect(throws: JSONFault.self) { try JSONValue(reading: object(keys.prefix(count) + ["k0"])) }
        }
    }

    @Test func `Cutting a document anywhere is noticed, and never read past its end`() {
        let json = Array(#"{"a": ["x\u00e9\n", -1.5e3, {"b": null}], "c": true}"#.utf8)
        for count in 0..<json.count { #expect(skipFault(Array(json.prefix(count))) != nil, "\(count) bytes") }
        #expect(skipFault(json) == nil)
    }
}
