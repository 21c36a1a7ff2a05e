import Base
import Foundation
import Probes
import Synchronization

/// An open descriptor on a case file, which keeps other writers out for as long as it is held.
///
/// SQLite's own locks are POSIX locks, and closing *any* descriptor of a file drops all of a process's locks on it
/// (https://www.sqlite.org/howtocorrupt.html §2.2). So all stores of one file in a process share one descriptor, closed after the last.
struct FileHold: Sendable {
    private struct Shared {
        /// The first is the one that is read and locked; the others only wait to be closed.
        var descriptors: [Int32]
        var holders = 0
        var hasWriter = false
    }
    private struct FileID: Hashable, Sendable {
        var device: UInt64
        var inode: UInt64
    }
    private static let shared = Mutex<[FileID: Shared]>([:])

    private let id: FileID
    private let writing: Bool

    /// Reads the header of the file and takes hold of it.
    init(_ url: URL, writing: Bool) throws {
        let descriptor = Foundation.open(url.path, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
        guard descriptor >= 0 else {
            throw errno == ENOENT
                ? Problem(
                    "case.missing", .noInput, "there is no such case file", at: url.path,
                    remedy: "Check the path, or make a case with `apograph new`.")
                : Problem(
                    "case.cannot-open", .noInput,
                    "the case file cannot be opened: \(String(cString: strerror(errno)))", at: url.path,
                    remedy: "Check the permissions of the file and its folder.")
        }
        var status = stat()
        guard fstat(descriptor, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
            close(descriptor)
            throw Problem(
                "case.not-a-case", .data, "this is not a file", at: url.path,
                remedy: "Name a case file made by `apograph new`.")
        }
        let id = FileID(device: UInt64(status.st_dev), inode: UInt64(status.st_ino))
        try FileHold.shared.withLock { held in
            var entry = held[id] ?? Shared(descriptors: [])
            entry.descriptors.append(descriptor)
            do {
                try FileHold.checkHeader(descriptor, url)
                if writing {
                    guard !entry.hasWriter else { throw CaseStore.inUse(url, by: "this process itself") }
                    guard flock(entry.descriptors[0], LOCK_EX | LOCK_NB) == 0 else {
                        throw CaseStore.inUse(url, by: LockHolder.name(inode: id.inode))
                    }
                    entry.hasWriter = true
                }
                entry.holders += 1
                held[id] = entry
            } catch {
                if held[id] == nil { close(descriptor) } else { held[id]?.descriptors.append(descriptor) }
                throw error
            }
        }
        self.id = id
        self.writing = writing
    }

    func release() {
        FileHold.shared.withLock { held in
            guard var entry = held[id] else { return }
            entry.holders -= 1
            if writing {
                entry.hasWriter = false
                flock(entry.descriptors[0], LOCK_UN)
            }
            if entry.holders == 0 {
                for descriptor in entry.descriptors { close(descriptor) }
                held[id] = nil
            } else {
                held[id] = entry
            }
        }
    }

    /// What the first 100 bytes of a SQLite file tell (https://www.sqlite.org/fileformat.html §1.3), before SQLite touches anything.
    private static func checkHeader(_ descriptor: Int32, _ url: URL) throws {
        var header = [UInt8](repeating: 0, count: 100)
        let count = pread(descriptor, &header, 100, 0)
        guard count != 0 else {
            throw Problem(
                "case.empty", .data, "the file is empty", at: url.path,
                remedy: "Delete it and make a case with `apograph new`.")
        }
        guard count == 100, header.prefix(16).elementsEqual("SQLite format 3\0".utf8) else {
            throw Problem(
                "case.not-a-case", .data, "this is not a case file", at: url.path,
                remedy: "Name a case file made by `apograph new`; recordings are brought in with `apograph import`.")
        }
        func number(at offset: Int) -> Int32 {
            Int32(bitPattern: header[offset..<offset + 4].reduce(UInt32(0)) { $0 << 8 | UInt32($1) })
        }
        guard number(at: 68) == Schema.applicationID else {
            throw Problem(
                "case.foreign", .data, "this is a SQLite file of another program", at: url.path,
                remedy: "Name a case file made by `apograph new`.")
        }
        let version = number(at: 60)
        guard version <= Schema.version else {
            throw Problem(
                "case.newer", .data,
                "the case was made by a newer Apograph (format \(version); this one reads up to \(Schema.version))",
                at: url.path, remedy: "Install the newer version.")
        }
        guard version > 0 else { throw CaseStore.damaged(url, "it has no format version") }
    }
}
