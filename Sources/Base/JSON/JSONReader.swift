/// Pulls values out of JSON bytes (RFC 8259) without building a tree; knows at every moment at which byte it stands.
///
/// The bytes must stay valid for as long as the reader is used: make one inside `withUnsafeBytes`.
public struct JSONReader {
    /// What a reader accepts beyond RFC 8259.
    public struct Leniency: OptionSet, Sendable {
        public let rawValue: Int
        public init(rawValue: Int) { self.rawValue = rawValue }

        /// `NaN` and `Infinity`, which Python writes; a tree has null in their place.
        public static let pythonNumbers = Leniency(rawValue: 1)
        /// Half of a surrogate pair, which a server may send where it cuts a text; it is read as U+FFFD.
        public static let loneSurrogates = Leniency(rawValue: 2)
    }

    /// Most levels of arrays and objects, unless a reader is given another number; recordings have fewer than ten.
    public static let depthLimit = 256

    public let bytes: UnsafeRawBufferPointer
    /// Bytes from the beginning, the next one to read.
    public private(set) var position: Int
    private var depth = 0
    private let depthLimit: Int
    private let leniency: Leniency

    public init(
        _ bytes: UnsafeRawBufferPointer, at position: Int = 0, depthLimit: Int = JSONReader.depthLimit,
        accepting leniency: Leniency = .pythonNumbers
    ) {
        self.bytes = bytes
        self.position = position
        self.depthLimit = depthLimit
        self.leniency = leniency
    }

    var acceptsPythonNumbers: Bool { leniency.contains(.pythonNumbers) }

    /// What kind of value comes next.
    public enum Kind: Sendable { case object, array, string, number, bool, null }

    /// Skips white space and says what comes next, without reading it.
    public mutating func kind() throws(JSONFault) -> Kind {
        skipSpace()
        guard position < bytes.count else { throw JSONFault(.truncated, at: position) }
        switch bytes[position] {
        case UInt8(ascii: "{"): return .object
        case UInt8(ascii: "["): return .array
        case UInt8(ascii: "\""): return .string
        case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool
        case UInt8(ascii: "n"): return .null
        case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return .number
        case UInt8(ascii: "N"),
            UInt8(ascii: "I") where acceptsPythonNumbers:
            return .number
        case let byte: throw JSONFault(.unexpected(byte), at: position)
        }
    }

    /// True where nothing but white space is left.
    public mutating func isAtEnd() -> Bool {
        skipSpace()
        return position == bytes.count
    }

    /// Goes back to a position that ``mark`` gave, at the depth of that time.
    public mutating func rewind(to mark: (position: Int, depth: Int)) {
        position = mark.position
        depth = mark.depth
    }

    /// The position and the depth, to come back to.
    public var mark: (position: Int, depth: Int) { (position, depth) }

    // MARK: Containers

    /// Reads an object: `body` is called with each key and must read or skip its value.
    public mutating func object(
        _ body: (inout JSONReader, String) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        try enter(UInt8(ascii: "{"))
        var seen = NamesSeen()
        if try !leave(UInt8(ascii: "}")) {
            repeat {
                skipSpace()
                let start = position
                guard start < bytes.count, bytes[start] == UInt8(ascii: "\"") else { throw unexpected() }
                let key = try key()
                guard seen.insert(key) else { throw JSONFault(.duplicateKey(key), at: start) }
                try expect(UInt8(ascii: ":"))
                try body(&self, key)
            } while try separated(endingWith: UInt8(ascii: "}"))
        }
        depth -= 1
    }

    /// Reads an array: `body` is called for each element, with its index, and must read or skip it.
    public mutating func array(
        _ body: (inout JSONReader, Int) throws(JSONFault) -> Void
    ) throws(JSONFault) {
        try enter(UInt8(ascii: "["))
        var index = 0
        if try !leave(UInt8(ascii: "]")) {
            repeat {
                try body(&self, index)
                index += 1
            } while try separated(endingWith: UInt8(ascii: "]"))
        }
        depth -= 1
    }

    /// Reads an opening bracket; for arrays that are read in pieces, with ``leave(_:)`` and ``separated(endingWith:)``.
    public mutating func enter(_ open: UInt8) throws(JSONFault) {
        try expect(open)
        depth += 1
        guard depth <= depthLimit else {
            throw JSONFault(.tooDeep(limit: depthLimit), at: position - 1)
        }
    }

    /// Reads the closing bracket if it is next.
    public mutating func leave(_ close: UInt8) throws(JSONFault) -> Bool {
        skipSpace()
        guard position < bytes.count else { throw JSONFault(.truncated, at: position) }
        guard bytes[position] == close else { return false }
        position += 1
        return true
    }

    /// Reads a comma (true) or the closing bracket (false).
    public mutating func separated(endingWith close: UInt8) throws(JSONFault) -> Bool {
        if try leave(close) { return false }
        try expect(UInt8(ascii: ","))
        return true
    }

