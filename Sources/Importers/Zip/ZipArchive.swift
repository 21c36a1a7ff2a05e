import Base

/// The files of a zip archive, read from its central directory (PKWARE APPNOTE 6.3); stored and deflated files can be read.
struct ZipArchive {
    struct Entry: Hashable {
        var name: String
        var method: Int
        var isEncrypted: Bool
        var crc: UInt32
        var compressed: Int
        var size: Int
        /// Where its local header begins.
        var offset: Int
    }

    /// The largest file that is unpacked: a log's sample has some megabytes, a bomb has no end.
    static let largest = 1 << 30

    let bytes: UnsafeRawBufferPointer
    /// In the order of the directory.
    let entries: [Entry]

    /// True where a file begins as a zip archive does.
    static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count > 3 && bytes[0] == 0x50 && bytes[1] == 0x4B && (bytes[2] == 3 || bytes[2] == 5)
    }

    /// - Throws: `JSONFault` where there is no directory, or it points outside the file.
    init(_ bytes: UnsafeRawBufferPointer) throws(JSONFault) {
        self.bytes = bytes
        var end = bytes.count - 22
        let least = max(0, end - 65_535)
        while end >= least, !Self.has(0x0605_4B50, bytes, end) { end -= 1 }
        guard end >= least, end >= 0 else {
            throw Self.fault("is a zip archive without its directory: it was cut off", 0)
        }
        var count = Self.number(bytes, end + 10, 2)
        var start = Self.number(bytes, end + 16, 4)
        if count == 0xFFFF || start == 0xFFFF_FFFF {
            let locator = end - 20
            guard locator >= 0, Self.has(0x0706_4B50, bytes, locator) else { throw Self.outside(end) }
            let wide = Self.number(bytes, locator + 8, 8)
            guard wide >= 0, wide <= bytes.count - 56, Self.has(0x0606_4B50, bytes, wide) else {
                throw Self.outside(end)
            }
            count = Self.number(bytes, wide + 32, 8)
            start = Self.number(bytes, wide + 48, 8)
        }
        var entries: [Entry] = []
        var place = start
        for _ in 0..<max(0, count) {
            guard place >= 0, place <= bytes.count - 46, Self.has(0x0201_4B50, bytes, place) else {
                throw Self.outside(max(0, min(place, bytes.count)))
            }
            let name = Self.number(bytes, place + 28, 2)
            let extra = Self.number(bytes, place + 30, 2)
            let next = place + 46 + name + extra + Self.number(bytes, place + 32, 2)
            guard next <= bytes.count else { throw Self.outside(place) }
            var entry = Entry(
                name: String(decoding: bytes[place + 46..<place + 46 + name], as: UTF8.self),
                method: Self.number(bytes, place + 10, 2), isEncrypted: Self.number(bytes, place + 8, 2) & 1 == 1,
                crc: UInt32(truncatingIfNeeded: Self.number(bytes, place + 16, 4)),
                compressed: Self.number(bytes, place + 20, 4), size: Self.number(bytes, place + 24, 4),
                offset: Self.number(bytes, place + 42, 4))
            Self.widen(&entry, bytes, place + 46 + name..<place + 46 + name + extra)
            entries.append(entry)
            place = next
        }
        self.entries = entries
    }

    /// The bytes of one file, its length and checksum verified.
    func contents(of entry: Entry) throws(JSONFault) -> [UInt8] {
        let place = entry.offset
        guard !entry.isEncrypted else { throw Self.fault("holds \(entry.name) encrypted", place) }
        guard entry.size <= Self.largest else {
            throw Self.fault("holds \(entry.name) of \(entry.size) bytes, and at most \(Self.largest) are read", place)
        }
        guard place >= 0, place <= bytes.count - 30, Self.has(0x0403_4B50, bytes, place) else {
            throw Self.outside(place)
        }
        let start = place + 30 + Self.number(bytes, place + 26, 2) + Self.number(bytes, place + 28, 2)
        guard entry.compressed >= 0, start + entry.compressed <= bytes.count else { throw Self.outside(place) }
        let data = UnsafeRawBufferPointer(rebasing: bytes[start..<start + entry.compressed])
        let out: [UInt8]
        switch entry.method {
        case 0: out = Array(data)
        case 8:
            do {
                out = try Inflate.bytes(data, atMost: entry.size)
            } catch {
                throw Self.fault("holds \(entry.name) damaged", place)
            }
        case 93:
            throw Self.fault(
                "is packed with Zstandard, which is not read here: write it as JSON first, with `inspect log dump FILE > FILE.json`",
                place)
        default:
            throw Self.fault("holds \(entry.name) packed by method \(entry.method), which is not known here", place)
        }
        guard out.count == entry.size, Self.crc(out) == entry.crc else {
            throw Self.fault("holds \(entry.name) damaged: its checksum differs", place)
        }
        return out
    }

    /// Sizes and offset beyond 4 GiB stand in an extra field, in this order, as far as the short ones are full.
    private static func widen(_ entry: inout Entry, _ bytes: UnsafeRawBufferPointer, _ extra: Range<Int>) {
        var place = extra.lowerBound
        while place + 4 <= extra.upperBound {
            let length = number(bytes, place + 2, 2)
            guard place + 4 + length <= extra.upperBound else { return }
            if number(bytes, place, 2) == 1 {
                var field = place + 4
                for path in [\Entry.size, \Entry.compressed, \Entry.offset] where entry[keyPath: path] == 0xFFFF_FFFF {
                    guard field + 8 <= place + 4 + length else { return }
                    entry[keyPath: path] = number(bytes, field, 8)
                    field += 8
                }
            }
            place += 4 + length
        }
    }

    private static func has(_ signature: Int, _ bytes: UnsafeRawBufferPointer, _ place: Int) -> Bool {
        place >= 0 && place + 4 <= bytes.count && number(bytes, place, 4) == signature
    }

    /// Little-endian; what is above 2^62 becomes -1, which lies outside of every file.
    private static func number(_ bytes: UnsafeRawBufferPointer, _ place: Int, _ count: Int) -> Int {
        var value: UInt64 = 0
        for index in 0..<count { value |= UInt64(bytes[place + index]) << UInt64(8 * index) }
        return value > 1 << 62 ? -1 : Int(value)
    }

    private static func fault(_ why: String, _ place: Int) -> JSONFault {
        JSONFault(.badValue(field: "file", why: why), at: max(0, place))
    }

    private static func outside(_ place: Int) -> JSONFault {
        fault("is a zip archive whose directory points outside of it", place)
    }

    private static let crcTable: [UInt32] = (0..<256).map { index in
        (0..<8).reduce(UInt32(index)) { value, _ in value & 1 == 1 ? 0xEDB8_8320 ^ value >> 1 : value >> 1 }
    }

    /// CRC-32 of ISO 3309.
    static func crc(_ bytes: [UInt8]) -> UInt32 {
        ~bytes.reduce(~UInt32(0)) { crcTable[Int(($0 ^ UInt32($1)) & 0xFF)] ^ $0 >> 8 }
    }
}
