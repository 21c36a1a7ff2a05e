/// Fields of one row of comma-separated values (RFC 4180).
enum CSVLine {
    static func fields(_ bytes: ArraySlice<UInt8>) -> [String] {
        var fields: [String] = []
        var field: [UInt8] = []
        var isQuoted = false
        var at = bytes.startIndex
        while at < bytes.endIndex {
            let byte = bytes[at]
            at += 1
            if byte == UInt8(ascii: "\"") {
                if isQuoted, at < bytes.endIndex, bytes[at] == UInt8(ascii: "\"") {
                    field.append(byte)
                    at += 1
                } else {
                    isQuoted.toggle()
                }
            } else if byte == UInt8(ascii: ","), !isQuoted {
                fields.append(String(decoding: field, as: UTF8.self))
                field.removeAll(keepingCapacity: true)
            } else if byte != 0x0D || isQuoted {
                field.append(byte)
            }
        }
        fields.append(String(decoding: field, as: UTF8.self))
        return fields
    }

    /// Rows of a piece that ends where a row ends.
    static func rows(_ bytes: [UInt8], _ body: (ArraySlice<UInt8>) throws -> Void) rethrows {
        var start = 0
        var isQuoted = false
        for (index, byte) in bytes.enumerated() {
            if byte == UInt8(ascii: "\"") {
                isQuoted.toggle()
            } else if byte == 0x0A, !isQuoted {
                try body(bytes[start..<index])
                start = index + 1
            }
        }
        if start < bytes.count { try body(bytes[start...]) }
    }
}
