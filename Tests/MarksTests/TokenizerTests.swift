import Base
import Foundation
import Testing

@testable import Marks

/// Small tokenizers and their ids for hostile texts, made by `Data/tokenizers/make.py` with Hugging Face's tokenizers 0.23.3.
@Suite struct TokenizerTests {
    private struct Golden: Decodable {
        struct One: Decodable {
            var name: String
            var ids: [[UInt32]]
        }
        var texts: [String]
        var tokenizers: [One]
    }

    private static func bytes(_ name: String) throws -> [UInt8] {
        Array(try Data(contentsOf: Bundle.module.bundleURL.appending(path: "Data/tokenizers/\(name).json")))
    }

    private static func golden() throws -> Golden {
        try JSONDecoder().decode(Golden.self, from: Data(bytes("golden")))
    }

    @Test(arguments: ["byte-level", "byte-level-split", "byte-fallback", "words", "unigram", "unigram-bytes"])
    func `texts become the ids that tokenizers gives`(_ name: String) throws {
        let golden = try Self.golden()
        let file = try TokenizerFile(Self.bytes(name), at: name)
        let expected = try #require(golden.tokenizers.first { $0.name == name })
        for (text, ids) in zip(golden.texts, expected.ids) {
            #expect(file.encode(text).ids == ids, "\(name): \(text.debugDescription)")
        }
    }

    @Test func `characters that a tokenizer does not have are counted`() throws {
        let file = try TokenizerFile(Self.bytes("unigram"), at: "unigram")
        #expect(file.encode("the mark").unknown == 0)
        #expect(file.encode("日本 the 日").unknown > 1)
        #expect(try TokenizerFile(Self.bytes("byte-level"), at: "b").encode("日本 the 日").unknown == 0)
    }

    @Test(arguments: [
        ("{", "tokenizer.form"), ("{}", "tokenizer.form"),
        (#"{"model":{"type":"WordPiece","vocab":{}}}"#, "tokenizer.unsupported"),
        (#"{"model":{"type":"BPE","vocab":{"a":0},"merges":["a b"]}}"#, "tokenizer.form"),
        (#"{"model":{"type":"BPE","vocab":{"a":-1},"merges":[]}}"#, "tokenizer.form"),
        (#"{"model":{"type":"Unigram","vocab":[["a"]]}}"#, "tokenizer.form"),
        (#"{"model":{"type":"BPE","vocab":{},"merges":[],"dropout":0.1}}"#, "tokenizer.unsupported"),
        (#"{"model":{"type":"BPE","vocab":{},"merges":[]},"normalizer":{"type":"Rot13"}}"#, "tokenizer.unsupported"),
        (
            #"{"model":{"type":"BPE","vocab":{},"merges":[]},"pre_tokenizer":{"type":"Split","pattern":{"Regex":"("}}}"#,
            "tokenizer.unsupported"
        ),
        (
            #"{"model":{"type":"BPE","vocab":{},"merges":[]},"normalizer":{"type":"Precompiled","precompiled_charsmap":"AAAA"}}"#,
            "tokenizer.form"
        ),
    ]) func `what is no tokenizer, or one that is not read, is refused by name`(_ text: String, _ code: String) {
        do {
            _ = try TokenizerFile(Array(text.utf8), at: "file")
            Issue.record("accepted: \(text)")
        } catch { #expect(error.code == code && error.place == "file", "\(text): \(error)") }
    }
}
