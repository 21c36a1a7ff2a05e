import Base
import CaseFile
import Foundation
import Marks
import Probes

/// The files of marks, read with what is wrong with them said.
enum MarkFiles {
    /// A secret key.
    ///
    /// - Throws: `Problem` `key.missing`, `key.readable` where anybody but the owner may read it, or as `SecretKey(file:at:)`.
    static func key(_ path: String) throws -> SecretKey { try SecretKey(file: secret(path), at: path) }

    /// The text of a file that nobody but its owner may read.
    static func secret(_ path: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(
                "key.missing", .noInput, "there is no key file", at: path,
                remedy: "Make one with `openssl rand -hex 32 > FILE; chmod 600 FILE`.")
        }
        var status = stat()
        let mode = stat(path, &status) == 0 ? status.st_mode & 0o777 : 0o777
        guard mode & 0o077 == 0 else {
            throw Problem(
                "key.readable", .permission, "others may read the key file (mode \(String(mode, radix: 8)))",
                at: path,
                remedy: "If nobody has: `chmod 600 \(path)`. If somebody may have, draw a new key and mark anew.")
        }
        return String(decoding: data, as: UTF8.self)
    }

    /// Writes a file that only its owner may read, and that is not there yet.
    static func writeSecret(_ text: String, to path: String) throws {
        guard !FileManager.default.fileExists(atPath: path) else {
            throw Problem(
                "output.exists", .cannotCreate, "there is a file already", at: path,
                remedy: "Choose another name, or remove it first.")
        }
        try Output.makeFolder(URL(fileURLWithPath: path).deletingLastPathComponent().path)
        guard
            FileManager.default.createFile(
                atPath: path, contents: Data(text.utf8), attributes: [.posixPermissions: 0o600])
        else {
            throw Problem(
                "output.file", .io, "the file cannot be written", at: path,
                remedy: "Check the disk's space and the folder's permissions.")
        }
    }

    static func text(_ path: String, code: String, remedy: String) throws -> String {
        guard let data = FileManager.default.contents(atPath: path) else {
            throw Problem(code, .noInput, "the file cannot be read", at: path, remedy: remedy)
        }
        return String(decoding: data, as: UTF8.self)
    }

    static func decoded<T: Decodable>(_ type: T.Type, _ path: String, what: String, remedy: String) throws -> T {
        let text = try text(path, code: "marks.missing", remedy: remedy)
        do {
            return try JSONDecoder().decode(type, from: Data(text.utf8))
        } catch {
            throw Problem("marks.unreadable", .data, "this is not \(what)", at: path, remedy: remedy)
        }
    }

    /// The recipients of canaries: a line each, or the column `recipient` or `account` of a CSV file. Where that has a column `flagged`, lines that say no there
    /// are passed over. Without a file there is one recipient, `everyone`.
    ///
    /// - Throws: `Problem` `recipients.*`: none, or one twice.
    static func recipients(_ path: String?) throws -> [String] {
        guard let path else { return ["everyone"] }
        let text = try text(path, code: "recipients.missing", remedy: "Give a file with one recipient a line.")
        var lines: [(number: Int, name: String)] = text.split(
            omittingEmptySubsequences: false, whereSeparator: \.isNewline
        ).enumerated().map { ($0 + 1, $1.trimmingCharacters(in: .whitespaces)) }.filter { !$1.isEmpty }
        let header = (lines.first?.name ?? "").split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) }
        if let name = ["recipient", "account"].first(where: header.contains) {
            let table = try CSVTable(text, place: path)
            let column = try table.column(name)
            let flagged = table.optionalColumn("flagged")
            lines = table.rows.filter { row in
                !(flagged.map { ["no", "false", "0", ""].contains(row.fields[$0].lowercased()) } ?? false)
            }.map { ($0.line, $0.fields[column].trimmingCharacters(in: .whitespaces)) }
        }
        var seen: Set<String> = []
        for (number, name) in lines {
            guard !name.isEmpty, !name.unicodeScalars.contains(where: { $0.value < 0x20 }) else {
                throw Problem(
                    "recipients.empty", .data, "a recipient has no name", at: "\(path):\(number)",
                    remedy: "Give each line a name without control characters.")
            }
            guard seen.insert(name).inserted else {
                throw Problem(
                    "recipients.twice", .data, "the recipient `\(name)` stands there twice",
                    at: "\(path):\(number)",
                    remedy: "List each once: values are drawn by name, so two of one name could not be told apart.")
            }
        }
        guard !lines.isEmpty else {
            throw Problem("recipients.none", .data, "there is no recipient", at: path, remedy: "Write one a line.")
        }
        return lines.map(\.name)
    }

    /// Today, or what was asked for.
    ///
    /// - Throws: `Problem` `marks.date`.
    static func day(_ date: String?) throws -> String {
        guard let date else { return String(Timestamp.text(Date()).prefix(10)) }
        guard date.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil else {
            throw Problem("marks.date", .usage, "this is no day", at: date, remedy: "Write it as 2026-11-21.")
        }
        return date
    }
}
