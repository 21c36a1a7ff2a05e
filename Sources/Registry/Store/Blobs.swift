import Base
import Crypto
import Foundation

/// Files in the registry, by the SHA-256 of their bytes, in pieces.
struct Blobs {
    let connection: PostgresConnection
    private static let piece = 4 << 20

    /// Adds a file unless it is there; inside the caller's transaction.
    /// - Returns: its SHA-256.
    func put(_ url: URL) throws -> String {
        let data: Data
        do {
            data = try Data(contentsOf: url, options: .alwaysMapped)
        } catch {
            throw Problem(
                "registry.no-file", .noInput, "the file cannot be read: \(error.localizedDescription)", at: url.path,
                remedy: "Check the path and its permissions.")
        }
        let sha256 = Digest256.hex(data)
        let count = (data.count + Self.piece - 1) / Self.piece
        let added = try connection.run(
            "INSERT INTO apograph.blobs VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
            [.text(sha256), .integer(Int64(data.count)), .integer(Int64(count))])
        guard added.changed == 1 else { return sha256 }
        for place in 0..<count {
            let bytes = Array(data[place * Self.piece..<min((place + 1) * Self.piece, data.count)])
            try connection.run(
                "INSERT INTO apograph.pieces VALUES ($1, $2, $3)",
                [.text(sha256), .integer(Int64(place)), .bytes(bytes)])
        }
        return sha256
    }

    /// Hands over a file's pieces, one at a time.
    /// - Returns: whether they have the SHA-256 that the file is known by.
    func read(_ sha256: String, _ take: ([UInt8]) throws -> Void) throws -> Bool {
        var hash = SHA256()
        let pieces = try connection.run("SELECT pieces FROM apograph.blobs WHERE sha256 = $1", [.text(sha256)])
        for place in 0..<max(pieces.count == 1 ? pieces.integer(0, 0) ?? 0 : 0, 0) {
            let rows = try connection.run(
                "SELECT bytes FROM apograph.pieces WHERE blob = $1 AND place = $2", [.text(sha256), .integer(place)],
                binary: true)
            let bytes = rows.count == 1 ? rows.bytes(0, 0) ?? [] : []
            hash.update(data: bytes)
            try take(bytes)
        }
        return Hex.text(hash.finalize()) == sha256
    }

    /// Writes a file of the registry, which only its owner may read (mode 0600). It appears whole and checked, or not at all; nothing may be there yet.
    func fetch(_ sha256: String, to url: URL) throws {
        guard !FileManager.default.fileExists(atPath: url.path) else {
            throw Problem(
                "registry.output-exists", .cannotCreate, "there is a file of that name already", at: url.path,
                remedy: "Choose another name with -o; a case is never overwritten.")
        }
        let draft = url.deletingLastPathComponent()
            .appendingPathComponent(".\(url.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).new")
        defer { try? FileManager.default.removeItem(at: draft) }
        let descriptor = Foundation.open(draft.path, O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw cannotWrite(url) }
        let handle = FileHandle(fileDescriptor: descriptor, closeOnDealloc: true)
        let isWhole = try read(sha256) { bytes in
            do { try handle.write(contentsOf: bytes) } catch { throw cannotWrite(url) }
        }
        guard isWhole else {
            throw Problem(
                "registry.damaged", .data, "a file of the registry does not have the SHA-256 that it is known by",
                at: "\(connection.shown): \(sha256)",
                remedy: "Run `apograph registry status --verify`: it names what was changed outside of Apograph.")
        }
        do { try handle.synchronize() } catch { throw cannotWrite(url) }
        guard link(draft.path, url.path) == 0 else { throw cannotWrite(url) }
    }

    private func cannotWrite(_ url: URL) -> Problem {
        Problem(
            "registry.output", .io, "the file cannot be written: \(String(cString: strerror(errno)))", at: url.path,
            remedy: "Check the folder, its permissions and the disk's space.")
    }
}
