import Crypto

/// Rows in PostgreSQL's binary COPY format (https://www.postgresql.org/docs/current/sql-copy.html), and their hash: SHA-256 over the rows as they
/// stand in that format, without the format's beginning and end. The same rows read back in the same order have the same hash.
struct BinaryRows {
    private(set) var bytes = Array("PGCOPY\n".utf8) + [0xFF, 0x0D, 0x0A, 0x00] + [UInt8](repeating: 0, count: 8)
    private var hash = SHA256()
    private(set) var count = 0
    static let start = 19

    private mutating func number<T: FixedWidthInteger>(_ value: T) {
        withUnsafeBytes(of: value.bigEndian) { bytes.append(contentsOf: $0) }
    }

    /// Adds a row; `fields` adds its values in the order of the columns.
    mutating func row(_ columns: Int, _ fields: (inout BinaryRows) -> Void) {
        let from = bytes.count
        number(Int16(columns))
        fields(&self)
        bytes.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0[from...])) }
        count += 1
    }

    mutating func add<T: FixedWidthInteger>(_ value: T) {
        number(Int32(MemoryLayout<T>.size))
        number(value)
    }

    mutating func add(_ value: Bool) {
        number(Int32(1))
        bytes.append(value ? 1 : 0)
    }

    mutating func add(_ value: [UInt8]) {
        number(Int32(clamping: value.count))
        bytes.append(contentsOf: value)
    }

    /// U+0000, which PostgreSQL's text cannot hold, becomes U+FFFD.
    mutating func add(_ text: String?) {
        guard var text else { return number(Int32(-1)) }
        if text.utf8.contains(0) { text = String(text.map { $0 == "\0" ? "\u{FFFD}" : $0 }) }
        text.withUTF8 { utf8 in
            number(Int32(clamping: utf8.count))
            bytes.append(contentsOf: utf8)
        }
    }

    /// What has gathered, to be sent; more rows may follow.
    mutating func taken() -> [UInt8] {
        defer { bytes.removeAll(keepingCapacity: true) }
        return bytes
    }

    mutating func end() -> [UInt8] {
        number(Int16(-1))
        return taken()
    }

    /// Of all rows so far.
    var digest: SHA256.Digest { hash.finalize() }
}

/// The same hash over rows that come from the server in pieces.
struct BinaryRowsHash {
    private var hash = SHA256()
    private var skip = BinaryRows.start
    private var held: [UInt8] = []

    mutating func take(_ piece: UnsafeRawBufferPointer) {
        let rest = piece.dropFirst(skip)
        skip -= piece.count - rest.count
        // The last two bytes say that nothing follows.
        held.append(contentsOf: rest)
        guard held.count > 2 else { return }
        held.withUnsafeBytes { hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: $0.dropLast(2))) }
        held.removeFirst(held.count - 2)
    }

    var digest: SHA256.Digest { hash.finalize() }
}
