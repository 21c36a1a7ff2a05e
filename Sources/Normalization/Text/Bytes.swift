/// UTF-8 text as bytes; every loop of this module runs over these.
typealias Bytes = [UInt8]

extension UInt8 {
    /// ASCII white space and control characters, NUL included.
    @inline(__always) var isSpace: Bool { self <= 0x20 || self == 0x7F }
    @inline(__always) var isDigit: Bool { self &- 0x30 < 10 }
    @inline(__always) var isLower: Bool { self &- 0x61 < 26 }
    @inline(__always) var isUpper: Bool { self &- 0x41 < 26 }
    @inline(__always) var isLetter: Bool { (self | 0x20) &- 0x61 < 26 }
    /// Part of a word: ASCII letters and digits, and every byte of a scalar beyond ASCII.
    @inline(__always) var isWord: Bool { isLetter || isDigit || self >= 0x80 }
    @inline(__always) var lowered: UInt8 { isUpper ? self | 0x20 : self }
}

extension Collection where Element == UInt8, Index == Int {
    /// Without white space at both ends.
    var trimmed: SubSequence {
        var low = startIndex
        var high = endIndex
        while low < high, self[low].isSpace { low += 1 }
        while high > low, self[high - 1].isSpace { high -= 1 }
        return self[low..<high]
    }

    func has(_ text: StaticString, at index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index >= startIndex, index + count <= endIndex else { return false }
        for offset in 0..<count where self[index + offset] != text.utf8Start[offset] { return false }
        return true
    }

    /// As `has`, ASCII letters of either case; `text` is written in lower case.
    func hasFolded(_ text: StaticString, at index: Int) -> Bool {
        let count = text.utf8CodeUnitCount
        guard index >= startIndex, index + count <= endIndex else { return false }
        for offset in 0..<count where self[index + offset].lowered != text.utf8Start[offset] {
            return false
        }
        return true
    }

    func has(_ bytes: Bytes, at index: Int) -> Bool {
        guard index >= startIndex, index + bytes.count <= endIndex else { return false }
        for offset in 0..<bytes.count where self[index + offset] != bytes[offset] { return false }
        return true
    }

    func firstRange(of bytes: Bytes, from start: Int? = nil) -> Range<Int>? {
        let first = startIndex
        let from = (start ?? first) - first
        let found =
            withContiguousStorageIfAvailable { ByteSearch.place(of: bytes, in: $0, from: from) }
            ?? Bytes(self).withUnsafeBufferPointer { ByteSearch.place(of: bytes, in: $0, from: from) }
        return found.map { first + $0..<first + $0 + bytes.count }
    }

    func contains(_ bytes: Bytes) -> Bool { firstRange(of: bytes) != nil }

    var text: String { String(decoding: self, as: UTF8.self) }

    /// The first index at or after `index` that is not white space.
    func afterSpaces(_ index: Int) -> Int {
        var index = index
        while index < endIndex, self[index].isSpace { index += 1 }
        return index
    }
}

/// The search behind `firstRange`, on bytes as they lie: no generic code in the loop.
private enum ByteSearch {
    static func place(of part: Bytes, in text: UnsafeBufferPointer<UInt8>, from start: Int) -> Int? {
        guard let head = part.first else { return nil }
        var index = start
        while index + part.count <= text.count {
            if text[index] == head {
                var offset = 1
                while offset < part.count, text[index + offset] == part[offset] { offset += 1 }
                if offset == part.count { return index }
            }
            index += 1
        }
        return nil
    }
}
