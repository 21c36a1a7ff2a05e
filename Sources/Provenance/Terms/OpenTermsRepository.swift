import Analysis
import Base
import CaseFile
import Foundation

/// A clone of a repository of versions of the Open Terms Archive: a folder a service, a file a document, a commit a recorded version
/// (https://docs.opentermsarchive.org). The history is read by `git` as a child process, which writes nothing.
public struct OpenTermsRepository {
    let folder: URL
    /// The commit that is read from.
    let head: String

    /// - Throws: `Problem`: `terms.no-repository`, `tool.missing`.
    public init(_ folder: URL) throws {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: folder.path, isDirectory: &isFolder) else {
            throw Problem(
                "terms.no-repository", .noInput, "there is no such folder", at: folder.path, remedy: "Check the path.")
        }
        guard isFolder.boolValue else {
            throw Problem(
                "terms.no-repository", .usage, "this is a file, and a cloned repository is asked for", at: folder.path,
                remedy: "Run `git clone FILE FOLDER` and name the folder.")
        }
        self.folder = folder
        // A clone of a bundle often has no branch of its own; then the only branch of its origin is meant.
        if let own = try Git.output(in: folder, ["rev-parse", "--verify", "--quiet", "HEAD^{commit}"]) {
            head = own
        } else {
            let refs =
                try Git.output(
                    in: folder,
                    ["for-each-ref", "--format=%(objectname) %(refname:short)", "refs/heads", "refs/remotes"]) ?? ""
            let branches = refs.split(separator: "\n").map { $0.split(separator: " ", maxSplits: 1) }.filter {
                $0.count == 2
            }
            let commits = Set(branches.map { $0[0] })
            let usual = branches.first { $0[1].hasSuffix("main") || $0[1].hasSuffix("master") }
            guard let found = commits.count == 1 ? commits.first : usual?[0] else {
                throw Problem(
                    "terms.no-repository", .data, "git finds no commits here", at: folder.path,
                    remedy:
                        "Name the folder of a clone with its history: `git clone URL FOLDER`, not a downloaded archive."
                )
            }
            head = String(found)
        }
    }

    /// The services that have a folder, or had one, by name.
    public func services() throws -> [String] {
        let listing = try Git.bytes(
            in: folder,
            ["log", head, "--full-history", "--no-merges", "--no-renames", "--format=", "--name-only", "-z"])
        let names = listing.split { $0 == 0 || $0 == UInt8(ascii: "\n") }.compactMap { path in
            path.firstIndex(of: UInt8(ascii: "/")).map { String(decoding: path[..<$0], as: UTF8.self) }
        }
        return Set(names).sorted()
    }

    /// Every recorded version of some services; of all where none is named.
    /// - Throws: `Problem`: `terms.no-service`, `terms.git`.
    public func read(services wanted: [String]) throws -> TermsFile {
        let known = try services()
        let names =
            try wanted.isEmpty
            ? known
            : wanted.map { name in
                guard let found = known.first(where: { $0.lowercased() == name.lowercased() }) else {
                    throw Problem(
                        "terms.no-service", .noInput, "the repository has no service \"\(name)\"", at: folder.path,
                        remedy: known.isEmpty
                            ? "Is it a repository of versions? It has no folders."
                            : "It has: \(Spelling.list(known, near: name)).")
                }
                return found
            }
        let changes = try names.flatMap { try self.changes(below: $0) }
        let blobs = try Git.blobs(in: folder, Set(changes.compactMap(\.blob)).sorted())
        var file = TermsFile()
        var texts: [String: (sha256: String, textSHA256: String, effective: String?)] = [:]
        for (blob, bytes) in blobs {
            let document = String(decoding: bytes, as: UTF8.self)
            let text = RegisterEntry.text(of: bytes)
            let sha256 = Digest256.hex(Array(document.utf8))
            file.documents[sha256] = document
            texts[blob] = (sha256, Digest256.hex(Array(text.utf8)), StatedDate.effective(in: text)?.text)
        }
        file.versions = changes.map { change in
            let text = change.blob.flatMap { texts[$0] }
            return TermsVersion(
                service: change.service, document: change.document, captured: change.captured,
                effective: text?.effective,
                commit: change.commit, sha256: text?.sha256, textSHA256: text?.textSHA256,
                isTechnical: change.subject.lowercased().contains("technical"))
        }
        return file
    }

    struct Change {
        var service: String
        var document: String
        var captured: String
        var commit: String
        var subject: String
        /// `nil` where the file was taken away.
        var blob: String?
    }

    private func changes(below service: String) throws -> [Change] {
        let log = try Git.bytes(
            in: folder,
            [
                "log", head, "--full-history", "--no-merges", "--reverse", "--no-renames", "--raw", "--no-abbrev", "-z",
                "--format=%x01%H%x00%aI%x00%s", "--", service + "/",
            ])
        return try Self.changes(log, folder: folder)
    }

    /// Reads what `git log --raw -z` prints: for each commit a head that begins with 0x01, then pairs of `:modes blobs status` and path.
    static func changes(_ log: [UInt8], folder: URL) throws -> [Change] {
        var changes: [Change] = []
        var head: (commit: String, captured: String)?
        var subject = ""
        var fields = log.split(separator: 0, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }[...]
        while let raw = fields.popFirst() {
            let field = raw.drop { $0 == "\n" }
            if field.first == "\u{1}" {
                guard let date = fields.popFirst().flatMap({ Timestamp.date($0) }) else {
                    throw Problem(
                        "terms.git", .data, "a commit has no date that can be read: \(field.dropFirst().prefix(12))",
                        at: folder.path,
                        remedy: "Clone the repository again.")
                }
                head = (String(field.dropFirst()), Timestamp.text(date).replacing(".000Z", with: "Z"))
                subject = fields.popFirst() ?? ""
            } else if field.first == ":", let head {
                let parts = field.split(separator: " ")
                guard parts.count == 5, let path = fields.popFirst() else { continue }
                let steps = path.split(separator: "/")
                guard steps.count == 2, let dot = steps[1].lastIndex(of: "."),
                    ["md", "html", "htm", "txt"].contains(steps[1][dot...].dropFirst())
                else { continue }
                changes.append(
                    Change(
                        service: String(steps[0]), document: String(steps[1][..<dot]), captured: head.captured,
                        commit: head.commit, subject: subject, blob: parts[4] == "D" ? nil : String(parts[3])))
            }
        }
        return changes
    }
}

