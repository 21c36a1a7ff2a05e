import Base
import CaseFile
import Foundation
import Probes

/// A BagIt bag (RFC 8493) while it is made: in a folder beside its final place, moved there whole.
///
/// File names are ASCII letters, digits, dot, hyphen and underscore, so that no manifest needs escapes and no file system folds two into one.
struct Bag {
    let place: URL
    let draft: URL
    private var payload: [(path: String, sha256: String)] = []
    private var tags: [(path: String, sha256: String)] = []
    private(set) var bytes = 0

    init(at place: URL) throws {
        guard !FileManager.default.fileExists(atPath: place.path) else {
            throw Problem(
                "seal.exists", .cannotCreate, "there is something of that name already", at: place.path,
                remedy: "Choose another folder; an exhibit is never overwritten.")
        }
        self.place = place
        draft = place.deletingLastPathComponent()
            .appendingPathComponent(".\(place.lastPathComponent).\(ProcessInfo.processInfo.processIdentifier).sealing")
        try? FileManager.default.removeItem(at: draft)
        do {
            try FileManager.default.createDirectory(
                at: draft.appendingPathComponent("data"), withIntermediateDirectories: true)
        } catch {
            throw Problem(
                "seal.cannot-write", .cannotCreate, "the exhibit's folder cannot be made", at: place.path,
                remedy: "Check that the folder above it exists and may be written to.")
        }
    }

    /// Adds a file; `fill` writes it. Paths under `data/` are payload, all others tag files.
    mutating func add(_ path: String, _ fill: (inout BagFile) throws -> Void) throws {
        let url = draft.appendingPathComponent(path)
        try FileManager.default.createDirectory(
            at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        var file = try BagFile(url)
        try fill(&file)
        let sha256 = try file.finish()
        if path.hasPrefix("data/") {
            payload.append((path, sha256))
            bytes += file.count
        } else {
            tags.append((path, sha256))
        }
    }

    mutating func add(_ path: String, _ text: some Sequence<UInt8>) throws {
        try add(path) { try $0.write(text) }
    }

    /// Writes the manifests and moves the bag to its place.
    mutating func finish(info: [(label: String, value: String)]) throws {
        try add("bagit.txt", Array("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n".utf8))
        let lines = info + [("Payload-Oxum", "\(bytes).\(payload.count)")]
        try add("bag-info.txt", Array(lines.map { "\($0.label): \($0.value)\n" }.joined().utf8))
        try add("manifest-sha256.txt", Bag.manifest(payload))
        try add("tagmanifest-sha256.txt", Bag.manifest(tags))
        for folder in try FileManager.default.subpathsOfDirectory(atPath: draft.path) + [""] {
            Bag.force(draft.appendingPathComponent(folder))
        }
        guard rename(draft.path, place.path) == 0 else { throw BagFile.failed(place.path) }
        Bag.force(place.deletingLastPathComponent())
    }

    /// Takes a half-made bag away.
    func abandon() { try? FileManager.default.removeItem(at: draft) }

    private static func manifest(_ files: [(path: String, sha256: String)]) -> [UInt8] {
        Array(
            files.sorted { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }
                .map { "\($0.sha256)  \($0.path)\n" }.joined().utf8)
    }

    /// Forces a folder's entries to disk; files were forced when they were written.
    private static func force(_ folder: URL) {
        let descriptor = Foundation.open(folder.path, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { return }
        fsync(descriptor)
        close(descriptor)
    }
}
