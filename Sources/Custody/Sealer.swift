import Base
import CaseFile
import Foundation
import Probes

/// What goes into an exhibit beside the evidence itself.
public struct SealOptions: Sendable {
    /// Findings and reports by file name (ASCII letters, digits, `.`, `-`, `_`, and `/`), as bytes; they go under `data/`.
    public var derived: [(path: String, bytes: [UInt8])]
    /// Who seals; `nil` names nobody.
    public var organization: String?
    /// The day, `yyyy-mm-dd`.
    public var date: String
    /// Name and version of the program.
    public var software: String

    public init(
        derived: [(path: String, bytes: [UInt8])] = [], organization: String? = nil, date: String, software: String
    ) {
        self.derived = derived
        self.organization = organization
        self.date = date
        self.software = software
    }
}

/// What was sealed.
public struct SealSummary: Sendable, Hashable {
    public var responses: Int
    public var bytes: Int
    /// Hash of the last event, lower-case hexadecimal.
    public var chainHead: String
    /// Merkle root over the responses, lower-case hexadecimal.
    public var merkleRoot: String
}

/// Seals cases.
public enum Sealer {
    /// Writes a case as an exhibit: a BagIt bag that stock tools check. It appears whole or not at all; the case is not touched.
    ///
    /// Rows are read, hashed and written in pieces of half a megabyte on all cores, a few at a time, so memory stays flat.
    /// - Throws: `Problem`: `seal.exists`, `seal.broken` where the case does not match its own log, `.io` for a full disk.
    public static func seal(
        _ store: CaseStore, to place: URL, options: SealOptions,
        progress: (_ done: Int, _ total: Int) -> Void = { _, _ in }
    ) throws -> SealSummary {
        var bag = try Bag(at: place)
        do {
            return try write(store, &bag, options, progress)
        } catch {
            bag.abandon()
            throw error
        }
    }

    /// The program that makes the figures of an exhibit again from `readings.json`, to be put in as `recompute.py` (Python's standard library).
    public static func recomputation() throws -> [UInt8] { try VerifyGuide.file("recompute.py") }

    private static func write(
        _ store: CaseStore, _ bag: inout Bag, _ options: SealOptions, _ progress: (Int, Int) -> Void
    ) throws -> SealSummary {
        let contents = try store.contents()
        var events = 0
        var head = ""
        try bag.add("data/events.jsonl") { file in
            try store.forEachSaltedEvent { event in
                try file.write { ExhibitLines.event(event, to: &$0) }
                events += 1
                head = event.hash
            }
        }
        try bag.add("data/models.jsonl") { file in
            for row in contents.models {
                try file.write {
                    ExhibitLines.named("model", id: row.id, suite: nil, json: row.json, salt: row.salt, to: &$0)
                }
            }
        }
        try bag.add("data/suites.jsonl") { file in
            for row in contents.suites {
                try file.write {
                    ExhibitLines.named("content", id: row.id, suite: nil, json: row.json, salt: row.salt, to: &$0)
                }
            }
        }
        try bag.add("data/probes.jsonl") { file in
            for row in contents.probes {
                try file.write {
                    ExhibitLines.named("content", id: row.id, suite: row.suite, json: row.json, salt: row.salt, to: &$0)
                }
            }
        }
        try bag.add("data/requests.jsonl") { file in
            try store.forEachIntentPiece(
                { rows in try Piece(rows, "request", ExhibitLines.intent) }, take: { try file.write(piece: $0.lines) })
        }
        try bag.add("data/failures.jsonl") { file in
            try store.forEachFailurePiece(
                { rows in try Piece(rows, "failure", ExhibitLines.failure) }, take: { try file.write(piece: $0.lines) })
        }
        let total = try store.responseCount()
        var leaves = MerkleFrontier()
        try bag.add("data/responses.jsonl") { file in
            try store.forEachResponsePiece({ rows in try Piece(rows, "response", ExhibitLines.response) }) { piece in
                for leaf in piece.leaves { leaves.append(leaf) }
                try file.write(piece: piece.lines)
                progress(leaves.count, total)
            }
        }
        try bag.add("data/KNOWN-ERRORS.md", VerifyGuide.file("KNOWN-ERRORS.md"))
        for item in options.derived.sorted(by: { $0.path.utf8.lexicographicallyPrecedes($1.path.utf8) }) {
            try bag.add("data/\(item.path)", item.bytes)
        }
        let root = Hex.text(leaves.root)
        try bag.add(
            "data/case.json",
            CanonicalJSON.bytes([
                "case": .string(store.info.id), "chain_head": .string(head),
                "created_at": .string(store.info.createdAt),
                "events": .integer(Int64(events)), "format": "apograph-exhibit-1", "merkle_root": .string(root),
                "responses": .integer(Int64(leaves.count)), "title": .string(store.info.title),
            ]) + [0x0A])
        try bag.add("HOW-TO-VERIFY.md", Array(try VerifyGuide.text(head: head, root: root, count: leaves.count).utf8))
        try bag.add("verify.py", VerifyGuide.file("verify.py"))
        var info = [
            ("Bagging-Date", options.date), ("External-Identifier", store.info.id),
            ("External-Description", ExhibitFiles.descriptions[0]),
            ("Bag-Software-Agent", options.software),
        ]
        if let organization = options.organization {
            info.insert(("Source-Organization", Sealer.oneLine(organization)), at: 0)
        }
        let bytes = bag.bytes
        try bag.finish(info: info)
        progress(total, total)
        return SealSummary(responses: leaves.count, bytes: bytes, chainHead: head, merkleRoot: root)
    }

    /// A value of bag-info.txt: one line.
    static func oneLine(_ text: String) -> String {
        String(text.map { $0.isNewline ? " " : $0 })
    }

    /// Some rows as they stand in the exhibit, each compared with its own leaf hash.
    private struct Piece: Sendable {
        var lines: [UInt8] = []
        var leaves: [[UInt8]] = []

        init<R: CommittedRow>(
            _ rows: [R], _ name: String, _ line: (R, Commitment.Salts, [UInt8], inout [UInt8]) -> Void
        ) throws {
            lines.reserveCapacity(rows.reduce(0) { $0 + $1.size + 400 })
            for row in rows {
                let salts = row.salts()
                let leaf = RecordBytes.leaf(try row.record(salts))
                guard leaf == row.storedLeaf else { throw broken("\(name) \(row.id)") }
                leaves.append(leaf)
                line(row, salts, leaf, &lines)
            }
        }
    }

    private static func broken(_ row: String) -> Problem {
        Problem(
            "seal.broken", .data, "the case does not match its own log: \(row) is not as it was recorded",
            remedy: "Run `apograph verify` on the case: it names everything that was changed.")
    }
}
