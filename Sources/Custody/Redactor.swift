import Base
import CaseFile
import Foundation
import Probes

/// What to withhold from a copy of an exhibit.
public struct Redaction: Sendable, Hashable {
    /// Names of models whose identity is withheld everywhere.
    public var models: Set<String>
    /// Ids of probes whose wording, requests and answers' requests are withheld.
    public var prompts: Set<String>
    /// Names of suites all of whose questions are withheld.
    public var suites: Set<String>
    /// Numbers of the responses whose answers are withheld.
    public var answers: Set<Int64>
    /// Withholds every probe of the suites that are marked private, as `prompts` does.
    public var privateSuites: Bool
    /// Why; it stands in the copy's log of redactions.
    public var reason: String

    public init(
        models: Set<String> = [], prompts: Set<String> = [], suites: Set<String> = [], answers: Set<Int64> = [],
        privateSuites: Bool = false,
        reason: String
    ) {
        self.models = models
        self.prompts = prompts
        self.suites = suites
        self.answers = answers
        self.privateSuites = privateSuites
        self.reason = reason
    }
}

/// Makes copies of exhibits with pieces withheld; every hash, the chain and the Merkle proofs still check.
///
/// A piece that is withheld leaves its salted commitment. Findings and reports, which quote freely, are left out of the copy.
/// The original's manifests, signatures and timestamps go along under `data/original/`: they sign `data/case.json`, whose chain head and
/// Merkle root are those of the copy, so the copy is bound to what was signed.
public enum Redactor {
    /// Writes the copy; the original is not touched.
    ///
    /// - Returns: how many pieces were withheld.
    /// - Throws: `Problem`: `redact.not-intact` where the original does not check, `redact.nothing` where nothing is named that is there, and as ``Sealer/seal(_:to:options:progress:)``.
    public static func redact(
        _ exhibit: URL, to place: URL, _ redaction: Redaction, date: String, software: String
    ) throws -> Int {
        let report = try ExhibitVerifier.verify(exhibit)
        guard report.isIntact else {
            throw Problem(
                "redact.not-intact", .data, "the exhibit does not check, so a copy of it would not either",
                at: exhibit.path,
                remedy: "Run `apograph verify` on it: it names what was changed.")
        }
        var bag = try Bag(at: place)
        do {
            var pass = Pass(redaction: redaction)
            for file in ExhibitFile.allCases {
                try bag.add("data/\(file.rawValue).jsonl") { output in try pass.copy(file, of: exhibit, &output) }
            }
            guard pass.count > 0 else {
                throw Problem(
                    "redact.nothing", .data, "nothing of what was named is in the exhibit", at: exhibit.path,
                    remedy: "Check the names: models by their name, prompts by the probe's id, answers by their number."
                )
            }
            try bag.add("data/case.json", Array(try Data(contentsOf: exhibit.appendingPathComponent("data/case.json"))))
            let errors = exhibit.appendingPathComponent("data/KNOWN-ERRORS.md")
            if let known = try? Data(contentsOf: errors) { try bag.add("data/KNOWN-ERRORS.md", Array(known)) }
            try keepOriginal(exhibit, &bag)
            let before = try? Data(contentsOf: exhibit.appendingPathComponent("data/redactions.jsonl"))
            try bag.add("data/redactions.jsonl", RedactionLog.merged(before ?? Data(), pass.log))
            let guide = try VerifyGuide.text(
                head: report.head, root: Hex.text(MerkleTree.root(report.leaves)), count: report.responses, isCopy: true
            )
            try bag.add("HOW-TO-VERIFY.md", Array(guide.utf8))
            try bag.add("verify.py", VerifyGuide.file("verify.py"))
            try bag.finish(info: [
                ("Bagging-Date", date), ("External-Description", ExhibitFiles.descriptions[1]),
                ("Bag-Software-Agent", software),
            ])
            return pass.count
        } catch {
            bag.abandon()
            throw error
        }
    }

    /// A copy of a copy keeps what the first one kept of the exhibit that was signed.
    private static func keepOriginal(_ exhibit: URL, _ bag: inout Bag) throws {
        let kept = exhibit.appendingPathComponent("data/original")
        if let paths = FileManager.default.enumerator(atPath: kept.path)?.compactMap({ $0 as? String }), !paths.isEmpty
        {
            for path in paths.sorted() {
                let file = kept.appendingPathComponent(path)
                var isFolder: ObjCBool = false
                guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isFolder), !isFolder.boolValue
                else {
                    continue
                }
                try bag.add("data/original/\(path)", Array(try Data(contentsOf: file)))
            }
            return
        }
        var files = ["manifest-sha256.txt", "tagmanifest-sha256.txt"]
        files += ExhibitSigner.signers(exhibit).map { "signatures/\($0).sig" }
        files += ExhibitSigner.timestamps(exhibit).flatMap { ["timestamps/\($0).tsq", "timestamps/\($0).tsr"] }
        for file in files
        where FileManager.default.fileExists(atPath: exhibit.appendingPathComponent(file).path) {
            try bag.add("data/original/\(file)", Array(try Data(contentsOf: exhibit.appendingPathComponent(file))))
        }
    }
}

/// One copy under way: which rows are touched follows from those before them, so files are copied in a fixed order.
private struct Pass {
    let redaction: Redaction
    var count = 0
    var log: [UInt8] = []
    /// Requests that are withheld, and so the failures that answer them.
    private var requests: Set<Int64> = []
    /// Ids of the probes that are withheld: those named, and those of private suites as they are met.
    private var prompts: Set<String>
    /// Rows of suites that are withheld whole, and so their probes.
    private var suites: Set<Int64> = []

    init(redaction: Redaction) {
        self.redaction = redaction
        prompts = redaction.prompts
    }

