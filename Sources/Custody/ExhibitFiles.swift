import Base
import CaseFile
import Crypto
import Foundation
import Probes

/// The files of an exhibit against its manifests.
struct ExhibitFiles {
    let root: URL
    private(set) var faults: [ChainFault] = []
    /// What the manifest of the exhibit listed that a redacted copy was made from; empty where this is no copy.
    private(set) var original: [String: String] = [:]
    /// What this one's lists.
    private(set) var payload: [String: String] = [:]

    init(_ root: URL) { self.root = root }

    mutating func fault(_ code: String, _ what: String, _ place: String, _ meaning: String) {
        faults.append(ChainFault(code, what, at: place, meaning: meaning))
    }

    /// Compares every file with the manifests, in both directions.
    mutating func check(progress: (_ bytes: Int, _ total: Int) -> Void) throws {
        let present = try walk()
        let payload = manifest("manifest-sha256.txt")
        let tags = manifest("tagmanifest-sha256.txt")
        self.payload = payload
        for name in ExhibitFiles.tagFiles where tags[name] == nil {
            fault(
                "bag.tag-unlisted", "\(name) is not listed", "tagmanifest-sha256.txt",
                "It could be changed without anybody noticing.")
        }
        let total = present.values.reduce(0, +)
        var done = 0
        for (listing, name) in [(payload, "manifest-sha256.txt"), (tags, "tagmanifest-sha256.txt")] {
            for (path, digest) in listing.sorted(by: { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }) {
                if path.hasPrefix("data/") != (name == "manifest-sha256.txt") {
                    fault(
                        "bag.misplaced", "\(path) does not belong in this manifest", name,
                        "The manifest was made by something else than the seal.")
                } else if let size = present[path] {
                    let found = try sha256(path)
                    done += size
                    progress(done, total)
                    if found != digest {
                        fault(
                            "bag.file-changed",
                            "the file is not the one that was sealed: its SHA-256 differs from \(name)", path,
                            "The file was changed or replaced after sealing.")
                    }
                } else {
                    fault("bag.file-missing", "the file is listed and not there", path, "It was removed after sealing.")
                }
            }
        }
        for path in present.keys.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            guard payload[path] == nil, tags[path] == nil, path != "tagmanifest-sha256.txt" else { continue }
            if !isAttestation(path) {
                fault(
                    "bag.file-extra", "the file is in the folder and in no manifest, and is no signature or timestamp",
                    path,
                    "It was added after sealing.")
            }
        }
        checkNames(payload, tags)
        checkTags(present)
        checkOriginal(payload)
    }

    /// Signatures and timestamps are made over the tag manifest, so no manifest lists them: in those two folders stand such files, in their own
    /// form from the first byte to the last, and nothing else.
    private func isAttestation(_ path: String) -> Bool {
        let parts = path.split(separator: "/", omittingEmptySubsequences: false).map(String.init)
        guard parts.count == 2, let dot = parts[1].lastIndex(of: "."),
            ExhibitSigner.isName(String(parts[1][..<dot])),
            let bytes = try? Data(contentsOf: root.appendingPathComponent(path)), bytes.count <= 1 << 20
        else { return false }
        switch (parts[0], parts[1][dot...]) {
        case ("signatures", ".sig"): return Self.isSignature(bytes)
        case ("timestamps", ".tsq"), ("timestamps", ".tsr"): return Self.isSequence(bytes)
        default: return false
        }
    }

    /// The armor of ssh-keygen (OpenSSH, PROTOCOL.sshsig), with nothing before, between or after.
    static func isSignature(_ bytes: Data) -> Bool {
        String(decoding: bytes, as: UTF8.self).wholeMatch(
            of:
                /-----BEGIN SSH SIGNATURE-----\n(?:[A-Za-z0-9+\/]{1,76}\n)*[A-Za-z0-9+\/]{1,76}={0,2}\n-----END SSH SIGNATURE-----\n/
        )
            != nil
    }

    /// One DER sequence that fills the file (RFC 3161 queries and answers are).
    static func isSequence(_ bytes: Data) -> Bool {
        let head = Array(bytes.prefix(6))
        guard head.count >= 2, head[0] == 0x30 else { return false }
        guard head[1] >= 0x80 else { return bytes.count == 2 + Int(head[1]) }
        let width = Int(head[1] & 0x7F)
        guard (1...3).contains(width), head.count >= 2 + width else { return false }
        return bytes.count == head[2..<2 + width].reduce(0) { $0 << 8 | Int($1) } + 2 + width
    }

    /// Files that an exhibit is made of, and no others of their kind.
    private mutating func checkNames(_ payload: [String: String], _ tags: [String: String]) {
        for path in tags.keys.sorted() where !ExhibitFiles.tagFiles.contains(path) {
            fault("bag.tag-unknown", "no exhibit has this file beside its payload", path, "It was added after sealing.")
        }
        let evidence = ExhibitFiles.evidence + ["data/redactions.jsonl"]
        for path in payload.keys.sorted() where path.hasSuffix(".jsonl") && !evidence.contains(path) {
            if !path.hasPrefix("data/reports/") {
                fault("bag.unknown", "no exhibit has evidence of this name", path, "It was added after sealing.")
            }
        }
    }

    static let tagFiles = ["bagit.txt", "bag-info.txt", "manifest-sha256.txt", "HOW-TO-VERIFY.md", "verify.py"]
    /// The files that the log is about.
    static let evidence = ["events", "models", "suites", "probes", "requests", "failures", "responses"].map {
        "data/\($0).jsonl"
    }

    /// What a redacted copy keeps of the exhibit that it was made from: manifests that lead from what was signed to the copy's description, and to
    /// every file of which nothing is withheld.
    private mutating func checkOriginal(_ payload: [String: String]) {
        let isCopy = payload["data/redactions.jsonl"] != nil
        guard isCopy || payload.keys.contains(where: { $0.hasPrefix("data/original/") }) else { return }
        let tags = manifest("data/original/tagmanifest-sha256.txt")
        let files = manifest("data/original/manifest-sha256.txt")
        if !isCopy || tags["manifest-sha256.txt"] != payload["data/original/manifest-sha256.txt"]
            || files["data/case.json"] != payload["data/case.json"] || files["data/case.json"] == nil
        {
            fault(
                "exhibit.original", "what is kept of the original's manifests does not lead to this copy",
                "data/original",
                "It is the manifest of another exhibit, or the copy's description was changed.")
        }
        original = files
    }

    private mutating func checkTags(_ present: [String: Int]) {
        let declaration = try? Data(contentsOf: root.appendingPathComponent("bagit.txt"))
        if declaration != Data("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8) {
            fault(
                "bag.declaration", "this is not BagIt 1.0 in UTF-8", "bagit.txt",
                "It was changed, or this is no exhibit.")
        }
        let payload = present.filter { $0.key.hasPrefix("data/") }
        let oxum = "Payload-Oxum: \(payload.values.reduce(0, +)).\(payload.count)"
        let info = (try? Data(contentsOf: root.appendingPathComponent("bag-info.txt"))) ?? Data()
        // By bytes: a carriage return before a line feed is one Character of Swift with it.
        let lines = info.split(separator: 0x0A, omittingEmptySubsequences: false).map {
            String(decoding: $0, as: UTF8.self)
        }
        if lines.filter({ $0.hasPrefix("Payload-Oxum: ") }) != [oxum] {
            fault(
                "bag.oxum", "the payload has other bytes or files than it says", "bag-info.txt",
                "Files were added, removed or changed after sealing.")
        }
        checkDescription(lines)
        // Each label at most once, in the order in which the seal writes them.
        var labels = ExhibitFiles.labels[...]
        for line in lines.dropLast() {
            let label = line.prefix { $0 != ":" }
            guard let place = labels.firstIndex(of: String(label)), line.dropFirst(label.count).hasPrefix(": "),
                line.utf8.count > label.utf8.count + 2, !line.utf8.contains(0x0D)
            else {
                labels = ["?"]
                break
            }
            labels = labels[(place + 1)...]
        }
        if lines.last != "" || !labels.isEmpty || !Data(lines.joined(separator: "\n").utf8).elementsEqual(info) {
            fault(
                "bag.info", "the bag's description has other lines than a seal writes", "bag-info.txt",
                "Lines were added, removed or moved after sealing.")
        }
    }

    /// The bag's description is no place for words of others, and names the case that the bag holds.
    private mutating func checkDescription(_ lines: [String]) {
        let data = try? Data(contentsOf: root.appendingPathComponent("data/case.json"))
        let id = data.flatMap { try? CanonicalJSON.value(of: $0) }?["case"]?.string
        let allowed =
            ExhibitFiles.descriptions.map { "External-Description: \($0)" } + ["External-Identifier: \(id ?? "")"]
        for line in lines
        where line.hasPrefix("External-") && !allowed.contains(where: { $0.utf8.elementsEqual(line.utf8) }) {
            fault(
                "bag.description", "the bag names another case than data/case.json, or describes it otherwise",
                "bag-info.txt", "The line was changed after sealing.")
        }
    }

    /// What a seal and a redaction say that the bag is.
    static let descriptions = [
        "Evidence of the case named in data/case.json, sealed by Apograph",
        "A redacted copy; see data/redactions.jsonl",
    ]

    /// The lines of `bag-info.txt`.
    static let labels = [
        "Source-Organization", "Bagging-Date", "External-Identifier", "External-Description", "Bag-Software-Agent",
        "Payload-Oxum",
    ]

    /// Every regular file with its size. Links, devices, empty folders and names that no exhibit has are faults and are not opened.
    private mutating func walk() throws -> [String: Int] {
        var found: [String: Int] = [:]
        var folders = [""]
        while let folder = folders.popLast() {
            let path = folder.isEmpty ? root.path : root.appendingPathComponent(folder).path
            guard let names = FolderNames.all(path) else {
                throw Problem(
                    "verify.unreadable", .noInput, "the folder cannot be read", at: path,
                    remedy: "Check the path and its permissions.")
            }
            if names.isEmpty, !folder.isEmpty {
                fault("bag.folder-empty", "a folder that holds nothing", folder, "It was added after sealing.")
            }
            for name in names {
                let text = String(decoding: name, as: UTF8.self)
                let place = folder.isEmpty ? text : "\(folder)/\(text)"
                guard name.allSatisfy(ExhibitFiles.isAllowed) else {
                    fault(
                        "bag.name", "a name that no exhibit has", place,
                        "It was added after sealing; such names can mean different files on different systems.")
                    continue
                }
                var status = stat()
                guard lstat(root.appendingPathComponent(place).path, &status) == 0 else { continue }
                switch status.st_mode & S_IFMT {
                case S_IFREG: found[place] = Int(status.st_size)
                case S_IFDIR: folders.append(place)
                default:
                    fault(
                        "bag.not-a-file", "this is neither a file nor a folder", place,
                        "A link could point to anything; it was put there after sealing.")
                }
            }
        }
        return found
    }

    private static func isAllowed(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
            UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"):
            true
        default: false
        }
    }

    private mutating func manifest(_ name: String) -> [String: String] {
        guard let bytes = try? Data(contentsOf: root.appendingPathComponent(name)),
            let text = String(validating: bytes, as: UTF8.self)
        else {
            fault(
                "bag.manifest-missing", "the manifest is missing or unreadable", name,
                "Without it nothing says what was sealed.")
            return [:]
        }
        var listed: [String: String] = [:]
        var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
        if lines.popLast() != "" {
            fault("bag.manifest-cut", "the manifest does not end with a line end", name, "It was cut off.")
        }
        var before = ""
        for line in lines {
            let digest = line.prefix(64)
            let path = String(line.dropFirst(66))
            guard line.utf8.count > 66, line.dropFirst(64).hasPrefix("  "),
                digest.utf8.allSatisfy(ExhibitFiles.isHexadecimal),
                path.utf8.allSatisfy({ ExhibitFiles.isAllowed($0) || $0 == UInt8(ascii: "/") }),
                !path.hasPrefix("/"), !path.split(separator: "/").contains("..")
            else {
                fault(
                    "bag.manifest-line", "a line cannot be understood: \(line.prefix(80))", name,
                    "The manifest was changed.")
                continue
            }
            if listed.updateValue(String(digest), forKey: path) != nil {
                fault("bag.manifest-twice", "\(path) is listed twice", name, "The manifest was changed.")
            } else if !before.utf8.lexicographicallyPrecedes(path.utf8) {
                fault("bag.manifest-order", "\(path) does not stand in its place", name, "The manifest was changed.")
            }
            before = path
        }
        return listed
    }

    private static func isHexadecimal(_ byte: UInt8) -> Bool {
        (UInt8(ascii: "0")...UInt8(ascii: "9")).contains(byte) || (UInt8(ascii: "a")...UInt8(ascii: "f")).contains(byte)
    }

    private func sha256(_ path: String) throws -> String {
        let descriptor = Foundation.open(
            root.appendingPathComponent(path).path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
        guard descriptor >= 0 else { return "" }
        defer { close(descriptor) }
        var hash = SHA256()
        let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
        defer { buffer.deallocate() }
        while true {
            let count = read(descriptor, buffer.baseAddress, buffer.count)
            if count < 0, errno == EINTR { continue }
            guard count > 0 else { return count == 0 ? Hex.text(hash.finalize()) : "" }
            hash.update(bufferPointer: UnsafeRawBufferPointer(rebasing: buffer[..<count]))
        }
    }
}
