import Base
import CaseFile
import Crypto
import Foundation
import Probes

/// The files of an exhibit against its manifests.
struct ExhibitFiles {
    let root: URL
    private(set) var faults: [ChainFault] = []
    /// Payload and tag files as listed, by path.
    private(set) var listed: [String: String] = [:]

    init(_ root: URL) { self.root = root }

    mutating func fault(_ code: String, _ what: String, _ place: String, _ meaning: String) {
        faults.append(ChainFault(code, what, at: place, meaning: meaning))
    }

    /// Compares every file with the manifests, in both directions.
    mutating func check(progress: (_ bytes: Int, _ total: Int) -> Void) throws {
        let present = try walk()
        let payload = manifest("manifest-sha256.txt")
        let tags = manifest("tagmanifest-sha256.txt")
        for name in ["bagit.txt", "bag-info.txt", "manifest-sha256.txt"] where tags[name] == nil {
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
            let parts = path.split(separator: "/")
            if parts.count != 2 || !Bag.unlisted.contains(String(parts[0])) {
                fault(
                    "bag.file-extra", "the file is in the folder and in no manifest", path,
                    "It was added after sealing.")
            }
        }
        listed = payload.merging(tags) { first, _ in first }
        checkTags(present)
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
        let info = (try? String(contentsOf: root.appendingPathComponent("bag-info.txt"), encoding: .utf8)) ?? ""
        if info.split(separator: "\n").filter({ $0.hasPrefix("Payload-Oxum: ") }).map(String.init) != [oxum] {
            fault(
                "bag.oxum", "the payload has other bytes or files than it says", "bag-info.txt",
                "Files were added, removed or changed after sealing.")
        }
    }

    /// Every regular file with its size. Links, devices and names that no exhibit has are faults and are not opened.
    private mutating func walk() throws -> [String: Int] {
        var found: [String: Int] = [:]
        let paths: [String]
        do {
            paths = try FileManager.default.subpathsOfDirectory(atPath: root.path)
        } catch {
            throw Problem(
                "verify.unreadable", .noInput, "the folder cannot be read", at: root.path,
                remedy: "Check the path and its permissions.")
        }
        for path in paths.sorted(by: { $0.utf8.lexicographicallyPrecedes($1.utf8) }) {
            var status = stat()
            guard lstat(root.appendingPathComponent(path).path, &status) == 0 else { continue }
            let allowed = path.utf8.allSatisfy { byte in
                switch byte {
                case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
                    UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "."), UInt8(ascii: "_"), UInt8(ascii: "-"),
                    UInt8(ascii: "/"):
                    true
                default: false
                }
            }
            switch status.st_mode & S_IFMT {
            case _ where !allowed:
                fault(
                    "bag.name", "a name that no exhibit has", path,
                    "It was added after sealing; such names can mean different files on different systems.")
            case S_IFREG: found[path] = Int(status.st_size)
            case S_IFDIR: break
            default:
                fault(
                    "bag.not-a-file", "this is neither a file nor a folder", path,
                    "A link could point to anything; it was put there after sealing.")
            }
        }
        return found
    }

    private mutating func manifest(_ name: String) -> [String: String] {
        guard let text = try? String(contentsOf: root.appendingPathComponent(name), encoding: .utf8) else {
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
        for line in lines {
            let digest = line.prefix(64)
            let path = String(line.dropFirst(66))
            guard line.utf8.count > 66, line.dropFirst(64).hasPrefix("  "),
                digest.utf8.allSatisfy(ExhibitFiles.isHexadecimal),
                !path.hasPrefix("/"), !path.split(separator: "/").contains("..")
            else {
                fault(
                    "bag.manifest-line", "a line cannot be understood: \(line.prefix(80))", name,
                    "The manifest was changed.")
                continue
            }
            if listed.updateValue(String(digest), forKey: path) != nil {
                fault("bag.manifest-twice", "\(path) is listed twice", name, "The manifest was changed.")
            }
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
