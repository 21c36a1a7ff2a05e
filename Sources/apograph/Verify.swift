import Analysis
import ArgumentParser
import Base
import CaseFile
import Custody
import Findings
import Foundation
import Runner
import Probes

struct Verify: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Check that a case or an exhibit is as it was recorded, to the last byte.",
        discussion: """
            Every hash is made again: of each answer, of each event of the log, of each file; and each answer is read again from the bytes \
            that came. What is not as it was recorded is named: what, where, since when, and what that means. Deviations from a claim are \
            notes; those without an amendment are faults. Exit status 0: intact; 65: not; 66: there is nothing to check.

            Examples:
              apograph verify zero.apograph
              apograph verify exhibit/ --head 21cf66b5…              a head noted elsewhere, such as in a report
              apograph verify exhibit/ --allowed allowed_signers --authority root.pem
              apograph verify exhibit/ --analysis                    make the findings again from the raw bytes and compare
              apograph verify zero.apograph --findings found.json    the same for a case, with what `compare --json` printed
              apograph verify public/ --opening pieces.jsonl         what was withheld and disclosed later
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
    @Option(
        help: "Findings as JSON (`apograph compare --json`) to make again from a case and compare.", completion: .file()
    )
    var findings: String?
    @OptionGroup var inputs: AnalysisInputs
    @Option(
        help: "Pieces that were withheld from this exhibit and disclosed later (`apograph disclose --from`), to match.",
        completion: .file())
    var opening: String?
    @Flag(help: "Print the result as JSON.")
    var json = false

    func run() async throws {
        let url = URL(fileURLWithPath: path)
        var isFolder: ObjCBool = false
        _ = FileManager.default.fileExists(atPath: url.path, isDirectory: &isFolder)
        var report: ChainReport
        var answers = AnswersAgain()
        var clock = ClockDifference()
        guard isFolder.boolValue || (allowed == nil && authority == nil && opening == nil && !analysis) else {
            throw ValidationError(
                "--allowed, --authority, --opening and --analysis are for exhibits; \(path) is a case.")
        }
        if isFolder.boolValue {
            var bar = ProgressLine()
            report = try ExhibitVerifier.verify(url, noted: head) {
                bar.show("\($0 / 1_000_000) MB", done: $0, of: $1)
            }
            bar.clear()
            report.faults += try signatures(url) + times(url)
            // What cannot be read was named above, line by line.
            if report.isIntact {
                try ExhibitAnswers.each(url) { answer in
                    answers.check(id: answer.id, format: answer.format, body: answer.body, text: answer.text)
                    clock.add(header: answer.providerDate, receivedAt: answer.receivedAt)
                }
                let fixed = try ExhibitClaim.fixed(url)
                let departed = try fixed.map { try ExhibitClaim.deviations(url, from: $0) } ?? []
                ExhibitClaim.report(fixed, deviations: departed, in: &report)
                report.notices += try openings(url, &report.faults)
            }
            if analysis { report.faults += try await sealedFindings(url) }
        } else {
            let store = try CaseStore.open(at: url, mode: .readOnly)
            report = try store.verifyChain(noted: head)
            if report.isIntact {
                try store.forEachResponse {
                    answers.check(id: $0.id, format: $0.format, body: $0.body, text: $0.text)
                    clock.add(header: $0.details?.headers?["date"], receivedAt: $0.receivedAt)
                }
                ExhibitClaim.report(try store.fixedClaim(), deviations: try store.claimDeviations(), in: &report)
            }
            if let findings { report.faults += try await findingsOfCase(store, findings) }
        }
        report.faults += answers.faults
        if let notice = answers.notice { report.notices.append(notice) }
        if !json, proof == nil, answers.read > 0, answers.faults.isEmpty, answers.notice == nil {
            Terminal.note("Answers: \(answers.read) read again from the bytes that came, the same.")
        }
        if clock.answers > 0 {
            report.notices.append(
                ChainFault(
                    "clock.providers",
                    "the collecting machine's clock and the providers' Date headers were at most \(clock.seconds.magnitude) seconds apart, over \(clock.answers) answers",
                    at: clock.at ?? "", meaning: "A large difference says that one of the clocks was wrong."))
        }
        if let proof { try show(proof: proof, report) } else { try show(report) }
        if !report.isIntact { throw ExitCode(Problem.Kind.data.rawValue) }
    }

    /// Pieces of a redacted copy that were disclosed later, against their commitments.
    private func openings(_ exhibit: URL, _ faults: inout [ChainFault]) throws -> [ChainFault] {
        guard let opening else { return [] }
        let (opened, wrong) = try Opening.check(URL(fileURLWithPath: opening), against: exhibit)
        faults += wrong
        Terminal.note("Disclosed pieces: \(opened) match their commitments.")
        return []
    }

    /// Makes the findings about a case again and compares them with those that somebody has.
    private func findingsOfCase(_ store: CaseStore, _ file: String) async throws -> [ChainFault] {
        let check = try FindingsCheck(FileManager.default.contents(atPath: file) ?? Data(), at: file)
        let question = try check.question(kinds: inputs.kindTable(), background: inputs.answers())
        let again = try await Analyzer.findings(of: store, question) { Terminal.step($0) }
        Terminal.stepsDone()
        return shown(try check.compare(again))
    }

    /// Makes the sealed findings again, with the inputs that were sealed beside them.
    private func sealedFindings(_ exhibit: URL) async throws -> [ChainFault] {
        let data = exhibit.appendingPathComponent("data")
        guard let sealed = try? Data(contentsOf: data.appendingPathComponent("findings.json")) else {
            throw Problem(
                "verify.no-findings", .noInput, "the exhibit holds no findings to compare with", at: exhibit.path,
                remedy: "Seal the case with --suspect to put them in.")
        }
        let check = try FindingsCheck(sealed, at: "data/findings.json")
        var inputs = try AnalysisInputs.parse([])
        for (name, path) in [("kinds.csv", \AnalysisInputs.kinds), ("background.json", \.background)] {
            let file = data.appendingPathComponent(name)
            if FileManager.default.fileExists(atPath: file.path) { inputs[keyPath: path] = file.path }
        }
        var question = try check.question(kinds: inputs.kindTable(), background: inputs.answers())
        question.fixed = try ExhibitClaim.fixed(exhibit)
        let folder = FileManager.default.temporaryDirectory.appendingPathComponent("apograph-\(UUID().uuidString)")
        try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: folder) }
        let store = try Restorer.restore(exhibit, to: folder.appendingPathComponent("case.apograph"))
        let again = try await Analyzer.findings(of: store, question) { Terminal.step($0) }
        Terminal.stepsDone()
        return try shown(check.compare(again, isCopy: true)) + (await sealedReadings(data, of: store, check.known))
    }

    /// The readings that `recompute.py` starts from, made again. Those of another version of the analysis are left to it.
    private func sealedReadings(_ data: URL, of store: CaseStore, _ known: Findings) async throws -> [ChainFault] {
        guard let sealed = try? Data(contentsOf: data.appendingPathComponent("readings.json")),
            known.about.analysisVersion == Analyzer.version, try await ReadingListing(store).json() != sealed
        else { return [] }
        return [
            ChainFault(
                "exhibit.readings", "the readings made again from the raw bytes differ", at: "data/readings.json",
                meaning: "What recompute.py says of this exhibit rests on other answers than those in it.")
        ]
    }

    private func shown(_ result: FindingsCheck.Result) -> [ChainFault] {
        switch result.agreement {
        case .exact: Terminal.note("Findings: made again, the same to the last byte.")
        case .sixDigits:
            Terminal.note(
                "Findings: made again, the same to six significant digits (another machine's last bits differ).")
        case .differs: break
        }
        return result.fault.map { [$0] } ?? []
    }

    private func signatures(_ exhibit: URL) throws -> [ChainFault] {
        guard let allowed else { return [] }
        let (good, faults) = try ExhibitSigner.checkSignatures(exhibit, allowed: URL(fileURLWithPath: allowed))
        for name in good { Terminal.note("Signature of \(name): good.") }
        return faults
    }

    private func times(_ exhibit: URL) throws -> [ChainFault] {
        guard let authority else { return [] }
        let (good, faults) = try ExhibitSigner.checkTimestamps(exhibit, authority: URL(fileURLWithPath: authority))
        for name in good { Terminal.note("Timestamp of \(name): good.") }
        return faults
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
