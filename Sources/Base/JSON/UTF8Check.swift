/// Checks that bytes are well-formed UTF-8 (Unicode 15 table 3-7).
public enum UTF8Check {
    public static func isValid(_ bytes: [UInt8]) -> Bool {
        bytes.withUnsafeBytes { firstBad($0, 0, $0.count) == nil }
    }

    static func check(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) throws(JSONFault) {
        if let bad = firstBad(bytes, start, end) { throw JSONFault(.invalidUTF8, at: bad) }
    }

    /// The first byte that starts no well-formed sequence, or `nil`.
    static func firstBad(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Int? {
        var at = start
        while at < end {
            while at + 8 <= end, bytes.loadUnaligned(fromByteOffset: at, as: UInt64.self) & 0x8080_8080_8080_8080 == 0 {
                at += 8
            }
            guard at < end else { return nil }
            let first = bytes[at]
            let second: ClosedRange<UInt8>
            let length: Int
            switch first {
            case 0..<0x80:
                at += 1
                continue
            case 0xC2...0xDF: (length, second) = (2, 0x80...0xBF)
            case 0xE0: (length, second) = (3, 0xA0...0xBF)
            case 0xED: (length, second) = (3, 0x80...0x9F)
            case 0xE1...0xEF: (length, second) = (3, 0x80...0xBF)
            case 0xF0: (length, second) = (4, 0x90...0xBF)
            case 0xF1...0xF3: (length, second) = (4, 0x80...0xBF)
            case 0xF4: (length, second) = (4, 0x80...0x8F)
            default: return at
            }
            guard at + length <= end, second.contains(bytes[at + 1]) else { return at }
            for offset in 2..<max(2, length) where bytes[at + offset] & 0xC0 != 0x80 { return at }
            at += length
        }
        return nil
    }
}
