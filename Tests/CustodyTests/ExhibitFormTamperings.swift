import Base
import CaseFile
import Crypto
import Custody
import Foundation
import Testing

/// Changes that leave every hash right: another form of the same evidence, things beside it, and pieces withheld by hand.
extension ExhibitTampering {
    private static let evidence = ["events", "models", "suites", "probes", "requests", "failures", "responses"]

    /// Another spelling of the same JSON, in every file.
    static let forms: [ExhibitTampering] = evidence.flatMap { file -> [ExhibitTampering] in
        func change(_ name: String, _ edit: @escaping @Sendable (inout [String]) -> Void) -> ExhibitTampering {
            .init("\(name) in \(file)", "exhibit.line") { try Forger.lines($0, "\(file).jsonl", edit) }
        }
        return [
            change("a space after a colon") {
                $0[0] = $0[0].replacingOccurrences(of: ":", with: ": ", range: first(":", $0[0]))
            },
            change("a space after a comma") {
                $0[0] = $0[0].replacingOccurrences(of: ",", with: ", ", range: first(",", $0[0]))
            },
            change("a space at the end") { $0[0] += " " }, change("a carriage return at the end") { $0[0] += "\r" },
            change("an escape that need not be") { lines in
                let letter = lines[0].firstRange(of: "\"id\"") ?? lines[0].firstRange(of: "\"at\"")
                guard let letter else { return }
                lines[0].replaceSubrange(letter, with: lines[0][letter] == "\"id\"" ? "\"i\\u0064\"" : "\"\\u0061t\"")
            },
            change("members in another order") { lines in
                guard case .object(let members)? = try? JSONValue(reading: lines[0].utf8) else { return }
                lines[0] = String(decoding: JSONValue.object(members.reversed()).bytes(), as: UTF8.self)
            },
            change("a member of another file's lines") { lines in
                guard case .object(let members)? = try? JSONValue(reading: lines[0].utf8),
                    let form = try? CanonicalJSON.bytes(
                        .object(
                            members + [JSONMember(file == "responses" || file == "probes" ? "attempt" : "suite", 7)]))
                else { return }
                lines[0] = String(decoding: form, as: UTF8.self)
            },
            change("a commitment's text beside what it covers") { lines in
                guard case .object(var members)? = try? JSONValue(reading: lines[0].utf8),
                    let place = members.firstIndex(where: { $0.value["salt"] != nil && $0.key != "answer" }),
                    case .object(let unit) = members[place].value
                else { return }
                members[place].value = .object(unit + [JSONMember("text", "hidden")])
                lines[0] = String(decoding: (try? CanonicalJSON.bytes(.object(members))) ?? [], as: UTF8.self)
            },
            change("a salt in capitals") { lines in
                guard let range = lines[0].firstRange(of: /"salt":"[0-9a-f]+"/) else { return }
                lines[0].replaceSubrange(range, with: "\"salt\":\"" + lines[0][range].dropFirst(8).uppercased())
            },
            .init("an empty line in \(file)", "exhibit.line") { exhibit in
                let text = try Forger.read(exhibit, "data/\(file).jsonl")
                try Forger.write(exhibit, "data/\(file).jsonl", text + "\n")
            },
            .init("no line end after the last line of \(file)", "exhibit.line") { exhibit in
                let text = try Forger.read(exhibit, "data/\(file).jsonl")
                try Forger.write(exhibit, "data/\(file).jsonl", String(text.dropLast()))
            },
            .init("a byte order mark before \(file)", "exhibit.line") { exhibit in
                let text = try Forger.read(exhibit, "data/\(file).jsonl")
                try Forger.write(exhibit, "data/\(file).jsonl", "\u{FEFF}" + text)
            },
        ]
    }

    private static func first(_ text: String, _ line: String) -> Range<String.Index>? { line.firstRange(of: text) }