    // MARK: Scalars

    /// Reads a string as UTF-8 bytes, its escapes undone; `field` is what an error calls it.
    public mutating func string(_ field: String = "value") throws(JSONFault) -> [UInt8] {
        guard try kind() == .string else { throw JSONFault(.wrongType(field: field, expected: "text"), at: position) }
        position += 1
        let start = position
        var end = try scan(from: start)
        if bytes[end] == UInt8(ascii: "\"") {
            position = end + 1
            try UTF8Check.check(bytes, start, end)
            return Array(bytes[start..<end])
        }
        var out: [UInt8] = []
        var from = start
        while bytes[end] != UInt8(ascii: "\"") {
            out.append(contentsOf: bytes[from..<end])
            position = end + 1
            try unescape(into: &out)
            from = position
            end = try scan(from: from)
        }
        out.append(contentsOf: bytes[from..<end])
        position = end + 1
        try UTF8Check.check(bytes, start, end)
        return out
    }

    /// Reads a string as text, without a copy of its bytes where nothing in it is escaped.
    private mutating func key() throws(JSONFault) -> String {
        let start = position + 1
        let end = try scan(from: start)
        guard bytes[end] == UInt8(ascii: "\"") else { return String(decoding: try string(), as: UTF8.self) }
        position = end + 1
        try UTF8Check.check(bytes, start, end)
        return String(decoding: bytes[start..<end], as: UTF8.self)
    }

    /// Reads a string, or null as nothing.
    public mutating func stringOrNull(_ field: String = "value") throws(JSONFault) -> [UInt8]? {
        if try kind() == .null {
            try skip()
            return nil
        }
        return try string(field)
    }

    /// Reads a whole number that fits an `Int`.
    public mutating func integer(_ field: String) throws(JSONFault) -> Int {
        guard try kind() == .number else {
            throw JSONFault(.wrongType(field: field, expected: "a whole number"), at: position)
        }
        let start = position
        try skip()
        guard let number = Int(String(decoding: bytes[start..<position], as: UTF8.self)) else {
            throw JSONFault(.wrongType(field: field, expected: "a whole number"), at: start)
        }
        return number
    }

    /// Reads over one value of any kind and returns where it stood.
    @discardableResult
    public mutating func skip() throws(JSONFault) -> Range<Int> {
        var open: [UInt8] = []
        var start = position
        var isFirst = true
        while true {
            let next = try kind()
            if isFirst {
                start = position
                isFirst = false
            }
            switch next {
            case .object, .array:
                let close = next == .object ? UInt8(ascii: "}") : UInt8(ascii: "]")
                position += 1
                guard depth + open.count < depthLimit else {
                    throw JSONFault(.tooDeep(limit: depthLimit), at: position - 1)
                }
                if try !leave(close) {
                    open.append(close)
                    if close == UInt8(ascii: "}") { try skipKey() }
                    continue
                }
            case .string: try skipString()
            case .number: try skipNumber()
            case .bool: try literal(bytes[position] == UInt8(ascii: "t") ? "true" : "false")
            case .null: try literal("null")
            }
            while let close = open.last {
                if try separated(endingWith: close) {
                    if close == UInt8(ascii: "}") { try skipKey() }
                    break
                }
                open.removeLast()
            }
            if open.isEmpty { return start..<position }
        }
    }

    // MARK: Bytes

    private mutating func skipKey() throws(JSONFault) {
        skipSpace()
        try skipString()
        try expect(UInt8(ascii: ":"))
    }

    private mutating func skipString() throws(JSONFault) {
        try expect(UInt8(ascii: "\""))
        while true {
            let end = try scan(from: position)
            position = end + 1
            if bytes[end] == UInt8(ascii: "\"") { return }
            guard position < bytes.count else { throw JSONFault(.truncated, at: position) }
            position += 1
        }
    }

