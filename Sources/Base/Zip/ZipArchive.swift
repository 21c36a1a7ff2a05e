import CLibArchive

/// The files of a zip archive, read from its central directory by libarchive: stored, deflated, Zstandard and what else it knows.
///
/// Nothing is ever written to disk, so a name cannot lead anywhere. The bytes must stay valid for as long as the archive is used: make one
/// inside `withUnsafeBytes`.
public struct ZipArchive {
    public struct Entry: Hashable, Sendable {
        public var name: String
        public var isEncrypted: Bool
        /// As the archive announces it.
        public var size: Int
        /// Where its header begins.
        public var offset: Int
        /// Its place among the entries.
        fileprivate var index: Int
        /// What is wrong with its header.
        fileprivate var warning: String?
    }

    /// The largest file that is unpacked: a log's sample has some megabytes, a bomb has no end.
    public static let largest = 1 << 30

    /// In the order in which they lie in the archive.
    public let entries: [Entry]
    private let reader: ZipReader

    /// True where a file begins as a zip archive does.
    public static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
        bytes.count > 3 && bytes[0] == 0x50 && bytes[1] == 0x4B && (bytes[2] == 3 || bytes[2] == 5)
    }

    /// - Throws: `JSONFault` where there is no directory, or it points outside the file.
    public init(_ bytes: UnsafeRawBufferPointer) throws(JSONFault) {
        reader = try ZipReader(bytes)
        var entries: [Entry] = []
        while let header = try reader.next() {
            entries.append(
                Entry(
                    name: header.name, isEncrypted: header.isEncrypted, size: header.size, offset: header.offset,
                    index: entries.count, warning: header.warning))
        }
        self.entries = entries
    }

    /// The bytes of one file, its length and checksum verified. Files are fastest read in the order of ``entries``.
    public func contents(of entry: Entry) throws(JSONFault) -> [UInt8] {
        func fault(_ why: String) -> JSONFault { JSONFault(.badValue(field: "file", why: why), at: entry.offset) }
        guard !entry.isEncrypted else { throw fault("holds \(entry.name) encrypted") }
        guard entry.size <= Self.largest else {
            throw fault("holds \(entry.name) of \(entry.size) bytes, and at most \(Self.largest) are read")
        }
        if let warning = entry.warning { throw fault("holds \(entry.name) damaged: \(warning)") }
        try reader.seek(to: entry.index)
        switch reader.data(atMost: entry.size) {
        case .success(let bytes):
            guard bytes.count == entry.size else { throw fault("holds \(entry.name) damaged: its length differs") }
            return bytes
        case .failure(let failure):
            if failure.said.contains("CRC") { throw fault("holds \(entry.name) damaged: its checksum differs") }
            if failure.said.contains("nsupported") {
                throw fault("holds \(entry.name) packed in a way that is not known here: \(failure.said)")
            }
            throw fault("holds \(entry.name) damaged: \(failure.said)")
        }
    }
}

/// What libarchive said of a failure.
private struct ZipFailure: Error {
    var said: String
}

/// The one owner of libarchive's reader of one archive: goes forward from file to file and begins again where it must go back.
private final class ZipReader {
    struct Header {
        var name: String
        var isEncrypted: Bool
        var size: Int
        var offset: Int
        var warning: String?
    }

    private let bytes: UnsafeRawBufferPointer
    private var archive: OpaquePointer?
    /// The file whose header was read last; −1 before the first.
    private var index = -1
    /// True once its data was read or the archive has ended.
    private var isSpent = false

    init(_ bytes: UnsafeRawBufferPointer) throws(JSONFault) {
        self.bytes = bytes
        try open()
    }

    deinit { archive_read_free(archive) }

    private func open() throws(JSONFault) {
        archive_read_free(archive)
        archive = archive_read_new()
        index = -1
        // Only the reader that begins with the directory: what stands between the files is not believed.
        guard archive != nil, archive_read_support_format_zip_seekable(archive) == ARCHIVE_OK,
            archive_read_open_memory(archive, bytes.baseAddress, bytes.count) == ARCHIVE_OK
        else { throw broken() }
    }

    /// The header of the next file; `nil` after the last.
    func next() throws(JSONFault) -> Header? {
        var entry: OpaquePointer?
        let status = archive_read_next_header(archive, &entry)
        guard status != ARCHIVE_EOF else {
            isSpent = true
            return nil
        }
        guard status == ARCHIVE_OK || status == ARCHIVE_WARN, let entry else { throw broken() }
        index += 1
        isSpent = false
        let name = archive_entry_pathname_utf8(entry) ?? archive_entry_pathname(entry)
        let warning = status == ARCHIVE_WARN ? said : nil
        return Header(
            name: name.map { String(cString: $0) } ?? "a file without a name",
            isEncrypted: archive_entry_is_data_encrypted(entry) != 0,
            size: Int(exactly: archive_entry_size(entry)) ?? .max,
            offset: Int(exactly: archive_read_header_position(archive)) ?? 0, warning: warning)
    }

    /// Goes to the header of a file, so that its data can be read.
    func seek(to wanted: Int) throws(JSONFault) {
        if index > wanted || index == wanted && isSpent { try open() }
        while index < wanted {
            guard try next() != nil else { throw broken() }
        }
    }

    /// The data of the file whose header was read last; libarchive verifies the checksum at its end.
    func data(atMost most: Int) -> Result<[UInt8], ZipFailure> {
        isSpent = true
        var out: [UInt8] = []
        // What is announced is not believed: room grows with what comes.
        out.reserveCapacity(min(most, 1 << 20))
        var piece = [UInt8](repeating: 0, count: 1 << 16)
        while true {
            let count = piece.withUnsafeMutableBytes { archive_read_data(archive, $0.baseAddress, $0.count) }
            guard count >= 0 else { return .failure(ZipFailure(said: said ?? "it cannot be unpacked")) }
            if count == 0 { return .success(out) }
            out.append(contentsOf: piece[..<count])
            if out.count > most { return .failure(ZipFailure(said: "it is longer than announced")) }
        }
    }

    /// What libarchive says of the last failure.
    private var said: String? { archive_error_string(archive).map { String(cString: $0) } }

    private func broken() -> JSONFault {
        JSONFault(
            .badValue(
                field: "file",
                why: "is a zip archive whose directory is cut off or points outside of it"
                    + (said.map { " (\($0))" } ?? "")), at: 0)
    }
}
