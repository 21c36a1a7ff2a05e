import Analysis
import ArgumentParser
import Base
import CaseFile
import Custody
import Findings
import Foundation
import Probes

struct Seal: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Seal a case into a bundle that anyone can check with stock tools; sign it; have its time attested.",
        discussion: """
            The exhibit is a BagIt bag with every request and answer, the log, the questions and a short Python program that checks it all. \
            The case itself is not touched. Given an exhibit instead of a case, the command adds signatures and timestamps to it.

            Examples:
              apograph seal zero.apograph -o exhibit/ --suspect student-b --alleged teacher-a --include reports/
              apograph seal zero.apograph -o exhibit/ --sign analyst=~/.ssh/id_ed25519
              apograph seal exhibit/ --sign witness=~/.ssh/witness.pub        (the agent holds the key)
              apograph seal exhibit/ --request-time tsa                       (send exhibit/timestamps/tsa.tsq to the authority)
              apograph seal exhibit/ --add-time tsa=answer.tsr --authority root.pem
            """)

    @Argument(help: "A case file, or an exhibit to sign.", completion: .file())
    var path: String
    @Option(name: .shortAndLong, help: "The exhibit's folder; it must not be there yet.", completion: .directory)
    var output: String?
    @Option(
        help: "Reports or findings to put into the exhibit: a file or a folder; may be given several times.",
        completion: .file())
    var include: [String] = []
    @OptionGroup(title: "Findings to put in, to be derived again by `apograph verify --analysis`")
    var asked: QuestionOptions
    @Option(help: "Who seals, for the bag's description.")
    var organization: String?
    @Option(
        help: ArgumentHelp("The day of sealing; today, or SOURCE_DATE_EPOCH, unless given.", valueName: "yyyy-mm-dd"))
    var asOf: String?
    @Option(
        help: ArgumentHelp(
            "Sign as NAME with an SSH key (a public key file uses the agent); may be given several times.",
            valueName: "NAME=KEY"))
    var sign: [String] = []
    @Option(help: ArgumentHelp("Make an RFC 3161 timestamp request.", valueName: "name"))
    var requestTime: String?
    @Option(help: ArgumentHelp("Add an authority's answer.", valueName: "NAME=FILE"))
    var addTime: String?
    @Option(help: "The authority's root certificate (PEM).", completion: .file())
    var authority: String?
    @Flag(help: "Seal a case with private suites; the exhibit holds their texts.")
    var includePrivate = false

    func validate() throws {
        if asked.suspect == nil,
            asked.alleged != nil || !asked.overrides.isEmpty || asked.inputs.kinds != nil
                || asked.inputs.background != nil
        {
            throw ValidationError("--alleged, --override, --kinds and --background need --suspect.")
        }
        if addTime != nil, authority == nil {
            throw ValidationError("--add-time needs --authority, the authority's root certificate.")
        }
        if let asOf, Seal.isDay(asOf) == false { throw ValidationError("--as-of is a day such as 2026-11-21.") }
    }

    func run() async throws {
        let source = URL(fileURLWithPath: path)
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: source.path, isDirectory: &isFolder)
        let exhibit: URL
        if isFolder.boolValue {
            guard output == nil, include.isEmpty else {
                throw ValidationError("\(path) is sealed already; only signatures and times can be added to it.")
            }
            exhibit = source
        } else {
            guard let output else { throw ValidationError("Say where the exhibit shall be: -o FOLDER.") }
            exhibit = URL(fileURLWithPath: output)
            try await make(CaseStore.open(at: source, mode: .readOnly), exhibit)
        }
        for pair in sign {
            let (name, key) = try Seal.pair(pair, "--sign")
            try ExhibitSigner.sign(
                exhibit, as: name, key: URL(fileURLWithPath: NSString(string: key).expandingTildeInPath))
            print("Signed by \(name).")
        }
        if let requestTime {
            print("Timestamp request: \(try ExhibitSigner.requestTimestamp(exhibit, from: requestTime).path)")
        }
        if let addTime, let authority {
            let (name, file) = try Seal.pair(addTime, "--add-time")
            try ExhibitSigner.addTimestamp(
                exhibit, from: name, answer: URL(fileURLWithPath: file), authority: URL(fileURLWithPath: authority))
            print("Timestamp of \(name) added.")
        }
    }

    private func make(_ store: CaseStore, _ exhibit: URL) async throws {
        if !includePrivate, let hidden = try store.suites().first(where: \.suite.isPrivate)?.reference {
            throw Problem(
                "seal.private", .permission, "the suite is private, and an exhibit holds every question",
                at: "\(hidden.name) \(hidden.version)",
                remedy:
                    "Seal with --include-private and keep that exhibit; what others get is made with `apograph redact --private`."
            )
        }
        var derived: [(path: String, bytes: [UInt8])] = []
        for item in include { derived += try Seal.files(URL(fileURLWithPath: item)) }
        if asked.suspect != nil {
            let question = try asked.question(of: store, sensitivity: true)
            let findings = try await Analyzer.findings(of: store, question) { Terminal.step($0) }
            Terminal.stepsDone()
            derived.append(("findings.json", Array(try findings.json())))
            // With these and `verify.py --recompute` anybody makes the figures again, without this program.
            derived.append(("readings.json", Array(try await ReadingListing(store).json())))
            derived.append(("recompute.py", try Sealer.recomputation()))
            if question.kinds.sha256 != nil { derived.append(("kinds.csv", Array(question.kinds.csv.utf8))) }
            if let background = question.background {
                derived.append(("background.json", Array(try background.encoded())))
            }
        }
        let clock = ContinuousClock()
        let start = clock.now
        var bar = ProgressLine()
        let summary = try Sealer.seal(
            store, to: exhibit,
            options: SealOptions(
                derived: derived, organization: organization, date: asOf ?? Seal.today(),
                software: "apograph \(Apograph.version)")
        ) { bar.show("\($0) of \($1) answers", done: $0, of: $1) }
        bar.clear()
        let seconds = (clock.now - start) / .seconds(1)
        print(
            """
            Sealed \(summary.responses) answers, \(summary.bytes / 1_000_000) MB in \(String(format: "%.1f", seconds)) s: \(Terminal.visible(exhibit.path))
            chain head   \(summary.chainHead)
            Merkle root  \(summary.merkleRoot)
            Publish the chain head somewhere else too: a log cut short shows only against a head that was noted.
            """)
    }

    static func pair(_ text: String, _ option: String) throws -> (String, String) {
        let parts = text.split(separator: "=", maxSplits: 1).map(String.init)
        guard parts.count == 2 else { throw ValidationError("\(option) is written NAME=FILE, here it is \(text).") }
        return (parts[0], parts[1])
    }

    /// The files of a report folder, by the names that they get in the exhibit.
    private static func files(_ url: URL) throws -> [(path: String, bytes: [UInt8])] {
        var isFolder: ObjCBool = false
        guard FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder) else {
            throw Problem(
                "seal.no-report", .noInput, "there is nothing to include", at: url.path,
                remedy: "Check the path given to --include.")
        }
        let names = isFolder.boolValue ? try FileManager.default.subpathsOfDirectory(atPath: url.path).sorted() : [""]
        return try names.compactMap { name in
            let file = name.isEmpty ? url : url.appendingPathComponent(name)
            var isInner: ObjCBool = false
            guard FileManager.default.fileExists(atPath: file.path, isDirectory: &isInner), !isInner.boolValue else {
                return nil
            }
            let path = "reports/" + (name.isEmpty ? url.lastPathComponent : name)
            let safe = path.utf8.map { byte -> UInt8 in
                let scalar = Unicode.Scalar(byte)
                return byte < 128
                    && (Character(scalar).isLetter || Character(scalar).isNumber || "._-/".utf8.contains(byte))
                    ? byte : UInt8(ascii: "_")
            }
            return (String(decoding: safe, as: UTF8.self), Array(try Data(contentsOf: file)))
        }
    }

    private static func isDay(_ text: String) -> Bool {
        text.wholeMatch(of: /\d{4}-\d\d-\d\d/) != nil
    }

    /// The day from SOURCE_DATE_EPOCH (https://reproducible-builds.org/specs/source-date-epoch/) or the clock.
    static func today() -> String {
        let epoch = ProcessInfo.processInfo.environment["SOURCE_DATE_EPOCH"].flatMap(Double.init)
        return String(Timestamp.text(epoch.map { Date(timeIntervalSince1970: $0) } ?? Date()).prefix(10))
    }
}