extension TermsFile {
    /// Entries for a case's register: of each document of a service the version that was in force when the first answer of a provider's models came, and
    /// those that followed until the last.
    ///
    /// - Throws: `Problem` `terms.no-answers` where no answer of the provider says when it came.
    public func entries(of service: String, for provider: String, in store: CaseStore) throws -> [RegisterEntry] {
        let row = try RegisterAudit(store).rows.first { $0.isProvider && $0.subject == provider }
        guard let days = row?.answered else {
            throw Problem(
                "terms.no-answers", .usage, "no answer of the provider \"\(provider)\" says when it came",
                remedy:
                    "Name the provider as the case's panel has it, or register single documents with `apograph register add`."
            )
        }
        return try histories(of: service).flatMap { history in
            let changes = history.versions.enumerated().filter { place, version in
                version.sha256 != nil && (place == 0 || history.versions[place - 1].textSHA256 != version.textSHA256)
            }.map(\.element)
            return try TermsInForce.select(changes, date: \.day, first: days.first, last: days.last).map { version in
                try RegisterEntry(
                    subject: provider, kind: .terms,
                    source: "Open Terms Archive: \(version.service), \(version.document), commit \(version.commit)",
                    date: version.day, document: Array((version.sha256.flatMap { documents[$0] } ?? "").utf8))
            }
        }
    }
}
