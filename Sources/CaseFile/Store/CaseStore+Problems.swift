import Base
import Foundation
import GRDB
import Probes

extension CaseStore {
    static func damaged(_ url: URL, _ why: String) -> Problem {
        Problem(
            "case.damaged", .data, "the case file is damaged: \(why)", at: url.path,
            remedy: "Go back to a copy; what the file still holds can be read with sqlite3.")
    }

    /// Runs `work` and turns what SQLite throws into a `Problem` that names the file.
    static func explained<T>(_ url: URL, _ work: () throws -> T) throws -> T {
        do {
            return try work()
        } catch let error as DatabaseError {
            throw problem(error, url)
        }
    }

    private static func problem(_ error: DatabaseError, _ url: URL) -> Problem {
        let said = error.message ?? "SQLite error \(error.extendedResultCode.rawValue)"
        switch error.resultCode {
        case .SQLITE_FULL:
            return Problem(
                "case.disk-full", .io, "the disk is full; what was stored before is safe, this was not stored",
                at: url.path, remedy: "Make room and run the same command again.")
        case .SQLITE_IOERR:
            return Problem(
                "case.io", .io,
                "reading or writing the case failed (\(said)); what was stored before is safe, this was not stored",
                at: url.path,
                remedy: "Check the disk, its free space and the limit on file sizes; then run the same command again.")
        case .SQLITE_BUSY, .SQLITE_LOCKED:
            return inUse(url)
        case .SQLITE_CORRUPT, .SQLITE_NOTADB, .SQLITE_FORMAT: return damaged(url, said)
        case .SQLITE_READONLY, .SQLITE_PERM, .SQLITE_AUTH:
            return Problem(
                "case.not-writable", .permission, "the case file may not be written to", at: url.path,
                remedy: "Give yourself write permission to the file and its folder, or work on a copy.")
        case .SQLITE_CANTOPEN:
            return Problem(
                "case.cannot-open", .noInput, "the case file cannot be opened (\(said))", at: url.path,
                remedy: "Check the path and the permissions of the file and its folder.")
        case .SQLITE_TOOBIG:
            return Problem(
                "case.too-big", .data, "a value is larger than a case can hold (1 GB)", at: url.path,
                remedy: "Leave that response out.")
        case .SQLITE_CONSTRAINT:
            return Problem(
                "case.refused", .data, "the case refuses the change: \(said)", at: url.path,
                remedy: "Evidence is only ever added; add a new row instead.")
        default:
            return Problem(
                "case.sqlite", .software, "SQLite refused: \(said)", at: url.path,
                remedy: "Report this with the command that you ran.")
        }
    }

    static func cannotCreate(_ url: URL, _ code: Int32) -> Problem {
        Problem(
            "case.cannot-create", .cannotCreate, "the case file cannot be made: \(String(cString: strerror(code)))",
            at: url.path, remedy: "Check that the folder exists and may be written to.")
    }

    static func inUse(_ url: URL, by holder: String? = nil) -> Problem {
        Problem(
            "case.in-use", .temporary, "\(holder ?? "another process") is writing to the case", at: url.path,
            remedy: "Wait until it is done, then run the same command again.")
    }

    /// Refuses a name that SQLite would cut: two of them could become one.
    static func refuseNUL(in names: String..., at place: String) throws {
        guard names.contains(where: { $0.utf8.contains(0) }) else { return }
        throw Problem(
            "case.nul", .data, "a name holds the character U+0000", at: place.replacing("\0", with: "\u{2400}"),
            remedy:
                "Take the character out of the name: answers may hold it, names of models, suites and probes may not.")
    }
}
