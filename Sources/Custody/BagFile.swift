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

    private mutating func flush() throws {
        hash.update(data: buffer)
        count += buffer.count
        var done = 0
        while done < buffer.count {
            let written = buffer.withUnsafeBytes {
                Foundation.write(descriptor, $0.baseAddress! + done, $0.count - done)
            }
            guard written > 0 || errno == EINTR else { throw BagFile.failed(path) }
            done += max(0, written)
        }
        buffer.removeAll(keepingCapacity: true)
    }

    /// Writes what is left, forces it to disk and returns the SHA-256, lower-case hexadecimal.
    mutating func finish() throws -> String {
        try flush()
        guard fsync(descriptor) == 0 else { throw BagFile.failed(path) }
        return hash.finalize().map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }.joined()
    }

    static func failed(_ path: String) -> Problem {
        Problem(
            "seal.cannot-write", .io, "the exhibit cannot be written: \(String(cString: strerror(errno)))", at: path,
            remedy: "Check the folder's permissions and free space; nothing half-made was left.")
    }
}
