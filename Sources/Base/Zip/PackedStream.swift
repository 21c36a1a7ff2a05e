import CLibArchive
import Foundation

/// A file read forward in pieces, unpacked on the way where it is packed (gzip, Zstandard, xz, bzip2): its first bytes tell, not its name.
public final class PackedStream {
    private let archive: OpaquePointer
    private let path: String
    private var isAtEnd = false

    /// - Parameter path: of the file; `-` for standard input.
    /// - Throws: `Problem` `file.unreadable`.
    public init(_ path: String) throws {
        self.path = path
        guard let archive = archive_read_new() else {
            throw Problem("file.unreadable", .software, "no reader can be made", at: path, remedy: "Free some memory.")
        }
        // From here on whatever throws ends in `deinit`, which frees it.
        self.archive = archive
        // One by one: "all" would start other programs for what libarchive cannot unpack itself.
        archive_read_support_filter_gzip(archive)
        archive_read_support_filter_zstd(archive)
        archive_read_support_filter_xz(archive)
        archive_read_support_filter_bzip2(archive)
        archive_read_support_format_raw(archive)
        archive_read_support_format_empty(archive)
        let opened =
            path == "-"
            ? archive_read_open_fd(archive, STDIN_FILENO, 1 << 16) : archive_read_open_filename(archive, path, 1 << 16)
        guard opened == ARCHIVE_OK else {
            let said = Self.said(archive)
            throw Problem(
                "file.unreadable", .noInput, "the file cannot be read: \(said)", at: path,
                remedy: "Check the path and its permissions.")
        }
        var entry: OpaquePointer?
        let status = archive_read_next_header(archive, &entry)
        if status == ARCHIVE_EOF {
            isAtEnd = true
        } else if status != ARCHIVE_OK, status != ARCHIVE_WARN {
            let said = Self.said(archive)
            throw Problem(
                "file.packed", .data, "the file cannot be unpacked: \(said)", at: path,
                remedy: "Give the file as it is or packed with gzip or zstd.")
        }
    }

    deinit { archive_read_free(archive) }

    /// Fills `buffer` from its beginning, as far as one read gives.
    /// - Returns: how many bytes; 0 at the end.
    /// - Throws: `Problem` `file.packed` where the packing is broken or cut off; what came before it was whole.
    public func read(into buffer: UnsafeMutableRawBufferPointer) throws -> Int {
        guard !isAtEnd, !buffer.isEmpty else { return 0 }
        let count = archive_read_data(archive, buffer.baseAddress, buffer.count)
        guard count >= 0 else {
            isAtEnd = true
            throw Problem(
                "file.packed", .data, "the file is cut off or damaged: \(Self.said(archive))", at: path,
                remedy: "Copy it again from where it came; what stands before the damage was read.")
        }
        if count == 0 { isAtEnd = true }
        return count
    }

    private static func said(_ archive: OpaquePointer) -> String {
        archive_error_string(archive).map { String(cString: $0) } ?? "no reason is given"
    }
}
