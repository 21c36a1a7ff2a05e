import Foundation
import Testing

/// Changes that put what is genuine into another place, another order, another spelling or other company.
extension ExhibitTampering {
    private static let evidence = ["events", "models", "suites", "probes", "requests", "failures", "responses"]

    static let moved = swaps + orders + spellings + links + lineEnds + company + manifests + redactions

    /// Pieces of another genuine exhibit.
    private static let swaps: [ExhibitTampering] =
        (evidence.map { "data/\($0).jsonl" } + ["data/case.json", "bag-info.txt"]).map { file in
            .init("\(file) of another exhibit") { exhibit in
                try Forger.take([file], from: try ExhibitFixture.sealOther(beside: exhibit), into: exhibit)
            }
        } + [
            .init("all evidence of another exhibit under this one's description") { exhibit in
                let other = try ExhibitFixture.sealOther(beside: exhibit)
                try Forger.take(evidence.map { "data/\($0).jsonl" }, from: other, into: exhibit)
            },
            .init("answers and requests of another exhibit") { exhibit in
                let other = try ExhibitFixture.sealOther(beside: exhibit)
                try Forger.take(["data/responses.jsonl", "data/requests.jsonl"], from: other, into: exhibit)
            },
            .init("both manifests of another exhibit", resealed: false) { exhibit in
                let other = try ExhibitFixture.sealOther(beside: exhibit)
                try Forger.take(["manifest-sha256.txt", "tagmanifest-sha256.txt"], from: other, into: exhibit)
            },
        ]