    mutating func copy(_ file: ExhibitFile, of exhibit: URL, _ output: inout BagFile) throws {
        guard var pieces = LinePieces(exhibit.appendingPathComponent("data/\(file.rawValue).jsonl")) else { return }
        while let piece = try pieces.next() {
            var start = 0
            try piece.eachLine(file) { line, found, bytes in
                let end = bytes[start...].firstIndex(of: 0x0A) ?? bytes.count
                let row: ExhibitRow
                let spans: [String: Range<Int>]
                do throws(JSONFault) {
                    row = try found.get()
                    spans = try Pass.spans(UnsafeRawBufferPointer(rebasing: bytes[..<end]), start)
                } catch {
                    throw Problem(
                        "redact.line", .data, error.sentence, at: "data/\(file.rawValue).jsonl line \(line)",
                        remedy: "Run `apograph verify` on the exhibit.")
                }
                let withheld = try self.withheld(file, row, bytes)
                try output.write { out in
                    var from = start
                    for (key, commitment) in withheld.sorted(by: {
                        spans[$0.key]?.lowerBound ?? 0 < spans[$1.key]?.lowerBound ?? 0
                    }) {
                        guard let span = spans[key] else { continue }
                        out.append(contentsOf: bytes[from..<span.lowerBound])
                        out.append(contentsOf: "{\"commitment\":\"\(commitment)\"}".utf8)
                        from = span.upperBound
                    }
                    out.append(contentsOf: bytes[from..<end])
                    out.append(0x0A)
                }
                for key in withheld.keys.sorted() {
                    count += 1
                    log += try CanonicalJSON.bytes([
                        "file": .string("data/\(file.rawValue).jsonl"), "piece": .string(key),
                        "reason": .string(redaction.reason),
                        "row": .integer(row.integer("id", bytes) ?? row.integer("seq", bytes) ?? 0),
                    ])
                    log.append(0x0A)
                }
                start = end + 1
            }
        }
    }

    /// Where the members of a line's object stand.
    private static func spans(_ bytes: UnsafeRawBufferPointer, _ start: Int) throws(JSONFault) -> [String: Range<Int>] {
        var reader = JSONReader(bytes, at: start)
        var spans: [String: Range<Int>] = [:]
        try reader.object { reader, key throws(JSONFault) in spans[key] = try reader.skip() }
        return spans
    }

    /// The pieces of a row that are withheld, with their commitments.
    private mutating func withheld(
        _ file: ExhibitFile, _ row: ExhibitRow, _ bytes: UnsafeRawBufferPointer
    ) throws -> [String: String] {
        var hidden: [String: String] = [:]
        func hide(_ key: String, _ commitment: String?) {
            if row.units[key]?.commitment == nil { hidden[key] = commitment }
        }
        func value(_ key: String) throws -> JSONValue? {
            try row.units[key]?.value.map { try CanonicalJSON.value(of: bytes[$0]) }
        }
        let model = row.units["model"]
        let name = try value("model").flatMap { $0["name"]?.string ?? $0["id"]?.string }
        let isHiddenModel = name.map { redaction.models.contains($0) } ?? false
        let question = try value("question")
        let isHiddenPrompt =
            question?["probe"]?.string.map { prompts.contains($0) } ?? false
            || question?["suite"]?.string.map { redaction.suites.contains($0) } ?? false
        if isHiddenModel { hide("model", model?.ofValue(bytes)) }
        switch file {
        case .events:
            // These hold hashes alone, and the chain needs them to be readable.
            let isHashes = ["responses", "intents", "failures", "model", "suite"].contains(
                row.text("kind", bytes) ?? "")
            if !isHashes, let range = row.units["body"]?.value, mentionsModel(bytes[range]) {
                hide("body", row.units["body"]?.ofValue(bytes))
            }
        case .suites:
            let suite = try value("content")
            let probes = (suite?["probes"]?.array ?? []).compactMap { $0["id"]?.string }
            if redaction.privateSuites, suite?["private"] == .bool(true) { prompts.formUnion(probes) }
            let isHidden = suite?["name"]?.string.map { redaction.suites.contains($0) } ?? false
            if isHidden, let id = row.integer("id", bytes) { suites.insert(id) }
            if isHidden || probes.contains(where: prompts.contains) {
                hide("content", row.units["content"]?.ofValue(bytes))
            }
        case .probes:
            let isHidden = row.integer("suite", bytes).map { suites.contains($0) } ?? false
            if try isHidden || value("content")?["id"]?.string.map({ prompts.contains($0) }) ?? false {
                hide("content", row.units["content"]?.ofValue(bytes))
            }
        case .requests:
            if isHiddenModel || isHiddenPrompt {
                hide("request", row.units["request"]?.ofBody)
                if let id = row.integer("id", bytes) { requests.insert(id) }
            }
        case .failures:
            if let intent = row.integer("intent", bytes), requests.contains(intent) {
                hide("content", row.units["content"]?.ofValue(bytes))
            }
        case .responses:
            let isNamed = row.integer("id", bytes).map { redaction.answers.contains($0) } ?? false
            // A body as a server sent it names its model; an answer that is text alone does not.
            let isWire = row.units["answer"]?.format.map { !$0.elementsEqual("text".utf8) } ?? false
            if isNamed || (isHiddenModel && isWire) { hide("answer", row.units["answer"]?.ofAnswer) }
        case .models: break
        }
        return hidden
    }

    /// True where an event's body names a model that is withheld.
    private func mentionsModel(_ body: Slice<UnsafeRawBufferPointer>) -> Bool {
        guard !redaction.models.isEmpty else { return false }
        let text = String(decoding: body, as: UTF8.self)
        return redaction.models.contains { text.contains($0) }
    }
}
