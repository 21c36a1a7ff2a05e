import Base
import Foundation
import Probes

/// Reads a file of lines in pieces of about a megabyte that end where a line ends, so that memory stays flat however long the file is.
struct LinePieces: ~Copyable {
    struct Piece: Sendable {
        var bytes: [UInt8]
        /// Of the first byte, from the file's beginning.
        var offset: Int
        /// Number of the first line, counted from 1.
        var line: Int
    }

    private static let most = 1 << 20

    private let descriptor: Int32
    private var carried: [UInt8] = []
    private var offset = 0
    private var line = 1

    /// - Returns: `nil` where there is no such regular file; links are not followed.
    init?(_ url: URL) {
        descriptor = Foundation.open(url.path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        var status = stat()
        // A failing initializer does not run the deinitializer.
        guard descriptor >= 0 else { return nil }
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            return nil
        }
    }

    deinit { close(descriptor) }

    /// The next lines; `nil` after the last.
    mutating func next() throws -> Piece? {
        var bytes = carried
        carried = []
        while true {
            let read = try LinePieces.read(descriptor, LinePieces.most, to: &bytes)
            if let end = read == 0 ? bytes.endIndex : bytes.lastIndex(of: 0x0A).map({ $0 + 1 }) {
                carried = Array(bytes[end...])
                bytes.removeSubrange(end...)
                break
            }
        }
        guard !bytes.isEmpty else { return nil }
        defer {
            offset += bytes.count
            line += bytes.withUnsafeBytes { $0.reduce(into: 0) { $0 += $1 == 0x0A ? 1 : 0 } }
        }
        return Piece(bytes: bytes, offset: offset, line: line)
    }

    /// Appends at most `count` bytes; returns how many there were, 0 at the end.
    static func read(_ descriptor: Int32, _ count: Int, to bytes: inout [UInt8]) throws -> Int {
        let start = bytes.count
        bytes.append(contentsOf: repeatElement(0, count: count))
        while true {
            let done = bytes.withUnsafeMutableBytes { Foundation.read(descriptor, $0.baseAddress! + start, count) }
            guard done >= 0 else {
                if errno == EINTR { continue }
                throw Problem(
                    "exhibit.unreadable", .io, "a file cannot be read: \(String(cString: strerror(errno)))",
                    remedy: "Check the disk and the file's permissions.")
            }
            bytes.removeSubrange((start + done)...)
            return done
        }
    }
}

extension LinePieces.Piece {
    /// Reads the lines one by one. `bytes` are those of the piece, which a row's ranges point into; a line that cannot be read comes as its fault,
    /// with the offset in the file.
    func eachLine(
        _ file: ExhibitFile,
        _ body: (_ line: Int, _ row: Result<ExhibitRow, JSONFault>, _ bytes: UnsafeRawBufferPointer) throws -> Void
    ) rethrows {
        try bytes.withUnsafeBytes { bytes in
            var start = 0
            var number = line
            while start < bytes.count {
                let rest = UnsafeRawBufferPointer(rebasing: bytes[start...])
                let end =
                    memchr(rest.baseAddress!, 0x0A, rest.count).map { UnsafeRawPointer($0) - bytes.baseAddress! }
                    ?? bytes.count
                try body(number, row(file, UnsafeRawBufferPointer(rebasing: bytes[..<end]), start), bytes)
                number += 1
                start = end + 1
            }
        }
    }

    private func row(
        _ file: ExhibitFile, _ bytes: UnsafeRawBufferPointer, _ start: Int
    ) -> Result<ExhibitRow, JSONFault> {
        var reader = JSONReader(bytes, at: start)
        do throws(JSONFault) {
            let row = try ExhibitRow(file, &reader, bytes)
            guard reader.position == bytes.count else { throw JSONFault(.trailing, at: reader.position) }
            return .success(row)
        } catch {
            return .failure(JSONFault(error.kind, at: error.offset + offset))
        }
    }
}

/// The rows of an exhibit's file, for those who need no more than to read them.
enum ExhibitRows {
    /// Hands every row of `data/FILE.jsonl` to `body`, in flat memory. A file that is not there has none.
    ///
    /// - Throws: `Problem` of that code for a line that cannot be read.
    static func each(
        _ exhibit: URL, _ file: ExhibitFile, unreadable code: String,
        _ body: (ExhibitRow, UnsafeRawBufferPointer) throws -> Void
    ) throws {
        guard var pieces = LinePieces(exhibit.appendingPathComponent("data/\(file.rawValue).jsonl")) else { return }
        while let piece = try pieces.next() {
            try piece.eachLine(file) { line, row, bytes in
                switch row {
                case .success(let row): try body(row, bytes)
                case .failure(let fault):
                    throw Problem(
                        code, .data, fault.sentence, at: "data/\(file.rawValue).jsonl line \(line)",
                        remedy: "Run `apograph verify` on the exhibit.")
                }
            }
        }
    }
}
