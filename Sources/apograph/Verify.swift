import Analysis
import ArgumentParser
import CaseFile
import Custody
import Foundation
import Probes

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that a case or an exhibit is as it was recorded, to the last byte.",
        discussion: """
            Every hash is made again: of each answer, of each event of the log, of each file. What is not as it was recorded is named:
            what, where, since when, and what that means. Exit status 0: intact; 65: not.

            Examples:
              apograph verify zero.apograph
              apograph verify exhibit/ --head 21cf66b5…              a head noted elsewhere, such as in a report
              apograph verify exhibit/ --allowed allowed_signers --authority root.pem
              apograph verify exhibit/ --analysis                    make the findings again from the raw bytes and compare
              apograph verify exhibit/ --proof 17                    the inclusion proof of one answer
            """)

    @Argument(help: "A case file or an exhibit's folder.", completion: .file())
    var path: String
    @Option(help: ArgumentHelp("An event's hash that was noted elsewhere; it must be in the log.", valueName: "hash"))
    var head: String?
    @Option(help: "Keys to check signatures with, in ssh-keygen's allowed_signers format.", completion: .file())
    var allowed: String?
    @Option(help: "Root certificate to check timestamps with (PEM).", completion: .file())
    var authority: String?
    @Option(help: ArgumentHelp("Print the Merkle inclusion proof of this answer.", valueName: "id"))
    var proof: Int?
    @Flag(
        help:
            "Derive the answers and the findings again from the raw bytes, and compare them with those that were sealed."
    )
    var analysis = false
    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        let url = URL(fileURLWithPath: path)
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        var report: ChainReport
        if isFolder.boolValue {
            var bar = ProgressLine()
            report = try ExhibitVerifier.verify(url, noted: head) {
                bar.show("\($0 / 1_000_000) MB", done: $0, of: $1)
            }
            bar.clear()
            report.faults += try signatures(url) + times(url)
            if analysis { report.faults += try await findings(url) }
        } else {
            report = try CaseStore.open(at: url, mode: .readOnly).verifyChain(noted: head)
        }
        if let proof { try show(proof: proof, report) } else { try show(report) }
        if !report.isIntact { throw ExitCode(Problem.Kind.data.rawValue) }
    }

    /// Makes the findings again. The case they are made from is a copy, so its id, title and chain are taken from the exhibit, where they were checked.
    private func findings(_ exhibit: URL) async throws -> [ChainFault] {
        let place = "data/findings.json"
        guard let sealed = try? Data(contentsOf: exhibit.appendingPathComponent(place)),
            let asked = try? Data(contentsOf: exhibit.appendingPathComponent("data/question.json")),
            let question = try? JSONDecoder().decode(Seal.SealedQuestion.self, from: asked),
            let about = try? CanonicalJSON.value(of: sealed)["about"], let id = about["id"]?.string,
            let title = about["title"]?.string, let head = about["chainHead"]?.string
        else {
            throw Problem(
                "verify.no-findings", .noInput, "the exhibit holds no findings to compare with", at: exhibit.path,
                remedy: "Seal the case with --suspect to put them in.")
        }
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Restorer.restore(exhibit, to: folder.appendingPathComponent("case.apograph"))
        var again = try await Analyzer.findings(
            of: store, .init(suspect: question.suspect, alleged: question.alleged)
        ) { Terminal.step($0) }
        Terminal.stepsDone()
        (again.about.id, again.about.title, again.about.chainHead) = (id, title, head)
        let made = Data((try Output.json(again) + "\n").utf8)
        if made == sealed {
            Terminal.note("Findings: made again, the same to the last byte.")
            return []
        }
        let meaning =
            question.analysis == Analyzer.version
            ? "The findings do not follow from this evidence."
            : "They were made by version \(question.analysis) of the analysis, this is \(Analyzer.version)."
        switch Agreement.compare(try CanonicalJSON.value(of: sealed), try CanonicalJSON.value(of: made)) {
        case .exact, .sixDigits:
            Terminal.note(
                "Findings: made again, the same to six significant digits (another machine's last bits differ).")
            return []
        case .differs(let path):
            return [
                ChainFault(
                    "exhibit.findings", "the findings made again from the raw bytes differ at \(path)", at: place,
                    meaning: meaning)
            ]
        }
    }

    private func signatures(_ exhibit: URL) throws -> [ChainFault] {
        guard let allowed else { return [] }
        return try ExhibitSigner.signers(exhibit).compactMap { name in
            if try ExhibitSigner.verify(exhibit, signer: name, allowed: URL(fileURLWithPath: allowed)) != nil {
                Terminal.note("Signature of \(name): good.")
                return nil
            }
            return ChainFault(
                "seal.signature", "the signature of \(name) is not good for any key in \(allowed)",
                at: "signatures/\(name).sig", meaning: "Somebody else signed, or what was signed was changed.")
        }
    }

    private func times(_ exhibit: URL) throws -> [ChainFault] {
        guard let authority else { return [] }
        return try ExhibitSigner.timestamps(exhibit).compactMap { name in
            if try ExhibitSigner.verifyTimestamp(exhibit, from: name, authority: URL(fileURLWithPath: authority)) {
                Terminal.note("Timestamp of \(name): good.")
                return nil
            }
            return ChainFault(
                "seal.timestamp", "the timestamp of \(name) is not good", at: "timestamps/\(name).tsr",
                meaning: "It is from another authority, about another exhibit, or its certificate has expired.")
        }
    }

    private func show(_ report: ChainReport) throws {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            var short = report
            short.leaves = []
            print(String(decoding: try encoder.encode(short), as: UTF8.self))
            return
        }
        for notice in report.notices { Terminal.note("note: \(Terminal.visible(notice.what)) (\(notice.place))") }
        for fault in report.faults.prefix(100) {
            print(
                "\(Terminal.visible(fault.place)): \(Terminal.visible(fault.what)). \(fault.meaning)"
                    + (fault.since.map { " Good until \($0)." } ?? "") + " [\(fault.code)]")
        }
        if report.faults.count > 100 { print("… and \(report.faults.count - 100) more.") }
        print(
            report.isIntact
                ? "Intact: \(report.responses) answers, \(report.intents) requests, \(report.failures) failures, \(report.events) events.\nchain head \(report.head)"
                : "NOT INTACT: \(report.faults.count) faults.")
    }

    private func show(proof id: Int, _ report: ChainReport) throws {
        guard let proof = ExhibitVerifier.proof(ofResponse: id, in: report) else {
            throw Problem(
                "verify.no-answer", .data, "there is no answer \(id)", at: path,
                remedy: "Answers are numbered from 1 to \(report.leaves.count).")
        }
        let value: JSONValue = [
            "count": .integer(Int64(proof.count)), "id": .integer(Int64(id)), "leaf": .string(Hex.text(proof.leaf)),
            "path": .array(proof.path.map { .string(Hex.text($0)) }), "root": .string(Hex.text(proof.root)),
        ]
        print(String(decoding: try CanonicalJSON.bytes(value), as: UTF8.self))
    }
}
