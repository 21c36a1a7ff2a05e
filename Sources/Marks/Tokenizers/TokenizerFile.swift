import Base
import Foundation

/// A `tokenizer.json` of the form that Hugging Face's tokenizers 0.20 to 0.23 write, with a byte-pair or a unigram model: text becomes the token ids that a
/// marking model saw. Special tokens that a template would add are left out.
public struct TokenizerFile {
    /// One text as token ids.
    public struct Encoding: Sendable, Hashable {
        public var ids: [UInt32] = []
        /// Tokens that the vocabulary does not have: each became the unknown token's id, or nothing where there is none.
        public var unknown = 0
    }

    /// SHA-256 of the file, lower-case hexadecimal: by it a sealed scheme knows its tokenizer.
    public let sha256: String
    /// One more than the largest id.
    public let vocabulary: Int

    private let added: AddedTokens
    private let normalizer: TextNormalizer
    private let splitter: PreTokenizer
    private let model: any TokenModel

    /// - Throws: `Problem` `tokenizer.form` where it is no such file, `tokenizer.unsupported` for a kind that is not read, which it names.
    public init(_ bytes: [UInt8], at place: String) throws(Problem) {
        let file: JSONValue
        do throws(JSONFault) { file = try JSONValue(reading: bytes) } catch {
            throw Self.form("this is not JSON: \(error.sentence)", place)
        }
        guard let part = file[present: "model"] else { throw Self.form("there is no `model` in it", place) }
        sha256 = Digest256.hex(bytes)
        model = try Self.model(part, at: place)
        added = try AddedTokens(file[present: "added_tokens"], at: place)
        normalizer = try TextNormalizer(file[present: "normalizer"], at: place)
        splitter = try PreTokenizer(file[present: "pre_tokenizer"], at: place)
        vocabulary = Int(max(model.largest, added.largest)) + 1
    }

    public func encode(_ text: String) -> Encoding {
        var out = Encoding()
        for (number, piece) in added.split(text, normalizer).enumerated() {
            switch piece {
            case .token(let id): out.ids.append(id)
            case .text(let text):
                for word in splitter.split(text, isFirst: number == 0) { model.encode(Array(word.utf8), into: &out) }
            }
        }
        return out
    }

    private static func model(_ part: JSONValue, at place: String) throws(Problem) -> any TokenModel {
        // Files of older versions name no type: a list of pieces with scores is a unigram model.
        let type = part["type"]?.string ?? (part["vocab"]?.array == nil ? "BPE" : "Unigram")
        switch type {
        case "BPE": return try BytePairModel(part, at: place)
        case "Unigram": return try UnigramModel(part, at: place)
        default: throw unsupported("the model `\(type)`", place)
        }
    }

    static func form(_ what: String, _ place: String) -> Problem {
        Problem(
            "tokenizer.form", .data, what, at: place,
            remedy: "Give the tokenizer.json that lies beside the marking model's weights.")
    }

    static func unsupported(_ what: String, _ place: String) -> Problem {
        Problem(
            "tokenizer.unsupported", .data, "\(what) of this tokenizer is not read", at: place,
            remedy: "Tokenize with the model's own library, and give the ids with --tokens FILE.jsonl.")
    }
}

/// From a word to token ids.
protocol TokenModel {
    var largest: UInt32 { get }
    func encode(_ word: [UInt8], into out: inout TokenizerFile.Encoding)
}

extension Unicode.Scalar {
    var utf8Bytes: [UInt8] { Array(String(self).utf8) }
}

/// The 256 tokens by which a model writes bytes that its vocabulary has no token for: `<0x00>` to `<0xFF>`; `nil` where one is missing.
func byteTokens(_ ids: [[UInt8]: UInt32]) -> [UInt32]? {
    let digits = Array("0123456789ABCDEF".utf8)
    let found = (0..<256).compactMap { ids[Array("<0x".utf8) + [digits[$0 / 16], digits[$0 % 16]] + Array(">".utf8)] }
    return found.count == 256 ? found : nil
}
