/// What is wrong with a piece of JSON, and at which byte.
public struct JSONFault: Error, Sendable, Hashable {
    public enum Kind: Sendable, Hashable {
        /// The text ends inside a value.
        case truncated
        /// A byte that cannot stand there.
        case unexpected(UInt8)
        /// Arrays and objects nested too deep.
        case tooDeep(limit: Int)
        case badEscape
        /// Half of a surrogate pair (`\ud800`): no character, and no bytes to keep.
        case loneSurrogate
        case invalidUTF8
        case duplicateKey(String)
        /// A number that no double holds.
        case outOfRange
        /// A value of another type than the format says.
        case wrongType(field: String, expected: String)
        case missingField(String)
        /// A value that its format does not allow.
        case badValue(field: String, why: String)
        /// The file goes on after its value.
        case trailing
    }

    public var kind: Kind
    /// Bytes from the beginning of the file.
    public var offset: Int

    public init(_ kind: Kind, at offset: Int) {
        self.kind = kind
        self.offset = offset
    }

    /// True where nothing after the fault can be read for certain.
    public var isStructural: Bool {
        switch kind {
        case .truncated, .unexpected, .tooDeep, .trailing: true
        default: false
        }
    }

    /// One phrase that a person understands.
    public var sentence: String {
        switch kind {
        case .truncated: "the JSON ends in the middle of a value"
        case .unexpected(let byte):
            (0x21..<0x7F).contains(byte)
                ? "the JSON is invalid: \"\(Character(Unicode.Scalar(byte)))\" cannot stand here"
                : "the JSON is invalid: byte 0x\(String(byte, radix: 16)) cannot stand here"
        case .tooDeep(let limit): "the JSON is nested deeper than \(limit) levels"
        case .badEscape: "a string has an invalid escape"
        case .loneSurrogate: "a string has half a surrogate pair, which is no character"
        case .invalidUTF8: "a string is not valid UTF-8"
        case .duplicateKey(let key): "the key \"\(key.prefix(60))\" stands twice in one object"
        case .outOfRange: "a number is too large"
        case .wrongType(let field, let expected): "\"\(field)\" is not \(expected)"
        case .missingField(let field): "\"\(field)\" is missing"
        case .badValue(let field, let why): "\"\(field)\" \(why)"
        case .trailing: "the file goes on after its JSON value"
        }
    }
}
