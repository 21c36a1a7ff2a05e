import Base
import Foundation
import Testing

@testable import Providers

/// One way in which a server may write a key.
struct Disguise: Sendable, CustomTestStringConvertible {
    var name: String
    var write: @Sendable (String) -> String
    var testDescription: String { name }

    init(_ name: String, _ write: @escaping @Sendable (String) -> String) { (self.name, self.write) = (name, write) }

    private static func each(_ key: String, _ write: (UInt8) -> String) -> String { key.utf8.map(write).joined() }
    private static func hex(_ byte: UInt8) -> String { (byte < 16 ? "0" : "") + String(byte, radix: 16) }

    private static func turned(_ byte: UInt8) -> UInt8 {
        switch byte {
        case 65...77, 97...109: byte + 13
        case 78...90, 110...122: byte - 13
        default: byte
        }
    }
    /// Small letters as the escaped surrogates of their bold forms.
    private static func bold(_ byte: UInt8) -> String {
        guard (97...122).contains(byte) else { return String(UnicodeScalar(byte)) }
        let low = 0xDC1A + Int(byte) - 97
        return "\\ud835\\u" + String(low, radix: 16)
    }

    static let all: [Disguise] = [
        .init("as it is") { $0 }, .init("in capitals") { $0.uppercased() }, .init("reversed") { String($0.reversed()) },
        .init("every character as \\u00xx") { each($0) { "\\u00" + hex($0) } },
        .init("one character as \\u00XX") { "\\u00" + hex($0.utf8.first!).uppercased() + $0.dropFirst() },
        .init("escapes of JSON in JSON") { each($0) { "\\\\u00" + hex($0) } },
        .init("solidus escaped") { $0.replacingOccurrences(of: "/", with: "\\/") },
        .init("as \\xNN") { each($0) { "\\x" + hex($0) } },
        .init("percent-encoded where it must be") {
            $0.addingPercentEncoding(withAllowedCharacters: .alphanumerics) ?? ""
        },
        .init("percent-encoded throughout") { each($0) { "%" + hex($0) } },
        .init("percent-encoded twice") { each($0) { "%25" + hex($0).uppercased() } },
        .init("as references of HTML") { each($0) { "&#\($0);" } },
        .init("as hexadecimal references") { each($0) { "&#x" + hex($0) + ";" } },
        .init("in hexadecimal") { each($0, hex) }, .init("in capital hexadecimal") { each($0, hex).uppercased() },
        .init("in base64") { Data($0.utf8).base64EncodedString() },
        .init("in base64 after one byte") { Data("x\($0)".utf8).base64EncodedString() },
        .init("in base64 between words") { Data("ab\($0) and more".utf8).base64EncodedString() },
        .init("in base64url") {
            Data($0.utf8).base64EncodedString().replacingOccurrences(of: "+", with: "-")
                .replacingOccurrences(of: "/", with: "_")
        },
        .init("with a space in it") { $0.prefix(10) + " " + $0.dropFirst(10) },
        .init("over several lines") { $0.prefix(9) + "\r\n" + $0.dropFirst(9) },
        .init("with NULs between") { each($0) { String(UnicodeScalar($0)) + "\0" } },
        .init("with tabs between, as JSON escapes them") { $0.map(String.init).joined(separator: "\\t") },
        .init("with ends of line between, as JSON in JSON escapes them") {
            $0.map(String.init).joined(separator: "\\\\r\\\\n")
        },
        .init("in ROT13") { each($0) { UnicodeScalar(turned($0)).description } },
        .init("as a list of hexadecimal bytes") { $0.utf8.map(hex).joined(separator: ":") },
        .init("as an array of bytes") { $0.utf8.map { "0x" + hex($0) }.joined(separator: ", ") },
        .init("as a list of codes") { $0.utf8.map { "\($0)" }.joined(separator: ", ") },
        .init("quoted-printable") { each($0) { "=" + hex($0).uppercased() } },
        .init("as open references of HTML") { each($0) { "&#0\($0)" } },
        .init("in base64 of base64") {
            Data(Data($0.utf8).base64EncodedString().utf8).base64EncodedString()
        },
        .init("in base64 of UTF-16") { Data($0.utf8.flatMap { [$0, 0] }).base64EncodedString() },
        .init("in base64 reversed") { Data($0.utf8.reversed()).base64EncodedString() },
        .init("with a full stop between") { $0.map(String.init).joined(separator: ".") },
        .init("with invisible characters between") { $0.map(String.init).joined(separator: "\u{200B}") },
        .init("struck through") { $0.map(String.init).joined(separator: "\u{335}") },
        .init("in full width") { each($0) { String(UnicodeScalar(UInt32($0) + 0xFEE0)!) } },
        .init("in bold, escaped") { each($0, bold) },
        .init("all but its beginning") { String($0.dropFirst(12)) },
        .init("all but its end") { $0.dropLast(12) + " …" },
    ]
}

