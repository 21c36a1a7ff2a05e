import ArgumentParser
import CaseFile
import Custody
import Foundation
import Probes

struct Verify: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that a case or an exhibit is as it was recorded, to the last byte.",
        discussion: """
            Every hash is made again: of each answer, of each event of the log, of each file. What is not as it was recorded is named:
            what, where, since when, and what that means. Exit status 0: intact; 65: not.

            Examples:
              apograph verify zero.apograph
              apograph verify exhibit/ --head 21cf66b5…              a head noted elsewhere, such as in a report
              apograph verify exhibit/ --allowed allowed_signers --authority root.pem
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
    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() throws {
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
        } else {
            report = try CaseStore.open(at: url, mode: .readOnly).verifyChain(noted: head)
        }
        if let proof { try show(proof: proof, report) } else { try show(report) }
        if !report.isIntact { throw ExitCode(Problem.Kind.data.rawValue) }
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