    /// The same lines in another order, or with numbers of another kind.
    private static let orders: [ExhibitTampering] =
        ["events", "models", "probes", "requests", "responses"].map { file in
            .init("the lines of \(file) reversed") { try Forger.lines($0, "\(file).jsonl") { $0.reverse() } }
        }
        + ["models", "suites", "probes", "requests", "failures", "responses"].map { file in
            .init("the id of \(file) as a text") { exhibit in
                try Forger.replace(exhibit, "data/\(file).jsonl", #""id":1"#, #""id":"1""#)
            }
        }
        + [
            text("the probe's suite as a text", "probes.jsonl", #""suite":1"#, #""suite":"1""#, "chain.probe-changed"),
            .init("the count of answers as a text") {
                try Forger.replace($0, "data/case.json", #""responses":4"#, #""responses":"4""#)
            },
            .init("the count of answers as a fraction") {
                try Forger.replace($0, "data/case.json", #""responses":4"#, #""responses":4.0"#)
            },
            .init("an id with an exponent") {
                try Forger.replace($0, "data/models.jsonl", #""id":1"#, #""id":1e0"#)
            },
            .init("the sequence of an event as a text") {
                try Forger.replace($0, "data/events.jsonl", #""seq":1}"#, #""seq":"1"}"#)
            },
        ]

    /// Other spellings of names and words that look the same.
    private static let spellings: [ExhibitTampering] = [
        .init("the title in another normal form") {
            try Forger.replaceScalars($0, "data/case.json", "\u{E9}", "e\u{301}")
        },
        .init("the title in another normal form in the log") {
            try Forger.replaceScalars($0, "data/events.jsonl", "\u{E9}", "e\u{301}")
        },
        .init("another description of the bag", "bag.description") {
            try Forger.replace($0, "bag-info.txt", "sealed by Apograph", "sealed by a court")
        },
        .init("another case in the bag's description", "bag.description") { exhibit in
            let info = try Forger.read(exhibit, "bag-info.txt")
            try Forger.write(
                exhibit, "bag-info.txt",
                info.replacing(/External-Identifier: [^\n]+/, with: "External-Identifier: 0000000000000000"))
        },
        .init("a name with an accent") { try Forger.write($0, "data/reports/caf\u{E9}.html", "x") },
        .init("a name with an accent apart") { try Forger.write($0, "data/reports/cafe\u{301}.html", "x") },
        .init("the description named in capitals") { try Forger.move($0, "data/case.json", "data/Case.json") },
        .init("the answers named in capitals") { try Forger.move($0, "data/responses.jsonl", "data/RESPONSES.JSONL") },
        .init("the payload's folder in capitals", resealed: false) { try Forger.move($0, "data", "Data") },
        .init("the declaration named in capitals", resealed: false) {
            try Forger.move($0, "bagit.txt", "BAGIT.TXT")
        },
        .init("the manifest named in capitals", resealed: false) {
            try Forger.move($0, "manifest-sha256.txt", "MANIFEST-SHA256.TXT")
        },
    ]

    private static let links: [ExhibitTampering] =
        [
            ("data/events.jsonl", "models.jsonl"), ("data/case.json", "/etc/hostname"), ("bagit.txt", "bag-info.txt"),
            ("manifest-sha256.txt", "tagmanifest-sha256.txt"), ("data", "."), ("verify.py", "/usr/bin/true"),
        ].map { file, target in
            .init("\(file) is a link to \(target)", resealed: false) { exhibit in
                try Forger.remove(exhibit, file)
                try FileManager.default.createSymbolicLink(
                    atPath: exhibit.appendingPathComponent(file).path, withDestinationPath: target)
            }
        }
        + [
            .init("the answers moved away and linked to", resealed: false) { exhibit in
                let away = exhibit.deletingLastPathComponent().appendingPathComponent("away")
                let file = exhibit.appendingPathComponent("data/responses.jsonl")
                try FileManager.default.moveItem(at: file, to: away)
                try FileManager.default.createSymbolicLink(at: file, withDestinationURL: away)
            },
            .init("a pipe in the payload", resealed: false) { exhibit in
                #expect(mkfifo(exhibit.appendingPathComponent("data/pipe").path, 0o600) == 0)
            },
        ]

    private static let lineEnds: [ExhibitTampering] =
        (evidence.map { "data/\($0).jsonl" } + ["data/case.json", "bagit.txt", "bag-info.txt"]).map { file in
            .init("DOS line ends in \(file)") { exhibit in
                let text = try Forger.read(exhibit, file)
                try Forger.write(exhibit, file, String(text.flatMap { $0 == "\n" ? ["\r", "\n"] : [$0] }))
            }
        }
        + ["data/case.json", "data/responses.jsonl", "data/events.jsonl", "bagit.txt", "bag-info.txt"].flatMap {
            file -> [ExhibitTampering] in
            ["\0", "x", "{}\n", "\u{2028}"].map { more in
                .init("\(more.debugDescription) after the end of \(file)") { exhibit in
                    try Forger.write(exhibit, file, try Forger.read(exhibit, file) + more)
                }
            }
        }
        + ["manifest-sha256.txt", "tagmanifest-sha256.txt"].flatMap { file -> [ExhibitTampering] in
            [
                .init("DOS line ends in \(file)", resealed: false) { exhibit in
                    let text = try Forger.read(exhibit, file)
                    try Forger.write(exhibit, file, text.split(separator: "\n").map { $0 + "\r\n" }.joined())
                },
                .init("an empty line after \(file)", resealed: false) {
                    try Forger.write($0, file, try Forger.read($0, file) + "\n")
                },
            ]
        }

    /// Other files and folders around the evidence.
    private static let company: [ExhibitTampering] = [
        .init("the whole exhibit once more in its payload") { try Forger.nest($0, "data/inner") },
        .init("the whole exhibit once more beside its payload", resealed: false) { try Forger.nest($0, "inner") },
        .init("a signature in the payload's place for evidence") {
            try Forger.write($0, "data/signatures.jsonl", Forger.armor)
        },
        .init("a signature beside the payload", resealed: false) {
            try Forger.write($0, "witness.sig", Forger.armor)
        },
        .init("a signature with a second one behind it", resealed: false) {
            try Forger.write($0, "signatures/witness.sig", Forger.armor + Forger.armor)
        },
        .init("a signature with DOS line ends", resealed: false) {
            try Forger.write($0, "signatures/w.sig", Forger.armor.replacingOccurrences(of: "\n", with: "\r\n"))
        },
        .init("a signature listed in the tag manifest") { try Forger.write($0, "signatures/w.sig", Forger.armor) },
        .init("files still to be fetched", resealed: false) {
            try Forger.write($0, "fetch.txt", "http://127.0.0.1:1/x - data/x\n")
        },
        .init("a manifest of another digest") {
            try Forger.write($0, "manifest-sha512.txt", String(repeating: "0", count: 128) + "  data/case.json\n")
        },
        .init("an empty manifest of another digest") { try Forger.write($0, "manifest-md5.txt", "") },
        .init("a hidden file in the payload", resealed: false) { try Forger.write($0, "data/.hidden", "x") },
        .init("evidence under a folder of the payload") { try Forger.write($0, "data/more/responses.jsonl", "{}\n") },
        .init("evidence that ends in capitals", resealed: false) { try Forger.write($0, "data/more.JSONL", "{}\n") },
    ]

    /// Other ways to write a manifest.
    private static let manifests: [ExhibitTampering] =
        [
            ("a star before a name", "  data/case", " *data/case"), ("one space", "  data/case", " data/case"),
            ("a tab", "  data/case", "\tdata/case"), ("a dot before a name", "  data/case", "  ./data/case"),
            ("a doubled slash", "  data/case", "  data//case"), ("a step back", "  data/case", "  data/x/../case"),
            ("a dot in the middle", "  data/case", "  data/./case"), ("a root", "  data/case", "  /data/case"),
            ("an escape", "data/case", "data%2Fcase"), ("a backslash", "data/case", "data\\case"),
        ].map { name, old, new in
            .init("a manifest with \(name)", resealed: false) { exhibit in
                try Forger.replace(exhibit, "manifest-sha256.txt", old, new)
                try Forger.remakeManifest(exhibit, "tagmanifest-sha256.txt", payload: false)
            }
        }

    private static let redactions: [ExhibitTampering] = [
        .init("a redaction whose reason is blank in another way", onCopy: true) {
            try Forger.replace($0, "data/redactions.jsonl", "a source at risk", "\u{A0}\u{2003}")
        },
        .init("a redaction whose row is a text", onCopy: true) { exhibit in
            let text = try Forger.read(exhibit, "data/redactions.jsonl")
            try Forger.write(
                exhibit, "data/redactions.jsonl", text.replacing(/"row":(\d+)/) { "\"row\":\"\($0.1)\"" })
        },
        .init("a redaction of a piece that is there", "exhibit.redaction", onCopy: true) { exhibit in
            try Forger.lines(exhibit, "redactions.jsonl") {
                $0.append(#"{"file":"data/responses.jsonl","piece":"answer","reason":"so","row":1}"#)
                $0.sort { Forger.redactionOrder($0) < Forger.redactionOrder($1) }
            }
        },
        .init("a redaction of a row that is not there", "exhibit.redaction", onCopy: true) { exhibit in
            try Forger.lines(exhibit, "redactions.jsonl") {
                $0.append(#"{"file":"data/responses.jsonl","piece":"model","reason":"so","row":99}"#)
            }
        },
        .init("a redaction that stands twice", "exhibit.redaction", onCopy: true) { exhibit in
            try Forger.lines(exhibit, "redactions.jsonl") { $0.insert($0[1], at: 1) }
        },
        .init("a redaction that stands twice with another reason", "exhibit.redaction", onCopy: true) { exhibit in
            try Forger.lines(exhibit, "redactions.jsonl") {
                $0.insert($0[0].replacingOccurrences(of: "a source at risk", with: "so"), at: 0)
            }
        },
        .init("two redactions swapped", "exhibit.redaction", onCopy: true) { exhibit in
            try Forger.lines(exhibit, "redactions.jsonl") { $0.swapAt(0, $0.count - 1) }
        },
        .init("the list of redactions from behind", "exhibit.redaction", onCopy: true) { exhibit in
            try Forger.lines(exhibit, "redactions.jsonl") { $0.reverse() }
        },
        .init("a redaction whose row is another writing of the number", "exhibit.redaction", onCopy: true) { exhibit in
            let text = try Forger.read(exhibit, "data/redactions.jsonl")
            try Forger.write(
                exhibit, "data/redactions.jsonl", text.replacing(/"row":(\d+)/) { "\"row\":\($0.1).0" })
        },
        .init("a list of redactions in an exhibit that has none") {
            try Forger.write($0, "data/redactions.jsonl", "")
        },
        .init("an answer withheld under a list of redactions made by hand", "exhibit.original") { exhibit in
            try Forger.withhold(exhibit, "responses", 0, "answer")
            try Forger.write(
                exhibit, "data/redactions.jsonl",
                #"{"file":"data/responses.jsonl","piece":"answer","reason":"so","row":1}"# + "\n")
        },
    ]
}

extension Forger {
    /// Where a line of the list of redactions belongs.
    static func redactionOrder(_ line: String) -> String {
        let files = ["events", "models", "suites", "probes", "requests", "failures", "responses"]
        let file = files.firstIndex { line.contains("data/\($0).jsonl") } ?? 9
        let row = line.firstMatch(of: /"row":(\d+)/).flatMap { Int($0.1) } ?? 0
        return "\(file) \(1000 + row) \(line)"
    }

    static func take(_ files: [String], from other: URL, into exhibit: URL) throws {
        for file in files { try write(exhibit, file, try read(other, file)) }
    }

    static func move(_ exhibit: URL, _ file: String, _ other: String) throws {
        try FileManager.default.moveItem(
            at: exhibit.appendingPathComponent(file), to: exhibit.appendingPathComponent(other))
    }

    /// A copy of the exhibit inside itself.
    static func nest(_ exhibit: URL, _ folder: String) throws {
        for file in try files(exhibit) { try write(exhibit, "\(folder)/\(file)", try read(exhibit, file)) }
    }

    /// As `replace`, where what is replaced looks the same.
    static func replaceScalars(_ exhibit: URL, _ file: String, _ old: String, _ new: String) throws {
        var bytes = try Data(contentsOf: exhibit.appendingPathComponent(file))
        bytes.replaceSubrange(
            try #require(bytes.range(of: Data(old.utf8)), "\(old) is not in \(file)"), with: Data(new.utf8))
        try bytes.write(to: exhibit.appendingPathComponent(file))
    }
}
