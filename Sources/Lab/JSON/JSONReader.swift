import Base
import Probes

extension JSONValue {
    /// Reads one JSON text (RFC 8259) and nothing after it.
    ///
    /// - Parameter depth: How deep arrays and objects may nest.
    /// - Throws: ``JSONFault`` with the byte offset: not UTF-8, a syntax error, a doubled member name, too deep.
    init(reading bytes: [UInt8], depth: Int = 32) throws(JSONFault) {
        var reader = JSONReader(bytes: bytes)
        self = try reader.value(depth: depth)
        reader.skipSpace()
        guard reader.at == bytes.count else {
            throw JSONFault(offset: reader.at, what: "there is something after the end of the value")
        }
    }
}

extension JSONValue {
    /// Reads a file that is part of the laboratory.
    ///
    /// - Throws: `Problem` `lab.broken-file` with the byte offset.
    init(file: String, _ bytes: [UInt8]) throws(Problem) {
        do throws(JSONFault) {
            self = try JSONValue(reading: bytes)
        } catch {
            throw Problem(
                "lab.broken-file", .data, "this is not JSON: \(error.what)",
                at: "\(file), byte \(error.offset)",
                remedy: "Build Apograph again; this file is part of it.")
        }
    }
}

/// Why a text is not JSON, and at which byte.
struct JSONFault: Error, Hashable {
    let offset: Int
    let what: String
}

/// A reader of JSON that goes forward byte by byte.
private struct JSONReader {
    let bytes: [UInt8]
    var at = 0

    mutating func skipSpace() {
        while at < bytes.count, [0x20, 0x09, 0x0A, 0x0D].contains(bytes[at]) { at += 1 }
    }

    func fault(_ what: String) -> JSONFault { JSONFault(offset: at, what: what) }

    mutating func value(depth: Int) throws(JSONFault) -> JSONValue {
        guard depth > 0 else { throw fault("arrays and objects nest too deep") }
        skipSpace()
        guard at < bytes.count else { throw fault("the text ends where a value is expected") }
        switch bytes[at] {
        case UInt8(ascii: "{"): return try object(depth: depth)
        case UInt8(ascii: "["): return try array(depth: depth)
        case UInt8(ascii: "\""): return .string(try string())
        case UInt8(ascii: "t"): return try word("true", is: .bool(true))
        case UInt8(ascii: "f"): return try word("false", is: .bool(false))
        case UInt8(ascii: "n"): return try word("null", is: .null)
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return try number()
        default: throw fault("no value begins like this")
        }
    }

    private mutating func word(_ word: String, is value: JSONValue) throws(JSONFault) -> JSONValue {
        guard bytes[at...].starts(with: word.utf8) else { throw fault("no value begins like this") }
        at += word.utf8.count
        return value
    }

    private mutating func object(depth: Int) throws(JSONFault) -> JSONValue {
        var members: [JSONValue.Member] = []
        var names: Set<String> = []
        at += 1
        skipSpace()
        if take("}") { return .object([]) }
        while true {
            skipSpace()
            guard at < bytes.count, bytes[at] == UInt8(ascii: "\"") else {
                throw fault("a member's name in quotes is expected")
            }
            let place = at
            let name = try string()
            guard names.insert(name).inserted else {
                throw JSONFault(offset: place, what: "the name \"\(name.prefix(60))\" comes twice")
            }
            skipSpace()
            guard take(":") else { throw fault("a colon is expected") }
            members.append(.init(name: name, value: try value(depth: depth - 1)))
            skipSpace()
            if take("}") { return .object(members) }
            guard take(",") else { throw fault("a comma or a closing brace is expected") }
        }
    }

    private mutating func array(depth: Int) throws(JSONFault) -> JSONValue {
        var values: [JSONValue] = []
        at += 1
        skipSpace()
        if take("]") { return .array([]) }
        while true {
            values.append(try value(depth: depth - 1))
            skipSpace()
            if take("]") { return .array(values) }
            guard take(",") else { throw fault("a comma or a closing bracket is expected") }
        }
    }

    private mutating func take(_ character: Unicode.Scalar) -> Bool {
        guard at < bytes.count, bytes[at] == UInt8(ascii: character) else { return false }
        at += 1
        return true
    }

    private mutating func number() throws(JSONFault) -> JSONValue {
        let start = at
        var whole = true
        _ = take("-")
        if !take("0") { try digits() }
        if take(".") {
            whole = false
            try digits()
        }
        if take("e") || take("E") {
            whole = false
            if !take("+") { _ = take("-") }
            try digits()
        }
        let text = String(decoding: bytes[start..<at], as: UTF8.self)
        if whole, let value = Int(text) { return .integer(value) }
        guard let value = Double(text), value.isFinite else {
            throw JSONFault(offset: start, what: "the number is out of range")
        }
        return .number(value)
    }

    private mutating func digits() throws(JSONFault) {
        let start = at
        while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
        if at == start { throw fault("a digit is expected") }
    }

    private mutating func string() throws(JSONFault) -> String {
        let start = at
        at += 1
        var out: [UInt8] = []
        while true {
            guard at < bytes.count else {
                throw JSONFault(offset: start, what: "the string has no closing quote")
            }
            let byte = bytes[at]
            switch byte {
            case UInt8(ascii: "\""):
                at += 1
                guard let text = String(validating: out, as: UTF8.self) else {
                    throw JSONFault(offset: start, what: "the string is not UTF-8")
                }
                return text
            case UInt8(ascii: "\\"):
                at += 1
                try escape(into: &out)
            case 0..<0x20: throw fault("a control character stands in a string")
            default:
                out.append(byte)
                at += 1
            }
        }
    }

    private mutating func escape(into out: inout [UInt8]) throws(JSONFault) {
        guard at < bytes.count else { throw fault("the text ends in an escape") }
        let plain: [UInt8: UInt8] = [
            UInt8(ascii: "\""): 0x22, UInt8(ascii: "\\"): 0x5C, UInt8(ascii: "/"): 0x2F,
            UInt8(ascii: "b"): 0x08, UInt8(ascii: "f"): 0x0C, UInt8(ascii: "n"): 0x0A,
            UInt8(ascii: "r"): 0x0D, UInt8(ascii: "t"): 0x09,
        ]
        if let byte = plain[bytes[at]] {
            out.append(byte)
            at += 1
            return
        }
        guard take("u") else { throw fault("there is no such escape") }
        var code = try fourHex()
        if (0xD800..<0xDC00).contains(code) {
            guard take("\\"), take("u") else { throw fault("half of a surrogate pair is missing") }
            let low = try fourHex()
            guard (0xDC00..<0xE000).contains(low) else { throw fault("this is no surrogate pair") }
            code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
        }
        guard let scalar = Unicode.Scalar(code) else { throw fault("this is no character") }
        out += Array(String(Character(scalar)).utf8)
    }

    private mutating func fourHex() throws(JSONFault) -> UInt32 {
        guard at + 4 <= bytes.count,
            let code = UInt32(String(decoding: bytes[at..<at + 4], as: UTF8.self), radix: 16),
            bytes[at] != UInt8(ascii: "+"), bytes[at] != UInt8(ascii: "-")
        else { throw fault("four hexadecimal digits are expected") }
        at += 4
        return code
    }
}