@Suite struct ScrubberTests {
    static let key = "sk-proj-Zx9/Qw+7Lm_4Tr8Vb2Nc6Kd0Hs5Jf"
    let scrubber = Scrubber([key])

    /// True where eight characters of the key in a row can be read in any form of the text.
    private func shows(_ text: String) -> Bool { scrubber.scrubbed(Array(text.utf8)) != nil }

    @Test(arguments: Disguise.all)
    func `a key is taken out in every form, and what stands around it stays`(_ disguise: Disguise) {
        let text = "the key is \(disguise.write(Self.key))! And on."
        let clean = scrubber.scrubbed(text)
        #expect(clean.contains("(key removed)") && clean.hasPrefix("the key is ") && clean.hasSuffix(" And on."))
        for start in 8..<Self.key.count - 8 {
            let piece = Self.key.dropFirst(start).prefix(8)
            #expect(!clean.contains(piece) && !clean.contains(String(piece.reversed())))
        }
        #expect(!shows(clean))
    }

    @Test func `JSON stays JSON with the key taken out of a text or a name`() throws {
        for disguise in Disguise.all where !disguise.name.contains("NUL") && !disguise.name.contains("lines") {
            let body =
                #"{"a":"x\n\#(disguise.write(Self.key))","\#(disguise.write(Self.key))b":[1,"\"\#(disguise.write(Self.key))\\"]}"#
            let clean = try #require(scrubber.scrubbed(Array(body.utf8)))
            #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(clean)) }
        }
    }

    @Test(arguments: [12, 14, 16, 20, 30])
    func `a key that was cut off at the end is taken out`(_ kept: Int) {
        let clean = scrubber.scrubbed(Array("{\"error\":\"your key is \(Self.key.prefix(kept))".utf8)) ?? []
        #expect(String(decoding: clean, as: UTF8.self) == "{\"error\":\"your key is (key removed)")
    }

    @Test func `a body without the key is left alone, whatever it speaks of`() {
        for text in [
            "Keys of OpenAI begin with sk-proj- and are secret.", "0123456789 abcdefgh Zx9 Qw 7Lm 4Tr8", "",
            String(repeating: "\\u0041\\\\ %25 &#x; &# ", count: 50), #"{"usage":{"prompt_tokens":12345678901234}}"#,
        ] {
            #expect(scrubber.scrubbed(Array(text.utf8)) == nil, "\(text)")
        }
        #expect(Scrubber(["abc"]).scrubbed("abc") == "abc")
        #expect(Scrubber(["none"]).scrubbed("None of these, none.") == "None of these, (key removed).")
    }

    @Test func `a key is found at any place of random bytes, and nothing else is`() {
        var random = SplitMix64(seed: 20)
        for _ in 0..<300 {
            let before = (0..<Int.random(in: 0...700, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let after = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: 0...255, using: &random)
            }
            let text = before + [0x7C] + Array(Self.key.utf8) + [0x7C] + after
            let clean = scrubber.scrubbed(text)
            #expect(clean == before + [0x7C] + Scrubber.mark + [0x7C] + after, "\(text)")
            #expect(scrubber.scrubbed(before + [0x7C]) == nil)
        }
    }
}
