import Base
import Crypto
import Foundation

/// One record of a sketch.
public struct SketchRecord: Sendable {
    public var account: UInt64
    /// Days since 1970.
    public var day: Int32
    public var content: AccountDay

    var key: SketchKey { SketchKey(account: account, day: day) }
}

/// Records lie in this order.
struct SketchKey: Hashable, Comparable, Sendable {
    var account: UInt64
    var day: Int32

    static func < (a: SketchKey, b: SketchKey) -> Bool { (a.account, a.day) < (b.account, b.day) }
}

/// Writes a sketch: header, records in order, and a SHA-256 of everything before it, so that a file that is cut off is seen.
final class SketchWriter {
    private let handle: FileHandle
    private let path: String
    private var pending: [UInt8]
    private var digest = SHA256()
    private(set) var records = 0

    init(_ path: String, header: SketchHeader) throws {
        self.path = path
        guard FileManager.default.createFile(atPath: path, contents: nil),
            let handle = FileHandle(forWritingAtPath: path)
        else {
            throw Problem(
                "traffic.cannot-write", .cannotCreate, "the sketch cannot be written", at: path,
                remedy: "Choose a place that may be written to, with -o.")
        }
        self.handle = handle
        pending = header.bytes
    }

    func add(_ key: SketchKey, _ content: AccountDay) throws {
        var body = SketchBytes()
        body.day(content)
        var head = SketchBytes(bytes: [1])
        head.hash(key.account)
        head.number(UInt64(UInt32(bitPattern: key.day)))
        head.number(UInt64(body.bytes.count))
        pending += head.bytes
        pending += body.bytes
        records += 1
        if pending.count > 1 << 20 { try flush() }
    }

    func close() throws {
        pending.append(0)
        try flush()
        pending = Array(digest.finalize())
        try write()
        try handle.close()
    }

    private func flush() throws {
        digest.update(data: pending)
        try write()
    }

    private func write() throws {
        do {
            try handle.write(contentsOf: pending)
        } catch {
            throw Problem(
                "traffic.cannot-write", .io, "the sketch cannot be written: \(error.localizedDescription)", at: path,
                remedy: "Check the disk's space, or choose another place with -o.")
        }
        pending.removeAll(keepingCapacity: true)
    }
}

/// Reads a sketch record by record; plain, or packed with gzip or zstd.
public final class SketchReader {
    public let header: SketchHeader
    public let path: String
    private let stream: PackedStream
    private var buffer: [UInt8] = []
    private var at = 0
    private var digest = SHA256()
    private var last: SketchKey?
    private var isDone = false

    /// - Throws: `Problem`: no sketch, of another version, cut off.
    public init(_ path: String) throws {
        self.path = path
        stream = try PackedStream(path)
        var reader = try Self.Head(stream, path)
        header = try reader.header()
        buffer = Array(reader.buffer[reader.at...])
        digest.update(data: reader.buffer[..<reader.at])
    }

    /// The next record; `nil` after the last, once the checksum was compared.
    public func next() throws -> SketchRecord? {
        guard !isDone else { return nil }
        let kind = try byte()
        guard kind == 1 else {
            guard kind == 0 else { throw Self.damaged(path) }
            digest.update(data: [0])
            let stated = try take(32)
            guard Array(digest.finalize()) == stated else { throw Self.damaged(path) }
            isDone = true
            return nil
        }
        var bytes = try take(8)
        let account = bytes.enumerated().reduce(UInt64(0)) { $0 | UInt64($1.element) << UInt64(8 * $1.offset) }
        let day = try number()
        let length = try number()
        digest.update(data: [1])
        digest.update(data: bytes)
        var numbers = SketchBytes()
        numbers.number(day)
        numbers.number(length)
        digest.update(data: numbers.bytes)
        guard day <= UInt64(UInt32.max), length <= 1 << 20 else { throw Self.damaged(path) }
        bytes = try take(Int(length))
        digest.update(data: bytes)
        var cursor = SketchCursor(bytes[...])
        guard let content = try? cursor.day(), cursor.isAtEnd else { throw Self.damaged(path) }
        let record = SketchRecord(account: account, day: Int32(bitPattern: UInt32(day)), content: content)
        if let last, !(last < record.key) { throw Self.damaged(path) }
        last = record.key
        return record
    }

    private func number() throws -> UInt64 {
        var value: UInt64 = 0
        var shift: UInt64 = 0
        while true {
            let byte = try byte()
            guard shift < 63 else { throw Self.damaged(path) }
            value |= UInt64(byte & 0x7F) << shift
            if byte < 0x80 { return value }
            shift += 7
        }
    }

    private func byte() throws -> UInt8 {
        try hold(1)
        defer { at += 1 }
        return buffer[at]
    }

    private func take(_ count: Int) throws -> [UInt8] {
        try hold(count)
        defer { at += count }
        return Array(buffer[at..<at + count])
    }

    /// Reads on until so many bytes are there.
    private func hold(_ count: Int) throws {
        while buffer.count - at < count {
            buffer.removeSubrange(..<at)
            at = 0
            let had = buffer.count
            buffer.append(contentsOf: repeatElement(0, count: 1 << 16))
            let read = try buffer.withUnsafeMutableBytes { try stream.read(into: .init(rebasing: $0[had...])) }
            buffer.removeLast((1 << 16) - read)
            if read == 0 { throw Self.damaged(path) }
        }
    }

    private static func damaged(_ path: String) -> Problem {
        Problem(
            "traffic.sketch-damaged", .data, "the sketch is cut off or was changed", at: path,
            remedy: "Make it again from its logs, or copy it again; without it the others can still be merged.")
    }

    /// The header is small: it is read with the first megabytes at once.
    private struct Head {
        var buffer: [UInt8]
        var at = 0
        let path: String

        init(_ stream: PackedStream, _ path: String) throws {
            self.path = path
            buffer = [UInt8](repeating: 0, count: 1 << 20)
            var filled = 0
            while filled < buffer.count {
                let read = try buffer.withUnsafeMutableBytes { try stream.read(into: .init(rebasing: $0[filled...])) }
                if read == 0 { break }
                filled += read
            }
            buffer.removeLast(buffer.count - filled)
        }

        mutating func header() throws -> SketchHeader {
            guard buffer.starts(with: SketchHeader.magic) else {
                throw Problem(
                    "traffic.no-sketch", .data, "this is no traffic sketch", at: path,
                    remedy: "Give files that `apograph traffic sketch` or `merge` wrote.")
            }
            var cursor = SketchCursor(buffer[SketchHeader.magic.count...])
            guard let version = try? cursor.number() else { throw SketchReader.damaged(path) }
            guard version == SketchHeader.version else {
                throw Problem(
                    "traffic.sketch-version", .data,
                    "the sketch is of format \(version), and this program reads format \(SketchHeader.version)",
                    at: path, remedy: "Make it again with this program, or read it with the one that wrote it.")
            }
            do {
                var header = SketchHeader(keyFingerprint: try cursor.hash())
                for _ in 0..<(try cursor.count(4096)) { header.tallies[try cursor.text()] = try cursor.number() }
                for _ in 0..<(try cursor.count(SketchHeader.modelLimit)) {
                    header.models[try cursor.hash()] = try cursor.text()
                }
                at = cursor.position
                return header
            } catch { throw SketchReader.damaged(path) }
        }
    }
}