    /// What stands beside the evidence.
    static let beside: [ExhibitTampering] = [
        text(
            "a member added to the description", "case.json", #"{"case""#, #"{"author":"me","case""#,
            "exhibit.case-form"),
        text("the description's format", "case.json", "apograph-exhibit-1", "apograph-exhibit-2", "exhibit.format"),
        text("the description's format removed", "case.json", #""format":"apograph-exhibit-1","#, "", "exhibit.format"),
        text("the description spaced", "case.json", #","title""#, #", "title""#, "exhibit.case-form"),
        text("the description without a line end", "case.json", "}\n", "}", "exhibit.case-form"),
        text(
            "when the case was made", "case.json", #""created_at":"2026"#, #""created_at":"2025"#, "exhibit.created-at"),
        text("a probe moved to another suite", "probes.jsonl", #""suite":1"#, #""suite":2"#, "chain.probe-changed"),
        .init("two models swapped", "exhibit.line") { try Forger.lines($0, "models.jsonl") { $0.swapAt(0, 1) } },
        .init("two probes swapped", "exhibit.line") { try Forger.lines($0, "probes.jsonl") { $0.swapAt(0, 1) } },
        text(
            "text as base64", "responses.jsonl", #""body":"Rhine \"x\"\n\u0001""#, #""body_base64":"UmhpbmUgIngiCgE=""#,
            "exhibit.line"),
        text(
            "base64 with a bit that says nothing", "requests.jsonl", #""body_base64":"/g==""#, #""body_base64":"/h==""#,
            "exhibit.line"),
        text(
            "base64 with a line end in it", "requests.jsonl", #""body_base64":"/g==""#, #""body_base64":"/g\n==""#,
            "exhibit.line"),
        .init("a failure's body taken out", "exhibit.line") { exhibit in
            try Forger.replace(exhibit, "data/failures.jsonl", #""body":"\u0001","salt""#, #""salt""#)
        },
        .init("a body replaced by its hash", "exhibit.line") { exhibit in
            let hash = Digest256.hex(Array("{\"text\":\"Oder\"}".utf8))
            try Forger.replace(
                exhibit, "data/responses.jsonl", #""body":"{\"text\":\"Oder\"}""#, #""body_sha256":"\#(hash)""#)
        },
        .init("evidence of another name", "bag.unknown") { try Forger.write($0, "data/more.jsonl", "{}\n") },
        .init("a file beside the payload, listed", "bag.tag-unknown") {
            try Forger.write($0, "README.md", "Trust me.\n")
        },
        .init("the guide taken away", "bag.tag-unlisted") { try Forger.remove($0, "HOW-TO-VERIFY.md") },
        .init("the independent verifier taken away", "bag.tag-unlisted") { try Forger.remove($0, "verify.py") },
        .init("a label added to the bag's description", "bag.info") {
            try Forger.replace($0, "bag-info.txt", "Bagging-Date", "Contact-Name: me\nBagging-Date")
        },
        .init("a label that stands twice", "bag.info") {
            try Forger.replace($0, "bag-info.txt", "Bagging-Date", "Source-Organization: me\nBagging-Date")
        },
        .init("a continued line in the bag's description", "bag.info") {
            try Forger.replace($0, "bag-info.txt", "Bagging-Date", " and more\nBagging-Date")
        },
        .init("carriage returns in the bag's description", "bag.info") { exhibit in
            let text = try Forger.read(exhibit, "bag-info.txt")
            try Forger.write(
                exhibit, "bag-info.txt", text.replacingOccurrences(of: "The Desk\n", with: "The Desk\r\nX: y\n"))
        },
        .init("a manifest in another order", "bag.manifest-order", resealed: false) { exhibit in
            let lines = try Forger.read(exhibit, "manifest-sha256.txt").split(separator: "\n")
            try Forger.write(exhibit, "manifest-sha256.txt", lines.reversed().map { $0 + "\n" }.joined())
            try Forger.remakeManifest(exhibit, "tagmanifest-sha256.txt", payload: false)
        },
        .init("a digest in capitals", "bag.manifest-line", resealed: false) { exhibit in
            let line = try Forger.line(exhibit, "data/case.json")
            try Forger.replace(exhibit, "manifest-sha256.txt", line, line.prefix(64).uppercased() + line.dropFirst(64))
            try Forger.remakeManifest(exhibit, "tagmanifest-sha256.txt", payload: false)
        },
        .init("evidence among the signatures", "bag.file-extra", resealed: false) {
            try Forger.write($0, "signatures/more.jsonl", "{}\n")
        },
        .init("a text named as a signature", "bag.file-extra", resealed: false) {
            try Forger.write($0, "signatures/witness.sig", "I saw it.\n")
        },
        .init("words after a signature", "bag.file-extra", resealed: false) { exhibit in
            try Forger.write(exhibit, "signatures/witness.sig", Forger.armor + "I saw it.\n")
        },
        .init("words before a signature", "bag.file-extra", resealed: false) { exhibit in
            try Forger.write(exhibit, "signatures/witness.sig", "I saw it.\n" + Forger.armor)
        },
        .init("an emptied signature", "bag.file-extra", resealed: false) {
            try Forger.write($0, "signatures/witness.sig", "")
        },
        .init("a signature named .SIG", "bag.file-extra", resealed: false) {
            try Forger.write($0, "signatures/witness.SIG", Forger.armor)
        },
        .init("a signature among the timestamps", "bag.file-extra", resealed: false) {
            try Forger.write($0, "timestamps/witness.sig", Forger.armor)
        },
        .init("a text named as a timestamp", "bag.file-extra", resealed: false) {
            try Forger.write($0, "timestamps/a.tsr", "0 o'clock")
        },
        .init("bytes after a timestamp", "bag.file-extra", resealed: false) {
            try Forger.write($0, "timestamps/a.tsr", "0\u{3}\u{2}\u{1}\u{1}x")
        },
        .init("an emptied timestamp", "bag.file-extra", resealed: false) {
            try Forger.write($0, "timestamps/a.tsq", "")
        },
        .init("a hidden file among the timestamps", "bag.file-extra", resealed: false) {
            try Forger.write($0, "timestamps/.tsr", "0\u{0}")
        },
        .init("an empty folder", "bag.folder-empty", resealed: false) { exhibit in
            try FileManager.default.createDirectory(
                at: exhibit.appendingPathComponent("data/more"), withIntermediateDirectories: true)
        },
        .init("a name in the payload that is no UTF-8", "bag.name", resealed: false) {
            try Forger.touch($0, [0x64, 0x61, 0x74, 0x61, 0x2F, 0xFF])
        },
        .init("a name beside the payload that is no UTF-8", "bag.name", resealed: false) {
            try Forger.touch($0, [0xC3, 0x28])
        },
        .init("a name among the signatures that is no UTF-8", "bag.name", resealed: false) { exhibit in
            try Forger.write(exhibit, "signatures/a.sig", Forger.armor)
            try Forger.touch(exhibit, Array("signatures/".utf8) + [0xE2, 0x80])
        },
        .init("a link to a folder", "bag.not-a-file", resealed: false) { exhibit in
            try FileManager.default.createSymbolicLink(
                atPath: exhibit.appendingPathComponent("data/more").path, withDestinationPath: "reports")
        },
    ]

    /// Pieces withheld by hand, with every manifest made again.
    static let byHand: [ExhibitTampering] =
        [
            ("responses", 0, "answer"), ("responses", 3, "answer"), ("responses", 3, "model"),
            ("responses", 1, "question"),
            ("requests", 0, "request"), ("requests", 1, "model"), ("requests", 1, "question"),
            ("failures", 0, "content"),
            ("models", 0, "model"), ("suites", 0, "content"), ("probes", 1, "content"),
        ].map { file, line, piece in
            .init("the \(piece) of line \(line + 1) of \(file) withheld by hand", "exhibit.withheld") { exhibit in
                try Forger.withhold(exhibit, file, line, piece)
            }
        }
        + ["note", "register", "served-changed", "claim", "source", "created"].map { kind in
            .init("the event \(kind) withheld by hand", "exhibit.withheld") { exhibit in
                let events = try Forger.read(exhibit, "data/events.jsonl").split(separator: "\n")
                let line = try #require(events.firstIndex { $0.contains("\"kind\":\"\(kind)\"") })
                try Forger.withhold(exhibit, "events", line, "body")
            }
        }

    /// Changes of a redacted copy.
    static let copies: [ExhibitTampering] = [
        .init("a copy's list of redactions emptied", "exhibit.withheld", onCopy: true) {
            try Forger.write($0, "data/redactions.jsonl", "")
        },
        .init("a copy's list of redactions taken away", "exhibit.original", onCopy: true) {
            try Forger.remove($0, "data/redactions.jsonl")
        },
        .init("a copy's first redaction taken from the list", "exhibit.withheld", onCopy: true) {
            try Forger.lines($0, "redactions.jsonl") { $0.removeFirst() }
        },
        .init("a redaction without a reason", "exhibit.redaction", onCopy: true) { exhibit in
            try Forger.replace(exhibit, "data/redactions.jsonl", "a source at risk", " ")
        },
        .init("a redaction with more than belongs there", "exhibit.redaction", onCopy: true) { exhibit in
            try Forger.replace(exhibit, "data/redactions.jsonl", "{\"file\"", "{\"at\":1,\"file\"")
        },
        .init("one more piece withheld from a copy by hand", "exhibit.withheld", onCopy: true) {
            try Forger.withhold($0, "responses", 0, "answer")
        },
        .init("a question withheld from a copy by hand", "exhibit.withheld", onCopy: true) {
            try Forger.withhold($0, "probes", 0, "content")
        },
        .init("the original's manifests taken away", "exhibit.original", onCopy: true) {
            try Forger.remove($0, "data/original")
        },
        .init("the original's manifest changed", "exhibit.original", onCopy: true) { exhibit in
            let text = try Forger.read(exhibit, "data/original/manifest-sha256.txt")
            try Forger.write(
                exhibit, "data/original/manifest-sha256.txt",
                String(text.dropLast(1)).replacingOccurrences(of: "a", with: "b") + "\n")
        },
        .init("the original's tag manifest changed", "exhibit.original", onCopy: true) { exhibit in
            let text = try Forger.read(exhibit, "data/original/tagmanifest-sha256.txt")
            try Forger.write(
                exhibit, "data/original/tagmanifest-sha256.txt",
                text.replacing(/[0-9a-f]{64}  manifest-/, with: String(repeating: "0", count: 64) + "  manifest-"))
        },
    ]
}

extension Forger {
    static let armor = "-----BEGIN SSH SIGNATURE-----\nU1NIU0lH\n-----END SSH SIGNATURE-----\n"

    /// Makes an empty file of a name that need not be UTF-8.
    static func touch(_ exhibit: URL, _ name: [UInt8]) throws {
        let path = Array((exhibit.path + "/").utf8) + name + [0]
        let descriptor = path.withUnsafeBytes {
            open($0.bindMemory(to: CChar.self).baseAddress!, O_CREAT | O_WRONLY, 0o644)
        }
        try #require(descriptor >= 0)
        close(descriptor)
    }

    /// Puts the commitment in the place of a piece, as whoever knows the format can.
    static func withhold(_ exhibit: URL, _ file: String, _ line: Int, _ piece: String) throws {
        var text = try read(exhibit, "data/\(file).jsonl").split(separator: "\n").map(String.init)
        guard case .object(var members) = try JSONValue(reading: text[line].utf8) else { return }
        let place = try #require(members.firstIndex { $0.key == piece })
        let unit = members[place].value
        func body() -> [UInt8] {
            unit["body_base64"]?.string.flatMap { Data(base64Encoded: $0) }.map(Array.init)
                ?? Array((unit["body"]?.string ?? "").utf8)
        }
        let bytes =
            switch piece {
            case "request": body()
            case "answer":
                RecordBytes.answer(
                    body: Digest256.hex(body()), format: unit["format"]?.string ?? "",
                    text: unit["text"]?.string.map { Digest256.hex(Array($0.utf8)) })
            default: try CanonicalJSON.bytes(unit["value"] ?? .null)
            }
        let salt = try #require(Hex.bytes(unit["salt"]?.string ?? ""))
        members[place].value = ["commitment": .string(Commitment.of(bytes, salt: salt))]
        text[line] = String(decoding: try CanonicalJSON.bytes(.object(members)), as: UTF8.self)
        try write(exhibit, "data/\(file).jsonl", text.map { $0 + "\n" }.joined())
    }
}
