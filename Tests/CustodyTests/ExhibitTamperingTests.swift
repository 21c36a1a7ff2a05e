import Base
import CaseFile
import Crypto
import Custody
import Foundation
import Testing

/// One way to change an exhibit, and what must be said of it.
struct ExhibitTampering: Sendable, CustomTestStringConvertible {
    var name: String
    /// `nil` where any fault will do.
    var code: String?
    /// Whether the forger made all manifests again, so that only what is inside can give him away.
    var resealed: Bool
    /// What is changed is a redacted copy.
    var onCopy: Bool
    var change: @Sendable (URL) throws -> Void
    var testDescription: String { name }

    init(
        _ name: String, _ code: String? = nil, resealed: Bool = true, onCopy: Bool = false,
        _ change: @escaping @Sendable (URL) throws -> Void
    ) {
        (self.name, self.code, self.resealed, self.onCopy, self.change) = (name, code, resealed, onCopy, change)
    }

    static let all = responses + others + files + forms + beside + byHand + copies + moved

    /// Replaces text in a file of the payload.
    static func text(_ name: String, _ file: String, _ old: String, _ new: String, _ code: String) -> ExhibitTampering {
        .init(name, code) { try Forger.replace($0, "data/\(file)", old, new) }
    }

    static let responses: [ExhibitTampering] = [
        text("an answer's words", "responses.jsonl", "Rhine", "Seine", "chain.response-changed"),
        text("an answer's spacing", "responses.jsonl", #""body":"Rhine"#, #""body":" Rhine"#, "chain.response-changed"),
        text("the bytes of an answer that is no text", "responses.jsonl", "/wBB", "/wBC", "chain.response-changed"),
        text(
            "a text in place of bytes", "responses.jsonl", #""body_base64":"/wBB""#, #""body":"x""#,
            "chain.response-changed"),
        text(
            "an empty answer filled in", "responses.jsonl", #""body":"","#, #""body":"Po","#, "chain.response-changed"),
        text(
            "the text read from a body", "responses.jsonl", #""text":"Oder"}"#, #""text":"Elbe"}"#,
            "chain.response-changed"),
        text("what an answer's body is", "responses.jsonl", "openai-chat", "anthropic", "chain.response-changed"),
        text(
            "an answer's salt", "responses.jsonl", #""format":"openai-chat","salt":""#,
            #""format":"openai-chat","salt":"00"#, "exhibit.line"),
        text("whose answer it is", "responses.jsonl", #""name":"beta""#, #""name":"alpha""#, "chain.response-changed"),
        text("which model the server named", "responses.jsonl", "beta-7", "beta-8", "chain.response-changed"),
        text(
            "which question was answered", "responses.jsonl", #""probe":"r-2""#, #""probe":"r-3""#,
            "chain.response-changed"),
        text("the sample number", "responses.jsonl", #""sample":0"#, #""sample":1"#, "chain.response-changed"),
        text(
            "the settings asked for", "responses.jsonl", #""temperature":0.5"#, #""temperature":0.7"#,
            "chain.response-changed"),
        text(
            "the settings that the server took", "responses.jsonl", #""accepted":{"temperature":1}"#,
            #""accepted":{"temperature":0}"#, "chain.response-changed"),
        text(
            "the suite's version in an answer", "responses.jsonl", #""version":"1.0.0""#, #""version":"1.0.1""#,
            "chain.response-changed"),
        text(
            "the finish reason", "responses.jsonl", #""finish_reason":"stop""#, #""finish_reason":"length""#,
            "chain.response-changed"),
        text("a response header", "responses.jsonl", #""date":"x""#, #""date":"y""#, "chain.response-changed"),
        text(
            "when an answer came", "responses.jsonl", "2026-01-01T00:00:00Z", "2025-01-01T00:00:00Z",
            "chain.response-changed"),
        text("the request it belongs to", "responses.jsonl", #""intent":1"#, #""intent":2"#, "chain.response-changed"),
        text("where in the file it stood", "responses.jsonl", #""record":2"#, #""record":3"#, "chain.response-changed"),
        text("an answer's leaf hash", "responses.jsonl", #""leaf":""#, #""leaf":"00"#, "chain.response-changed"),
        text("an answer's number", "responses.jsonl", #""id":4"#, #""id":5"#, "chain.response-order"),
        .init("the last answer removed", "chain.response-count") {
            try Forger.lines($0, "responses.jsonl") { $0.removeLast() }
        },
        .init("the first answer removed", "chain.response-order") {
            try Forger.lines($0, "responses.jsonl") { $0.removeFirst() }
        },
        .init("two answers swapped", "chain.response-order") {
            try Forger.lines($0, "responses.jsonl") { $0.swapAt(0, 1) }
        },
        .init("an answer doubled", "chain.response-count") {
            try Forger.lines($0, "responses.jsonl") { $0.append($0[3]) }
        },
        .init("all answers removed", "chain.response-count") { try Forger.lines($0, "responses.jsonl") { $0 = [] } },
        .init("an answer of another case", "chain.response-changed") { exhibit in
            let other = try ExhibitFixture.sealOther(beside: exhibit)
            let theirs = try Forger.read(other, "data/responses.jsonl").split(separator: "\n")[0]
            try Forger.lines(exhibit, "responses.jsonl") { $0[0] = String(theirs) }
        },
        .init("an answer changed together with its leaf hash", "chain.response-changed") { exhibit in
            try Forger.replace(exhibit, "data/responses.jsonl", "Rhine", "Seine")
            try Forger.rehash(exhibit)
        },
        .init("an answer withheld under another commitment", "chain.response-changed") { exhibit in
            try Forger.lines(exhibit, "responses.jsonl") { lines in
                let end = lines[0].range(of: #","id":"#)!.lowerBound
                lines[0] = #"{"answer":{"commitment":"\#(String(repeating: "a", count: 64))"}"# + lines[0][end...]
            }
        },
    ]

    static let others: [ExhibitTampering] = [
        text("a request's bytes", "requests.jsonl", #"\"beta\""#, #"\"bets\""#, "chain.request-changed"),
        text("a request's time", "requests.jsonl", #""at":"2026"#, #""at":"2025"#, "chain.request-changed"),
        text("an attempt's number", "requests.jsonl", #""attempt":2"#, #""attempt":1"#, "chain.request-changed"),
        text("a resend hidden", "requests.jsonl", #""resend":true"#, #""resend":false"#, "chain.request-changed"),
        .init("a request removed", "chain.request-count") {
            try Forger.lines($0, "requests.jsonl") { $0.removeLast() }
        },
        text("a failure's message", "failures.jsonl", "busy", "fine", "chain.failure-changed"),
        text("a failure's status", "failures.jsonl", "503", "200", "chain.failure-changed"),
        text("a failure's body", "failures.jsonl", #""body":"\u0001""#, #""body":"\u0002""#, "chain.failure-changed"),
        .init("a failure removed", "chain.failure-count") { try Forger.lines($0, "failures.jsonl") { $0 = [] } },
        text("a model's role", "models.jsonl", "reference", "suspect", "chain.model-changed"),
        text("a model's name", "models.jsonl", #""id":"alpha""#, #""id":"gamma""#, "chain.model-changed"),
        .init("a model removed", "chain.model-changed") { try Forger.lines($0, "models.jsonl") { $0.removeLast() } },
        text("a question's wording in the suite", "suites.jsonl", "number 1", "number 9", "chain.suite-changed"),
        text("a question's wording", "probes.jsonl", "number 1", "number 9", "chain.probe-changed"),
        .init("a question removed", "chain.probe-changed") { try Forger.lines($0, "probes.jsonl") { $0.removeLast() } },
        .init("a question added", "chain.probe-changed") { exhibit in
            try Forger.lines(exhibit, "probes.jsonl") { lines in
                lines.append(lines[0].replacingOccurrences(of: #""id":1,"#, with: #""id":9,"#))
            }
        },
        text("an event's words", "events.jsonl", "seen", "sean", "chain.event-changed"),
        text("an event's kind", "events.jsonl", #""kind":"note""#, #""kind":"memo""#, "chain.event-changed"),
        text("an event's time", "events.jsonl", #""at":"2026-09"#, #""at":"2026-08"#, "chain.event-changed"),
        text("an event's hash", "events.jsonl", #""hash":""#, #""hash":"0"#, "chain.event-changed"),
        text(
            "the event before an event", "events.jsonl", #""previous":"0000"#, #""previous":"1000"#, "chain.broken-link"
        ),
        .init("an event in the middle removed", "chain.gap") {
            try Forger.lines($0, "events.jsonl") { $0.remove(at: 3) }
        },
        .init("two events swapped", "chain.broken-link") { try Forger.lines($0, "events.jsonl") { $0.swapAt(2, 3) } },
        .init("the last event cut off", "exhibit.chain-head") {
            try Forger.lines($0, "events.jsonl") { $0.removeLast() }
        },
        .init("the end of the log cut off", "chain.response-count") {
            try Forger.lines($0, "events.jsonl") { $0.removeLast(5) }
        },
        .init("the whole log removed", "exhibit.chain-head") { try Forger.lines($0, "events.jsonl") { $0 = [] } },
        text("an imported file's name in the log", "events.jsonl", "file.json", "life.json", "chain.event-changed"),
        text("the case's chain head", "case.json", #""chain_head":""#, #""chain_head":"0"#, "exhibit.chain-head"),
        text("the case's Merkle root", "case.json", #""merkle_root":""#, #""merkle_root":"0"#, "exhibit.merkle-root"),
        text("the case's count of answers", "case.json", #""responses":4"#, #""responses":5"#, "exhibit.responses"),
        text("the case's title", "case.json", "Rivers", "Oceans", "exhibit.title"),
        text("the case's id", "case.json", #""case":""#, #""case":"0"#, "exhibit.case"),
        text("a line that is no JSON", "models.jsonl", "}}\n", "}\n", "exhibit.line"),
        text("a key that stands twice", "models.jsonl", #"{"id":1,"#, #"{"id":1,"id":1,"#, "exhibit.line"),
        text(
            "a piece that hides beside its commitment", "models.jsonl", #"{"salt":"#, #"{"hidden":1,"salt":"#,
            "exhibit.line"),
        .init("a false answer beside a true commitment", "exhibit.line") { exhibit in
            try Forger.lines(exhibit, "models.jsonl") { lines in
                lines[0] = lines[0].replacingOccurrences(
                    of: #""salt":"#, with: #""commitment":"\#(String(repeating: "a", count: 64))","salt":"#)
            }
        },
        text(
            "a remark slipped into a line", "responses.jsonl", #"{"answer""#, #"{"Note":"true","answer""#,
            "exhibit.line"),
        .init("bytes that are no UTF-8", "chain.response-changed") { exhibit in
            let file = exhibit.appendingPathComponent("data/responses.jsonl")
            var bytes = try Data(contentsOf: file)
            bytes.replaceSubrange(bytes.range(of: Data("Rhine".utf8))!, with: [0xFF])
            try bytes.write(to: file)
        },
    ]

    static let files: [ExhibitTampering] = [
        .init("a byte of a report", "bag.file-changed", resealed: false) {
            try Forger.replace($0, "data/reports/journalist.html", "html", "htmm")
        },
        .init("a report replaced", "bag.file-changed", resealed: false) {
            try Forger.write($0, "data/reports/journalist.html", "other")
        },
        .init("the findings replaced", "bag.file-changed", resealed: false) {
            try Forger.write($0, "data/findings.json", "[]\n")
        },
        .init("a byte of the answers", "bag.file-changed", resealed: false) {
            try Forger.replace($0, "data/responses.jsonl", "Rhine", "Rhone")
        },
        .init("the independent verifier replaced", "bag.file-changed", resealed: false) {
            try Forger.write($0, "verify.py", "print('INTACT')\n")
        },
        .init("the guide rewritten", "bag.file-changed", resealed: false) {
            try Forger.write($0, "HOW-TO-VERIFY.md", "Trust us.\n")
        },
        .init("the bag's description", "bag.file-changed", resealed: false) {
            try Forger.replace($0, "bag-info.txt", "The Desk", "The Dock")
        },
        .init("the date of sealing", "bag.file-changed", resealed: false) {
            try Forger.replace($0, "bag-info.txt", "2026-11-21", "2026-10-21")
        },
        .init("the payload's size", "bag.oxum", resealed: false) {
            try Forger.replace($0, "bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 1")
        },
        .init("the bag's declaration", "bag.declaration", resealed: false) {
            try Forger.replace($0, "bagit.txt", "1.0", "0.9")
        },
        .init("a file removed", "bag.file-missing", resealed: false) {
            try Forger.remove($0, "data/reports/journalist.html")
        },
        .init("a file added to the payload", "bag.file-extra", resealed: false) {
            try Forger.write($0, "data/more.txt", "x")
        },
        .init("a file added beside the payload", "bag.file-extra", resealed: false) {
            try Forger.write($0, "README", "x")
        },
        .init("a folder hidden among the signatures", "bag.file-extra", resealed: false) {
            try Forger.write($0, "signatures/deep/x", "x")
        },
        .init("a name that means other files elsewhere", "bag.name", resealed: false) {
            try Forger.write($0, "data/a b.txt", "x")
        },
        .init("a link in place of a file", "bag.not-a-file", resealed: false) { exhibit in
            try Forger.remove(exhibit, "data/findings.json")
            try FileManager.default.createSymbolicLink(
                atPath: exhibit.appendingPathComponent("data/findings.json").path, withDestinationPath: "/etc/hostname")
        },
        .init("a manifest edited with the file's new hash", "bag.file-changed", resealed: false) { exhibit in
            try Forger.replace(exhibit, "data/responses.jsonl", "Rhine", "Rhone")
            try Forger.remakeManifest(exhibit, "manifest-sha256.txt", payload: true)
        },
        .init("a manifest line dropped", "bag.file-extra", resealed: false) {
            try Forger.replace($0, "manifest-sha256.txt", try Forger.line($0, "data/findings.json"), "")
        },
        .init("a manifest line doubled", "bag.manifest-twice", resealed: false) { exhibit in
            let line = try Forger.line(exhibit, "data/findings.json")
            try Forger.replace(exhibit, "manifest-sha256.txt", line, line + line)
        },
        .init("a manifest that reaches outside", "bag.manifest-line", resealed: false) { exhibit in
            let line = try Forger.line(exhibit, "data/findings.json")
            try Forger.replace(
                exhibit, "manifest-sha256.txt", line,
                line + line.replacingOccurrences(of: "data/findings.json", with: "data/../../x"))
        },
        .init("a manifest cut off", "bag.manifest-cut", resealed: false) { exhibit in
            let text = try Forger.read(exhibit, "manifest-sha256.txt")
            try Forger.write(exhibit, "manifest-sha256.txt", String(text.dropLast(20)))
        },
        .init("the manifest removed", "bag.manifest-missing", resealed: false) {
            try Forger.remove($0, "manifest-sha256.txt")
        },
        .init("the tag manifest removed", "bag.manifest-missing", resealed: false) {
            try Forger.remove($0, "tagmanifest-sha256.txt")
        },
        .init("the log removed", "exhibit.file-missing", resealed: false) {
            try Forger.remove($0, "data/events.jsonl")
        },
        .init("the answers removed", "exhibit.file-missing") { try Forger.remove($0, "data/responses.jsonl") },
    ]
}

extension ExhibitTampering {
    /// Files of which no byte can be another without anybody noticing.
    static let fuzzed = [
        "data/events.jsonl", "data/models.jsonl", "data/suites.jsonl", "data/probes.jsonl", "data/requests.jsonl",
        "data/failures.jsonl", "data/responses.jsonl", "data/case.json",
    ]
}

/// What a forger can do with an editor and a script.
enum Forger {
    static func read(_ exhibit: URL, _ file: String) throws -> String {
        try String(contentsOf: exhibit.appendingPathComponent(file), encoding: .utf8)
    }

    static func write(_ exhibit: URL, _ file: String, _ text: String) throws {
        let url = exhibit.appendingPathComponent(file)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
    }

    static func remove(_ exhibit: URL, _ file: String) throws {
        try FileManager.default.removeItem(at: exhibit.appendingPathComponent(file))
    }

    /// Replaces the first occurrence, which must be there.
    static func replace(_ exhibit: URL, _ file: String, _ old: String, _ new: String) throws {
        var text = try read(exhibit, file)
        let range = try #require(text.range(of: old), "\(old) is not in \(file)")
        text.replaceSubrange(range, with: new)
        try write(exhibit, file, text)
    }

    static func lines(_ exhibit: URL, _ file: String, _ change: (inout [String]) -> Void) throws {
        var lines = try read(exhibit, "data/\(file)").split(separator: "\n").map(String.init)
        change(&lines)
        try write(exhibit, "data/\(file)", lines.map { $0 + "\n" }.joined())
    }

    static func line(_ exhibit: URL, _ path: String) throws -> String {
        let lines = try read(exhibit, "manifest-sha256.txt").split(separator: "\n")
        return try #require(lines.first { $0.hasSuffix("  \(path)") }).description + "\n"
    }

    static func files(_ exhibit: URL) throws -> [String] {
        try FileManager.default.subpathsOfDirectory(atPath: exhibit.path).filter { path in
            var isFolder: ObjCBool = false
            _ = FileManager.default.fileExists(
                atPath: exhibit.appendingPathComponent(path).path, isDirectory: &isFolder)
            return !isFolder.boolValue
        }.sorted()
    }

    static func remakeManifest(_ exhibit: URL, _ name: String, payload: Bool) throws {
        let listed = try files(exhibit).filter { $0.hasPrefix("data/") == payload && $0 != "tagmanifest-sha256.txt" }
        try write(
            exhibit, name,
            try listed.map { "\(Digest256.hex(try Data(contentsOf: exhibit.appendingPathComponent($0))))  \($0)\n" }
                .joined())
    }

    /// Makes size, manifest and tag manifest fit the files again.
    static func reseal(_ exhibit: URL) throws {
        let payload = try files(exhibit).filter { $0.hasPrefix("data/") }
        let bytes = try payload.reduce(0) { $0 + (try Data(contentsOf: exhibit.appendingPathComponent($1)).count) }
        let info = try read(exhibit, "bag-info.txt").split(separator: "\n").map {
            $0.hasPrefix("Payload-Oxum") ? "Payload-Oxum: \(bytes).\(payload.count)" : String($0)
        }
        try write(exhibit, "bag-info.txt", info.map { $0 + "\n" }.joined())
        try remakeManifest(exhibit, "manifest-sha256.txt", payload: true)
        try remakeManifest(exhibit, "tagmanifest-sha256.txt", payload: false)
    }

    /// Puts the leaf hash that the first answer now has beside it, as a forger who knows the format would.
    static func rehash(_ exhibit: URL) throws {
        try lines(exhibit, "responses.jsonl") { lines in
            guard let row = try? CanonicalJSON.value(of: lines[0].utf8) else { return }
            func hash(_ key: String, _ bytes: [UInt8]) -> String {
                Commitment.of(bytes, salt: Hex.bytes(row[key]?["salt"]?.string ?? "") ?? [])
            }
            func canonical(_ key: String) -> [UInt8] { (try? CanonicalJSON.bytes(row[key]?["value"] ?? .null)) ?? [] }
            let answer = RecordBytes.answer(
                body: Digest256.hex(Array((row["answer"]?["body"]?.string ?? "").utf8)), format: "text", text: nil)
            let record = RecordBytes.response(
                id: 1, model: hash("model", canonical("model")), question: hash("question", canonical("question")),
                answer: hash("answer", answer), details: nil, intent: nil, receivedAt: nil,
                source: SourcePlace(source: 1, offset: 0, record: 1))
            let old = row["leaf"]?.string ?? ""
            lines[0] = lines[0].replacingOccurrences(of: old, with: Hex.text(RecordBytes.leaf(record)))
        }
    }
}

@Suite struct ExhibitTamperingTests {
    let place: Workplace
    init() throws { place = try Workplace() }

    @Test(arguments: ExhibitTampering.all)
    func `What was changed is found and named, by us and by Python`(_ tampering: ExhibitTampering) throws {
        var exhibit = try ExhibitFixture.seal(place)
        if tampering.onCopy {
            _ = try Redactor.redact(
                exhibit, to: place.file("copy"), Redaction(models: ["beta"], reason: "a source at risk"),
                date: "2026-11-21",
                software: "apograph 0.1.0")
            exhibit = place.file("copy")
        }
        let verifier = place.file("verify.py")
        try FileManager.default.copyItem(at: exhibit.appendingPathComponent("verify.py"), to: verifier)
        try tampering.change(exhibit)
        if tampering.resealed { try Forger.reseal(exhibit) }
        let report = try ExhibitVerifier.verify(exhibit)
        #expect(
            report.faults.contains { tampering.code == nil || $0.code == tampering.code },
            "found: \(report.faults.map(\.code))")
        #expect(report.faults.allSatisfy { !$0.what.isEmpty && !$0.place.isEmpty && !$0.meaning.isEmpty })
        let python = try Shell.run(["python3", verifier.path, exhibit.path], in: nil)
        #expect(python.status != 0 && python.output.contains("FAULT: "), "\(python.output)")
        if !tampering.resealed, tampering.code == "bag.file-changed" {
            let sums = try ["manifest-sha256.txt", "tagmanifest-sha256.txt"].map {
                try Shell.run(["sha256sum", "--check", "--quiet", $0], in: exhibit).status
            }
            #expect(sums.contains { $0 != 0 }, "sha256sum did not notice")
        }
        // It knows files, sizes and manifests: where a forger made these again, it has nothing to say.
        guard Shell.has("bagit.py") else { return }
        let refuses = try Shell.run(["bagit.py", "--validate", "--quiet", exhibit.path], in: nil).status != 0
        #expect(refuses || tampering.code != "bag.file-changed")
        print("bagit.py \(refuses ? "refuses" : "accepts"): \(tampering.name)")
    }

    @Test func `Each change of the table is another, and they are at least a hundred and fifty`() {
        #expect(Set(ExhibitTampering.all.map(\.name)).count == ExhibitTampering.all.count)
        #expect(ExhibitTampering.all.count >= 150)
    }

    @Test func `One byte changed anywhere is found by both, whatever it becomes`() throws {
        let exhibit = try ExhibitFixture.seal(place)
        let verifier = place.file("verify.py")
        try FileManager.default.copyItem(at: exhibit.appendingPathComponent("verify.py"), to: verifier)
        var random = SplitMix64(seed: 18)
        for round in 0..<60 {
            let file = ExhibitTampering.fuzzed[Int(random.next() % UInt64(ExhibitTampering.fuzzed.count))]
            let url = exhibit.appendingPathComponent(file)
            let original = try Data(contentsOf: url)
            var changed = Array(original)
            let place = Int(random.next() % UInt64(changed.count))
            switch random.next() % 3 {
            case 0: changed[place] ^= UInt8(1 + random.next() % 255)
            case 1: changed.remove(at: place)
            default: changed.insert(UInt8(random.next() % 256), at: place)
            }
            try Data(changed).write(to: url)
            try Forger.reseal(exhibit)
            #expect(try !ExhibitVerifier.verify(exhibit).isIntact, "\(file) byte \(place), round \(round)")
            if round % 6 == 0 {
                #expect(
                    try Shell.run(["python3", verifier.path, exhibit.path], in: nil).status != 0,
                    "\(file) byte \(place)")
            }
            try original.write(to: url)
        }
        try Forger.reseal(exhibit)
        #expect(try ExhibitVerifier.verify(exhibit).faults == [])
    }

    @Test func `An exhibit made again from a shortened case is seen by whoever noted its head`() throws {
        let exhibit = try ExhibitFixture.seal(place)
        let head = try ExhibitVerifier.verify(exhibit).head
        #expect(try ExhibitVerifier.verify(exhibit, noted: head).isIntact)
        #expect(
            try ExhibitVerifier.verify(exhibit, noted: String(repeating: "a", count: 64)).faults.map(\.code) == [
                "chain.head"
            ])
    }
}
