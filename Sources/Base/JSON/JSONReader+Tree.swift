extension JSONReader {
    /// Reads one value as a tree. Numbers that are no `Int64` are doubles; what Python writes for no number is null, where it is accepted.
    public mutating func tree() throws(JSONFault) -> JSONValue {
        switch try kind() {
        case .null:
            try skip()
            return .null
        case .bool:
            let range = try skip()
            return .bool(bytes[range.lowerBound] == UInt8(ascii: "t"))
        case .string: return .string(String(decoding: try string(), as: UTF8.self))
        case .number: return try number()
        case .array:
            var values: [JSONValue] = []
            try array { reader, _ throws(JSONFault) in values.append(try reader.tree()) }
            return .array(values)
        case .object:
            var members: [JSONMember] = []
            try object { reader, key throws(JSONFault) in members.append(JSONMember(key, try reader.tree())) }
            return .object(members)
        }
    }

    private mutating func number() throws(JSONFault) -> JSONValue {
        let range = try skip()
        let text = String(decoding: bytes[range], as: UTF8.self)
        if let whole = Int64(text) { return .integer(whole) }
        if let number = Double(text), number.isFinite { return .number(number) }
        guard acceptsPythonNumbers else { throw JSONFault(.outOfRange, at: range.lowerBound) }
        return .null
    }
}

extension JSONValue {
    /// Reads one JSON text (RFC 8259) and nothing after it; a byte order mark before it is passed over.
    ///
    /// - Parameters:
    ///   - depth: how deep arrays and objects may nest.
    ///   - leniency: what to accept beyond the standard.
    /// - Throws: ``JSONFault`` with the byte offset: not UTF-8, a syntax error, a name that stands twice, too deep.
    public init(
        reading bytes: some Sequence<UInt8>, depth: Int = JSONReader.depthLimit,
        accepting leniency: JSONReader.Leniency = []
    ) throws(JSONFault) {
        let read: Result<JSONValue, JSONFault> = [UInt8](bytes).withUnsafeBytes { buffer in
            let start = buffer.starts(with: [0xEF, 0xBB, 0xBF]) ? 3 : 0
            var reader = JSONReader(buffer, at: start, depthLimit: depth, accepting: leniency)
            do throws(JSONFault) {
                let value = try reader.tree()
                return reader.isAtEnd() ? .success(value) : .failure(JSONFault(.trailing, at: reader.position))
            } catch {
                return .failure(error)
            }
        }
        self = try read.get()
    }
}
