import Base
import CaseFile
import Crypto
import Foundation
import Probes

/// Writes one file of a bag: buffered, hashed on the way, forced to disk when it is finished.
struct BagFile: ~Copyable {
    private let descriptor: Int32
    private let path: String
    private var buffer: [UInt8] = []
    private var hash = SHA256()
    private(set) var count = 0

    private static let chunk = 1 << 20

    init(_ url: URL) throws {
        path = url.path
        descriptor = Foundation.open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
        guard descriptor >= 0 else { throw BagFile.failed(path) }
        buffer.reserveCapacity(BagFile.chunk + 65536)
    }

    deinit { close(descriptor) }

    /// Adds bytes; `fill` appends them to the buffer it is given.
    mutating func write(_ fill: (inout [UInt8]) throws -> Void) throws {
        try fill(&buffer)
        if buffer.count >= BagFile.chunk { try flush() }
    }

    mutating func write(_ bytes: some Sequence<UInt8>) throws {
        try write { $0.append(contentsOf: bytes) }
    }

    /// Adds bytes that are many already, without copying them.
    mutating func write(piece: [UInt8]) throws {
        try flush()
        try put(piece)
    }

    private mutating func flush() throws {
        try put(buffer)
        buffer.removeAll(keepingCapacity: true)
    }

    private mutating func put(_ bytes: [UInt8]) throws {
        try bytes.withUnsafeBytes { bytes in
            hash.update(bufferPointer: bytes)
            var done = 0
            while done < bytes.count {
                let written = Foundation.write(descriptor, bytes.baseAddress! + done, bytes.count - done)
                guard written > 0 || errno == EINTR else { throw BagFile.failed(path) }
                done += max(0, written)
            }
            count += bytes.count
        }
    }

    /// Writes what is left, forces it to disk and returns the SHA-256, lower-case hexadecimal.
    mutating func finish() throws -> String {
        try flush()
        guard fsync(descriptor) == 0 else { throw BagFile.failed(path) }
        return Hex.text(hash.finalize())
    }

    static func failed(_ path: String) -> Problem {
        Problem(
            "seal.cannot-write", .io, "the exhibit cannot be written: \(String(cString: strerror(errno)))", at: path,
            remedy: "Check the folder's permissions and free space; nothing half-made was left.")
    }
}