    private mutating func skipNumber() throws(JSONFault) {
        let start = position
        if bytes[position] == UInt8(ascii: "-") { position += 1 }
        if position < bytes.count, acceptsPythonNumbers {
            if bytes[position] == UInt8(ascii: "I") { return try literal("Infinity") }
            if bytes[position] == UInt8(ascii: "N") { return try literal("NaN") }
        }
        func digits(_ at: inout Int) -> Int {
            let from = at
            while at < bytes.count, (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(bytes[at]) { at += 1 }
            return at - from
        }
        let first = position
        guard digits(&position) > 0 else { throw unexpected() }
        if bytes[first] == UInt8(ascii: "0"), position > first + 1 {
            throw JSONFault(.unexpected(bytes[first + 1]), at: first + 1)
        }
        if position < bytes.count, bytes[position] == UInt8(ascii: ".") {
            position += 1
            guard digits(&position) > 0 else { throw unexpected() }
        }
        if position < bytes.count, bytes[position] | 0x20 == UInt8(ascii: "e") {
            position += 1
            if position < bytes.count, bytes[position] == UInt8(ascii: "+") || bytes[position] == UInt8(ascii: "-") {
                position += 1
            }
            guard digits(&position) > 0 else { throw unexpected() }
        }
        assert(position > start)
    }

    private mutating func literal(_ word: StaticString) throws(JSONFault) {
        let count = word.utf8CodeUnitCount
        for offset in 0..<count {
            guard position + offset < bytes.count else { throw JSONFault(.truncated, at: bytes.count) }
            guard bytes[position + offset] == word.utf8Start[offset] else {
                throw JSONFault(.unexpected(bytes[position + offset]), at: position + offset)
            }
        }
        position += count
    }

    private func unexpected() -> JSONFault {
        position < bytes.count
            ? JSONFault(.unexpected(bytes[position]), at: position) : JSONFault(.truncated, at: position)
    }

    private mutating func skipSpace() {
        while position < bytes.count {
            switch bytes[position] {
            case 0x20, 0x0A, 0x0D, 0x09: position += 1
            default: return
            }
        }
    }

    private mutating func expect(_ byte: UInt8) throws(JSONFault) {
        skipSpace()
        guard position < bytes.count else { throw JSONFault(.truncated, at: position) }
        guard bytes[position] == byte else { throw JSONFault(.unexpected(bytes[position]), at: position) }
        position += 1
    }

    /// The first quote or backslash from `start` on; control characters on the way are refused.
    private func scan(from start: Int) throws(JSONFault) -> Int {
        var at = start
        let quote = SIMD16<UInt8>(repeating: UInt8(ascii: "\""))
        let backslash = SIMD16<UInt8>(repeating: UInt8(ascii: "\\"))
        let space = SIMD16<UInt8>(repeating: 0x20)
        while at + 16 <= bytes.count {
            let chunk = bytes.loadUnaligned(fromByteOffset: at, as: SIMD16<UInt8>.self)
            if any(chunk .== quote .| chunk .== backslash .| chunk .< space) { break }
            at += 16
        }
        while at < bytes.count {
            let byte = bytes[at]
            if byte == UInt8(ascii: "\"") || byte == UInt8(ascii: "\\") { return at }
            if byte < 0x20 { throw JSONFault(.unexpected(byte), at: at) }
            at += 1
        }
        throw JSONFault(.truncated, at: bytes.count)
    }

    /// Undoes one escape; the backslash is read already.
    private mutating func unescape(into out: inout [UInt8]) throws(JSONFault) {
        guard position < bytes.count else { throw JSONFault(.truncated, at: position) }
        let byte = bytes[position]
        position += 1
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): out.append(byte)
        case UInt8(ascii: "b"): out.append(0x08)
        case UInt8(ascii: "f"): out.append(0x0C)
        case UInt8(ascii: "n"): out.append(0x0A)
        case UInt8(ascii: "r"): out.append(0x0D)
        case UInt8(ascii: "t"): out.append(0x09)
        case UInt8(ascii: "u"):
            let start = position - 2
            var unit = try hexadecimal()
            if (0xD800..<0xDC00).contains(unit), position + 1 < bytes.count, bytes[position] == UInt8(ascii: "\\"),
                bytes[position + 1] == UInt8(ascii: "u")
            {
                let back = position
                position += 2
                let low = try hexadecimal()
                if (0xDC00..<0xE000).contains(low) {
                    unit = 0x10000 + (unit - 0xD800) << 10 + (low - 0xDC00)
                } else {
                    position = back
                }
            }
            if let scalar = Unicode.Scalar(unit) {
                out.append(contentsOf: UTF8.encode(scalar)!)
            } else if leniency.contains(.loneSurrogates) {
                out.append(contentsOf: [0xEF, 0xBF, 0xBD])
            } else {
                throw JSONFault(.loneSurrogate, at: start)
            }
        default: throw JSONFault(.badEscape, at: position - 2)
        }
    }

    private mutating func hexadecimal() throws(JSONFault) -> UInt32 {
        guard position + 4 <= bytes.count else { throw JSONFault(.truncated, at: bytes.count) }
        var unit: UInt32 = 0
        for byte in bytes[position..<position + 4] {
            guard let digit = Character(Unicode.Scalar(byte)).hexDigitValue else {
                throw JSONFault(.badEscape, at: position - 2)
            }
            unit = unit << 4 | UInt32(digit)
        }
        position += 4
        return unit
    }
}

/// The names of one object's members so far. Equality of texts folds composed and decomposed letters, so bytes are compared.
private struct NamesSeen {
    private var few: [String] = []
    private var many: Set<[UInt8]> = []

    /// False where the name was seen before.
    mutating func insert(_ name: String) -> Bool {
        if !many.isEmpty { return many.insert(Array(name.utf8)).inserted }
        if few.contains(where: { $0 == name && $0.utf8.elementsEqual(name.utf8) }) { return false }
        few.append(name)
        if few.count == 32 { many = Set(few.map { Array($0.utf8) }) }
        return true
    }
}
