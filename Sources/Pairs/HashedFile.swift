import Base
import Crypto
import Foundation

/// The one shape of the files that pairs on an array are computed from and into: a line that says what it is, a header in JSON, numbers, and the
/// SHA-256 of all of it.
///
///     "APOGRAPH <kind> 1\n"                      kind: matrix, part or pairs; 1 is the format's version
///     "<length of the header, 16 hexadecimal digits>\n"
///     the header, canonical JSON, then spaces and "\n" up to a multiple of 64 bytes from the file's beginning
///     the body: numbers, least significant byte first
///     SHA-256 of everything before, 32 bytes
///
/// Files are made beside their place and moved there whole, and read through a mapping that nobody writes to, so that many processes of one machine
/// share one copy in memory.
enum HashedFile {
    static let version = "1"
    static let alignment = 64
    static let digestSize = 32

    /// What stands before the body.
    static func preamble(_ kind: String, _ header: JSONValue) throws -> [UInt8] {
        let json = try CanonicalJSON.bytes(header)
        let digits = String(json.count, radix: 16)
        let start = Array(
            "APOGRAPH \(kind) \(version)\n\(String(repeating: "0", count: 16 - digits.count))\(digits)\n".utf8)
        let length = start.count + json.count + 1
        let padding = (alignment - length % alignment) % alignment
        return start + json + [UInt8](repeating: 0x20, count: padding) + [0x0A]
    }
}

/// Writes such a file piece by piece; nothing is at its place before `finish()`.
final class HashedFileWriter {
    private let url: URL
    private let draft: URL
    private let handle: FileHandle
    private var hash = SHA256()
    private var isDone = false

    init(_ url: URL, kind: String, header: JSONValue) throws {
        self.url = url
        draft = url.deletingLastPathComponent().appendingPathComponent(
            ".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).new")
        guard FileManager.default.createFile(atPath: draft.path, contents: nil),
            let handle = FileHandle(forWritingAtPath: draft.path)
        else {
            throw Problem(
                "pairs.cannot-create", .cannotCreate, "the file cannot be made: \(String(cString: strerror(errno)))",
                at: url.path, remedy: "Check that the folder exists and may be written to, or choose another with -o.")
        }
        self.handle = handle
        try write(HashedFile.preamble(kind, header))
    }

    deinit {
        if !isDone {
            try? handle.close()
            try? FileManager.default.removeItem(at: draft)
        }
    }

    func write(_ bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try write($0) } }

    func write(_ doubles: [Double]) throws { try doubles.withUnsafeBytes { try write($0) } }

    func write(_ bytes: UnsafeRawBufferPointer) throws {
        hash.update(bufferPointer: bytes)
        try put(bytes)
    }

    private func put(_ bytes: UnsafeRawBufferPointer) throws {
        guard let start = bytes.baseAddress, !bytes.isEmpty else { return }
        let data = Data(bytesNoCopy: UnsafeMutableRawPointer(mutating: start), count: bytes.count, deallocator: .none)
        do {
            try handle.write(contentsOf: data)
        } catch {
            throw failed(error)
        }
    }

    /// Moves the file to its place, where another of that name is replaced: a part that is computed again is the same part.
    /// - Returns: SHA-256 of what stands before the digest, lower-case hexadecimal.
    func finish() throws -> String {
        let digest = hash.finalize()
        try digest.withUnsafeBytes { try put($0) }
        do {
            try handle.synchronize()
            try handle.close()
        } catch {
            throw failed(error)
        }
        guard rename(draft.path, url.path) == 0 else { throw failed(POSIXError(.init(rawValue: errno) ?? .EIO)) }
        isDone = true
        return Hex.text(digest)
    }

    private func failed(_ error: any Error) -> Problem {
        Problem(
            "pairs.io", .io, "writing failed: \(error.localizedDescription); nothing was left at its place",
            at: url.path, remedy: "Make room on the disk, then run the same command again.")
    }
}

/// Such a file, mapped and checked.
struct HashedFileReader: Sendable {
    let url: URL
    let header: JSONValue
    /// Lower-case hexadecimal.
    let sha256: String
    private let data: Data
    private let start: Int

    /// - Throws: `Problem`: `pairs.missing`, `pairs.not-one` (another kind of file), `pairs.version`, `pairs.damaged`.
    init(_ url: URL, kind: String) throws {
        self.url = url
        do {
            data = try Data(contentsOf: url, options: .alwaysMapped)
        } catch {
            throw Problem(
                "pairs.missing", .noInput, "the file cannot be read: \(error.localizedDescription)", at: url.path,
                remedy: "Check the path and its permissions.")
        }
        let words = data.prefix(64).split(separator: 0x0A, maxSplits: 2, omittingEmptySubsequences: false)
        let first = words.first.map { String(decoding: $0, as: UTF8.self).split(separator: " ") } ?? []
        guard first.count == 3, first[0] == "APOGRAPH", first[1] == kind else {
            let made = kind == "matrix" ? "`apograph pairs pack`" : "`apograph pairs`"
            throw Problem(
                "pairs.not-one", .data, "this is no \(kind) file", at: url.path,
                remedy: "Name one that \(made) made.")
        }
        guard first[2] == HashedFile.version else {
            throw Problem(
                "pairs.version", .data,
                "the file has format version \(first[2]), and this Apograph reads \(HashedFile.version)", at: url.path,
                remedy: "Use one version of Apograph for packing, computing and merging.")
        }
        guard words.count > 1, let length = Int(String(decoding: words[1], as: UTF8.self), radix: 16),
            let headerStart = Optional(words[0].count + words[1].count + 2),
            length >= 0, headerStart <= data.count, length <= data.count - headerStart,
            data.count - headerStart - length > HashedFile.digestSize
        else { throw Self.damaged(url, "its header is cut off") }
        let end = headerStart + length + 1
        start = (end + HashedFile.alignment - 1) / HashedFile.alignment * HashedFile.alignment
        guard start <= data.count - HashedFile.digestSize else { throw Self.damaged(url, "it is cut off") }
        let body = data[..<(data.count - HashedFile.digestSize)]
        sha256 = Digest256.hex(body)
        guard Hex.text(data.suffix(HashedFile.digestSize)) == sha256 else {
            throw Self.damaged(url, "its content does not have the SHA-256 that stands at its end")
        }
        do {
            header = try JSONValue(reading: Array(data[headerStart..<headerStart + length]))
        } catch {
            throw Self.damaged(url, "its header is no JSON")
        }
    }

    /// Bytes of the body.
    var count: Int { data.count - HashedFile.digestSize - start }

    func withBody<T>(_ work: (UnsafeRawBufferPointer) throws -> T) rethrows -> T {
        try data.withUnsafeBytes { try work(UnsafeRawBufferPointer(rebasing: $0[start..<start + count])) }
    }

    /// A whole number of the header that is not negative.
    func number(_ name: String) throws -> Int {
        guard let value = header[name]?.whole, value >= 0 else {
            throw Self.damaged(url, "its header does not say \"\(name)\"")
        }
        return value
    }

    func text(_ name: String) throws -> String {
        guard let value = header[name]?.string else { throw Self.damaged(url, "its header does not say \"\(name)\"") }
        return value
    }

    func texts(_ name: String) throws -> [String] {
        guard let values = header[name]?.array?.map(\.string), !values.contains(nil) else {
            throw Self.damaged(url, "its header does not say \"\(name)\"")
        }
        return values.compactMap { $0 }
    }

    static func damaged(_ url: URL, _ why: String) -> Problem {
        Problem(
            "pairs.damaged", .data, "the file is damaged: \(why)", at: url.path,
            remedy: "Copy or compute it again; the other files need not be.")
    }
}
